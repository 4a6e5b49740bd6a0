//! MiniJinja's filters that read a field of each element of a list. MiniJinja ignores a missing field; here it is an
//! error, as everywhere else in a template.

use std::borrow::Cow;

use minijinja::value::{Kwargs, Rest, ValueKind, ValueOrKwargs};
use minijinja::{Environment, Error, ErrorKind, State, Value, filters};

use crate::diagnostic::suggestion;

type FilterArgs = Rest<ValueOrKwargs>;

/// A filter over rows. It takes the rows, the field, a test of the field, and the test's arguments.
type OfField = fn(
    &mut State,
    Value,
    Cow<'_, str>,
    Option<Cow<'_, str>>,
    FilterArgs,
) -> Result<Vec<Value>, Error>;

pub(in crate::targets::docs) fn add(environment: &mut Environment) {
    let of_field: [(&'static str, OfField); 2] = [
        ("selectattr", filters::selectattr),
        ("rejectattr", filters::rejectattr),
    ];
    for (name, filter) in of_field {
        environment.add_filter(
            name,
            move |state: &mut State,
                  rows: Value,
                  field: Cow<'_, str>,
                  test: Option<Cow<'_, str>>,
                  args: FilterArgs| {
                expect(&rows, &field)?;
                filter(state, rows, field, test, args)
            },
        );
    }
    environment.add_filter("map", |state: &mut State, rows: Value, args: FilterArgs| {
        let options = args.last().map(|last| Kwargs::try_from(Value::clone(last)));
        if let Some(Ok(options)) = options {
            expect_option(&rows, &options, options.has("default"))?;
        }
        filters::map(state, rows, args)
    });
    environment.add_filter("sort", |state: &State, rows: Value, options: Kwargs| {
        expect_option(&rows, &options, false)?;
        filters::sort(state, rows, options)
    });
    environment.add_filter(
        "groupby",
        |rows: Value, field: Option<&str>, options: Kwargs| {
            field.map_or(Ok(()), |field| expect(&rows, field))?;
            expect_option(&rows, &options, options.has("default"))?;
            filters::groupby(rows, field, options)
        },
    );
}

/// Like `expect`, for the fields in the option `attribute`.
fn expect_option(rows: &Value, options: &Kwargs, is_optional: bool) -> Result<(), Error> {
    let field: Option<Value> = options.get("attribute")?;
    match field.as_ref().and_then(Value::as_str) {
        Some(fields) if !is_optional => {
            let mut fields = fields.split(',').map(str::trim);
            fields.try_for_each(|field| expect(rows, field))
        }
        _ => Ok(()),
    }
}

/// Returns an error if one of the rows does not have the field. `outer.inner` is a nested field.
fn expect(rows: &Value, field: &str) -> Result<(), Error> {
    // Reading here would consume a value that can be read only once.
    if rows.kind() != ValueKind::Seq {
        return Ok(());
    }
    for row in rows.try_iter()? {
        let mut value = row;
        for name in field.split('.') {
            if value.is_none() || name.parse::<usize>().is_ok() {
                break;
            }
            let inner = value.get_attr(name).unwrap_or_default();
            if inner.is_undefined() {
                return Err(missing(&value, name));
            }
            value = inner;
        }
    }
    Ok(())
}

fn missing(row: &Value, name: &str) -> Error {
    if row.kind() != ValueKind::Map {
        let detail = format!("expected an object with a field `{name}`, found {row}");
        return Error::new(ErrorKind::UndefinedError, detail);
    }
    unknown_field(row, name)
}

/// The error for a field that a row does not have.
pub(in crate::targets::docs) fn unknown_field(row: &Value, name: &str) -> Error {
    let known = row.try_iter().into_iter().flatten();
    let known: Vec<String> = known.map(|known| known.to_string()).collect();
    let more = suggestion(name, known.iter().map(String::as_str))
        .unwrap_or_else(|| format!("they have: {}", known.join(", ")));
    let detail = format!("the rows have no field `{name}`; {more}");
    Error::new(ErrorKind::UndefinedError, detail)
}
