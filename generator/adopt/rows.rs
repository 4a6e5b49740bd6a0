//! Tables: of a page, of CSV, or as a list of JSON objects.

use serde_json::Value;

use super::found::{Found, FoundCode};
use super::is_name;
use crate::diagnostic::Source;

/// A table with the names of its columns.
pub(super) struct Table {
    pub(super) columns: Vec<String>,
    /// Each row with its place.
    pub(super) rows: Vec<(String, Vec<Cell>)>,
}

/// A cell as it is written, and without markup.
#[derive(Clone, Default)]
pub(super) struct Cell {
    pub(super) markup: String,
    pub(super) text: String,
}

impl Cell {
    fn plain(text: &str) -> Self {
        let text = text.trim();
        Self {
            markup: escaped(text),
            text: text.to_owned(),
        }
    }
}

/// A plain text as Markdown.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if "\\`*_<[&".contains(c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Column {
    Code,
    Type,
    Status,
    Number,
    Title,
    Description,
    Message,
    Param,
    Resolution,
    Retryable,
    RetryAfter,
    DocUrl,
    Other,
}

/// What a column has, by its name.
fn column(name: &str) -> Column {
    let name = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = name.split('_').collect();
    let has = |word: &str| words.contains(&word);
    let is = |any: &[&str]| any.iter().any(|word| has(word));
    if has("retry") && has("after") {
        Column::RetryAfter
    } else if is(&["retryable", "retry", "retriable"]) {
        Column::Retryable
    } else if is(&["url", "link", "docs", "href"]) {
        Column::DocUrl
    } else if is(&["status", "http"]) {
        Column::Status
    } else if is(&["number", "numeric"]) {
        Column::Number
    } else if is(&["type", "category", "kind"]) {
        Column::Type
    } else if is(&["resolution", "fix", "solution", "action", "remedy"])
        || (has("how") && has("to"))
    {
        Column::Resolution
    } else if is(&["param", "parameter", "field"]) {
        Column::Param
    } else if is(&["message", "detail"]) {
        Column::Message
    } else if is(&[
        "description",
        "meaning",
        "explanation",
        "cause",
        "reason",
        "when",
        "details",
    ]) {
        Column::Description
    } else if is(&["title", "summary"]) {
        Column::Title
    } else if is(&["code", "error", "name", "key", "id", "identifier", "slug"]) {
        Column::Code
    } else {
        Column::Other
    }
}

/// The number at the start of a cell, such as `404 - Not Found`.
fn number(cell: &str) -> Option<i64> {
    let digits = cell.trim_start_matches(['`', '*']).trim_start();
    let end = digits
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || (*at == 0 && *c == '-')));
    digits[..end.map_or(digits.len(), |(at, _)| at)]
        .parse()
        .ok()
}

fn status(cell: &str) -> Option<u16> {
    let number = number(cell)?;
    u16::try_from(number)
        .ok()
        .filter(|status| (100..600).contains(status))
}

