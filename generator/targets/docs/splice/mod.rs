//! Sections in pages that are written by hand.

pub(super) mod fill;
pub(super) mod marks;
