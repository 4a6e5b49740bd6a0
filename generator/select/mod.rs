//! The view of the catalog for each output: the whole catalog, or the selected part, which is a catalog too.
//!
//! Targets receive the view, and know nothing about the codes that it leaves out.

mod criteria;
mod lookup;
mod mentions;
mod view;

use std::sync::Arc;

use crate::catalog::{Catalog, Output, Selection};
use crate::diagnostic::{Report, Rule};
pub(crate) use criteria::{Selector, WrongSelection};
pub(crate) use lookup::NotFound;
#[cfg(feature = "cli")]
pub(crate) use mentions::check as check_mentions;
pub(crate) use view::{Names, View};

/// The rules about selections.
pub(crate) const RULES: &[&Rule] = &[&criteria::SELECTION, &mentions::NAMES_LEFT_OUT];

/// The views for the outputs of a catalog.
pub(crate) struct Views<'c> {
    pub(crate) selector: Arc<Selector>,
    /// The distinct views. The first is the whole catalog.
    made: Vec<Arc<View<'c>>>,
    /// The outputs of the catalog, each with its view.
    outputs: Vec<(&'c Output, Arc<View<'c>>)>,
}

impl<'c> Views<'c> {
    /// Creates the views for the catalog's outputs, if `for_outputs` is set. It reports and omits an output with an
    /// invalid selection.
    pub(crate) fn of(catalog: &'c Catalog, for_outputs: bool, report: &mut Report) -> Self {
        let mut views = Self {
            made: vec![Arc::new(View::whole(catalog))],
            selector: Arc::new(Selector::of(catalog)),
            outputs: Vec::new(),
        };
        for output in catalog.outputs.iter().filter(|_| for_outputs) {
            if let Some(view) = views.of_output(catalog, output, report) {
                views.outputs.push((output, view));
            }
        }
        views
    }

    /// Returns the outputs, each with its view.
    pub(crate) fn outputs(&self) -> impl Iterator<Item = (&'c Output, &Arc<View<'c>>)> {
        self.outputs.iter().map(|(output, view)| (*output, view))
    }

    fn of_output(
        &mut self,
        catalog: &'c Catalog,
        output: &Output,
        report: &mut Report,
    ) -> Option<Arc<View<'c>>> {
        let at = output.at().key("select");
        let view = self.view(catalog, &output.select);
        let view = view.map_err(|found| report.push(found.at(&at))).ok()?;
        if !self.made.iter().any(|made| Arc::ptr_eq(made, &view)) {
            mentions::check(&view, Some(&at), report);
            self.made.push(Arc::clone(&view));
        }
        Some(view)
    }

    /// Returns the view for a selection. Outputs with the same selection share a view.
    pub(crate) fn view(
        &self,
        catalog: &'c Catalog,
        selection: &Selection,
    ) -> Result<Arc<View<'c>>, WrongSelection> {
        let known = self.made.iter().find(|view| view.selection() == selection);
        match known {
            Some(view) => Ok(Arc::clone(view)),
            None => View::selected(catalog, &self.selector, selection).map(Arc::new),
        }
    }
}