/// Adds what a table tells. Returns whether it is about errors.
pub(super) fn add(table: &Table, found: &mut Found) -> bool {
    let mut columns: Vec<Column> = table.columns.iter().map(|name| column(name)).collect();
    let cells = |index: usize| table.rows.iter().filter_map(move |(_, row)| row.get(index));
    let all = |index: usize, is: &dyn Fn(&str) -> bool| {
        let mut filled = cells(index).filter(|cell| !cell.text.is_empty()).peekable();
        filled.peek().is_some() && filled.all(|cell| is(&cell.text))
    };
    let most = |index: usize| {
        let names = cells(index).filter(|cell| is_name(&cell.text)).count();
        names > 0 && names * 2 >= cells(index).filter(|cell| !cell.text.is_empty()).count()
    };
    // Numbers are no names, whatever the column is called: of statuses, or of codes that have nothing else.
    for (index, column) in columns.iter_mut().enumerate() {
        if *column == Column::Code && !most(index) {
            *column = if all(index, &|cell| status(cell).is_some()) {
                Column::Status
            } else if all(index, &|cell| number(cell).is_some()) {
                Column::Number
            } else {
                Column::Title
            };
        }
    }
    let find = |wanted: Column| columns.iter().position(|column| *column == wanted);
    let first = columns.iter().position(|column| *column != Column::Other);
    let code = find(Column::Code).or_else(|| find(Column::Number));
    // A name alone may be that of a parameter.
    let has_any = |wanted: &[Column]| wanted.iter().any(|wanted| find(*wanted).is_some());
    let says_error = |index: usize| {
        let name = heck::ToSnakeCase::to_snake_case(table.columns[index].as_str());
        name.split('_')
            .any(|word| ["code", "error", "errors", "slug", "identifier"].contains(&word))
    };
    let of_errors = [
        Column::Status,
        Column::Message,
        Column::Number,
        Column::Retryable,
    ];
    let code = code.filter(|code| says_error(*code) || has_any(&of_errors));
    if let Some(code) = code {
        let is_attribute = table.columns[code].to_lowercase().contains("attribute");
        if is_attribute {
            return false;
        }
        for (place, row) in &table.rows {
            code_of_row(row, &columns, code, place, found);
        }
        for (index, _) in columns
            .iter()
            .enumerate()
            .filter(|(_, column)| **column == Column::Other)
        {
            field(table, index, (code, columns[code]), found);
        }
        return true;
    }
    match first.map(|first| columns[first]) {
        Some(Column::Status) => statuses(table, &columns, found),
        Some(Column::Type) if all(first.unwrap_or_default(), &is_name) => {
            types(table, &columns, found);
        }
        _ => return false,
    }
    true
}

/// A column of a team's own becomes a field.
fn field(table: &Table, index: usize, (code_column, kind): (usize, Column), found: &mut Found) {
    let name = heck::ToSnakeCase::to_snake_case(table.columns[index].as_str());
    let mut is_used = false;
    for (_, row) in &table.rows {
        let (Some(cell), Some(code)) = (row.get(index), row.get(code_column)) else {
            continue;
        };
        let name_of_code = name_of(code, kind);
        let known = found
            .codes
            .iter_mut()
            .find(|known| Some(&known.name) == name_of_code.as_ref());
        if let (Some(code), false, false) = (known, cell.text.is_empty(), name.is_empty()) {
            if !code.fields.iter().any(|(known, _)| *known == name) {
                code.fields.push((name.clone(), cell.text.clone()));
            }
            is_used = true;
        }
    }
    if is_used && !found.fields.contains(&name) {
        found.fields.push(name);
    }
}

fn code_of_row(row: &[Cell], columns: &[Column], code: usize, place: &str, found: &mut Found) {
    let Some(cell) = row.get(code).filter(|cell| !cell.text.is_empty()) else {
        if row.iter().any(|cell| !cell.text.is_empty()) {
            found.notes.push(format!("{place} has no code"));
        }
        return;
    };
    let Some(name) = name_of(cell, columns[code]) else {
        let note = format!("{place} has the code {:?}, which is no name", cell.text);
        found.notes.push(note);
        return;
    };
    let mut made = FoundCode {
        name,
        place: place.to_owned(),
        ..FoundCode::default()
    };
    for (cell, column) in row.iter().zip(columns) {
        if cell.text.is_empty() || cell.text == "-" || cell.text == "—" {
            continue;
        }
        let text = Some(cell.text.clone());
        match column {
            Column::Type if is_name(&cell.text) => made.kind = text,
            Column::Status => {
                let parts = cell.text.split([',', '/', ' ']);
                made.statuses.extend(parts.filter_map(status));
                if made.statuses.is_empty() {
                    found.notes.push(format!(
                        "{place} has the status {:?}, which is none of HTTP",
                        cell.text
                    ));
                }
            }
            Column::Type => found.notes.push(format!(
                "{place} has the type {:?}, which is no name",
                cell.text
            )),
            Column::Number => made.number = number(&cell.text),
            Column::Title => made.title = text,
            Column::Description => made.description = Some(cell.markup.clone()),
            Column::Message => made.message = text,
            Column::Param => made.param = text,
            Column::Resolution => made.resolution = Some(cell.markup.clone()),
            Column::Retryable => {
                made.retryable = yes(&cell.text);
                if made.retryable.is_none() {
                    found
                        .notes
                        .push(format!("{place} is retryable: {:?}?", cell.text));
                }
            }
            Column::RetryAfter => match seconds(&cell.text) {
                Some(seconds) => made.retry_after = Some(seconds),
                None => found.notes.push(format!(
                    "{place} has the wait {:?}, which is no number of seconds",
                    cell.text
                )),
            },
            Column::DocUrl if cell.text.contains("://") => made.doc_url = text,
            Column::Code | Column::DocUrl | Column::Other => {}
        }
    }
    if columns[code] == Column::Number {
        made.comments
            .push("give it a name: only its number was found".to_owned());
    }
    if let Some(message) = made.message.take() {
        super::learn::set_message(&mut made, &message);
    }
    match found.codes.iter_mut().find(|known| known.name == made.name) {
        Some(known) => known.add(made),
        None => found.codes.push(made),
    }
}

