//! Other catalogs, whose codes a catalog names.

/// An imported catalog.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Import {
    /// The name in front of its codes: `common` in `common::failed`.
    pub(crate) name: String,
    /// The path of the Rust module that is made of it, if this one converts its errors.
    pub(crate) rust: Option<String>,
}
