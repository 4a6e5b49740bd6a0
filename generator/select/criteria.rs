//! Resolves selections to codes, both for outputs and for templates.

use std::collections::{BTreeSet, HashMap};

use super::lookup::NotFound;
use crate::catalog::{Catalog, Criterion, Selection};
use crate::diagnostic::{Diagnostic, Level, Path, Rule, quote};

pub(super) static SELECTION: Rule = Rule {
    name: "selection",
    level: Level::Error,
    what: "An output selects codes by a type, a status, a tag or an operation that does not exist, or its selection matches no code.",
    why: "The output would be empty or missing.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., tags: [public]}\noutputs: {docs: [{path: errors.md, select: {tag: publik}}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., tags: [public]}\noutputs: {docs: [{path: errors.md, select: {tag: public}}]}\n",
};

/// The properties that codes are selected by. Each code has the same index as in the catalog.
pub(crate) struct Selector {
    codes: Vec<Said>,
    types: Vec<String>,
    tags: BTreeSet<String>,
    /// The indices of the codes that each operation returns. Its keys are both the endpoint as it is written and the
    /// name.
    operations: HashMap<String, BTreeSet<usize>>,
}

struct Said {
    code: String,
    error_type: Option<String>,
    statuses: Vec<String>,
    tags: Vec<String>,
    /// The values of fields, as text.
    fields: Vec<(String, String)>,
}

/// The mistake in a selection: in one criterion or field, or in the whole.
pub(crate) struct WrongSelection {
    pub(crate) criterion: Option<Criterion>,
    pub(crate) field: Option<String>,
    pub(crate) found: NotFound,
}

impl WrongSelection {
    /// Creates the finding about the selection at this place.
    pub(super) fn at(self, selection: &Path) -> Diagnostic {
        let place = match (self.criterion, &self.field) {
            (Some(criterion), _) => selection.key(criterion.word()).at_value(),
            (None, Some(field)) => selection.key("fields").key(field).at_value(),
            (None, None) => selection.at_key(),
        };
        Diagnostic::new(&SELECTION, place, self.found.message).maybe_help(self.found.help)
    }
}

impl Selector {
    pub(super) fn of(catalog: &Catalog) -> Self {
        let codes = catalog.codes.iter().map(|code| Said {
            code: code.name.key().to_owned(),
            error_type: code.error_type.as_ref().map(|kind| kind.wire().to_owned()),
            statuses: code.statuses.iter().map(ToString::to_string).collect(),
            tags: code.tags.clone(),
            fields: code
                .fields
                .iter()
                .map(|(name, value)| (name.clone(), value.to_string()))
                .collect(),
        });
        let types = catalog.types.iter().map(|kind| kind.name.wire().to_owned());
        let tags = catalog.codes.iter().flat_map(|code| &code.tags);
        let tags = tags.chain(catalog.retired.iter().flat_map(|retired| &retired.tags));
        let tags = tags.chain(
            catalog
                .operations
                .iter()
                .flat_map(|operation| &operation.tags),
        );
        let mut operations = HashMap::new();
        for operation in &catalog.operations {
            let codes: BTreeSet<usize> = operation.returns.places().collect();
            operations.insert(operation.endpoint.to_string(), codes.clone());
            operations.insert(operation.returns.name.wire().to_owned(), codes);
        }
        Self {
            codes: codes.collect(),
            types: types.collect(),
            tags: tags.cloned().collect(),
            operations,
        }
    }

    /// Returns the indices of the selected codes, in the catalog's order, or the unknown name.
    pub(super) fn places(&self, selection: &Selection) -> Result<Vec<usize>, WrongSelection> {
        for (criterion, name) in &selection.wanted {
            self.expect(*criterion, name)
                .map_err(|found| WrongSelection {
                    criterion: Some(*criterion),
                    field: None,
                    found,
                })?;
        }
        for wanted in &selection.fields {
            self.expect_field(wanted).map_err(|found| WrongSelection {
                criterion: None,
                field: Some(wanted.0.clone()),
                found,
            })?;
        }
        let is_selected = |place: &usize| {
            let mut wanted = selection.wanted.iter();
            let mut fields = selection.fields.iter();
            wanted.all(|(criterion, name)| self.holds(*place, *criterion, name))
                && fields.all(|wanted| self.codes[*place].fields.contains(wanted))
        };
        Ok((0..self.codes.len()).filter(is_selected).collect())
    }

    /// Returns the names of the selected codes, in the catalog's order, or the unknown name.
    pub(crate) fn codes(
        &self,
        selection: &Selection,
    ) -> Result<impl Iterator<Item = &str>, NotFound> {
        let places = self.places(selection).map_err(|wrong| wrong.found)?;
        Ok(places
            .into_iter()
            .map(|place| self.codes[place].code.as_str()))
    }

    /// Returns an error if no code has the value of a field.
    fn expect_field(&self, wanted: &(String, String)) -> Result<(), NotFound> {
        let (name, value) = wanted;
        if self.codes.iter().any(|code| code.fields.contains(wanted)) {
            return Ok(());
        }
        let all = || self.codes.iter().flat_map(|code| &code.fields);
        if all().any(|(known, _)| known == name) {
            let known: BTreeSet<&str> = all()
                .filter(|(known, _)| known == name)
                .map(|(_, value)| value.as_str())
                .collect();
            let what = format!("value of {}", quote(name));
            return Err(NotFound::new(&what, value, known.into_iter()));
        }
        let known: BTreeSet<&str> = all().map(|(known, _)| known.as_str()).collect();
        Err(NotFound::new("field", name, known.into_iter()))
    }

    /// Returns an error if the name is unknown.
    fn expect(&self, criterion: Criterion, name: &str) -> Result<(), NotFound> {
        let (what, known): (_, Vec<&str>) = match criterion {
            Criterion::Status if self.has_status(name) => return Ok(()),
            Criterion::Status => {
                let message = format!("no code has the status {}", quote(name));
                return Err(NotFound::said(message));
            }
            Criterion::Type => ("type", self.types.iter().map(String::as_str).collect()),
            Criterion::Tag | Criterion::WithoutTag => {
                ("tag", self.tags.iter().map(String::as_str).collect())
            }
            Criterion::Operation => {
                let operations = self.operations.keys();
                ("operation", operations.map(String::as_str).collect())
            }
        };
        if known.contains(&name) {
            return Ok(());
        }
        Err(NotFound::new(what, name, known.into_iter()))
    }

    fn has_status(&self, status: &str) -> bool {
        let mut statuses = self.codes.iter().flat_map(|code| &code.statuses);
        statuses.any(|known| known == status)
    }

    /// Returns whether a code matches a criterion.
    fn holds(&self, place: usize, criterion: Criterion, name: &str) -> bool {
        let code = &self.codes[place];
        let has_tag = || code.tags.iter().any(|tag| tag == name);
        match criterion {
            Criterion::Type => code.error_type.as_deref() == Some(name),
            Criterion::Status => code.statuses.iter().any(|status| status == name),
            Criterion::Tag => has_tag(),
            Criterion::WithoutTag => !has_tag(),
            Criterion::Operation => {
                let codes = self.operations.get(name);
                codes.is_some_and(|codes| codes.contains(&place))
            }
        }
    }
}
