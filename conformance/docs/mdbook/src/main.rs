//! What mdBook makes of Markdown: of the folders that are named, books; of a JSON object of pages, one of HTML.

use std::collections::BTreeMap;
use std::env::args_os;

use mdbook_driver::MDBook;
use mdbook_markdown::pulldown_cmark::html::push_html;
use mdbook_markdown::{MarkdownOptions, new_cmark_parser};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    if args_os().len() > 1 {
        return args_os()
            .skip(1)
            .try_for_each(|folder| Ok(MDBook::load(folder)?.build()?));
    }
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
