//! A run of a build script.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use super::Config;
use super::module::ModuleFile;
use crate::artifact::{Artifacts, Options};
use crate::diagnostic::Source;
use crate::error::Error;
use crate::paths;
use crate::source;

impl Config {
    /// Generates the module, and tells cargo to rerun the build script when the catalog or one of its templates
    /// changes.
    ///
    /// It writes a file only if its bytes change, and prints warnings as `cargo::warning`. If the catalog has mistakes, it
    /// writes no outputs, and the module becomes the last good one with a `compile_error!` that shows the mistakes.
    ///
    /// For rust-analyzer, which needs a build script that ends well, it then returns `Ok`: navigation in the last good
    /// module keeps working, and the `compile_error!` tells what is wrong.
    ///
    /// # Errors
    ///
    /// Returns the mistakes in the catalog, options that exclude each other, a crate that the options need and that
    /// `Cargo.toml` does not name, or the error of reading or writing a file. If `main` returns it, the output shows it in
    /// full.
    pub fn compile(&self, catalog: impl AsRef<Path>) -> Result<(), Error> {
        let catalog = catalog.as_ref();
        rerun_if_changed(catalog);
        self.needs_one_framework()?;
        self.suits_package()?;
        let source = source::read(catalog, &paths::shown(from_package(catalog)));
        let source = source
            .and_then(|source| source::with_others(source, catalog))
            .map_err(|error| with_whole_path(error, catalog));
        let artifacts = match source.and_then(|source| self.make(source, catalog)) {
            Ok(artifacts) => artifacts,
            Err(Error::Catalog(found)) => {
                self.file(catalog)?.write_broken(&found)?;
                return if is_for_rust_analyzer() {
                    Ok(())
                } else {
                    Err(Error::Catalog(found))
                };
            }
            Err(error) => return Err(error),
        };
        for (_, line) in artifacts.warnings().iter().flat_map(|found| found.lines()) {
            instruct("warning", &line);
        }
        for template in artifacts.templates() {
            rerun_if_changed(&folder_of(catalog).join(template));
        }
        self.write(&artifacts, catalog)
    }

    fn make(&self, source: Source, catalog: &Path) -> Result<Artifacts, Error> {
        for input in source::inputs(&source, catalog) {
            rerun_if_changed(&input);
        }
        let options = Options::new().rust(self.module_name(), self.rust);
        #[cfg(feature = "outputs")]
        let options = source::with_files(options.outputs(self.outputs), catalog)?;
        crate::generate(source, &options).map_err(Error::Catalog)
    }

    /// Returns the path of the module among the artifacts. It is absolute, so that it differs from every output.
    fn module_name(&self) -> String {
        format!("/{}", self.file_name.as_deref().unwrap_or("errors.rs"))
    }

    /// Returns an error if several frameworks are wanted. The module has the types of one.
    fn needs_one_framework(&self) -> Result<(), Error> {
        let frameworks: Vec<&str> = self.frameworks.iter().map(|it| it.word()).collect();
        if frameworks.len() < 2 {
            return Ok(());
        }
        let why = format!(
            "it is for one web framework, but `Config` has {}; compile the catalog once for each, with its own `.file_name(…)`",
            frameworks.join(" and ")
        );
        let error = io::Error::new(io::ErrorKind::InvalidInput, why);
        let module = self.module_name();
        Err(Error::io("generate", Path::new(&module[1..]), error))
    }

    /// Returns an error if `Cargo.toml` has an edition in which the module does not compile, or names a crate nowhere that
    /// the module needs.
    fn suits_package(&self) -> Result<(), Error> {
        // A module in another folder may be part of another crate.
        let package = env::var_os("CARGO_MANIFEST_DIR").filter(|_| self.out_dir.is_none());
        let manifest = package.map(|folder| Path::new(&folder).join("Cargo.toml"));
        let Some(manifest) = manifest.filter(|path| path.exists()) else {
            return Ok(());
        };
        let text = fs::read_to_string(&manifest).unwrap_or_default();
        needs_edition(&manifest, &text)?;
        let words: Vec<&str> = text
            .split(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
            .collect();
        let missing = self.rust.crates().into_iter();
        let missing = missing.filter(|(name, _)| !words.contains(name));
        let missing: Vec<String> = missing
            .map(|(_, line)| format!("`cargo add {line}`"))
            .collect();
        if missing.is_empty() {
            return Ok(());
        }
        let why = format!(
            "the options of `Config` need more crates: {}",
            missing.join(", ")
        );
        let error = io::Error::new(io::ErrorKind::NotFound, why);
        Err(Error::io("use", &manifest, error))
    }

    fn file<'c>(&self, catalog: &'c Path) -> Result<ModuleFile<'c>, Error> {
        Ok(ModuleFile {
            path: self.folder()?.join(&self.module_name()[1..]),
            catalog,
            name: paths::shown(from_package(catalog)),
        })
    }

    fn folder(&self) -> Result<PathBuf, Error> {
        if let Some(folder) = &self.out_dir {
            return Ok(folder.clone());
        }
        env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
            let error = io::Error::new(
                io::ErrorKind::NotFound,
                "cargo sets it for build scripts; otherwise call `.out_dir(…)`",
            );
            Error::io("find the environment variable", Path::new("OUT_DIR"), error)
        })
    }

    fn write(&self, artifacts: &Artifacts, catalog: &Path) -> Result<(), Error> {
        let module = self.module_name();
        let file = self.file(catalog)?;
        #[cfg(feature = "outputs")]
        if self.outputs {
            let folder = source::folder_of(catalog)?;
            crate::output::write(artifacts, catalog, &folder, &module)?;
        }
        file.write(artifacts.get(&module).unwrap_or_default())
    }
}

