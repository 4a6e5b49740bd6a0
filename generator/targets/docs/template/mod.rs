//! MiniJinja: loading templates, what templates can use, and the diagnostics for their errors.

pub(super) mod diagnose;
pub(super) mod fields;
pub(super) mod functions;
pub(super) mod library;
pub(super) mod renderer;
pub(super) mod templates;
