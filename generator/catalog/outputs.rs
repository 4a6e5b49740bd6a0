//! What a catalog asks to be written besides what `build.rs` makes.

use heck::ToKebabCase as _;

use super::{Scalar, Selection};
use crate::diagnostic::Path;
use crate::options::RustOptions;

/// An entry of the section `outputs`: what it asks for, and where that goes.
#[derive(Clone, Debug)]
pub(crate) struct Output {
    /// The list that it is in, and its place there.
    pub(crate) list: &'static str,
    pub(crate) index: usize,
    /// Relative to the catalog's folder.
    pub(crate) path: PathPattern,
    /// The member of the entry that has the path.
    pub(crate) path_member: &'static str,
    /// The codes that it is about.
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
    Files(FileOutput),
}

impl Output {
    /// Where the catalog asks for it.
    pub(crate) fn at(&self) -> Path {
        let section = Path::root().key("outputs");
        section.key(self.list).item(self.index)
    }

    /// The place of its path there.
    pub(crate) fn path_at(&self) -> Path {
        self.at().key(self.path_member)
    }
}

/// An OpenAPI document.
#[derive(Clone, Debug, Default)]
pub(crate) struct OpenApiOutput {
    /// Whether it is JSON, and not YAML.
    pub(crate) json: bool,
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

/// Pages of documentation, or the sections of one that is written by hand.
#[derive(Clone, Debug, Default)]
pub(crate) struct DocsOutput {
    /// Whether the file is written by hand, and only what stands between its marks is generated.
    pub(crate) splice: bool,
    /// The template; a built-in one where there is none.
    pub(crate) template: Option<String>,
    pub(crate) dialect: Dialect,
    /// Whether the built-in pages have a diagram.
    pub(crate) diagram: bool,
    /// The values that are given to the templates as they are.
    pub(crate) vars: Vec<(String, Scalar)>,
}

/// Files of a template of the team's own, of any format.
#[derive(Clone, Debug)]
pub(crate) struct FileOutput {
    pub(crate) template: String,
    /// Whether the file says that it is generated. One that does not is overwritten, whatever is in it.
    pub(crate) mark: bool,
    /// The values that are given to the template as they are.
    pub(crate) vars: Vec<(String, Scalar)>,
}

/// The path of one file, or with a placeholder the paths of a file for each code, type or retired code.
#[derive(Clone, Debug, Default)]
pub(crate) struct PathPattern {
    text: String,
    placeholder: Option<Placeholder>,
}

/// What stands in a path for a name.
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

/// What a file is about.
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

    /// The path as it is written in the catalog.
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

    /// The path of the file about what has this name.
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
        self.text.replace(placeholder.word(), &name)
    }
}

/// A name that every file system has: of what else may be in a code, each character is a hyphen.
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
