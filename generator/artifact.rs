//! What is asked of [`generate`](crate::generate), and what it gives.

use std::collections::BTreeMap;
use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Source};
use crate::options::RustOptions;
use crate::paths::{normal, relative};
use crate::stamp::stamp;

/// Looks a template up by its path, as [`Options::templates`] says.
pub(crate) type TemplateSource = Arc<dyn Fn(&str) -> io::Result<Option<String>> + Send + Sync>;

/// What to generate.
///
/// ```
/// use errcat::{Integration, Options, RustOptions};
///
/// let options = Options::new()
///     .rust("errors.rs", RustOptions::default().with(Integration::Serde));
/// ```
#[derive(Clone, Default)]
pub struct Options {
    /// The name of the catalog, once there is one.
    pub(crate) source_name: String,
    pub(crate) folder: Option<PathBuf>,
    pub(crate) rust: Option<(String, RustOptions)>,
    pub(crate) outputs: bool,

    pub(crate) templates: Option<TemplateSource>,
}

impl Options {
    /// Nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// The options for a catalog.
    pub(crate) fn of(&self, catalog: &Source) -> Self {
        Self {
            source_name: catalog.name().to_owned(),
            ..self.clone()
        }
    }

    /// A Rust module under this path. Defaults to none.
    #[must_use]
    pub fn rust(mut self, path: impl Into<String>, options: RustOptions) -> Self {
        self.rust = Some((path.into(), options));
        self
    }

    /// Whether the files of the catalog's section `outputs` are made. Defaults to `false`.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn outputs(mut self, outputs: bool) -> Self {
        self.outputs = outputs;
        self
    }

    /// The folder that holds the catalog: with it, a generated file can say where its catalog is, seen from itself.
    /// Defaults to none, and then it says the catalog's file name.
    #[must_use]
    pub fn folder(mut self, folder: impl Into<PathBuf>) -> Self {
        self.folder = Some(folder.into());
        self
    }

    /// Where the text of a template comes from that is not built in: a function from its path, relative to the
    /// catalog's folder, to its text, or to `None` where there is no such file. Defaults to no templates.
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn templates(
        mut self,
        templates: impl Fn(&str) -> io::Result<Option<String>> + Send + Sync + 'static,
    ) -> Self {
        self.templates = Some(Arc::new(templates));
        self
    }

    /// The stamp of the generated file at this path.
    pub(crate) fn stamp(&self, path: &str) -> String {
        stamp(&self.seen_from(path), path)
    }

    /// The catalog as seen from the folder of a generated file. It depends on where the two are to each other, not on
    /// where errcat was started.
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
    /// Where it belongs, relative to the catalog's folder.
    pub path: String,
    /// What is in it.
    pub contents: String,
}

/// What a file may take the place of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Replaces {
    /// A file that says that it was generated.
    Generated,
    /// This text, of which it has everything that was written by hand.
    Text(String),
    /// Whatever is there.
    Anything,
}

/// The generated files, by their paths, and what there is to say about the catalog all the same.
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
    /// What may stand where a file goes, where that is anything else than a file that was generated.
    may_replace: BTreeMap<String, Replaces>,
    warnings: Option<Diagnostics>,
    templates: Vec<String>,
}

impl Artifacts {
    pub(crate) fn new() -> Self {
        Self {
            files: BTreeMap::new(),
            may_replace: BTreeMap::new(),
            warnings: None,
            templates: Vec::new(),
        }
    }

    pub(crate) fn extend(&mut self, files: impl IntoIterator<Item = Artifact>) {
        self.files
            .extend(files.into_iter().map(|file| (file.path, file.contents)));
    }

    /// Adds the files of another target.
    #[cfg(feature = "outputs")]
    pub(crate) fn merge(&mut self, others: Self) {
        let Self {
            files,
            may_replace,
            warnings: _,
            templates,
        } = others;
        self.files.extend(files);
        self.may_replace.extend(may_replace);
        for template in templates {
            self.read_template(template);
        }
    }

    /// Adds a file, and what it may take the place of.
    #[cfg(feature = "outputs")]
    pub(crate) fn replace(&mut self, file: Artifact, replaces: Replaces) {
        if replaces != Replaces::Generated {
            self.may_replace.insert(file.path.clone(), replaces);
        }
        self.extend([file]);
    }

    /// What may stand where a file goes.
    #[cfg(feature = "outputs")]
    pub(crate) fn replaces(&self, path: &str) -> Replaces {
        let given = self.may_replace.get(path).cloned();
        given.unwrap_or(Replaces::Generated)
    }

    #[cfg(feature = "outputs")]
    pub(crate) fn read_template(&mut self, path: String) {
        if !self.templates.contains(&path) {
            self.templates.push(path);
        }
    }

    pub(crate) fn with_warnings(self, warnings: Diagnostics) -> Self {
        Self {
            warnings: Some(warnings).filter(|warnings| !warnings.is_empty()),
            ..self
        }
    }

    /// The contents of the file under this path.
    #[must_use]
    pub fn get(&self, path: &str) -> Option<&str> {
        self.files.get(path).map(String::as_str)
    }

    /// Every file, in the order of the paths.
    pub fn files(&self) -> impl Iterator<Item = Artifact> + '_ {
        self.files.iter().map(|(path, contents)| Artifact {
            path: path.clone(),
            contents: contents.clone(),
        })
    }

    /// The warnings about the catalog, if there are any.
    #[must_use]
    pub fn warnings(&self) -> Option<&Diagnostics> {
        self.warnings.as_ref()
    }

    /// The user's templates that were read, relative to the catalog's folder.
    #[must_use]
    pub fn templates(&self) -> &[String] {
        &self.templates
    }
}
