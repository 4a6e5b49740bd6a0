//! What a catalog asks to be written besides what `build.rs` makes.

use crate::options::RustOptions;

/// The files that a catalog asks for. Paths are relative to the catalog's folder.
#[derive(Clone, Debug, Default)]
pub(crate) struct Outputs {
    pub(crate) rust: Vec<RustOutput>,
    pub(crate) openapi: Vec<OpenApiOutput>,
    pub(crate) docs: Vec<DocsOutput>,
}

/// A Rust module.
#[derive(Clone, Debug)]
pub(crate) struct RustOutput {
    pub(crate) path: String,
    pub(crate) options: RustOptions,
}

/// An OpenAPI document; its path's extension says whether it is YAML or JSON.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenApiOutput {
    pub(crate) path: String,
    pub(crate) version: OpenApiVersion,
    pub(crate) form: OpenApiForm,
    pub(crate) enums: OpenApiEnums,
    pub(crate) codes: OpenApiCodes,
    /// Whether operations have a response for whatever no other stands for.
    pub(crate) default_response: bool,
}

/// How the schemas tell codes apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiCodes {
    /// One schema for all errors, which every client generator understands.
    #[default]
    Shared,
    /// A schema for each code, told apart by a discriminator.
    Each,
}

/// Whether the schemas of codes and types allow names that the catalog does not have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiEnums {
    /// Only those of the catalog: clients that are generated from it reject others.
    #[default]
    Closed,
    /// Any, because servers learn codes before clients do.
    Open,
}

/// A version of the OpenAPI Specification.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiVersion {
    V3_0,
    #[default]
    V3_1,
    V3_2,
}

/// How much of a document is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiForm {
    /// A whole document.
    #[default]
    Standalone,
    /// Its `components` alone.
    Fragment,
    /// An OpenAPI Overlay: what is to be added to another document.
    Overlay,
}

/// A page of documentation.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocsOutput {
    pub(crate) path: String,
    /// The page's template; the built-in page where there is none.
    pub(crate) template: Option<String>,
    pub(crate) dialect: Dialect,
}

/// A dialect of Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// GitHub's.
    #[default]
    Gfm,
    /// mdBook's.
    Mdbook,
    /// That of `MkDocs` with the theme Material.
    Mkdocs,
    /// MDX as every renderer of it has it.
    Mdx,
    /// MDX with what Docusaurus adds.
    Docusaurus,
    /// MDX with what Starlight adds.
    Starlight,
    /// MDX with what Mintlify adds.
    Mintlify,
}

impl Dialect {
    /// The words of the catalog and the command line.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("gfm", Self::Gfm),
        ("mdbook", Self::Mdbook),
        ("mkdocs", Self::Mkdocs),
        ("mdx", Self::Mdx),
        ("docusaurus", Self::Docusaurus),
        ("starlight", Self::Starlight),
        ("mintlify", Self::Mintlify),
    ];

    pub(crate) fn word(self) -> &'static str {
        let word = Self::WORDS.iter().find(|(_, dialect)| *dialect == self);
        word.map_or("", |(word, _)| *word)
    }
}
