//! The arguments, and their help texts.

mod client;
mod releases;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::catalog::{Dialect, OpenApiCodes, OpenApiEnums, OpenApiForm, OpenApiVersion};
use crate::options::{Integration, RustOptions};
pub(in crate::cli) use client::Client;
pub(in crate::cli) use releases::{
    Audience, Denied, DeniedUsage, Diff, DiffFormat, Export, Lookup, Usage, VerifyResponses,
};

/// Generate Rust enums, OpenAPI components and Markdown documentation from one catalog of an HTTP API's errors.
#[derive(Debug, Parser)]
#[command(
    name = "errcat",
    version,
    after_help = "\
Exit status: 0 if there are no findings, 1 if there are findings, 2 if a file or an argument is invalid.

Getting started:
  errcat init                writes catalog/errors.yaml with a few example errors
  errcat check               reports every mistake in the catalog
  errcat rust catalog/errors.yaml --with axum
                             prints the Rust module; in a project, build.rs writes it
  errcat generate            writes the files that the catalog lists under `outputs`
  errcat generate --check    for CI: fails if any of these files is not up to date
  errcat verify openapi api.yaml
                             reports where your OpenAPI document contradicts the catalog
  errcat explain RULE        explains a finding, with an example

If CATALOG is `-`, the catalog is read from standard input."
)]
pub(in crate::cli) struct Arguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Command,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Command {
    /// Report every mistake in catalogs
    Check(Check),
    /// Write the files that catalogs list under `outputs`
    Generate(Generate),
    /// Write a first catalog: an example, or one made from your own files
    Init(Init),
    /// Print the Rust module for a catalog
    Rust(Rust),
    /// Print the OpenAPI document for a catalog
    Openapi(Openapi),
    /// Print the Markdown page for a catalog or for one of its codes
    Docs(Docs),
    /// Print the client for a catalog: codes and typed errors in another language
    Client(Client),
    /// Fill in the sections in a book, as a preprocessor for mdBook
    #[command(long_about = "\
Fill in the sections in a book, as a preprocessor for mdBook.

In book.toml:
  [preprocessor.errcat]
  command = \"errcat mdbook\"
  catalog = \"../catalog/errors.yaml\"   # relative to the book; default: catalog/errors.yaml
  template = \"sections.md.j2\"          # optional: your own macros
  before = [\"links\"]

A line `{{#errcat codes type=not_found_error}}` in a chapter is then replaced by that table.")]
    Mdbook(Mdbook),
    /// Compare a hand-written document, or what a server sent, with a catalog
    #[command(subcommand)]
    Verify(Verify),
    /// Compare two versions of a catalog: what changed, and for whom it breaks something
    Diff(Diff),
    /// Print a resolved catalog as JSON, for dashboards, search and support
    Export(Export),
    /// Tell what a code means, and what to do about it
    Lookup(Lookup),
    /// List the codes that no Rust source constructs, and where the others are constructed
    Usage(Usage),
    /// Explain a rule, or list all rules
    Explain(Explain),
    /// Print the JSON Schema of a catalog, with which editors complete and check it
    Schema(Schema),
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum Verify {
    /// Compare the operations, error responses, examples and code enums in an OpenAPI document
    Openapi(VerifyOpenapi),
    /// Compare responses that a server sent: a HAR file, or one JSON object per line
    Responses(VerifyResponses),
}

/// The options for the output of findings.
#[derive(Args, Debug)]
pub(in crate::cli) struct FindingsArgs {
    /// The format of the findings [default: full; in GitHub Actions, github]
    #[arg(long, value_enum)]
    pub(in crate::cli) format: Option<FindingsFormat>,
    /// Exit with 1 on warnings too
    #[arg(long)]
    pub(in crate::cli) deny_warnings: bool,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(in crate::cli) enum FindingsFormat {
    /// With a snippet of the catalog, like rustc
    Full,
    /// One finding per line: path:line:column: level[rule]: message
    Concise,
    /// One JSON object per line
    Json,
    /// Commands of GitHub Actions, which show each finding beside its line
    Github,
    /// A SARIF 2.1.0 log, for code hosts and editors
    Sarif,
    #[value(help = "The XML of JUnit, for servers of continuous integration")]
    Junit,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Check {
    /// A catalog, or a folder to search recursively for errors.yaml; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog")]
    pub(in crate::cli) catalogs: Vec<PathBuf>,
    /// Correct in the catalogs what has one right answer, and report the rest
    #[arg(long)]
    pub(in crate::cli) fix: bool,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Generate {
    /// A catalog, or a folder to search recursively for errors.yaml
    #[arg(value_name = "CATALOG", default_value = "catalog")]
    pub(in crate::cli) catalogs: Vec<PathBuf>,
    /// Write nothing, and exit with 1 if a file is stale, missing or left over
    #[arg(long)]
    pub(in crate::cli) check: bool,
    /// Generate again whenever a catalog, a template or a page with sections changes
    #[arg(long, conflicts_with = "check")]
    pub(in crate::cli) watch: bool,
    #[command(flatten)]
    pub(in crate::cli) told: TellArgs,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

/// How much is told of what was done.
#[derive(Args, Debug)]
pub(in crate::cli) struct TellArgs {
    /// List every file that was written, however many there are
    #[arg(short, long, conflicts_with = "quiet")]
    pub(in crate::cli) verbose: bool,
    /// Print nothing but findings and errors
    #[arg(short, long)]
    pub(in crate::cli) quiet: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Init {
    /// The path of the new catalog
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// A file that describes the errors: a page with tables (.md), an OpenAPI 3 document, a table (.csv), a list (.json), or an
    /// enum (.rs). Repeat the option for several
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) from: Vec<PathBuf>,
    /// Add errcat to the package around the catalog: dependencies, build.rs and the module. What changes is shown first
    #[arg(long)]
    pub(in crate::cli) wire: bool,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Rust {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// The integrations of the module: serde, http, axum, actix, poem, salvo, rocket, tracing, metrics, client, `by_name`,
    /// utoipa, aide. Repeat the option or separate the names with commas. A module supports only one web framework (axum to rocket)
    #[arg(long, value_name = "CRATE", value_delimiter = ',')]
    with: Vec<Integration>,
    /// Generate only the enums, without `std`
    #[arg(long)]
    no_std: bool,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

impl Rust {
    pub(in crate::cli) fn options(&self) -> Result<RustOptions, &'static str> {
        let mut frameworks = self.with.iter().filter(|with| with.is_framework());
        let first = frameworks.next();
        if frameworks.any(|other| Some(other) != first) {
            return Err("a module supports only one web framework; name only one in `--with`");
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
pub(in crate::cli) struct Openapi {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// Print a copy of this OpenAPI document (3.0, 3.1 or 3.2, in YAML or JSON) with the errors merged into it: the
    /// responses of the catalog's operations, and the components that they need. Everything else stays the same, byte
    /// for byte. Conflicts are reported at their place in the document
    #[arg(long, value_name = "FILE", conflicts_with_all = ["version", "fragment", "overlay", "json"])]
    pub(in crate::cli) into: Option<PathBuf>,
    /// With `--into`: replace responses and components that differ from the catalog's, and report each as a warning. If
    /// errors share the status of a success, its response describes both with a `oneOf`
    #[arg(long, requires = "into")]
    pub(in crate::cli) replace: bool,
    /// The version of the OpenAPI Specification
    #[arg(long, value_enum, default_value_t)]
    pub(in crate::cli) version: Version,
    /// Print only the components, for references from another document
    #[arg(long)]
    fragment: bool,
    /// Print an Overlay 1.0, which a tool applies to another document
    #[arg(long, conflicts_with = "fragment")]
    overlay: bool,
    /// Allow unknown codes and types, because servers can learn new codes before clients do
    #[arg(long)]
    open: bool,
    /// Generate one schema per code, selected by a discriminator. openapi-generator's Rust client and progenitor do not
    /// support this
    #[arg(long, conflicts_with = "open")]
    per_code: bool,
    /// Add a `default` response to each operation, for errors that no other response covers. progenitor does not
    /// support this
    #[arg(long)]
    pub(in crate::cli) default_response: bool,
    /// Print JSON instead of YAML
    #[arg(long)]
    pub(in crate::cli) json: bool,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Clone, Copy, Debug, Default, ValueEnum)]
pub(in crate::cli) enum Version {
    #[value(name = "3.0")]
    V3_0,
    #[default]
    #[value(name = "3.1")]
    V3_1,
    #[value(name = "3.2")]
    V3_2,
}

impl Openapi {
    pub(in crate::cli) fn version(&self) -> OpenApiVersion {
        match self.version {
            Version::V3_0 => OpenApiVersion::V3_0,
            Version::V3_1 => OpenApiVersion::V3_1,
            Version::V3_2 => OpenApiVersion::V3_2,
        }
    }

    pub(in crate::cli) fn enums(&self) -> OpenApiEnums {
        if self.open {
            OpenApiEnums::Open
        } else {
            OpenApiEnums::Closed
        }
    }

    pub(in crate::cli) fn codes(&self) -> OpenApiCodes {
        if self.per_code {
            OpenApiCodes::Each
        } else {
            OpenApiCodes::Shared
        }
    }

    pub(in crate::cli) fn form(&self) -> OpenApiForm {
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
pub(in crate::cli) struct Docs {
    /// The catalog; `-` for standard input
    #[arg(value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    /// The template of the page, relative to the current folder, or a built-in one: errcat/index.md.j2,
    /// errcat/changes.md.j2. Defaults to the built-in page
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) template: Option<PathBuf>,
    /// Print the page for this code
    #[arg(long, value_name = "CODE")]
    pub(in crate::cli) code: Option<String>,
    /// Write the built-in templates into this folder instead, as a starting point for your own. Existing files are
    /// never overwritten
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["template", "code", "dialect"])]
    pub(in crate::cli) init: Option<PathBuf>,
    /// The Markdown dialect of the page: gfm (GitHub), mdbook, mkdocs (Material), mdx, docusaurus, starlight or
    /// mintlify
    #[arg(long, value_name = "DIALECT", default_value = "gfm", value_parser = dialect)]
    pub(in crate::cli) dialect: Dialect,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Mdbook {
    #[command(subcommand)]
    pub(in crate::cli) asked: Option<MdbookAsks>,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum MdbookAsks {
    /// Exit with 0, because every renderer is supported
    Supports {
        /// The name of the renderer
        renderer: String,
    },
}

fn dialect(word: &str) -> Result<Dialect, String> {
    let known = || Dialect::WORDS.iter().map(|(word, _)| *word);
    let found = Dialect::WORDS.iter().find(|(known, _)| *known == word);
    found
        .map(|(_, dialect)| *dialect)
        .ok_or_else(|| format!("expected one of {}", known().collect::<Vec<_>>().join(", ")))
}

#[derive(Args, Debug)]
pub(in crate::cli) struct VerifyOpenapi {
    /// The document: OpenAPI 3.0 to 3.2, in YAML or JSON; `-` for standard input
    pub(in crate::cli) document: PathBuf,
    /// The catalog
    #[arg(long, value_name = "CATALOG", default_value = "catalog/errors.yaml")]
    pub(in crate::cli) catalog: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) findings: FindingsArgs,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Explain {
    /// The name of the rule, which findings show in brackets
    pub(in crate::cli) rule: Option<String>,
}

#[derive(Args, Debug)]
pub(in crate::cli) struct Schema {
    /// A catalog whose types and codes the schema lists; `-` for standard input
    #[arg(value_name = "CATALOG")]
    pub(in crate::cli) catalog: Option<PathBuf>,
    /// The schema of a file that a catalog includes
    #[arg(long)]
    pub(in crate::cli) part: bool,
}
