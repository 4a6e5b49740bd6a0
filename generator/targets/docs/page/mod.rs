//! The stages of a page: the entries of the catalog as jobs, the data for templates, and the final formatting.

pub(super) mod attributes;
pub(super) mod changes;
pub(super) mod context;
pub(super) mod finish;
pub(super) mod job;
pub(super) mod model;
mod record;
pub(super) mod request;
