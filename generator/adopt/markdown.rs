//! Pages: their tables, and the JSON that they show.

use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::bodies::Body;
use super::found::Found;
use super::line_at;
use super::table::{self, Cell, Table};
use crate::diagnostic::Source;

pub(super) fn read(file: &Source) -> Found {
    let text = file.text();
    let mut found = Found::default();
    let mut table: Option<Table> = None;
    let mut row: Vec<Cell> = Vec::new();
    let mut cell: Option<(std::ops::Range<usize>, String)> = None;
    let mut json: Option<(usize, String)> = None;
    for (event, range) in Parser::new_ext(text, Options::ENABLE_TABLES).into_offset_iter() {
        match event {
            Event::Start(Tag::Table(_)) => {
                table = Some(Table {
                    columns: Vec::new(),
                    rows: Vec::new(),
                });
            }
            Event::Start(Tag::TableCell) => cell = Some((range, String::new())),
            Event::End(TagEnd::TableCell) => {
                if let Some((range, shown)) = cell.take() {
                    row.push(Cell {
                        markup: markup(&text[range]),
                        text: shown.trim().to_owned(),
                    });
                }
            }
            Event::End(TagEnd::TableHead) => {
                let columns = std::mem::take(&mut row).into_iter().map(|cell| cell.text);
                if let Some(table) = &mut table {
                    table.columns = columns.collect();
                }
            }
            Event::End(TagEnd::TableRow) => {
                let place = format!("{}:{}", file.name(), line_at(text, range.start));
                if let Some(table) = &mut table {
                    table.rows.push((place, std::mem::take(&mut row)));
                }
            }
            Event::End(TagEnd::Table) => {
                if let Some(table) = table.take() {
                    table::add(&table, &mut found);
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let word = language.split([' ', ',']).next().unwrap_or_default();
                json = word
                    .eq_ignore_ascii_case("json")
                    .then(|| (range.start, String::new()));
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some((start, block)) = json.take() {
                    if let Ok(value @ Value::Object(_)) = serde_json::from_str(&block) {
                        let place = format!("{}:{}", file.name(), line_at(text, start));
                        found.bodies.push(Body::new(value, None, place));
                    }
                }
            }
            Event::Text(shown) | Event::Code(shown) => {
                if let Some((_, cell)) = &mut cell {
                    *cell += &shown;
                }
                if let Some((_, block)) = &mut json {
                    *block += &shown;
                }
            }
            _ => {}
        }
    }
    super::learn::learn(&mut found);
    found
}

/// The Markdown of a cell, outside of its table: no anchors, and bars as they are.
fn markup(cell: &str) -> String {
    let mut text = cell.trim().replace("\\|", "|");
    while let (Some(start), Some(end)) = (text.find("<a "), text.find("</a>")) {
        if end < start {
            break;
        }
        text.replace_range(start..end + "</a>".len(), "");
    }
    text
}
