//! The entry point for build scripts: from the path of a catalog to a module in `OUT_DIR`.

mod compile;
mod module;

use std::path::PathBuf;

use crate::options::{Integration, RustOptions};

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
    /// The frameworks that were asked for. There must not be two.
    frameworks: Vec<Integration>,
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

    /// Sets whether errors convert to axum responses: see [`Integration::Axum`]. Defaults to `false`. A module
    /// supports one framework.
    #[must_use]
    pub fn axum(mut self, axum: bool) -> Self {
        self.framework(Integration::Axum, axum);
        self
    }

    /// Sets whether errors convert to actix-web responses: see [`Integration::Actix`]. Defaults to `false`. A module
    /// supports one framework.
    #[must_use]
    pub fn actix(mut self, actix: bool) -> Self {
        self.framework(Integration::Actix, actix);
        self
    }

    /// Sets whether errors convert to poem responses: see [`Integration::Poem`]. Defaults to `false`. A module
    /// supports one framework.
    #[must_use]
    pub fn poem(mut self, poem: bool) -> Self {
        self.framework(Integration::Poem, poem);
        self
    }

    /// Sets whether errors convert to Salvo responses: see [`Integration::Salvo`]. Defaults to `false`. A module
    /// supports one framework.
    #[must_use]
    pub fn salvo(mut self, salvo: bool) -> Self {
        self.framework(Integration::Salvo, salvo);
        self
    }

    /// Sets whether errors convert to Rocket responses: see [`Integration::Rocket`]. Defaults to `false`. A module
    /// supports one framework.
    #[must_use]
    pub fn rocket(mut self, rocket: bool) -> Self {
        self.framework(Integration::Rocket, rocket);
        self
    }

    /// Sets whether each sent error emits a tracing event: see [`Integration::Tracing`]. Defaults to `false`.
    #[must_use]
    pub fn tracing(mut self, tracing: bool) -> Self {
        self.rust.set(Integration::Tracing, tracing);
        self
    }

    /// Sets whether each sent error is counted: see [`Integration::Metrics`]. Defaults to `false`.
    #[must_use]
    pub fn metrics(mut self, metrics: bool) -> Self {
        self.rust.set(Integration::Metrics, metrics);
        self
    }

    /// Sets whether the module contains a client type that reads any error response: see [`Integration::Client`].
    /// Defaults to `false`.
    #[must_use]
    pub fn client(mut self, client: bool) -> Self {
        self.rust.set(Integration::Client, client);
        self
    }

    /// Sets whether errors are also made by the names of their codes, with arguments by their names: see
    /// [`Integration::ByName`]. Defaults to `false`.
    #[must_use]
    pub fn by_name(mut self, by_name: bool) -> Self {
        self.rust.set(Integration::ByName, by_name);
        self
    }

    /// Sets whether utoipa documents errors as responses: see [`Integration::Utoipa`]. Defaults to `false`. It needs the
    /// feature `outputs`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn utoipa(mut self, utoipa: bool) -> Self {
        self.rust.set(Integration::Utoipa, utoipa);
        self
    }

    /// Sets whether aide documents errors as responses: see [`Integration::Aide`]. Defaults to `false`. It needs the
    /// feature `outputs`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn aide(mut self, aide: bool) -> Self {
        self.rust.set(Integration::Aide, aide);
        self
    }

    /// Needs errcat's feature `outputs`.
    #[cfg(not(feature = "outputs"))]
    #[must_use]
    pub fn utoipa<F: FeatureOutputs>(self, _: F) -> Self {
        self
    }

    /// Needs errcat's feature `outputs`.
    #[cfg(not(feature = "outputs"))]
    #[must_use]
    pub fn aide<F: FeatureOutputs>(self, _: F) -> Self {
        self
    }

    /// Needs errcat's feature `outputs`.
    #[cfg(not(feature = "outputs"))]
    #[must_use]
    pub fn outputs<F: FeatureOutputs>(self, _: F) -> Self {
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

    /// Sets whether rustc warns of constructors that the crate never calls: see [`RustOptions::crate_constructors`]. Defaults to
    /// `false`.
    #[must_use]
    pub fn crate_constructors(mut self, crate_constructors: bool) -> Self {
        self.rust = self.rust.crate_constructors(crate_constructors);
        self
    }

    /// Sets whether the middleware asserts in debug builds that the operation of a request lists each error: see
    /// [`RustOptions::assert_operations`]. Defaults to `false`.
    #[must_use]
    pub fn assert_operations(mut self, assert_operations: bool) -> Self {
        self.rust = self.rust.assert_operations(assert_operations);
        self
    }

    /// Sets the name of the generated file. Defaults to `errors.rs`. A crate with several catalogs needs a name for
    /// each.
    #[must_use]
    pub fn file_name(mut self, name: impl Into<String>) -> Self {
        self.file_name = Some(name.into());
        self
    }

    /// Sets the folder for the module, which is created if it does not exist. Defaults to `OUT_DIR`, which cargo sets.
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

    fn framework(&mut self, framework: Integration, is_wanted: bool) {
        self.rust.set(framework, is_wanted);
        self.frameworks.retain(|other| *other != framework);
        if is_wanted {
            self.frameworks.push(framework);
        }
    }
}

/// What is only there with the feature `outputs`.
#[cfg(not(feature = "outputs"))]
#[diagnostic::on_unimplemented(
    message = "this needs errcat's feature `outputs`",
    label = "needs the feature `outputs`",
    note = "add it in `Cargo.toml`, to the features of errcat among the build dependencies"
)]
pub trait FeatureOutputs {}