/// A number of seconds: `30`, or `30 s`.
fn seconds(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let digits = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = cell[digits.len()..].trim();
    let is_seconds = ["", "s", "sec", "second", "seconds"].contains(&unit);
    digits.parse().ok().filter(|_| is_seconds)
}

/// The name of a code. One that is only a number gets one.
fn name_of(cell: &Cell, column: Column) -> Option<String> {
    if is_name(&cell.text) {
        return Some(cell.text.clone());
    }
    let number = number(&cell.text).filter(|_| column == Column::Number)?;
    let sign = if number < 0 { "minus_" } else { "" };
    Some(format!("error_{sign}{}", number.unsigned_abs()))
}

fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "✓" | "✅" | "x" => Some(true),
        "no" | "false" | "✗" | "❌" => Some(false),
        _ => None,
    }
}

fn statuses(table: &Table, columns: &[Column], found: &mut Found) {
    for (_, row) in &table.rows {
        let mut known = None;
        let (mut title, mut description) = (None, None);
        for ((cell, column), name) in row.iter().zip(columns).zip(&table.columns) {
            match column {
                // `404`, or `404 - Not Found`.
                Column::Status if known.is_none() && status(&cell.text).is_some() => {
                    known = status(&cell.text);
                    let rest = cell.text.trim_start_matches(|c: char| !c.is_alphabetic());
                    title = Some(rest.to_owned()).filter(|rest| !rest.is_empty());
                }
                Column::Description | Column::Message => description = Some(cell.markup.clone()),
                Column::Status | Column::Title if !name.is_empty() => {
                    title = title.or(Some(cell.text.clone()));
                }
                _ => {}
            }
        }
        if let (Some(status), Some(description)) = (known, description) {
            let title = title.unwrap_or_else(|| reason(status));
            found.statuses.entry(status).or_insert((title, description));
        }
    }
}

fn reason(status: u16) -> String {
    let status = http::StatusCode::from_u16(status).ok();
    let reason = status.and_then(|status| status.canonical_reason());
    reason.unwrap_or("Error").to_owned()
}

fn types(table: &Table, columns: &[Column], found: &mut Found) {
    for (_, row) in &table.rows {
        let cell = |wanted: Column| {
            let index = columns.iter().position(|column| *column == wanted)?;
            row.get(index).filter(|cell| !cell.text.is_empty())
        };
        let Some(name) = cell(Column::Type) else {
            continue;
        };
        let kind = found.kind(&name.text);
        let text = cell(Column::Description)
            .or(cell(Column::Message))
            .or(cell(Column::Title));
        kind.description = kind
            .description
            .take()
            .or(text.map(|text| text.markup.clone()));
        kind.status = kind
            .status
            .or(cell(Column::Status).and_then(|cell| status(&cell.text)));
    }
}

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
