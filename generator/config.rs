//! The build script's door: from a catalog's path to a module in `OUT_DIR`.

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

/// What a build script generates.
///
/// ```no_run
/// fn main() -> Result<(), errcat::Error> {
///     errcat::Config::new().axum(true).compile("catalog/errors.yaml")
/// }
/// ```
///
/// The crate includes the module where it wants it:
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
    /// A module without any dependency.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Whether errors serialize to the envelope, and clients can read it: see [`Integration::Serde`]. Defaults to
    /// `false`.
    #[must_use]
    pub fn serde(mut self, serde: bool) -> Self {
        self.rust.set(Integration::Serde, serde);
        self
    }

    /// Whether statuses and headers are also those of the crate `http`: see [`Integration::Http`]. Defaults to `false`.
    #[must_use]
    pub fn http(mut self, http: bool) -> Self {
        self.rust.set(Integration::Http, http);
        self
    }

    /// Whether errors are responses of axum: see [`Integration::Axum`]. Defaults to `false`. A module works with one framework: the last one
    /// counts.
    #[must_use]
    pub fn axum(mut self, axum: bool) -> Self {
        self.rust.set(Integration::Axum, axum);
        self
    }

    /// Whether errors are responses of actix-web: see [`Integration::Actix`]. Defaults to `false`. A module works with one framework: the last one
    /// counts.
    #[must_use]
    pub fn actix(mut self, actix: bool) -> Self {
        self.rust.set(Integration::Actix, actix);
        self
    }

    /// Whether errors are responses of poem: see [`Integration::Poem`]. Defaults to `false`. A module works with one framework: the last one
    /// counts.
    #[must_use]
    pub fn poem(mut self, poem: bool) -> Self {
        self.rust.set(Integration::Poem, poem);
        self
    }

    /// Whether errors are responses of Salvo: see [`Integration::Salvo`]. Defaults to `false`. A module works with one framework: the last one
    /// counts.
    #[must_use]
    pub fn salvo(mut self, salvo: bool) -> Self {
        self.rust.set(Integration::Salvo, salvo);
        self
    }

    /// Whether errors are responses of Rocket: see [`Integration::Rocket`]. Defaults to `false`. A module works with one framework: the last one
    /// counts.
    #[must_use]
    pub fn rocket(mut self, rocket: bool) -> Self {
        self.rust.set(Integration::Rocket, rocket);
        self
    }

    /// Whether each error that is sent is an event of tracing: see [`Integration::Tracing`]. Defaults to `false`.
    #[must_use]
    pub fn tracing(mut self, tracing: bool) -> Self {
        self.rust.set(Integration::Tracing, tracing);
        self
    }

    /// Whether a client can read whatever a server answers as an error: see [`Integration::Client`]. Defaults to `false`.
    #[must_use]
    pub fn client(mut self, client: bool) -> Self {
        self.rust.set(Integration::Client, client);
        self
    }

    /// Whether errors are among the responses that utoipa documents: see [`Integration::Utoipa`]. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn utoipa(mut self, utoipa: bool) -> Self {
        self.rust.set(Integration::Utoipa, utoipa);
        self
    }

    /// Whether errors are among the responses that aide documents: see [`Integration::Aide`]. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn aide(mut self, aide: bool) -> Self {
        self.rust.set(Integration::Aide, aide);
        self
    }

    /// Whether the module does without `std`, and has the enums alone: see [`RustOptions::no_std`]. Defaults to `false`.
    #[must_use]
    pub fn no_std(mut self, no_std: bool) -> Self {
        self.rust = self.rust.no_std(no_std);
        self
    }

    /// Whether the enums are `#[non_exhaustive]`, for a crate that is published: see [`RustOptions::non_exhaustive`].
    /// Defaults to `false`.
    #[must_use]
    pub fn non_exhaustive(mut self, non_exhaustive: bool) -> Self {
        self.rust = self.rust.non_exhaustive(non_exhaustive);
        self
    }

    /// The name of the generated file. Defaults to `errors.rs`; a crate with several catalogs needs several.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// The folder that the module is written to. Defaults to `OUT_DIR`, which cargo sets.
    #[must_use]
    pub fn out_dir(mut self, folder: impl Into<PathBuf>) -> Self {
        self.out_dir = Some(folder.into());
        self
    }

    /// Whether the files of the catalog's section `outputs` are written too. Defaults to `false`, and is for
    /// applications: the build of a published crate must write to `OUT_DIR` alone.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn outputs(mut self, outputs: bool) -> Self {
        self.outputs = outputs;
        self
    }

    /// Generates the module, and tells cargo when to do so again: when the catalog or a template of its pages changes.
    ///
    /// Files are written only where their bytes change, and none if the catalog has a mistake. Mistakes come out as
    /// `cargo::error`, warnings as `cargo::warning`.
    ///
    /// # Errors
    ///
    /// What is wrong with the catalog, or with reading and writing files. Returned from `main`, it is shown in full.
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

    /// The module's place among the artifacts, where no output can be: outputs are relative.
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
                    "cargo sets it for build scripts; elsewhere say `.out_dir(…)`",
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

/// Tells cargo something. Where cargo no longer listens, the build has failed already.
fn instruct(instruction: &str, value: &str) {
    let _ = writeln!(io::stdout(), "cargo::{instruction}={value}");
}

/// Writes the file, if its contents are others. `OUT_DIR` belongs to one build script at a time; elsewhere, what errcat
/// did not write may be there.
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
        let why = "it is there and was not generated by errcat; move it away, or choose another `.file_name(…)`";
        return Err(io::Error::new(io::ErrorKind::AlreadyExists, why));
    }
    let new = path.with_extension("rs.new");
    fs::write(&new, contents)?;
    fs::rename(&new, path)
}
