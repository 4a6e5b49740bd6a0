//! Links: the pages that exist, links to them, and the check that each `doc_url` has a target.

pub(super) mod anchors;
pub(super) mod links;
pub(super) mod pages;
pub(super) mod served;
