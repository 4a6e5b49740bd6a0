//! The OpenAPI description of the errors in pieces, as JSON. Crates that generate a document from an application's
//! handlers use the pieces.

use crate::catalog::Catalog;

/// The pieces. References to schemas are the same as in a whole document.
#[derive(Default)]
pub(crate) struct Documented {
    /// Names and schemas. The first is the schema of the body.
    pub(crate) schemas: Vec<(String, String)>,
    /// Status codes and their responses, without examples.
    pub(crate) responses: Vec<(u16, String)>,
    /// Examples: the Rust name of the code, the name of the example, and the example.
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
