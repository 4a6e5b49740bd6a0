//! Tables in files of their own: CSV, and lists of JSON objects.

use serde_json::Value;

use super::found::Found;
use super::table::{Cell, Table, add};
use crate::diagnostic::Source;

/// Reads CSV, whose first line has the names of the columns.
pub(super) fn csv(file: &Source, delimiter: u8) -> Result<Found, String> {
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader
        .delimiter(delimiter)
        .flexible(true)
        .from_reader(file.text().as_bytes());
    let columns = reader.headers().map_err(|error| error.to_string())?;
    let columns = columns.iter().map(str::to_owned).collect();
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|error| error.to_string())?;
        let line = record.position().map_or(0, csv::Position::line);
        let cells = record.iter().map(Cell::plain).collect();
        rows.push((format!("{}:{line}", file.name()), cells));
    }
    let mut found = Found::default();
    add(&Table { columns, rows }, &mut found);
    Ok(found)
}

/// Reads a list of objects, or an object of objects whose keys are the codes.
pub(super) fn json(file: &Source, document: &Value) -> Result<Found, String> {
    let objects: Vec<(Option<&str>, &Value)> = match document {
        Value::Array(list) => list.iter().map(|value| (None, value)).collect(),
        Value::Object(members) => {
            // A list may be in an object: `{"errors": […]}`.
            let list = members.values().find_map(Value::as_array);
            match list {
                Some(list) if members.values().all(|value| !value.is_object()) => {
                    list.iter().map(|value| (None, value)).collect()
                }
                _ => members
                    .iter()
                    .map(|(key, value)| (Some(key.as_str()), value))
                    .collect(),
            }
        }
        _ => return Err("expected a list of errors".to_owned()),
    };
    let mut columns: Vec<String> = Vec::new();
    let mut rows = Vec::new();
    for (index, (key, object)) in objects.into_iter().enumerate() {
        let Value::Object(members) = object else {
            continue;
        };
        let mut cells = vec![Cell::default(); columns.len()];
        let key = key.map(|key| ("code", Value::from(key)));
        let own = members
            .iter()
            .map(|(name, value)| (name.as_str(), value.clone()));
        for (name, value) in key.into_iter().chain(own) {
            let column = columns
                .iter()
                .position(|column| column == name)
                .unwrap_or_else(|| {
                    columns.push(name.to_owned());
                    columns.len() - 1
                });
            cells.resize(columns.len(), Cell::default());
            if !cells[column].text.is_empty() {
                continue;
            }
            cells[column] = match value {
                Value::String(text) => Cell::plain(&text),
                Value::Null => Cell::default(),
                other => Cell::plain(&other.to_string()),
            };
        }
        rows.push((format!("{}, entry {}", file.name(), index + 1), cells));
    }
    let mut found = Found::default();
    add(&Table { columns, rows }, &mut found);
    Ok(found)
}
