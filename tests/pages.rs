//! The two pages of documentation that the catalogs of this repository stand for: their tables, cell for cell.
//!
//! `tests/pages/*.tsv` hold the tables of the published pages. The generated Markdown is read by a renderer that errcat
//! does not know.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

use std::fs;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

type Table = Vec<Vec<String>>;

/// The tables of a page of GitHub's Markdown, each cell as a reader sees it.
fn tables(markdown: &str) -> Vec<Table> {
    let mut tables: Vec<Table> = Vec::new();
    let mut cell: Option<String> = None;
    for event in Parser::new_ext(markdown, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Table(_)) => tables.push(Vec::new()),
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                tables.last_mut().unwrap().push(Vec::new());
            }
            Event::Start(Tag::TableCell) => cell = Some(String::new()),
            Event::End(TagEnd::TableCell) => {
                tables
                    .last_mut()
                    .unwrap()
                    .last_mut()
                    .unwrap()
                    .extend(cell.take());
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(cell) = &mut cell {
                    cell.push_str(&text);
                }
            }
            _ => {}
        }
    }
    tables
}

/// The tables of a published page.
fn published(page: &str) -> Vec<Table> {
    let text = fs::read_to_string(format!("tests/pages/{page}.tsv")).unwrap();
    let tables = text.split("# ").skip(1);
    let row = |line: &str| line.split('\t').map(str::to_owned).collect();
    tables
        .map(|table| table.lines().skip(1).map(row).collect())
        .collect()
}

#[test]
fn the_reseller_page_has_the_published_tables() {
    let page = fs::read_to_string("generated/reseller/errors.md").unwrap();
    let published = published("reseller");
    assert_eq!(
        published.iter().map(Vec::len).collect::<Vec<_>>(),
        [11, 8, 12]
    );
    assert_eq!(tables(&page), published);
}

#[test]
fn the_payments_page_has_the_published_tables() {
    let page = fs::read_to_string("generated/payments/errors.md").unwrap();
    let published = published("payments");
    assert_eq!(
        published.iter().map(Vec::len).collect::<Vec<_>>(),
        [7, 11, 5, 10]
    );
    assert_eq!(tables(&page), published);
}

#[test]
fn the_reseller_page_shows_the_published_response() {
    let page = fs::read_to_string("generated/reseller/errors.md").unwrap();
    let response = "```json
{
  \"error\": {
    \"type\": \"not_found_error\",
    \"code\": \"reseller_store_not_found\",
    \"message\": \"No reseller store found with ID rst_invalid\",
    \"param\": \"id\"
  },
  \"request_id\": \"req_abc123def456\"
}
```";
    assert!(page.contains(response));
}

/// Text that Markdown would take for markup if it were not escaped for a table's cell.
#[test]
fn a_cell_holds_any_text() {
    let hostile = [
        "a | b",
        "`a|b`",
        "ends in \\\\",
        "{{ x }} {% y %}",
        "{id}",
        "--> ]]>",
        "é 日本 🦀 \u{202e}abc",
        "<br>",
        "two  spaces",
    ];
    let codes: String = hostile
        .iter()
        .enumerate()
        .map(|(at, text)| {
            format!(
                "  code_{at}: {{status: 400, description: {}}}\n",
                serde_json::to_string(text).unwrap()
            )
        })
        .collect();
    let catalog = format!("version: 1\ncodes:\n{codes}outputs: {{docs: [{{path: a.md}}]}}\n");
    let made = errcat::generate(
        ("errors.yaml", &catalog),
        &errcat::Options::new().outputs(true),
    )
    .unwrap();
    let tables = tables(made.get("a.md").unwrap());
    let codes = tables.last().unwrap();
    assert_eq!(codes.len(), hostile.len() + 1, "every row is a row");
    let expected = [
        "a | b",
        "a|b",
        "ends in \\",
        "{{ x }} {% y %}",
        "{id}",
        "--> ]]>",
        "é 日本 🦀 \u{202e}abc",
        "",
        "two spaces",
    ];
    for (row, expected) in codes[1..].iter().zip(expected) {
        assert_eq!((row.len(), row[2].as_str()), (3, expected));
    }
}

/// A client that only gets a number finds it in the index, and on the page of a type.
#[test]
fn the_index_has_numbers_and_titles() {
    let catalog = "version: 1\n\
        types: {bad: {status: 400, description: Bad.}}\n\
        codes:\n  a: {number: -1, type: bad, title: Own title, description: A.}\n  b: {type: bad, description: B.}\n\
        outputs: {docs: [{path: index.md, template: errcat/index.md.j2}, {path: \"{code}.md\"}, {path: \"types/{type}.md\"}]}\n";
    let made = |catalog: String| {
        let options = errcat::Options::new().outputs(true);
        errcat::generate(("errors.yaml", catalog), &options).unwrap()
    };
    let with = made(catalog.to_owned());
    let index = with.get("index.md").unwrap();
    assert!(
        index.contains("| Code | Number | Status | Title | Description |")
            && index.contains("[`a`](a.md) | -1 | 400 | Own title | A. |"),
        "{index}"
    );
    let of_type = with.get("types/bad.md").unwrap();
    assert!(
        of_type.contains("| -1 | 400 | Own title | A. |"),
        "{of_type}"
    );
    let without = made(
        catalog
            .replace("number: -1, ", "")
            .replace("title: Own title, ", ""),
    );
    let index = without.get("index.md").unwrap();
    assert!(index.contains("| Code | Status | Description |"), "{index}");
}
