//! What a page is made of: the entries of the catalog as jobs, what templates are given, and the finish.

pub(super) mod attributes;
pub(super) mod changes;
pub(super) mod context;
pub(super) mod finish;
pub(super) mod job;
pub(super) mod model;
pub(super) mod request;
