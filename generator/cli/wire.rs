//! `errcat init --wire`: the package around a catalog builds its module.

use std::fs;
use std::path::{Path, PathBuf};

use similar::TextDiff;
use toml_edit::{DocumentMut, InlineTable, Item, Table, Value, value};

use super::Result;
use super::init::Package;
use super::terminal;
use crate::error::Error;
use crate::output;
use crate::paths;

/// A file that is written, with what it had before.
struct Change {
    path: PathBuf,
    old: Option<String>,
    new: String,
}

/// The changes of a package that are to be made.
pub(super) struct Wiring(Vec<Change>);

impl Wiring {
    /// Plans the changes in the package around a catalog.
    ///
    /// # Errors
    ///
    /// Returns why the package cannot be wired.
    pub(super) fn of(catalog: &Path, package: &Package) -> Result<Self> {
        let Some(folder) = &package.folder else {
            return Err("there is no Cargo.toml around the catalog to wire it with".into());
        };
        let changes = [
            manifest(folder, package)?,
            build_script(folder, catalog, package)?,
            module(folder)?,
        ];
        Ok(Self(changes.into_iter().flatten().collect()))
    }

    /// Shows the changes, and makes them.
    pub(super) fn carry_out(self) -> Result<()> {
        for change in &self.0 {
            terminal::print(diff(change))?;
        }
        for Change { path, old, new } in self.0 {
            match old {
                Some(old) => output::replace(&path, old, new)?,
                None => fs::write(&path, new).map_err(|error| Error::io("write", &path, error))?,
            }
        }
        Ok(())
    }
}

/// What is changed in a file, as `diff -u` shows it.
fn diff(change: &Change) -> String {
    let name = paths::shown(&change.path);
    let old = change.old.as_deref().unwrap_or_default();
    let before = if change.old.is_some() {
        &*name
    } else {
        "/dev/null"
    };
    let diff = TextDiff::from_lines(old, change.new.as_str());
    diff.unified_diff().header(before, &name).to_string()
}

fn read(path: &Path) -> Result<Option<String>, Error> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(Error::io("read", path, error)),
    }
}

/// The dependencies in `Cargo.toml`.
fn manifest(folder: &Path, package: &Package) -> Result<Option<Change>> {
    let path = folder.join("Cargo.toml");
    let shown = paths::shown(&path);
    let old = read(&path)?.unwrap_or_default();
    let mut manifest: DocumentMut = old
        .parse()
        .map_err(|error| format!("{shown} is not valid TOML: {error}"))?;
    let build = manifest
        .get("package")
        .and_then(|package| package.get("build"));
    if let Some(build) = build.filter(|build| build.as_str() != Some("build.rs")) {
        let build = build.to_string();
        return Err(format!(
            "{shown} has `build = {}`, instead of build.rs",
            build.trim()
        )
        .into());
    }
    let version = env!("CARGO_PKG_VERSION");
    let mut errcat = InlineTable::new();
    errcat.insert("version", version.into());
    errcat.insert("default-features", false.into());
    add(&mut manifest, "build-dependencies", "errcat", errcat);
    if package.framework.is_some() {
        let mut serde = InlineTable::new();
        serde.insert("version", "1".into());
        serde.insert("features", Value::Array(["derive"].into_iter().collect()));
        add(&mut manifest, "dependencies", "serde", serde);
        if !has_derive(&manifest) {
            return Err(format!(
                "serde has no feature `derive` in {shown}: `cargo add serde --features derive`"
            )
            .into());
        }
    }
    let new = manifest.to_string();
    Ok(changed(path, old, &new))
}

/// Whether `serde` derives, as the module needs it.
fn has_derive(manifest: &DocumentMut) -> bool {
    let serde = manifest
        .get("dependencies")
        .and_then(|table| table.get("serde"));
    let is_inherited = |serde: &Item| serde.get("workspace").is_some();
    let derives = |serde: &Item| {
        let features = serde.get("features").and_then(Item::as_array);
        features.is_some_and(|features| {
            features
                .iter()
                .any(|feature| feature.as_str() == Some("derive"))
        })
    };
    serde.is_some_and(|serde| is_inherited(serde) || derives(serde))
}

/// The change of a file that is there, with its kind of line ends. `None` if nothing is to be changed.
fn changed(path: PathBuf, old: String, new: &str) -> Option<Change> {
    let new = new.replace("\r\n", "\n");
    let new = if old.contains("\r\n") {
        new.replace('\n', "\r\n")
    } else {
        new
    };
    (new != old).then_some(Change {
        path,
        old: Some(old),
        new,
    })
}

/// Adds a dependency, if there is none of this name.
fn add(manifest: &mut DocumentMut, section: &str, name: &str, entry: InlineTable) {
    let table = manifest.entry(section).or_insert(Item::Table(Table::new()));
    if let Some(table) = table.as_table_like_mut() {
        if !table.contains_key(name) {
            table.insert(name, value(entry));
        }
    }
}

/// `build.rs`, which runs errcat.
fn build_script(folder: &Path, catalog: &Path, package: &Package) -> Result<Option<Change>> {
    let path = folder.join("build.rs");
    let absolute = std::path::absolute(catalog)?;
    let inside = paths::relative(folder, &paths::normal(&absolute));
    let inside = inside.ok_or("the path of the catalog is not UTF-8")?;
    let framework = package.framework.map(|method| format!(".{method}(true)"));
    let call = format!(
        "errcat::Config::new(){}.compile({inside:?})",
        framework.unwrap_or_default()
    );
    match read(&path)? {
        Some(old) if old.contains("errcat::Config") && old.contains(&format!("{inside:?}")) => {
            Ok(None)
        }
        Some(_) => {
            let shown = paths::shown(&path);
            Err(format!(
                "{shown} already exists; call `{call}` in it, and run `errcat init --wire` again"
            )
            .into())
        }
        None => Ok(Some(Change {
            path,
            old: None,
            new: format!("fn main() -> Result<(), errcat::Error> {{\n    {call}\n}}\n"),
        })),
    }
}

/// The module at the end of `src/lib.rs`, or else of `src/main.rs`.
fn module(folder: &Path) -> Result<Option<Change>> {
    const INCLUDE: &str = "include!(concat!(env!(\"OUT_DIR\"), \"/errors.rs\"));";
    let sources = [("src/lib.rs", "pub mod"), ("src/main.rs", "mod")];
    for (file, keyword) in sources {
        let path = folder.join(file);
        let Some(old) = read(&path)? else {
            continue;
        };
        if old.contains("/errors.rs\"") {
            return Ok(None);
        }
        let shown = paths::shown(&path);
        let parsed = syn::parse_file(&old);
        let parsed = parsed.map_err(|error| format!("{shown} does not parse as Rust: {error}"))?;
        let is_taken =
            |item: &syn::Item| matches!(item, syn::Item::Mod(module) if module.ident == "errors");
        if parsed.items.iter().any(is_taken) {
            return Err(format!("{shown} already has a module `errors`; include the generated one under another name, `{INCLUDE}`").into());
        }
        let space = if old.is_empty() || old.ends_with('\n') {
            ""
        } else {
            "\n"
        };
        let new = format!("{old}{space}\n{keyword} errors {{\n    {INCLUDE}\n}}\n");
        return Ok(changed(path, old, &new));
    }
    Err("there is no src/lib.rs and no src/main.rs to include the module in".into())
}
