//! A table of errors, of types or of statuses.

use super::columns::{Column, column, number, seconds, status, yes};
use super::found::{Found, FoundCode};
use super::is_name;

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
    /// A cell without markup.
    pub(super) fn plain(text: &str) -> Self {
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

/// Adds what a table says. One that is about something else adds nothing.
pub(super) fn add(table: &Table, found: &mut Found) {
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
            return;
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
        return;
    }
    match first.map(|first| columns[first]) {
        Some(Column::Status) => statuses(table, &columns, found),
        Some(Column::Type) if all(first.unwrap_or_default(), &is_name) => {
            types(table, &columns, found);
        }
        _ => {}
    }
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
        let note = format!(
            "{place} has the code {:?}, which cannot be a name",
            cell.text
        );
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
                        "{place} has the status {:?}, which is not an HTTP status",
                        cell.text
                    ));
                }
            }
            Column::Type => found.notes.push(format!(
                "{place} has the type {:?}, which cannot be a name",
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
                    found.notes.push(format!(
                        "{place} says retryable: {:?}, which is neither yes nor no",
                        cell.text
                    ));
                }
            }
            Column::RetryAfter => match seconds(&cell.text) {
                Some(seconds) => made.retry_after = Some(seconds),
                None => found.notes.push(format!(
                    "{place} says to wait {:?}, which is not a number of seconds",
                    cell.text
                )),
            },
            Column::DocUrl if cell.text.contains("://") => made.doc_url = text,
            Column::Code | Column::DocUrl | Column::Other => {}
        }
    }
    if columns[code] == Column::Number {
        made.comments
            .push("give it a name; only its number was found".to_owned());
    }
    if let Some(message) = made.message.take() {
        super::learn::set_message(&mut made, &message);
    }
    found.add_code(made);
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
