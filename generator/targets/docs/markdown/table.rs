//! The function `table(rows, columns, anchor=…)` of the templates.

use minijinja::value::{Kwargs, ValueKind};
use minijinja::{Error, ErrorKind, Value};

use super::blocks::anchor;
use super::dialect::{Style, Text};
use crate::targets::docs::link::links::Links;
use crate::targets::docs::template::fields::unknown_field;
use crate::targets::markdown;

/// The fields that contain names. They are formatted as code.
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

/// The fields that contain plain text. All other fields contain Markdown.
const PLAIN: &[&str] = &[
    "added",
    "deprecated",
    "example",
    "handling",
    "message",
    "own_title",
    "reason",
    "since",
    "status_title",
    "tags",
    "title",
];

/// The fields that contain names of codes.
const CODES: &[&str] = &["code", "use"];

/// A table with a row for each of `rows`.
///
/// `columns` maps the heading of each column to the field that its cells show, or to several fields, which are joined
/// by ` - `. `anchor` names a field that becomes the row's anchor. Names of codes and types are links. If rows have
/// anchors, the codes link only to other pages.
pub(in crate::targets::docs) fn table(
    style: &Style,
    links: &Links,
    rows: &Value,
    columns: &Value,
    options: &Kwargs,
) -> Result<String, Error> {
    let text = &style.text;
    let place: Option<String> = options.get("anchor")?;
    let place = place.filter(|place| !place.is_empty());
    options.assert_all_used()?;
    let columns = columns_of(columns)?;
    if columns.is_empty() {
        let detail = "a table needs at least one column";
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    let cells = Cells {
        text,
        links,
        is_place: place.is_some(),
    };
    let headings: Vec<String> = columns
        .iter()
        .map(|(heading, _)| text.cell(heading))
        .collect();
    let mut table = format!(
        "| {} |\n|{}\n",
        headings.join(" | "),
        " --- |".repeat(headings.len())
    );
    for row in rows.try_iter()? {
        table.push('|');
        for (at, (_, fields)) in columns.iter().enumerate() {
            table.push(' ');
            if let (0, Some(place)) = (at, &place) {
                let id = field(&row, place)?.to_string();
                if style.links_to_elements {
                    links.row(&id);
                }
                table += &anchor(&id);
            }
            for (at, name) in fields.iter().enumerate() {
                if at > 0 {
                    table.push_str(" - ");
                }
                table.push_str(&cells.shown(name, &field(&row, name)?)?);
                if name == "code" && is_deprecated(&row) {
                    table.push_str(" (deprecated)");
                }
            }
            table.push_str(if table.ends_with("| ") { "|" } else { " |" });
        }
        table.push('\n');
    }
    Ok(table)
}

/// The heading of each column, and the fields that it shows.
type Columns = Vec<(String, Vec<String>)>;

/// The columns from `{"Code": "code", "Status": ["status", "title"]}` or `"Code: code, Status: status"`.
fn columns_of(columns: &Value) -> Result<Columns, Error> {
    if let Some(text) = columns.as_str() {
        return Ok(text.split(',').map(column).collect());
    }
    if columns.kind() != ValueKind::Map {
        let detail = "expected the columns of a table as a mapping, {\"Heading\": \"field\", …}, or as text, \"Heading: field, …\"";
        return Err(Error::new(ErrorKind::InvalidOperation, detail));
    }
    let column = |heading: Value| {
        let fields = columns.get_item(&heading)?;
        let fields = if fields.kind() == ValueKind::Seq {
            fields
                .try_iter()?
                .map(|field| name(&field))
                .collect::<Result<Vec<_>, _>>()?
        } else {
            vec![name(&fields)?]
        };
        Ok((heading.to_string(), fields))
    };
    columns.try_iter()?.map(column).collect()
}

/// Parses a column from `Heading: field`, or from `field`, whose name then becomes the heading.
fn column(text: &str) -> (String, Vec<String>) {
    if let Some((heading, field)) = text.rsplit_once(':') {
        return (heading.trim().to_owned(), vec![field.trim().to_owned()]);
    }
    let field = text.trim();
    let mut letters = field.chars();
    let heading = letters.next().map(|first| first.to_ascii_uppercase());
    let heading: String = heading.into_iter().chain(letters).collect();
    (heading.replace('_', " "), vec![field.to_owned()])
}

fn name(field: &Value) -> Result<String, Error> {
    let detail = || {
        Error::new(
            ErrorKind::InvalidOperation,
            format!("expected a field or a list of fields for a column, found {field}"),
        )
    };
    field.as_str().map(str::to_owned).ok_or_else(detail)
}

/// A field of a row. An undefined field is an error in the template.
fn field(row: &Value, name: &str) -> Result<Value, Error> {
    if let Some((outer, inner)) = name.split_once('.') {
        let outer = field(row, outer)?;
        return if outer.is_none() {
            Ok(outer)
        } else {
            field(&outer, inner)
        };
    }
    let value = row.get_attr(name)?;
    if value.is_undefined() {
        return Err(unknown_field(row, name));
    }
    Ok(value)
}

/// Whether a row is a deprecated code. `deprecated` of a retired code is a version, not a mapping.
fn is_deprecated(row: &Value) -> bool {
    let deprecated = row.get_attr("deprecated");
    deprecated.is_ok_and(|value| value.kind() == ValueKind::Map)
}

/// Formats the cells of a table.
struct Cells<'t> {
    text: &'t Text,
    links: &'t Links,
    /// Whether links to codes lead to the rows of this table.
    is_place: bool,
}

impl Cells<'_> {
    fn shown(&self, path: &str, value: &Value) -> Result<String, Error> {
        let name = path.rsplit('.').next().unwrap_or(path);
        Ok(match value.kind() {
            ValueKind::None | ValueKind::Undefined => String::new(),
            ValueKind::Bool => if value.is_true() { "yes" } else { "no" }.to_owned(),
            ValueKind::Seq => value
                .try_iter()?
                .map(|value| self.shown(path, &value))
                .collect::<Result<Vec<_>, _>>()?
                .join(", "),
            ValueKind::Map => {
                let detail = format!(
                    "`{path}` is an object: name one of its members, such as `{path}.since`"
                );
                return Err(Error::new(ErrorKind::InvalidOperation, detail));
            }
            _ => {
                let value = value.to_string();
                if PLAIN.contains(&name) {
                    return Ok(self.text.bars(&self.text.plain(&value)));
                }
                if !NAMES.contains(&name) {
                    return Ok(self.text.cell(&value));
                }
                let shown = self.text.bars(&markdown::code(&value));
                if name == "type" {
                    self.links.link_type(&value, &shown)
                } else if !CODES.contains(&name) {
                    shown
                } else if self.is_place && name == "code" {
                    self.links.link_away(&value, &shown)
                } else {
                    self.links.link(&value, &shown)
                }
            }
        })
    }
}
