//! MiniJinja: where templates come from, what they can use, and what is wrong with them.

pub(super) mod diagnose;
pub(super) mod fields;
pub(super) mod functions;
pub(super) mod library;
pub(super) mod renderer;
pub(super) mod templates;
