//! The arguments, and the help that teaches them.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::catalog::{Dialect, OpenApiCodes, OpenApiEnums, OpenApiForm, OpenApiVersion};
use crate::options::{Integration, RustOptions};

/// One catalog of an HTTP API's errors in; Rust enums, OpenAPI components and Markdown documentation out.
#[derive(Debug, Parser)]
#[command(
    name = "errcat",
    version,
    after_help = "\
Exit status: 0 if there is nothing to report, 1 if there are findings, 2 if a file or an argument cannot be used.

In a new project:
  errcat init                writes catalog/errors.yaml, with a few errors to start from
  errcat check               reports every mistake in the catalog
  errcat rust catalog/errors.yaml --with axum
                             prints the Rust module; in a project, build.rs writes it
  errcat generate            writes the files that the catalog lists under `outputs`
  errcat generate --check    for CI: fails if one of them is not up to date
  errcat verify openapi api.yaml
                             reports where your own document disagrees with the catalog
  errcat explain RULE        explains a finding, with an example

With `-` for CATALOG, the catalog is read from standard input."
)]
pub(super) struct Arguments {
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Report every mistake in catalogs
    Check(Check),
    /// Write the files that catalogs list under `outputs`
    Generate(Generate),
    /// Write a first catalog
    Init(Init),
    /// Print the Rust module of a catalog
    Rust(Rust),
    /// Print the OpenAPI document of a catalog
    Openapi(Openapi),
    /// Print the Markdown page of a catalog, or of one of its codes
    Docs(Docs),
    /// Fill in the sections of a book, as a preprocessor for mdBook
    #[command(long_about = "\
Fill in the sections of a book, as a preprocessor for mdBook.

In book.toml:
  [preprocessor.errcat]
  command = \"errcat mdbook\"
  catalog = \"../catalog/errors.yaml\"   # relative to the book; default: catalog/errors.yaml
  template = \"sections.md.j2\"          # optional: macros of your own
  before = [\"links\"]

A line `{{#errcat codes type=not_found_error}}` of a chapter then becomes that table.")]
    Mdbook(Mdbook),
    /// Compare a document that is written by hand with a catalog
    #[command(subcommand)]
    Verify(Verify),
    /// Explain a rule, or list all of them
    Explain(Explain),
}

#[derive(Debug, Subcommand)]
pub(super) enum Verify {
    /// An OpenAPI document: its operations, error responses, examples and enums of codes
    Openapi(VerifyOpenapi),
}

/// How findings are shown.
#[derive(Args, Debug)]
pub(super) struct Findings {
    /// How findings are shown
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(super) deny_warnings: bool,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Format {
    /// With a snippet of the catalog, as rustc shows its own
    #[default]
    Full,
    /// One a line: path:line:column: level[rule]: message
    Concise,
    /// One JSON object a line
    Json,
}

#[derive(Args, Debug)]
pub(super) struct Check {
    /// A catalog, or a folder: every errors.yaml in it and beneath it; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog")]
    pub(super) catalogs: Vec<PathBuf>,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Args, Debug)]
pub(super) struct Generate {
    /// A catalog, or a folder: every errors.yaml in it and beneath it
    #[arg(value_name = "CATALOG", default_value = "catalog")]
    pub(super) catalogs: Vec<PathBuf>,
    /// Write nothing: exit with 1 if a file is stale, missing or left over
    #[arg(long)]
    pub(super) check: bool,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Args, Debug)]
pub(super) struct Init {
    /// Where the catalog goes
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(super) catalog: PathBuf,
}

#[derive(Args, Debug)]
pub(super) struct Rust {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(super) catalog: PathBuf,
    /// What the module works with: serde, http, axum, actix, poem, salvo, rocket, tracing, client, utoipa, aide. May be given several times, or with commas; of the frameworks (axum to
    /// rocket) a module works with one
    #[arg(long, value_name = "CRATE", value_delimiter = ',')]
    with: Vec<Integration>,
    /// Only the enums, and those without `std`
    #[arg(long)]
    no_std: bool,
    #[command(flatten)]
    pub(super) findings: Findings,
}

impl Rust {
    pub(super) fn options(&self) -> Result<RustOptions, &'static str> {
        let mut frameworks = self.with.iter().filter(|with| with.is_framework());
        let first = frameworks.next();
        if frameworks.any(|other| Some(other) != first) {
            return Err("a module works with one framework: say only one in `--with`");
        }
        let options = self
            .with
            .iter()
            .copied()
            .fold(RustOptions::default(), RustOptions::with)
            .no_std(self.no_std);
        Ok(options)
    }
}

