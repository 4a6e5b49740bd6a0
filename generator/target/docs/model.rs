//! The catalog as templates see it, and what they look up in it by name.

use std::collections::HashMap;
use std::sync::Arc;

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::context;
use crate::catalog::Catalog;
use crate::diagnostic::suggestion;

/// What all pages of a catalog are given. Cheap to clone.
#[derive(Clone)]
pub(super) struct Model {
    /// The variable `catalog`.
    pub(super) catalog: Value,
    codes: Arc<Named>,
    types: Arc<Named>,
    operations: Arc<Named>,
    tags: Arc<Vec<String>>,
    /// What to say of codes that are retired.
    retired: Arc<HashMap<String, String>>,
}

fn retired(catalog: &Catalog) -> HashMap<String, String> {
    let told = catalog.retired.iter().map(|retired| {
        let since = retired.succession.since.as_deref();
        let since = since.map(|since| format!(" since {since}"));
        let instead = retired.succession.instead.as_deref();
        let instead = instead.map(|instead| format!("; use `{instead}`"));
        let told = format!(
            "`{}` is retired{}{}",
            retired.code,
            since.unwrap_or_default(),
            instead.unwrap_or_default()
        );
        (retired.code.clone(), told)
    });
    told.collect()
}

/// Values that have names, in their order.
struct Named {
    what: &'static str,
    values: Vec<Value>,
    places: HashMap<String, usize>,
}

impl Named {
    fn new(what: &'static str, names: impl Iterator<Item = String>, values: Vec<Value>) -> Self {
        Self {
            what,
            values,
            places: names.enumerate().map(|(at, name)| (name, at)).collect(),
        }
    }

    fn find(&self, name: &str) -> Result<&Value, Error> {
        self.places
            .get(name)
            .map(|at| &self.values[*at])
            .ok_or_else(|| unknown(self.what, name, self.places.keys().map(String::as_str)))
    }
}

/// That nothing is called so, and what it may be instead.
pub(super) fn unknown<'k>(
    what: &str,
    name: &str,
    known: impl Iterator<Item = &'k str> + Clone,
) -> Error {
    let mut known: Vec<&str> = known.collect();
    known.sort_unstable();
    let more = suggestion(name, known.iter().copied())
        .or_else(|| {
            (known.len() <= 24 && !known.is_empty()).then(|| format!("known: {}", known.join(", ")))
        })
        .map(|more| format!("; {more}"))
        .unwrap_or_default();
    let detail = format!("no {what} is called `{name}`{more}");
    Error::new(ErrorKind::InvalidOperation, detail)
}

impl Model {
    pub(super) fn new(catalog: &Catalog) -> Self {
        let context = context::context(catalog);
        let codes = catalog.codes.iter().map(|code| code.name.wire().to_owned());
        let types = catalog.types.iter().map(|kind| kind.name.wire().to_owned());
        let operations = catalog
            .operations
            .iter()
            .map(|operation| operation.endpoint.to_string());
        let mut tags: Vec<String> = catalog
            .codes
            .iter()
            .flat_map(|code| code.tags.iter().cloned())
            .collect();
        tags.sort_unstable();
        tags.dedup();
        Self {
            codes: Arc::new(Named::new("code", codes, context.codes)),
            types: Arc::new(Named::new("type", types, context.types)),
            operations: Arc::new(Named::new("operation", operations, context.operations)),
            tags: Arc::new(tags),
            retired: Arc::new(retired(catalog)),
            catalog: context.catalog,
        }
    }

    pub(super) fn code(&self, name: &str) -> Result<Value, Error> {
        if let Some(retired) = self.retired.get(name) {
            return Err(Error::new(ErrorKind::InvalidOperation, retired.clone()));
        }
        self.codes.find(name).cloned()
    }

    /// Whether the name is that of a code, of today or of once; any other is an error.
    pub(super) fn is_code(&self, name: &str) -> Result<bool, Error> {
        if self.retired.contains_key(name) {
            return Ok(false);
        }
        self.codes.find(name).map(|_| true)
    }

