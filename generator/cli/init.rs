//! `errcat init`: the first catalog of a project. It is an example, or it is made from files of the team.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{fs, io};

use super::arguments::Init;
use super::findings::count;
use super::terminal::say;
use super::wire::Wiring;
use super::{Outcome, Result};
use toml_edit::DocumentMut;

use crate::adopt::{self, Adopted};
use crate::error::Error;
use crate::paths;
use crate::schema::{self, Of};
use crate::source;

/// An example catalog, which shows the format.
const FIRST: &str = include_str!("first.yaml");

/// So many things that are to be done are listed. All of them are in the catalog.
const LISTED: usize = 20;

pub(super) fn init(command: &Init) -> Result {
    let path = &command.catalog;
    if path == Path::new("-") {
        return Err("name the file of the new catalog".into());
    }
    if path.exists() && command.wire && command.from.is_empty() {
        return wire(path);
    }
    if path.exists() {
        return Err(exists(path).into());
    }
    let adopted = match &command.from[..] {
        [] => None,
        files => Some(adopt(files)?),
    };
    let package = Package::around(path);
    let wiring = command.wire.then(|| Wiring::of(path, &package));
    let wiring = wiring.transpose()?;
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(|error| Error::io("create", folder, error))?;
    }
    let (schema, schema_line) = schema_beside(path);
    let text = adopted.as_ref().map_or(FIRST, |adopted| &adopted.text);
    let made = fs::File::create_new(path)
        .and_then(|mut file| file.write_all(format!("{schema_line}{text}").as_bytes()));
    made.map_err(|error| match error.kind() {
        io::ErrorKind::AlreadyExists => exists(path),
        _ => Error::io("write", path, error),
    })?;
    // An older one may have more: the names of types and codes.
    if let Ok(mut file) = fs::File::create_new(&schema) {
        let text = schema::text(Of::Catalog, None, crate::rules());
        let written = file.write_all(text.as_bytes());
        written.map_err(|error| Error::io("write", &schema, error))?;
    }
    let shown = paths::shown(path);
    if let Some(adopted) = &adopted {
        say(&summary(&shown, adopted));
    } else {
        say(&format!("wrote {shown} and its JSON Schema for editors"));
    }
    if let Some(wiring) = wiring {
        wiring.carry_out()?;
    }
    say(&next_steps(
        &shown,
        adopted.as_ref(),
        &package,
        command.wire,
    ));
    Ok(Outcome::Clean)
}

/// Wires the package around a catalog that is there.
fn wire(path: &Path) -> Result {
    let package = Package::around(path);
    Wiring::of(path, &package)?.carry_out()?;
    say("`errcat check` reports mistakes in the catalog.");
    Ok(Outcome::Clean)
}

fn exists(path: &Path) -> Error {
    let why = "the file already exists; edit it, or choose another path";
    let error = io::Error::new(io::ErrorKind::AlreadyExists, why);
    Error::io("create the catalog", path, error)
}

fn adopt(files: &[PathBuf]) -> Result<Adopted> {
    let read = |path: &PathBuf| source::read(path, &paths::shown(path));
    let sources = files.iter().map(read).collect::<Result<Vec<_>, Error>>();
    let sources = sources.map_err(|error| match error {
        // It is not UTF-8.
        Error::Catalog(found) => found.concise().trim_end().into(),
        error @ Error::Io { .. } => Box::<dyn std::error::Error>::from(error),
    })?;
    Ok(adopt::adopt(&sources)?)
}

/// The path of the schema that lies beside a catalog, and the line of the catalog by which editors find it.
fn schema_beside(catalog: &Path) -> (PathBuf, String) {
    let schema = catalog.with_extension("schema.json");
    let name = schema.file_name().unwrap_or_default().to_string_lossy();
    let line = format!("# yaml-language-server: $schema={name}\n");
    (schema, line)
}

/// What was found, and what was not.
fn summary(path: &str, adopted: &Adopted) -> String {
    let found = format!(
        "{} and {}",
        count(adopted.codes, "code"),
        count(adopted.types, "type")
    );
    let mut lines = vec![format!("wrote {path} with {found}")];
    if !adopted.todos.is_empty() {
        let todos = count(adopted.todos.len(), "detail");
        lines.push(format!(
            "\n{todos} could not be determined, marked with `# TODO` in the catalog:"
        ));
        let listed = adopted.todos.iter().take(LISTED);
        lines.extend(listed.map(|todo| format!("- {todo}")));
        if let Some(more) = adopted
            .todos
            .len()
            .checked_sub(LISTED)
            .filter(|more| *more > 0)
        {
            lines.push(format!("- and {more} more"));
        }
    }
    lines.join("\n")
}

