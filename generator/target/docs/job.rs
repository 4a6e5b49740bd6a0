//! What the catalog asks for, entry by entry, and what each entry is about.

use std::sync::Arc;

use super::model::Model;
use super::part::Part;
use super::renderer::Renderer;
use super::select::Selector;
use crate::artifact::Options;
use crate::catalog::{Catalog, Dialect, DocsOutput, FileOutput, PathPattern, Scalar, Selection};
use crate::diagnostic::{Path, Place, Report};

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
    whole: Arc<Part<'c>>,
    /// What templates of the whole catalog are given.
    model: Model,
    selector: Arc<Selector>,
}

impl<'c> Jobs<'c> {
    /// An entry whose selection is wrong is reported, and left out.
    pub(super) fn of(catalog: &'c Catalog, report: &mut Report) -> Self {
        let whole = Arc::new(Part::whole(catalog));
        let selector = Arc::new(Selector::of(catalog));
        let mut part = |select: &Selection, at: &Path| {
            if select.wanted.is_empty() {
                return Some(Arc::clone(&whole));
            }
            let part = Part::selected(catalog, &selector, select, at, report);
            part.map(Arc::new)
        };
        let section = Path::root().key("outputs");
        let mut all = Vec::new();
        for (index, output) in catalog.outputs.docs.iter().enumerate() {
            let at = section.key("docs").item(index);
            all.extend(part(&output.select, &at).map(|part| Job::docs(output, part, at)));
        }
        for (index, output) in catalog.outputs.files.iter().enumerate() {
            let at = section.key("files").item(index);
            all.extend(part(&output.select, &at).map(|part| Job::file(output, part, at)));
        }
        Self {
            all,
            model: Model::new(&whole, &selector),
            whole,
            selector,
        }
    }

    /// What the command asks for.
    #[cfg(feature = "cli")]
    pub(super) fn printed(&self, output: &'c DocsOutput) -> Job<'c> {
        Job {
            is_printed: true,
            ..Job::docs(output, Arc::clone(&self.whole), Path::root())
        }
    }

    pub(super) fn renderer<'j>(&'j self, job: &'j Job, options: &'j Options) -> Renderer<'j> {
        if Arc::ptr_eq(&job.part, &self.whole) {
            return Renderer::new(job, self.model.clone(), &self.all, options);
        }
        let model = Model::new(&job.part, &self.selector);
        Renderer::new(job, model, &self.all, options)
    }
}
