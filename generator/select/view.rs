//! The view of a catalog for a selection.

use std::collections::HashSet;
use std::sync::Arc;

use super::criteria::{Selector, WrongSelection};
use super::lookup::NotFound;
use crate::catalog::{
    Catalog, Code, Criterion, DefaultCode, Defaults, Operation, Retired, Returns, Selection,
    Status, StatusRow,
};

/// The whole catalog, or some of its codes and the entries that belong to them. Entries that belong to no code are in
/// the view too, unless the selection requires a property.
pub(crate) struct View<'c> {
    pub(crate) whole: &'c Catalog,
    /// The selected part, if the view is not the whole catalog.
    own: Option<Catalog>,
    selection: Selection,
    pub(crate) names: Arc<Names>,
}

/// The names in a view.
#[derive(Default)]
pub(crate) struct Names {
    pub(crate) codes: HashSet<String>,
    pub(crate) types: HashSet<String>,
    pub(crate) retired: HashSet<String>,
}

impl Names {
    fn of(catalog: &Catalog) -> Self {
        let codes = catalog.codes.iter().map(|code| code.name.key().to_owned());
        let types = catalog.types.iter().map(|kind| kind.name.wire().to_owned());
        let retired = catalog.retired.iter();
        Self {
            codes: codes.collect(),
            types: types.collect(),
            retired: retired.map(|retired| retired.code.clone()).collect(),
        }
    }
}

impl<'c> View<'c> {
    pub(crate) fn whole(catalog: &'c Catalog) -> Self {
        Self {
            whole: catalog,
            own: None,
            selection: Selection::default(),
            names: Arc::new(Names::of(catalog)),
        }
    }

    /// Creates the view for a selection, or returns the mistake in the selection.
    pub(crate) fn selected(
        catalog: &'c Catalog,
        selector: &Selector,
        selection: &Selection,
    ) -> Result<Self, WrongSelection> {
        let places = selector.places(selection)?;
        if places.is_empty() {
            return Err(WrongSelection {
                criterion: None,
                field: None,
                found: NotFound::said("no code matches the selection".to_owned()),
            });
        }
        let own = Choice::new(catalog, selection, places).catalog();
        Ok(Self {
            whole: catalog,
            names: Arc::new(Names::of(&own)),
            own: Some(own),
            selection: selection.clone(),
        })
    }

    pub(crate) fn catalog(&self) -> &Catalog {
        self.own.as_ref().unwrap_or(self.whole)
    }

    pub(crate) fn selection(&self) -> &Selection {
        &self.selection
    }
}

/// The selected codes, and their selection.
struct Choice<'a> {
    whole: &'a Catalog,
    selection: &'a Selection,
    /// The indices of the codes in the catalog.
    codes: Vec<usize>,
    names: HashSet<&'a str>,
    /// The index in the view for each code in the catalog.
    places: Vec<Option<usize>>,
    /// The codes that the selection hides by their tags. The view must not name them.
    hidden: HashSet<&'a str>,
}

impl<'a> Choice<'a> {
    fn new(whole: &'a Catalog, selection: &'a Selection, codes: Vec<usize>) -> Self {
        let mut places = vec![None; whole.codes.len()];
        for (place, code) in codes.iter().enumerate() {
            places[*code] = Some(place);
        }
        let hidden = whole
            .codes
            .iter()
            .filter(|code| selection.hides(&code.tags));
        let names = codes.iter().map(|place| whole.codes[*place].name.key());
        Self {
            whole,
            selection,
            names: names.collect(),
            codes,
            places,
            hidden: hidden.map(|code| code.name.key()).collect(),
        }
    }

    fn catalog(&self) -> Catalog {
        let whole = self.whole;
        let types = whole.types.iter();
        let types =
            types.filter(|kind| self.is_about(|code| code.error_type.as_ref() == Some(&kind.name)));
        Catalog {
            api: whole.api.clone(),
            envelope: whole.envelope.clone(),
            wire: whole.wire.clone(),
            imports: whole.imports.clone(),
            fields: whole.fields.clone(),
            statuses: self.statuses().collect(),
            types: types.cloned().collect(),
            codes: self.codes.iter().map(|place| self.code(*place)).collect(),
            defaults: self.defaults(),
            retired: self.retired().collect(),
            sets: Vec::new(),
            operations: self.operations().collect(),
            outputs: Vec::new(),
        }
    }