    /// The example of a code with this number, from 0; of a code without examples, the code itself, which has as much.
    pub(super) fn find_example(&self, code: Value, number: usize) -> Result<Value, Error> {
        let code = self.find_code(code)?;
        let examples: Vec<Value> = code.get_attr("examples")?.try_iter()?.collect();
        let count = examples.len();
        if count == 0 && number == 0 {
            return Ok(code);
        }
        examples.into_iter().nth(number).ok_or_else(|| {
            let name = code.get_attr("code").unwrap_or_default();
            let s = if count == 1 { "" } else { "s" };
            let detail = format!("`{name}` has {count} example{s}, of which the first is 0");
            Error::new(ErrorKind::InvalidOperation, detail)
        })
    }

    /// The code of this name, or the code itself.
    pub(super) fn find_code(&self, code: Value) -> Result<Value, Error> {
        match code.kind() {
            ValueKind::Undefined | ValueKind::None => {
                let detail = "a code is needed here, by its name";
                Err(Error::new(ErrorKind::MissingArgument, detail))
            }
            ValueKind::Map => Ok(code),
            _ => self.code(&code.to_string()),
        }
    }

    pub(super) fn kind(&self, name: &str) -> Result<Value, Error> {
        self.types.find(name).cloned()
    }

    pub(super) fn operation(&self, name: &str) -> Result<Value, Error> {
        self.operations.find(name).cloned()
    }

    /// The function `select_codes(type, status, tag, without_tag, operation)`: the codes for which all of it holds.
    pub(super) fn select_codes(&self, options: &Kwargs) -> Result<Vec<Value>, Error> {
        let mut codes = match given(options, "operation")? {
            Some(name) => {
                let operation = self.operation(&name)?;
                operation.get_attr("codes")?.try_iter()?.collect()
            }
            None => self.codes.values.clone(),
        };
        if let Some(name) = given(options, "type")? {
            self.types.find(&name)?;
            retain(&mut codes, |code| Ok(text(code, "type")? == name))?;
        }
        if let Some(status) = given(options, "status")? {
            let has_status = |code: &Value| Ok(text(code, "status")? == status);
            let known: Result<Vec<bool>, Error> =
                self.codes.values.iter().map(has_status).collect();
            if !known?.contains(&true) {
                let detail = format!("no code has the status {status}");
                return Err(Error::new(ErrorKind::InvalidOperation, detail));
            }
            retain(&mut codes, has_status)?;
        }
        for (option, wanted) in [("tag", true), ("without_tag", false)] {
            let Some(tag) = given(options, option)? else {
                continue;
            };
            if !self.tags.contains(&tag) {
                return Err(unknown("tag", &tag, self.tags.iter().map(String::as_str)));
            }
            retain(&mut codes, |code| {
                let mut tags = code.get_attr("tags")?.try_iter()?;
                Ok(tags.any(|own| own.as_str() == Some(&tag)) == wanted)
            })?;
        }
        options.assert_all_used()?;
        Ok(codes)
    }
}

fn given(options: &Kwargs, name: &str) -> Result<Option<String>, Error> {
    let value: Option<Value> = options.get(name)?;
    Ok(value
        .filter(|value| !matches!(value.kind(), ValueKind::None | ValueKind::Undefined))
        .map(|value| value.to_string()))
}

fn text(code: &Value, name: &str) -> Result<String, Error> {
    Ok(code.get_attr(name)?.to_string())
}

fn retain(
    codes: &mut Vec<Value>,
    mut keep: impl FnMut(&Value) -> Result<bool, Error>,
) -> Result<(), Error> {
    let kept: Result<Vec<bool>, Error> = codes.iter().map(&mut keep).collect();
    let mut kept = kept?.into_iter();
    codes.retain(|_| kept.next().unwrap_or_default());
    Ok(())
}
