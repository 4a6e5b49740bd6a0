//! The options and the result of [`generate`](crate::generate).

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Source};
use crate::options::RustOptions;
use crate::paths::{normal, relative};
use crate::stamp::stamp;

/// A function that looks up a template by its path: see [`Options::templates`].
pub(crate) type TemplateSource = Arc<dyn Fn(&str) -> io::Result<Option<String>> + Send + Sync>;

/// The options for [`generate`](crate::generate): the files to generate.
///
/// ```
/// use errcat::{Integration, Options, RustOptions};
///
/// let options = Options::new()
///     .rust("errors.rs", RustOptions::default().with(Integration::Serde));
/// ```
#[derive(Clone, Default)]
pub struct Options {
    /// The name of the catalog; empty until the catalog is known.
    pub(crate) source_name: String,
    pub(crate) folder: Option<PathBuf>,
    pub(crate) rust: Option<(String, RustOptions)>,
    pub(crate) outputs: bool,

    pub(crate) templates: Option<TemplateSource>,
}

impl Options {
    /// Creates options that generate nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Returns the options for a catalog.
    pub(crate) fn of(&self, catalog: &Source) -> Self {
        Self {
            source_name: catalog.name().to_owned(),
            ..self.clone()
        }
    }

    /// Adds a Rust module at this path. Defaults to none.
    #[must_use]
    pub fn rust(mut self, path: impl Into<String>, options: RustOptions) -> Self {
        self.rust = Some((path.into(), options));
        self
    }

    /// Sets whether the files in the catalog's section `outputs` are generated. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn outputs(mut self, outputs: bool) -> Self {
        self.outputs = outputs;
        self
    }

    /// Sets the folder that contains the catalog. With it, a generated file states the path to its catalog, relative to
    /// itself. Defaults to none: the file states only the catalog's file name.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Sets the function that reads custom templates. It receives a path relative to the catalog's folder, and returns
    /// the text, or `None` if the file does not exist. Defaults to no templates.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn templates(
        mut self,
        templates: impl Fn(&str) -> io::Result<Option<String>> + Send + Sync + 'static,
    ) -> Self {
        self.templates = Some(Arc::new(templates));
        self
    }

    /// Returns the stamp for the generated file at this path.
    pub(crate) fn stamp(&self, path: &str) -> String {
        stamp(&self.seen_from(path), path)
    }

    /// Returns the path from the folder of a generated file to the catalog. It does not depend on the current folder.
    pub(crate) fn seen_from(&self, path: &str) -> String {
        let name = self
            .source_name
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or_default();
        let seen = self.folder.as_deref().and_then(|folder| {
            let target = normal(&folder.join(path));
            relative(target.parent()?, &normal(&folder.join(name)))
        });
        seen.unwrap_or_else(|| name.to_owned())
    }
}

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Artifact {
    /// The path, relative to the catalog's folder.
    pub path: String,
    /// The contents.
    pub contents: String,
}

/// What a generated file may replace on disk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Replaces {
    /// A file that states that it was generated.
    Generated,
    /// A file with exactly this text, whose hand-written parts the new file keeps.
    Text(String),
    /// Any file.
    Anything,
}

/// The generated files by their paths, and the warnings about the catalog.
///
/// ```
/// let catalog = "version: 1\ncodes:\n  gone: {status: 200, description: It is gone.}\n";
/// let options = errcat::Options::new().rust("errors.rs", errcat::RustOptions::default());
/// let made = errcat::generate(("errors.yaml", catalog), &options)?;
/// assert_eq!(made.files().map(|file| file.path).collect::<Vec<_>>(), ["errors.rs"]);
/// assert_eq!(made.warnings().map(|found| found.warnings()), Some(1), "no error has status 200");
/// # Ok::<(), errcat::Diagnostics>(())
/// ```
#[derive(Clone, Debug)]
pub struct Artifacts {
    files: BTreeMap<String, String>,
    /// What the files may replace, except for those that may only replace a generated file.
    may_replace: BTreeMap<String, Replaces>,
    warnings: Option<Diagnostics>,
    templates: Vec<String>,
    parts: Vec<String>,
}

impl Artifacts {
    pub(crate) fn new() -> Self {
        Self {
            files: BTreeMap::new(),
            may_replace: BTreeMap::new(),
            warnings: None,
            templates: Vec::new(),
            parts: Vec::new(),
        }
    }

    pub(crate) fn extend(&mut self, files: impl IntoIterator<Item = Artifact>) {
        self.files
            .extend(files.into_iter().map(|file| (file.path, file.contents)));
    }

    /// Adds the files from another target.
    #[cfg(feature = "outputs")]
    pub(crate) fn merge(&mut self, others: Self) {
        let Self {
            files,
            may_replace,
            warnings: _,
            templates,
            parts: _,
        } = others;
        self.files.extend(files);
        self.may_replace.extend(may_replace);
        for template in templates {
            self.read_template(template);
        }
    }

    /// Adds a file, and what it may replace.
    #[cfg(feature = "outputs")]
    pub(crate) fn replace(&mut self, file: Artifact, replaces: Replaces) {
        if replaces != Replaces::Generated {
            self.may_replace.insert(file.path.clone(), replaces);
        }
        self.extend([file]);
    }

    /// Returns every file, sorted by path, with what it may replace.
    #[cfg(feature = "outputs")]
    pub(crate) fn into_files(mut self) -> impl Iterator<Item = (Artifact, Replaces)> {
        self.files.into_iter().map(move |(path, contents)| {
            let given = self.may_replace.remove(&path);
            let replaces = given.unwrap_or(Replaces::Generated);
            (Artifact { path, contents }, replaces)
        })
    }

    #[cfg(feature = "outputs")]
    pub(crate) fn read_template(&mut self, path: String) {
        if !self.templates.contains(&path) {
            self.templates.push(path);
        }
    }

    pub(crate) fn with_parts(self, catalog: &Source) -> Self {
        let others = catalog.parts.iter().chain(&catalog.imports);
        Self {
            parts: others.map(|part| part.path.clone()).collect(),
            ..self
        }
    }

    pub(crate) fn with_warnings(self, warnings: Diagnostics) -> Self {
        Self {
            warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
            ..self
        }
    }

    /// Returns the contents of the file at this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Returns every file, sorted by path.
    pub fn files(&self) -> impl Iterator<Item = Artifact> + '_ {
        self.files.iter().map(|(path, contents)| Artifact {
            path: path.clone(),
            contents: contents.clone(),
        })
    }

    /// Returns the warnings about the catalog, if there are any.
    #[must_use]
    pub fn warnings(&self) -> Option<&Diagnostics> {
        self.warnings.as_ref()
    }

    /// Returns the paths of the files that the catalog may include or import, relative to its folder: see
    /// [`Source::with_part`] and [`Source::with_import`].
    #[must_use]
    pub fn parts(&self) -> &[String] {
        &self.parts
    }

    /// Returns the paths of the custom templates that were read, relative to the catalog's folder.
    #[must_use]
    pub fn templates(&self) -> &[String] {
        &self.templates
    }
}