    /// Returns the rows of the status table, without the statuses that no code in the view has.
    fn statuses(&self) -> impl Iterator<Item = StatusRow> {
        self.whole.statuses.iter().filter_map(|row| {
            let is_in = |status: &Status| self.is_about(|code| code.statuses.contains(status));
            let statuses: Vec<Status> = row.statuses.iter().copied().filter(is_in).collect();
            let mut own = row.clone();
            if statuses.len() < row.statuses.len() {
                let words: Vec<String> = statuses.iter().map(ToString::to_string).collect();
                own.status = words.join(", ");
                own.statuses = statuses;
            }
            (!own.statuses.is_empty()).then_some(own)
        })
    }

    /// Returns a code without its references to codes that the view leaves out. It omits examples with such a
    /// reference.
    fn code(&self, place: usize) -> Code {
        let mut code = self.whole.codes[place].clone();
        if let Some(deprecated) = &mut code.deprecated {
            self.hide(&mut deprecated.instead);
        }
        code.examples.retain(|example| {
            let mut errors = example.errors.iter();
            errors.all(|(name, _)| self.names.contains(name.as_str()))
        });
        code
    }

    fn hide(&self, name: &mut Option<String>) {
        if name
            .as_ref()
            .is_some_and(|name| self.hidden.contains(name.as_str()))
        {
            *name = None;
        }
    }

    fn retired(&self) -> impl Iterator<Item = Retired> {
        // Tags are the only criterion that a retired code has.
        let is_in = |retired: &&Retired| {
            self.selection.is_of_tags() && !self.selection.hides(&retired.tags)
        };
        self.whole.retired.iter().filter(is_in).map(|retired| {
            let mut retired = retired.clone();
            self.hide(&mut retired.deprecation.instead);
            retired
        })
    }

    fn defaults(&self) -> Option<Defaults> {
        let has = |default: &&DefaultCode| self.names.contains(default.code.key());
        let defaults = self.whole.defaults.as_ref()?.0.iter();
        Some(Defaults(defaults.filter(has).cloned().collect()))
    }

    /// Returns the operations in the view. They are selected by their tags, if they have any, and by their codes.
    fn operations(&self) -> impl Iterator<Item = Operation> {
        self.whole.operations.iter().filter_map(|operation| {
            let mut wanted = self.selection.wanted.iter();
            let is_other = wanted.any(|(criterion, name)| {
                *criterion == Criterion::Operation && !operation.is_called(name)
            });
            let is_hidden = !operation.tags.is_empty() && self.selection.hides(&operation.tags);
            let all = operation.returns.places();
            let codes: Vec<usize> = all.filter_map(|place| self.places[place]).collect();
            let has_none = operation.returns.places().next().is_none() && self.has_rest();
            let is_in = !is_other && !is_hidden && (has_none || !codes.is_empty());
            is_in.then(|| Operation {
                endpoint: operation.endpoint.clone(),
                returns: Returns::new(operation.returns.name.clone(), codes, Vec::new()),
                tags: operation.tags.clone(),
            })
        })
    }

    /// Returns whether the view includes entries that belong to no code.
    fn has_rest(&self) -> bool {
        let mut wanted = self.selection.wanted.iter();
        wanted.all(|(criterion, _)| *criterion == Criterion::WithoutTag)
    }

    /// Returns whether an entry belongs to a code in the view. An entry that belongs to no code in the catalog counts
    /// if the view includes such entries.
    fn is_about(&self, is: impl Fn(&Code) -> bool) -> bool {
        let codes = self.whole.codes.iter().zip(&self.places);
        let mut alike = codes.filter(|(code, _)| is(code)).peekable();
        (alike.peek().is_none() && self.has_rest()) || alike.any(|(_, place)| place.is_some())
    }
}
