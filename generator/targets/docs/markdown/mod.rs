//! Markdown in each dialect: the building blocks that templates use, and the conversion of the catalog's texts.

pub(super) mod blocks;
pub(super) mod dialect;
pub(super) mod escape;
pub(super) mod fences;
pub(in crate::targets::docs) mod headings;
pub(super) mod html;
mod inline;
pub(super) mod lists;
pub(super) mod parts;
mod plain;
pub(super) mod spans;
pub(super) mod table;
pub(super) mod tabs;
