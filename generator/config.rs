//! The entry point for build scripts: from the path of a catalog to a module in `OUT_DIR`.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

use crate::artifact::{Artifacts, Options};
use crate::diagnostic::Level;
use crate::error::Error;
use crate::options::{Integration, RustOptions};
use crate::paths;
use crate::source;
use crate::stamp::Stamp;

/// A builder that generates the module in a build script.
///
/// ```no_run
/// fn main() -> Result<(), errcat::Error> {
///     errcat::Config::new().axum(true).compile("catalog/errors.yaml")
/// }
/// ```
///
/// The crate then includes the module:
///
/// ```text
/// pub mod errors {
///     include!(concat!(env!("OUT_DIR"), "/errors.rs"));
/// }
/// ```
#[derive(Clone, Debug, Default)]
pub struct Config {
    rust: RustOptions,
    file_name: Option<String>,
    out_dir: Option<PathBuf>,
    outputs: bool,
}

impl Config {
    /// Creates a configuration for a module without dependencies.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Sets whether errors serialize to the envelope and clients can deserialize it: see [`Integration::Serde`].
    /// Defaults to `false`.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.rust.set(Integration::Serde, serde);
        self
    }

    /// Sets whether statuses and headers are available as types of the crate `http`: see [`Integration::Http`].
    /// Defaults to `false`.
    #[must_use]
    pub fn http(mut self, http: bool) -> Self {
        self.rust.set(Integration::Http, http);
        self
    }

    /// Sets whether errors convert to axum responses: see [`Integration::Axum`]. Defaults to `false`. A module supports
    /// one framework; the last call wins.
    #[must_use]
    pub fn axum(mut self, axum: bool) -> Self {
        self.rust.set(Integration::Axum, axum);
        self
    }

    /// Sets whether errors convert to actix-web responses: see [`Integration::Actix`]. Defaults to `false`. A module
    /// supports one framework; the last call wins.
    #[must_use]
    pub fn actix(mut self, actix: bool) -> Self {
        self.rust.set(Integration::Actix, actix);
        self
    }

    /// Sets whether errors convert to poem responses: see [`Integration::Poem`]. Defaults to `false`. A module supports
    /// one framework; the last call wins.
    #[must_use]
    pub fn poem(mut self, poem: bool) -> Self {
        self.rust.set(Integration::Poem, poem);
        self
    }

    /// Sets whether errors convert to Salvo responses: see [`Integration::Salvo`]. Defaults to `false`. A module
    /// supports one framework; the last call wins.
    #[must_use]
    pub fn salvo(mut self, salvo: bool) -> Self {
        self.rust.set(Integration::Salvo, salvo);
        self
    }

    /// Sets whether errors convert to Rocket responses: see [`Integration::Rocket`]. Defaults to `false`. A module
    /// supports one framework; the last call wins.
    #[must_use]
    pub fn rocket(mut self, rocket: bool) -> Self {
        self.rust.set(Integration::Rocket, rocket);
        self
    }

    /// Sets whether each sent error emits a tracing event: see [`Integration::Tracing`]. Defaults to `false`.
    #[must_use]
    pub fn tracing(mut self, tracing: bool) -> Self {
        self.rust.set(Integration::Tracing, tracing);
        self
    }

    /// Sets whether the module contains a client type that reads any error response: see [`Integration::Client`].
    /// Defaults to `false`.
    #[must_use]
    pub fn client(mut self, client: bool) -> Self {
        self.rust.set(Integration::Client, client);
        self
    }

    /// Sets whether utoipa documents errors as responses: see [`Integration::Utoipa`]. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn utoipa(mut self, utoipa: bool) -> Self {
        self.rust.set(Integration::Utoipa, utoipa);
        self
    }

    /// Sets whether aide documents errors as responses: see [`Integration::Aide`]. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn aide(mut self, aide: bool) -> Self {
        self.rust.set(Integration::Aide, aide);
        self
    }

    /// Sets whether the module contains only the enums and does not use `std`: see [`RustOptions::no_std`]. Defaults to
    /// `false`.
    #[must_use]
    pub fn no_std(mut self, no_std: bool) -> Self {
        self.rust = self.rust.no_std(no_std);
        self
    }

    /// Sets whether the enums are `#[non_exhaustive]`, for published crates: see [`RustOptions::non_exhaustive`].
    /// Defaults to `false`.
    #[must_use]
    pub fn non_exhaustive(mut self, non_exhaustive: bool) -> Self {
        self.rust = self.rust.non_exhaustive(non_exhaustive);
        self
    }

    /// Sets the name of the generated file. Defaults to `errors.rs`. A crate with several catalogs needs a name for
    /// each.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the folder for the module. Defaults to `OUT_DIR`, which cargo sets.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Sets whether the files in the catalog's section `outputs` are written too. Defaults to `false`. Use it in
    /// applications only: the build script of a published crate may only write to `OUT_DIR`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn outputs(mut self, outputs: bool) -> Self {
        self.outputs = outputs;
        self
    }

    /// Generates the module, and tells cargo to rerun the build script when the catalog or one of its templates
    /// changes.
    ///
    /// It writes a file only if its bytes change, and no file if the catalog has mistakes. It prints mistakes as
    /// `cargo::error` and warnings as `cargo::warning`.
    ///
    /// # Errors
    ///
    /// Returns the mistakes in the catalog, or the error of reading or writing a file. If `main` returns it, the output
    /// shows it in full.
    pub fn compile(&self, catalog: impl AsRef<Path>) -> Result<(), Error> {
        let catalog = catalog.as_ref();
        let name = paths::shown(catalog);
        instruct("rerun-if-changed", &name);
        let made = self.make(catalog, &name);
        let found = match &made {
            Ok(artifacts) => artifacts.warnings(),
            Err(Error::Catalog(found)) => Some(found),
            Err(Error::Io { .. }) => None,
        };
        for (level, line) in found.iter().flat_map(|found| found.lines()) {
            let instruction = if level == Level::Error {
                "error"
            } else {
                "warning"
            };
            instruct(instruction, &line);
        }
        let artifacts = made?;
        let folder = catalog.parent().unwrap_or(Path::new(""));
        for template in artifacts.templates() {
            instruct("rerun-if-changed", &paths::shown(&folder.join(template)));
        }
        self.write(&artifacts, catalog)
    }

    fn make(&self, catalog: &Path, name: &str) -> Result<Artifacts, Error> {
        let source = source::read(catalog, name)?;
        let options = Options::new().rust(self.module_name(), self.rust);
        #[cfg(feature = "outputs")]
        let options = source::with_files(options.outputs(self.outputs), catalog)?;
        crate::generate(source, &options).map_err(Error::Catalog)
    }

    /// Returns the path of the module among the artifacts. It is absolute, so that it differs from every output.
    fn module_name(&self) -> String {
        format!("/{}", self.file_name.as_deref().unwrap_or("errors.rs"))
    }

    fn write(&self, artifacts: &Artifacts, catalog: &Path) -> Result<(), Error> {
        let module = self.module_name();
        let out_dir = match &self.out_dir {
            Some(folder) => folder.clone(),
            None => env::var_os("OUT_DIR").map(PathBuf::from).ok_or_else(|| {
                let error = io::Error::new(
                    io::ErrorKind::NotFound,
                    "cargo sets it for build scripts; otherwise call `.out_dir(…)`",
                );
                Error::io("find the environment variable", Path::new("OUT_DIR"), error)
            })?,
        };
        #[cfg(feature = "outputs")]
        if self.outputs {
            let folder = source::folder_of(catalog)?;
            crate::output::write(artifacts, catalog, &folder, &module)?;
        }
        let path = out_dir.join(&module[1..]);
        replace(&path, artifacts.get(&module).unwrap_or_default(), catalog)
            .map_err(|error| Error::io("write", &path, error))
    }
}

/// Prints an instruction for cargo. It ignores write errors: if cargo no longer reads, the build has already failed.
fn instruct(instruction: &str, value: &str) {
    let _ = writeln!(io::stdout(), "cargo::{instruction}={value}");
}

/// Writes the file if its contents change. `OUT_DIR` belongs to one build script at a time, but any other folder may
/// contain a file that errcat did not write.
fn replace(path: &Path, contents: &str, catalog: &Path) -> io::Result<()> {
    let found = match fs::read(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
        Err(error) => return Err(error),
    };
    if found == contents.as_bytes() {
        return Ok(());
    }
    let place = |path: &Path| fs::canonicalize(path).ok();
    let is_catalog = place(path).is_some_and(|path| Some(path) == place(catalog));
    if is_catalog || !(found.is_empty() || Stamp::read(&found).is_some()) {
        let why = "the existing file was not generated by errcat; move it away, or choose another `.file_name(…)`";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
    }
    let new = path.with_extension("rs.new");
    fs::write(&new, contents)?;
    fs::rename(&new, path)
}