/// Whether rust-analyzer runs the build script. It sets this variable for that.
fn is_for_rust_analyzer() -> bool {
    env::var_os("RA_RUSTC_WRAPPER").is_some()
}

/// Returns an error if the module does not compile in the edition of this `Cargo.toml`.
fn needs_edition(manifest: &Path, text: &str) -> Result<(), Error> {
    let Some(edition) = old_edition(text) else {
        return Ok(());
    };
    let why =
        format!("the generated module needs edition 2021 or later, and this crate has {edition}");
    let error = io::Error::new(io::ErrorKind::InvalidInput, why);
    Err(Error::io("generate for", manifest, error))
}

/// The edition in a `Cargo.toml`, if the module does not compile in it. One that a workspace sets is not known here.
fn old_edition(manifest: &str) -> Option<&'static str> {
    let mut editions = manifest.lines().filter_map(|line| {
        let value = line.trim().strip_prefix("edition")?.trim_start();
        value.strip_prefix(['=', '.'])
    });
    // A package that names none has the first.
    let Some(edition) = editions.next() else {
        return Some("2015");
    };
    let edition = edition.trim_start().trim_start_matches(['"', '\'']);
    ["2015", "2018"]
        .into_iter()
        .find(|old| edition.starts_with(old))
}

/// Returns the path relative to the package, so that the module is the same in every checkout.
fn from_package(catalog: &Path) -> &Path {
    let package = env::var_os("CARGO_MANIFEST_DIR");
    let inside = package.and_then(|package| catalog.strip_prefix(package).ok());
    let name = || catalog.file_name().map_or(catalog, Path::new);
    match inside {
        Some(inside) => inside,
        None if catalog.is_absolute() => name(),
        None => catalog,
    }
}

/// Returns an error with the whole path of the catalog: a build script runs in the folder of its package.
fn with_whole_path(error: Error, catalog: &Path) -> Error {
    match error {
        Error::Io { action, error, .. } => {
            let folder = env::current_dir().unwrap_or_default();
            Error::io(action, &paths::normal(&folder.join(catalog)), error)
        }
        error @ Error::Catalog(_) => error,
    }
}

/// The folder of the catalog, as it is named.
fn folder_of(catalog: &Path) -> &Path {
    catalog.parent().unwrap_or(Path::new(""))
}

/// Tells cargo to run the build script again if a file changes, or anything in a folder.
fn rerun_if_changed(path: &Path) {
    // The folder of the package has no name.
    let here = Path::new(".");
    let path = if path.as_os_str().is_empty() {
        here
    } else {
        path
    };
    instruct("rerun-if-changed", &paths::shown(path));
}

/// Prints an instruction for cargo. It ignores write errors: if cargo no longer reads, the build has already failed.
fn instruct(instruction: &str, value: &str) {
    let _ = writeln!(io::stdout(), "cargo::{instruction}={value}");
}

#[cfg(test)]
mod tests {
    use super::old_edition;

    #[test]
    fn the_edition_is_that_of_the_package() {
        for (manifest, old) in [
            (
                "[package]\nname = \"a\"\nedition = \"2018\"\n",
                Some("2018"),
            ),
            ("[package]\nedition='2015'\n", Some("2015")),
            ("[package]\nname = \"a\"\n", Some("2015")),
            ("[package]\nedition = \"2021\" # not 2018\n", None),
            ("[package]\nedition.workspace = true\n", None),
            ("[package]\n  edition = \"2024\"\n", None),
        ] {
            assert_eq!(old_edition(manifest), old, "{manifest}");
        }
    }
}
