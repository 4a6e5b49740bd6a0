//! Generated sections in handwritten pages.

pub(super) mod fill;
pub(super) mod marks;
