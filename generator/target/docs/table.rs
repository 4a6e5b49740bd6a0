//! The function `table(rows, columns, anchor=…)` of the templates.

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::blocks::anchor;
use super::dialect::Text;
use crate::target::markdown;

/// The fields that hold names: they are shown as code.
const NAMES: &[&str] = &[
    "code",
    "type",
    "param",
    "name",
    "use",
    "path",
    "endpoint",
    "operations",
];

/// A table with a row for each of `rows`.
///
/// `columns` says what is in it: a heading for each column, and the field of the row that its cells show, or several
/// fields with ` - ` between them. `anchor` names a field that becomes the row's anchor.
#[expect(
    clippy::needless_pass_by_value,
    reason = "the signature that MiniJinja calls"
)]
pub(super) fn table(
    text: &Text,
    rows: Value,
    columns: Value,
    options: Kwargs,
) -> Result<String, Error> {
    let place: Option<String> = options.get("anchor")?;
    let place = place.filter(|place| !place.is_empty());
    options.assert_all_used()?;
    if columns.kind() != ValueKind::Map {
        let detail = "the columns of a table are a mapping: {\"Heading\": \"field\", …}";
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    let mut headings = Vec::new();
    let mut columns_of = Vec::new();
    for heading in columns.try_iter()? {
        let fields = columns.get_item(&heading)?;
        let fields = if fields.kind() == ValueKind::Seq {
            fields
                .try_iter()?
                .map(|field| name(&field))
                .collect::<Result<Vec<_>, _>>()?
        } else {
            vec![name(&fields)?]
        };
        headings.push(text.cell(&heading.to_string()));
        columns_of.push(fields);
    }
    let mut table = format!(
        "| {} |\n|{}\n",
        headings.join(" | "),
        " --- |".repeat(headings.len())
    );
    for row in rows.try_iter()? {
        table.push('|');
        for (at, fields) in columns_of.iter().enumerate() {
            table.push(' ');
            if let (0, Some(place)) = (at, &place) {
                table += &anchor(&field(&row, place)?.to_string());
            }
            for (at, name) in fields.iter().enumerate() {
                if at > 0 {
                    table.push_str(" - ");
                }
                table.push_str(&shown(text, name, &field(&row, name)?)?);
            }
            table.push_str(if table.ends_with("| ") { "|" } else { " |" });
        }
        table.push('\n');
    }
    Ok(table)
}

fn name(field: &Value) -> Result<String, Error> {
    let detail = || {
        Error::new(
            ErrorKind::InvalidOperation,
            format!("a column shows a field or a list of fields, not {field}"),
        )
    };
    field.as_str().map(str::to_owned).ok_or_else(detail)
}

/// A field of a row. One that no row could have is a mistake of the template.
fn field(row: &Value, name: &str) -> Result<Value, Error> {
    let value = row.get_attr(name)?;
    if value.is_undefined() {
        let known = row
            .try_iter()
            .into_iter()
            .flatten()
            .map(|known| known.to_string())
            .collect::<Vec<_>>()
            .join(", ");
        return Err(Error::new(
            ErrorKind::UndefinedError,
            format!("the rows have no field `{name}`; they have: {known}"),
        ));
    }
    Ok(value)
}

fn shown(text: &Text, name: &str, value: &Value) -> Result<String, Error> {
    Ok(match value.kind() {
        ValueKind::None | ValueKind::Undefined => String::new(),
        ValueKind::Bool => if value.is_true() { "yes" } else { "no" }.to_owned(),
        ValueKind::Seq => value
            .try_iter()?
            .map(|value| shown(text, name, &value))
            .collect::<Result<Vec<_>, _>>()?
            .join(", "),
        _ => {
            let value = value.to_string();
            if NAMES.contains(&name) {
                text.bars(&markdown::code(&value))
            } else {
                text.cell(&value)
            }
        }
    })
}