/// What is to be seen of the package that the catalog is for.
#[derive(Default)]
pub(super) struct Package {
    /// The folder of its `Cargo.toml`.
    pub(super) folder: Option<PathBuf>,
    /// The method of `Config` for its framework.
    pub(super) framework: Option<&'static str>,
    /// The dialect of Markdown for its documentation.
    dialect: Option<&'static str>,
    is_old: bool,
}

/// The crates of frameworks, and the methods of `Config` for them.
const FRAMEWORKS: [(&str, &str); 5] = [
    ("axum", "axum"),
    ("actix-web", "actix"),
    ("poem", "poem"),
    ("salvo", "salvo"),
    ("rocket", "rocket"),
];

/// The configuration of tools for documentation, and their dialects.
const DOCS: [(&str, &str); 7] = [
    ("mkdocs.yml", "mkdocs"),
    ("docusaurus.config.js", "docusaurus"),
    ("docusaurus.config.ts", "docusaurus"),
    ("book.toml", "mdbook"),
    ("astro.config.mjs", "starlight"),
    ("docs.json", "mintlify"),
    ("mint.json", "mintlify"),
];

impl Package {
    /// Looks at the nearest `Cargo.toml` around the catalog, and at the configuration of documentation tools beside it.
    fn around(catalog: &Path) -> Self {
        let absolute = std::path::absolute(catalog).unwrap_or_default();
        let folders = absolute.ancestors().skip(1);
        let Some(folder) = folders
            .into_iter()
            .find(|folder| folder.join("Cargo.toml").is_file())
        else {
            return Self::default();
        };
        let manifest = fs::read_to_string(folder.join("Cargo.toml")).unwrap_or_default();
        let manifest: DocumentMut = manifest.parse().unwrap_or_default();
        let dependencies = manifest.get("dependencies");
        let names = |name: &str| dependencies.is_some_and(|table| table.get(name).is_some());
        let framework = FRAMEWORKS.iter().find(|(name, _)| names(name));
        let has = |file: &str| {
            ["", "docs", "website"]
                .iter()
                .any(|place| folder.join(place).join(file).is_file())
        };
        let dialect = DOCS.iter().find(|(file, _)| has(file));
        let package = manifest.get("package");
        let edition = package.and_then(|package| package.get("edition")?.as_str());
        Self {
            folder: Some(folder.to_owned()),
            framework: framework.map(|(_, method)| *method),
            dialect: dialect.map(|(_, dialect)| *dialect),
            is_old: edition.is_some_and(|edition| ["2015", "2018"].contains(&edition)),
        }
    }
}

fn next_steps(path: &str, adopted: Option<&Adopted>, package: &Package, is_wired: bool) -> String {
    let framework = package.framework.unwrap_or("axum");
    let first = if adopted.is_some() {
        "Do what the comments say. `errcat check` reports what is still missing."
    } else {
        "Edit it. `errcat check` reports mistakes."
    };
    let last = match (adopted, package.dialect) {
        (None, None) => {
            "`errcat generate` writes the OpenAPI document and the page that its `outputs` ask for."
                .to_owned()
        }
        (None, Some(dialect)) => format!(
            "Add `dialect: {dialect}` to the page in its `outputs`. `errcat generate` writes it, and the OpenAPI document."
        ),
        (Some(_), dialect) => {
            let dialect =
                dialect.map_or_else(String::new, |dialect| format!(", dialect: {dialect}"));
            let folder = path.rsplit_once('/').map_or("", |_| "../");
            format!(
                "For the OpenAPI document and the page, add `outputs: {{openapi: [{{path: {folder}docs/openapi-errors.yaml}}], docs: [{{path: {folder}docs/errors.md{dialect}}}]}}`; `errcat generate` writes them."
            )
        }
    };
    let edition = if package.is_old {
        "\n   The module needs edition 2021 or later, and this crate has an older one."
    } else {
        ""
    };
    if is_wired {
        return format!("\n1. {first}\n2. {last}{edition}");
    }
    format!(
        "\n1. {first}\n\
         2. Add errcat to your crate, `cargo add --build errcat --no-default-features`, with this `build.rs`:\n\n   \
            fn main() -> Result<(), errcat::Error> {{\n       \
                errcat::Config::new().{framework}(true).compile({path:?})\n   \
            }}\n{edition}\n\
         3. Include the module: `mod errors {{ include!(concat!(env!(\"OUT_DIR\"), \"/errors.rs\")); }}`.\n\
         4. {last}"
    )
}
