//! The section `outputs`: the files that a catalog requests in addition to those from `build.rs`.

use heck::ToKebabCase as _;

use super::{JsonValue, Selection};
use crate::diagnostic::Path;
use crate::options::RustOptions;
use crate::paths::without_devices;

/// An entry in the section `outputs`: the requested format, and its path.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// The list that contains the entry, and its index there.
    pub(crate) list: &'static str,
    pub(crate) index: usize,
    /// The path, relative to the catalog's folder.
    pub(crate) path: PathPattern,
    /// The member of the entry that contains the path.
    pub(crate) path_member: &'static str,
    /// The codes that the output contains.
    pub(crate) select: Selection,
    pub(crate) format: Format,
}

/// The formats of outputs, each with its options.
#[derive(Clone, Debug)]
pub(crate) enum Format {
    /// A Rust module.
    Rust(RustOptions),
    OpenApi(OpenApiOutput),
    Docs(DocsOutput),
    Client(ClientOutput),
    Files(FileOutput),
}

impl Output {
    /// Returns the place of the entry in the catalog.
    pub(crate) fn at(&self) -> Path {
        let section = Path::root().key("outputs");
        section.key(self.list).item(self.index)
    }

    /// Returns the place of its path in the catalog.
    pub(crate) fn path_at(&self) -> Path {
        self.at().key(self.path_member)
    }
}

/// An OpenAPI document.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenApiOutput {
    /// Whether the document is JSON instead of YAML.
    pub(crate) json: bool,
    pub(crate) version: OpenApiVersion,
    pub(crate) form: OpenApiForm,
    pub(crate) enums: OpenApiEnums,
    pub(crate) codes: OpenApiCodes,
    /// Whether operations have a `default` response.
    pub(crate) default_response: bool,
}

/// How the schemas distinguish the codes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiCodes {
    /// One schema for all errors, which every client generator supports.
    #[default]
    Shared,
    /// One schema for each code, selected by a discriminator.
    Each,
}

/// Whether the schemas for codes and types allow unknown names.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiEnums {
    /// Only the names in the catalog. Clients generated from the document reject other names.
    #[default]
    Closed,
    /// Any name, because servers can learn new codes before clients do.
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

/// The form of the document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum OpenApiForm {
    /// A whole document.
    #[default]
    Standalone,
    /// Only the `components`.
    Fragment,
    /// An OpenAPI Overlay, which adds the errors to another document.
    Overlay,
}

/// A client in another language.
#[derive(Clone, Debug)]
pub(crate) struct ClientOutput {
    pub(crate) language: Language,
    /// The name of the package, in Go.
    pub(crate) package: Option<String>,
}

#[cfg(feature = "outputs")]
impl ClientOutput {
    /// Returns the name of the package.
    pub(crate) fn package(&self) -> &str {
        self.package.as_deref().unwrap_or("apierrors")
    }
}

/// The language of a client.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Language {
    TypeScript,
    Python,
    Go,
}

/// Documentation pages, or generated sections in a hand-written page.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocsOutput {
    /// Whether the file is hand-written and errcat generates only the text between its marks.
    pub(crate) splice: bool,
    /// The template. Defaults to a built-in one.
    pub(crate) template: Option<String>,
    pub(crate) dialect: Dialect,
    /// Whether the built-in pages contain a diagram.
    pub(crate) diagram: bool,
    /// The values that are passed to the templates unchanged.
    pub(crate) vars: Vec<(String, JsonValue)>,
}

/// Files in any format, rendered from a custom template.
#[derive(Clone, Debug)]
pub(crate) struct FileOutput {
    pub(crate) template: String,
    /// Whether the file states that it is generated. A file without this statement is always overwritten.
    pub(crate) mark: bool,
    /// The values that are passed to the template unchanged.
    pub(crate) vars: Vec<(String, JsonValue)>,
}

/// The path of one file or, with a placeholder, the paths of one file per code, type or retired code.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathPattern {
    text: String,
    placeholder: Option<Placeholder>,
}

/// A placeholder for a name in a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Placeholder {
    Code,
    CodeKebab,
    Type,
    TypeKebab,
    Retired,
    RetiredKebab,
}

impl Placeholder {
    pub(crate) const ALL: [Self; 6] = [
        Self::Code,
        Self::CodeKebab,
        Self::Type,
        Self::TypeKebab,
        Self::Retired,
        Self::RetiredKebab,
    ];

    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Code => "{code}",
            Self::CodeKebab => "{code_kebab}",
            Self::Type => "{type}",
            Self::TypeKebab => "{type_kebab}",
            Self::Retired => "{retired}",
            Self::RetiredKebab => "{retired_kebab}",
        }
    }
}

/// The subject of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Subject {
    Catalog,
    Code,
    Type,
    Retired,
}

impl PathPattern {
    pub(crate) fn new(text: String) -> Self {
        let placeholder = Placeholder::ALL
            .into_iter()
            .find(|placeholder| text.contains(placeholder.word()));
        Self { text, placeholder }
    }

    /// Returns the path as it is written in the catalog.
    pub(crate) fn text(&self) -> &str {
        &self.text
    }

    pub(crate) fn subject(&self) -> Subject {
        match self.placeholder {
            None => Subject::Catalog,
            Some(Placeholder::Code | Placeholder::CodeKebab) => Subject::Code,
            Some(Placeholder::Type | Placeholder::TypeKebab) => Subject::Type,
            Some(Placeholder::Retired | Placeholder::RetiredKebab) => Subject::Retired,
        }
    }

    /// Returns the path of the file for the subject with this name.
    pub(crate) fn of(&self, name: &str) -> String {
        let Some(placeholder) = self.placeholder else {
            return self.text.clone();
        };
        let name = match placeholder {
            Placeholder::CodeKebab | Placeholder::TypeKebab | Placeholder::RetiredKebab => {
                file_name(&name.to_kebab_case())
            }
            Placeholder::Code | Placeholder::Type | Placeholder::Retired => file_name(name),
        };
        without_devices(&self.text.replace(placeholder.word(), &name))
    }
}

/// Returns a file name that is valid on every file system. Each character that may not be is replaced by a hyphen.
fn file_name(name: &str) -> String {
    let plain = |(at, c): (usize, char)| {
        let is_plain = c.is_ascii_alphanumeric() || c == '_' || c == '-' || (c == '.' && at > 0);
        if is_plain { c } else { '-' }
    };
    name.chars().enumerate().map(plain).collect()
}

/// A dialect of Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// GitHub Flavored Markdown.
    #[default]
    Gfm,
    /// Markdown for mdBook.
    Mdbook,
    /// Markdown for `MkDocs` with the theme Material.
    Mkdocs,
    /// Plain MDX, without the components of a particular site generator.
    Mdx,
    /// MDX with the additions of Docusaurus.
    Docusaurus,
    /// MDX with the additions of Starlight.
    Starlight,
    /// MDX with the additions of Mintlify.
    Mintlify,
}

impl Dialect {
    /// The names in the catalog and on the command line.
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
