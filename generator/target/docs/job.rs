//! What the catalog asks for, entry by entry, and what each entry is about.

use std::cell::RefCell;
use std::sync::Arc;

use super::model::Model;
use super::renderer::Renderer;
use crate::artifact::Options;
use crate::catalog::{Catalog, Dialect, DocsOutput, FileOutput, PathPattern, Scalar};
use crate::diagnostic::{Path, Place};
use crate::select::{Part, Parts, Selector};

/// What is made of templates: an entry of the catalog's `docs` or `files`.
pub(super) struct Job<'c> {
    pub(super) path: &'c PathPattern,
    pub(super) kind: Kind,
    /// The path of the user's template, or the name of a built-in one.
    pub(super) template: Option<&'c str>,
    pub(super) dialect: Dialect,
    pub(super) diagram: bool,
    pub(super) vars: &'c [(String, Scalar)],
    /// What it is about.
    pub(super) part: Arc<Part<'c>>,
    /// Where the catalog says so.
    pub(super) at: Path,
    /// Whether the command asks for it, and not the catalog.
    pub(super) is_printed: bool,
}

/// What happens to what a template gives.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// It is a page of Markdown.
    Page,
    /// It goes between the marks of a page that is written by hand.
    Splice,
    /// It is a file as it stands.
    File { mark: bool },
}

impl<'c> Job<'c> {
    fn docs(output: &'c DocsOutput, part: Arc<Part<'c>>, at: Path) -> Self {
        Self {
            path: &output.path,
            kind: if output.splice {
                Kind::Splice
            } else {
                Kind::Page
            },
            template: output.template.as_deref(),
            dialect: output.dialect,
            diagram: output.diagram,
            vars: &output.vars,
            part,
            at,
            is_printed: false,
        }
    }

    fn file(output: &'c FileOutput, part: Arc<Part<'c>>, at: Path) -> Self {
        Self {
            path: &output.path,
            kind: Kind::File { mark: output.mark },
            template: Some(&output.template),
            dialect: Dialect::default(),
            diagram: false,
            vars: &output.vars,
            part,
            at,
            is_printed: false,
        }
    }

    /// What the command asks for.
    #[cfg(feature = "cli")]
    pub(super) fn printed(output: &'c DocsOutput, part: Arc<Part<'c>>) -> Self {
        Self {
            is_printed: true,
            ..Self::docs(output, part, Path::root())
        }
    }

    /// Whether it is a page where the `doc_url`s of codes may lead to a place.
    pub(super) fn is_page(&self) -> bool {
        !matches!(self.kind, Kind::File { .. })
    }

    /// What a finding without a place of its own points to.
    pub(super) fn place(&self) -> Place {
        let key = if self.template.is_some() {
            "template"
        } else if self.kind == Kind::Splice {
            "splice"
        } else {
            "path"
        };
        self.at.key(key).at_value()
    }
}

/// What is to be made of a catalog, and of which parts of it.
pub(super) struct Jobs<'c> {
    pub(super) all: Vec<Job<'c>>,
    selector: Arc<Selector>,
    /// What templates are given of the parts that were asked for so far.
    models: RefCell<Vec<(Arc<Part<'c>>, Model)>>,
}

impl<'c> Jobs<'c> {
    /// An entry whose selection is wrong is left out.
    pub(super) fn of(catalog: &'c Catalog, parts: &Parts<'c>) -> Self {
        let section = Path::root().key("outputs");
        let docs = catalog.outputs.docs.iter().zip(&parts.docs);
        let docs = docs.enumerate().filter_map(|(index, (output, part))| {
            let at = section.key("docs").item(index);
            Some(Job::docs(output, Arc::clone(part.as_ref()?), at))
        });
        let files = catalog.outputs.files.iter().zip(&parts.files);
        let files = files.enumerate().filter_map(|(index, (output, part))| {
            let at = section.key("files").item(index);
            Some(Job::file(output, Arc::clone(part.as_ref()?), at))
        });
        Self {
            all: docs.chain(files).collect(),
            selector: Arc::clone(&parts.selector),
            models: RefCell::default(),
        }
    }

    pub(super) fn renderer<'j>(&'j self, job: &'j Job<'c>, options: &'j Options) -> Renderer<'j> {
        Renderer::new(job, self.model(&job.part), &self.all, options)
    }

    fn model(&self, part: &Arc<Part<'c>>) -> Model {
        let mut models = self.models.borrow_mut();
        if let Some((_, model)) = models.iter().find(|(known, _)| Arc::ptr_eq(known, part)) {
            return model.clone();
        }
        let model = Model::new(part, &self.selector);
        models.push((Arc::clone(part), model.clone()));
        model
    }
}
