//! What a page is about: all of the catalog, or some of its codes and what goes with them.

use std::collections::HashSet;
use std::sync::Arc;

use super::lookup::NotFound;
use super::select::Selector;
use crate::catalog::{
    Catalog, Code, Criterion, DefaultCode, Operation, Retired, Selection, StatusRow, Type,
};
use crate::diagnostic::{Path, Report};

/// Some codes of a catalog, and what is about one of them. What is about no code at all is in it, too, unless codes were
/// asked for by what they have.
pub(super) struct Part<'c> {
    pub(super) catalog: &'c Catalog,
    /// Whether it has the code at each place.
    has: Vec<bool>,
    selection: Selection,
    pub(super) names: Arc<Names>,
}

/// The names of what a part has.
#[derive(Default)]
pub(super) struct Names {
    pub(super) codes: HashSet<String>,
    pub(super) types: HashSet<String>,
    pub(super) retired: HashSet<String>,
}

impl<'c> Part<'c> {
    pub(super) fn whole(catalog: &'c Catalog) -> Self {
        Self::new(
            catalog,
            vec![true; catalog.codes.len()],
            Selection::default(),
        )
    }

    /// The part that an output selects. What is wrong with the selection is reported.
    pub(super) fn selected(
        catalog: &'c Catalog,
        selector: &Selector,
        selection: &Selection,
        output: &Path,
        report: &mut Report,
    ) -> Option<Self> {
        let places = match selector.select(selection) {
            Ok(places) => places,
            Err((criterion, found)) => {
                report.push(found.at(output, Some(criterion)));
                return None;
            }
        };
        if places.is_empty() {
            let found = NotFound::said("there is no code for which all of it holds".to_owned());
            report.push(found.at(output, None));
            return None;
        }
        let mut has = vec![false; catalog.codes.len()];
        for place in places {
            has[place] = true;
        }
        Some(Self::new(catalog, has, selection.clone()))
    }

    fn new(catalog: &'c Catalog, has: Vec<bool>, selection: Selection) -> Self {
        let mut part = Self {
            catalog,
            has,
            selection,
            names: Arc::default(),
        };
        let codes = part.codes().map(|(_, code)| code.name.wire().to_owned());
        let types = part.types().map(|kind| kind.name.wire().to_owned());
        let retired = part.retired().map(|retired| retired.code.clone());
        part.names = Arc::new(Names {
            codes: codes.collect(),
            types: types.collect(),
            retired: retired.collect(),
        });
        part
    }

    pub(super) fn selection(&self) -> &Selection {
        &self.selection
    }

    pub(super) fn has(&self, place: usize) -> bool {
        self.has[place]
    }

    /// Whether it leaves out a code because of its tags.
    pub(super) fn hides(&self, place: usize) -> bool {
        self.selection.hides(&self.catalog.codes[place].tags)
    }

    /// The codes with their places in the catalog.
    pub(super) fn codes(&self) -> impl Iterator<Item = (usize, &'c Code)> {
        let codes = self.catalog.codes.iter().enumerate();
        codes.filter(|(place, _)| self.has(*place))
    }

    pub(super) fn types(&self) -> impl Iterator<Item = &'c Type> {
        self.catalog
            .types
            .iter()
            .filter(|kind| self.is_about(|code| code.error_type.as_ref() == Some(&kind.name)))
    }

    pub(super) fn statuses(&self) -> impl Iterator<Item = &'c StatusRow> {
        let rows = self.catalog.statuses.iter();
        rows.filter(|row| self.is_about(|code| row.statuses.contains(&code.status)))
    }

    pub(super) fn operations(&self) -> impl Iterator<Item = &'c Operation> {
        self.catalog.operations.iter().filter(|operation| {
            let mut codes = operation.returns.places().peekable();
            (codes.peek().is_none() && self.has_rest()) || codes.any(|place| self.has(place))
        })
    }

    pub(super) fn retired(&self) -> impl Iterator<Item = &'c Retired> {
        // Of a code that is retired nothing is known but its tags.
        let retired = self.catalog.retired.iter();
        retired
            .filter(|retired| self.selection.is_of_tags() && !self.selection.hides(&retired.tags))
    }

    pub(super) fn defaults(&self) -> Option<Vec<&'c DefaultCode>> {
        let defaults = self.catalog.defaults.as_ref()?.0.iter();
        let is_in = |default: &&DefaultCode| self.names.codes.contains(default.code.wire());
        Some(defaults.filter(is_in).collect())
    }

    /// Whether it has what is about no code.
    fn has_rest(&self) -> bool {
        let mut wanted = self.selection.wanted.iter();
        wanted.all(|(criterion, _)| *criterion == Criterion::WithoutTag)
    }

    /// Whether one of its codes is like this; or none of the catalog's, if it has that.
    fn is_about(&self, is: impl Fn(&Code) -> bool) -> bool {
        let codes = self.catalog.codes.iter().enumerate();
        let mut alike = codes.filter(|(_, code)| is(code)).peekable();
        (alike.peek().is_none() && self.has_rest()) || alike.any(|(place, _)| self.has(place))
    }
}
