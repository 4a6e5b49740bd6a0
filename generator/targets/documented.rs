//! The OpenAPI of the errors in pieces, as JSON: for crates that make a document of an application's handlers.

use crate::catalog::Catalog;

/// The pieces. What refers to a schema does so as in a whole document.
#[derive(Default)]
pub(crate) struct Documented {
    /// Names and schemas; the first is the body's.
    pub(crate) schemas: Vec<(String, String)>,
    /// Statuses and their responses, without examples.
    pub(crate) responses: Vec<(u16, String)>,
    /// Codes (their Rust names), and a name and an example of them.
    pub(crate) examples: Vec<(String, String, String)>,
}

#[cfg(feature = "outputs")]
pub(super) fn documented(catalog: &Catalog) -> Documented {
    super::openapi::documented(catalog)
}

#[cfg(not(feature = "outputs"))]
pub(super) fn documented(_: &Catalog) -> Documented {
    Documented::default()
}
