//! Renders pages as mdBook reads them: a JSON object of Markdown in, one of HTML out.

use std::collections::BTreeMap;

use mdbook_markdown::pulldown_cmark::html::push_html;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let pages: BTreeMap<String, String> = serde_json::from_reader(std::io::stdin())?;
    let html = pages.iter().map(|(name, page)| {
        let mut html = String::new();
        push_html(
            &mut html,
            new_cmark_parser(page, &MarkdownOptions::default()),
        );
        (name, html)
    });
    serde_json::to_writer(std::io::stdout(), &html.collect::<BTreeMap<_, _>>())?;
    Ok(())
}
