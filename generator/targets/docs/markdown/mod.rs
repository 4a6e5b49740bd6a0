//! Markdown in the words of a dialect: what a template writes by, and the catalog's texts in it.

pub(super) mod blocks;
pub(super) mod dialect;
pub(super) mod escape;
pub(super) mod fences;
pub(super) mod lists;
pub(super) mod parts;
mod plain;
pub(super) mod spans;
pub(super) mod table;
pub(super) mod tabs;
