//! The catalog as templates see it, with lookups by name.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::context;
use crate::catalog::{Catalog, Code, Criterion, Operation, Retired, Selection, Type};
use crate::diagnostic::quote;
use crate::load::of_import;
use crate::select::{NotFound, Selector, View};

/// The data for all pages of a view. It is cheap to clone.
#[derive(Clone)]
pub(in crate::targets::docs) struct Model {
    /// The variable `catalog`.
    pub(in crate::targets::docs) catalog: Value,
    codes: Arc<NamedCode>,
    /// The names of imported catalogs, which stand in front of their codes.
    imports: Arc<[String]>,
    /// The codes that those document, which lists leave out.
    elsewhere: Arc<HashSet<String>>,
    types: Arc<NamedCode>,
    operations: Arc<NamedCode>,
    selector: Arc<Selector>,
    retired: Arc<NamedCode>,
    /// The message for each retired code, for a template that looks it up.
    told: Arc<HashMap<String, String>>,
}

fn told(catalog: &Catalog) -> HashMap<String, String> {
    let told = catalog.retired.iter().map(|retired| {
        let remedy = retired.deprecation.remedy();
        (
            retired.code.clone(),
            format!("`{}`: {remedy}", retired.code),
        )
    });
    told.collect()
}

/// Values with names, in the catalog's order.
struct NamedCode {
    what: &'static str,
    values: Vec<Value>,
    places: HashMap<String, usize>,
    /// The names that the catalog has but this view does not.
    left_out: HashSet<String>,
}

impl NamedCode {
    /// `names` are the names of the values; `all` are all names in the catalog.
    fn new(
        what: &'static str,
        names: impl Iterator<Item = String>,
        values: Vec<Value>,
        all: impl Iterator<Item = String>,
    ) -> Self {
        let places: HashMap<_, _> = names.enumerate().map(|(at, name)| (name, at)).collect();
        Self {
            what,
            values,
            left_out: all.filter(|name| !places.contains_key(name)).collect(),
            places,
        }
    }

    fn find(&self, name: &str) -> Result<&Value, Error> {
        if self.left_out.contains(name) {
            let detail = format!("the `select` of this output leaves out {}", quote(name));
            return Err(Error::new(ErrorKind::InvalidOperation, detail));
        }
        self.get(name).ok_or_else(|| self.unknown(name))
    }

    fn get(&self, name: &str) -> Option<&Value> {
        let place = self.places.get(name)?;
        self.values.get(*place)
    }

    fn unknown(&self, name: &str) -> Error {
        let known = self.places.keys().map(String::as_str);
        unknown(NotFound::new(self.what, name, known))
    }

    /// Whether the catalog has this name.
    fn is_known(&self, name: &str) -> bool {
        self.places.contains_key(name) || self.left_out.contains(name)
    }
}

impl Model {
    pub(in crate::targets::docs) fn new(view: &View, selector: &Arc<Selector>) -> Self {
        let (own, catalog) = (view.catalog(), view.whole);
        let context = context::context(own);
        let code = |code: &Code| code.name.key().to_owned();
        let kind = |kind: &Type| kind.name.wire().to_owned();
        let operation = |operation: &Operation| operation.endpoint.to_string();
        let gone = |retired: &Retired| retired.code.clone();
        Self {
            codes: Arc::new(NamedCode::new(
                "code",
                own.codes.iter().map(code),
                context.codes,
                catalog.codes.iter().map(code),
            )),
            imports: catalog
                .imports
                .iter()
                .map(|import| import.name.clone())
                .collect(),
            elsewhere: {
                let codes = own.codes.iter().filter(|code| code.is_told_elsewhere());
                Arc::new(codes.map(code).collect())
            },
            types: Arc::new(NamedCode::new(
                "type",
                own.types.iter().map(kind),
                context.types,
                catalog.types.iter().map(kind),
            )),
            operations: Arc::new(NamedCode::new(
                "operation",
                own.operations.iter().map(operation),
                context.operations,
                catalog.operations.iter().map(operation),
            )),
            selector: Arc::clone(selector),
            retired: Arc::new(NamedCode::new(
                "retired code",
                own.retired.iter().map(gone),
                context.retired,
                catalog.retired.iter().map(gone),
            )),
            told: Arc::new(told(catalog)),
            catalog: context.catalog,
        }
    }

