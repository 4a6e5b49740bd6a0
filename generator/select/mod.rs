//! What an output is about: the whole catalog, or the part of it that the output selects, which is a catalog, too.
//!
//! Targets are given the part, and know nothing of what it leaves out.

mod criteria;
mod lookup;
mod mentions;
mod part;

use std::sync::Arc;

use crate::catalog::{Catalog, Selection};
use crate::diagnostic::{Path, Report, Rule};
pub(crate) use criteria::{Selector, WrongSelection};
pub(crate) use lookup::NotFound;
#[cfg(feature = "cli")]
pub(crate) use mentions::check as check_mentions;
pub(crate) use part::{Names, Part};

/// The rules about selections.
pub(crate) const RULES: &[&Rule] = &[&criteria::SELECTION, &mentions::NAMES_LEFT_OUT];

/// The parts that the outputs of a catalog are about.
pub(crate) struct Parts<'c> {
    pub(crate) selector: Arc<Selector>,
    /// The whole, and those that there are of it.
    made: Vec<Arc<Part<'c>>>,
    /// Those of each list of outputs, in its order; none where the selection is wrong.
    pub(crate) openapi: Vec<Option<Arc<Part<'c>>>>,
    pub(crate) docs: Vec<Option<Arc<Part<'c>>>>,
    pub(crate) files: Vec<Option<Arc<Part<'c>>>>,
}

impl<'c> Parts<'c> {
    /// What is wrong with a selection is reported.
    pub(crate) fn of(catalog: &'c Catalog, report: &mut Report) -> Self {
        let mut parts = Self {
            made: vec![Arc::new(Part::whole(catalog))],
            selector: Arc::new(Selector::of(catalog)),
            openapi: Vec::new(),
            docs: Vec::new(),
            files: Vec::new(),
        };
        let outputs = &catalog.outputs;
        for (index, output) in outputs.openapi.iter().enumerate() {
            let part = parts.of_output(catalog, ("openapi", index), &output.select, report);
            parts.openapi.push(part);
        }
        for (index, output) in outputs.docs.iter().enumerate() {
            let part = parts.of_output(catalog, ("docs", index), &output.select, report);
            parts.docs.push(part);
        }
        for (index, output) in outputs.files.iter().enumerate() {
            let part = parts.of_output(catalog, ("files", index), &output.select, report);
            parts.files.push(part);
        }
        parts
    }

    fn of_output(
        &mut self,
        catalog: &'c Catalog,
        (list, index): (&str, usize),
        selection: &Selection,
        report: &mut Report,
    ) -> Option<Arc<Part<'c>>> {
        let at = Path::root().key("outputs").key(list).item(index);
        let at = at.key("select");
        let part = self.part(catalog, selection);
        let part = part.map_err(|found| report.push(found.at(&at))).ok()?;
        if !self.made.iter().any(|made| Arc::ptr_eq(made, &part)) {
            mentions::check(&part, Some(&at), report);
            self.made.push(Arc::clone(&part));
        }
        Some(part)
    }

    /// The part that a selection asks for. Outputs that select the same have the same.
    pub(crate) fn part(
        &self,
        catalog: &'c Catalog,
        selection: &Selection,
    ) -> Result<Arc<Part<'c>>, WrongSelection> {
        let known = self.made.iter().find(|part| part.selection() == selection);
        match known {
            Some(part) => Ok(Arc::clone(part)),
            None => Part::selected(catalog, &self.selector, selection).map(Arc::new),
        }
    }
}
