//! Links: which pages there are, what leads to them, and whether each `doc_url` leads somewhere.

pub(super) mod anchors;
pub(super) mod links;
pub(super) mod pages;