    /// The name of a code in its own catalog: `failed` for `common::failed`.
    pub(in crate::targets::docs) fn own_name<'n>(&self, name: &'n str) -> &'n str {
        match of_import(name) {
            Some((import, own)) if self.imports.iter().any(|known| known == import) => own,
            _ => name,
        }
    }

    pub(in crate::targets::docs) fn code(&self, name: &str) -> Result<Value, Error> {
        let name = self.own_name(name);
        if let Some(told) = self.told.get(name) {
            return Err(Error::new(ErrorKind::InvalidOperation, told.clone()));
        }
        self.codes.find(name).cloned()
    }

    /// Returns an error if no code, current or retired, has this name.
    pub(in crate::targets::docs) fn expect_code(&self, name: &str) -> Result<(), Error> {
        if self.told.contains_key(name) || self.codes.is_known(name) {
            return Ok(());
        }
        Err(self.codes.unknown(name))
    }

    /// Returns an error if no type has this name.
    pub(in crate::targets::docs) fn expect_type(&self, name: &str) -> Result<(), Error> {
        if self.types.is_known(name) {
            return Ok(());
        }
        Err(self.types.unknown(name))
    }

    /// The example of a code with this number, counted from 0. For a code without examples, the code itself, which has
    /// the same members.
    pub(in crate::targets::docs) fn find_example(
        &self,
        code: Value,
        number: usize,
    ) -> Result<Value, Error> {
        let code = self.find_code(code)?;
        let examples: Vec<Value> = code.get_attr("examples")?.try_iter()?.collect();
        let count = examples.len();
        if count == 0 && number == 0 {
            return Ok(code);
        }
        examples.into_iter().nth(number).ok_or_else(|| {
            let name = code.get_attr("code").unwrap_or_default();
            let detail = match count {
                0 => format!("`{name}` has no examples: omit the number"),
                1 => format!("`{name}` has one example, with the number 0"),
                _ => format!("`{name}` has {count} examples, numbered from 0"),
            };
            Error::new(ErrorKind::InvalidOperation, detail)
        })
    }

    /// The code with this name, or the code itself.
    pub(in crate::targets::docs) fn find_code(&self, code: Value) -> Result<Value, Error> {
        match code.kind() {
            ValueKind::Undefined | ValueKind::None => {
                let detail = "expected the name of a code";
                Err(Error::new(ErrorKind::MissingArgument, detail))
            }
            ValueKind::Map => Ok(code),
            _ => self.code(&code.to_string()),
        }
    }

    pub(in crate::targets::docs) fn kind(&self, name: &str) -> Result<Value, Error> {
        self.types.find(name).cloned()
    }

    pub(in crate::targets::docs) fn retired(&self, name: &str) -> Result<Value, Error> {
        self.retired.find(name).cloned()
    }

    pub(in crate::targets::docs) fn operation(&self, name: &str) -> Result<Value, Error> {
        self.operations.find(name).cloned()
    }

    /// The function `select_codes(type, status, tag, without_tag, operation, fields)`: the codes that match all
    /// conditions.
    pub(in crate::targets::docs) fn select_codes(
        &self,
        options: &Kwargs,
    ) -> Result<Vec<Value>, Error> {
        let mut selection = Selection::default();
        for criterion in Criterion::ALL {
            if let Some(value) = given(options, criterion.word())? {
                selection.wanted.push((criterion, value));
            }
        }
        let fields: Option<Value> = options.get("fields")?;
        if let Some(fields) = fields.filter(|fields| fields.kind() == ValueKind::Map) {
            for name in fields.try_iter()? {
                let value = fields.get_item(&name)?;
                let value = match value.kind() {
                    ValueKind::Bool => value.is_true().to_string(),
                    _ => value.to_string(),
                };
                selection.fields.push((name.to_string(), value));
            }
        }
        options.assert_all_used()?;
        let found = self.selector.codes(&selection).map_err(unknown)?;
        let names: Vec<&str> = found.collect();
        let known = names.iter().filter(|name| self.codes.get(name).is_some());
        let known: Vec<&&str> = known.collect();
        if known.is_empty() && !names.is_empty() {
            let detail = "the `select` of this output leaves out all codes that match";
            return Err(Error::new(ErrorKind::InvalidOperation, detail));
        }
        // An operation is told with all that it returns.
        let mut wanted = selection.wanted.iter();
        let is_of_operation = wanted.any(|(criterion, _)| *criterion == Criterion::Operation);
        let is_told = |name: &&&&str| is_of_operation || !self.elsewhere.contains(**name as &str);
        let told = known.iter().filter(is_told);
        Ok(told
            .filter_map(|name| self.codes.get(name))
            .cloned()
            .collect())
    }
}

fn given(options: &Kwargs, name: &str) -> Result<Option<String>, Error> {
    let value: Option<Value> = options.get(name)?;
    Ok(value
        .filter(|value| !matches!(value.kind(), ValueKind::None | ValueKind::Undefined))
        .map(|value| value.to_string()))
}

/// The error for a name that does not exist.
pub(in crate::targets::docs) fn unknown(found: NotFound) -> Error {
    Error::new(ErrorKind::InvalidOperation, found.into_line())
}