#[derive(Args, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag")]
pub(super) struct Openapi {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(super) catalog: PathBuf,
    /// Print a copy of this OpenAPI document (3.0, 3.1 or 3.2, in YAML or JSON) with the errors put into it: the responses
    /// of the catalog's operations, and the components that they need. Everything else stays as it is, byte for byte;
    /// what stands in the way is said at its place in the document
    #[arg(long, value_name = "FILE", conflicts_with_all = ["version", "fragment", "overlay", "json"])]
    pub(super) into: Option<PathBuf>,
    /// The version of the specification
    #[arg(long, value_enum, default_value_t)]
    pub(super) version: Version,
    /// Only the components, to be referred to from another document
    #[arg(long)]
    fragment: bool,
    /// An Overlay 1.0, which a tool applies to another document
    #[arg(long, conflicts_with = "fragment")]
    overlay: bool,
    /// Allow codes and types that the catalog does not have, because servers learn them before clients do
    #[arg(long)]
    open: bool,
    /// A schema for each code, told apart by a discriminator. openapi-generator's Rust client and progenitor cannot read
    /// that
    #[arg(long, conflicts_with = "open")]
    per_code: bool,
    /// Give operations a response `default` too, for errors that none of the others stands for. progenitor cannot read
    /// that
    #[arg(long)]
    pub(super) default_response: bool,
    /// JSON instead of YAML
    #[arg(long)]
    pub(super) json: bool,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(super) enum Version {
    #[value(name = "3.0")]
    V3_0,
    #[default]
    #[value(name = "3.1")]
    V3_1,
    #[value(name = "3.2")]
    V3_2,
}

impl Openapi {
    pub(super) fn version(&self) -> OpenApiVersion {
        match self.version {
            Version::V3_0 => OpenApiVersion::V3_0,
            Version::V3_1 => OpenApiVersion::V3_1,
            Version::V3_2 => OpenApiVersion::V3_2,
        }
    }

    pub(super) fn enums(&self) -> OpenApiEnums {
        if self.open {
            OpenApiEnums::Open
        } else {
            OpenApiEnums::Closed
        }
    }

    pub(super) fn codes(&self) -> OpenApiCodes {
        if self.per_code {
            OpenApiCodes::Each
        } else {
            OpenApiCodes::Shared
        }
    }

    pub(super) fn form(&self) -> OpenApiForm {
        if self.overlay {
            OpenApiForm::Overlay
        } else if self.fragment {
            OpenApiForm::Fragment
        } else {
            OpenApiForm::Standalone
        }
    }
}

#[derive(Args, Debug)]
pub(super) struct Docs {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(super) catalog: PathBuf,
    /// The page's template, relative to the working folder, or a built-in one: errcat/index.md.j2, errcat/changes.md.j2.
    /// Defaults to the built-in page
    #[arg(long, value_name = "FILE")]
    pub(super) template: Option<PathBuf>,
    /// The page of this code
    #[arg(long, value_name = "CODE")]
    pub(super) code: Option<String>,
    /// Write the built-in templates into this folder instead, as a start for your own. Files that are there already are
    /// never overwritten
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["template", "code", "dialect"])]
    pub(super) init: Option<PathBuf>,
    /// The Markdown that the page is written in: gfm (GitHub), mdbook, mkdocs (Material), mdx, docusaurus, starlight or
    /// mintlify
    #[arg(long, value_name = "DIALECT", default_value = "gfm", value_parser = dialect)]
    pub(super) dialect: Dialect,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Args, Debug)]
pub(super) struct Mdbook {
    #[command(subcommand)]
    pub(super) asked: Option<MdbookAsks>,
}

#[derive(Debug, Subcommand)]
pub(super) enum MdbookAsks {
    /// Say by the exit status whether a renderer is supported: all are
    Supports {
        /// The renderer's name
        renderer: String,
    },
}

fn dialect(word: &str) -> Result<Dialect, String> {
    let known = || Dialect::WORDS.iter().map(|(word, _)| *word);
    let found = Dialect::WORDS.iter().find(|(known, _)| *known == word);
    found
        .map(|(_, dialect)| *dialect)
        .ok_or_else(|| format!("known are {}", known().collect::<Vec<_>>().join(", ")))
}

#[derive(Args, Debug)]
pub(super) struct VerifyOpenapi {
    /// The document, YAML or JSON, of OpenAPI 3.0 to 3.2; `-` for standard input
    pub(super) document: PathBuf,
    /// The catalog
    #[arg(long, value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(super) catalog: PathBuf,
    #[command(flatten)]
    pub(super) findings: Findings,
}

#[derive(Args, Debug)]
pub(super) struct Explain {
    /// The name that findings carry in brackets
    pub(super) rule: Option<String>,
}
