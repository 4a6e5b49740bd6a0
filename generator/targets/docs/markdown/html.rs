//! The catalog's Markdown as HTML, for pages that are no Markdown.

use pulldown_cmark::{CowStr, Event, Parser, Tag, html};

use crate::text::EXTENSIONS;

/// Markdown as HTML. HTML in it is shown as text, and links lead nowhere that runs a program.
pub(in crate::targets::docs) fn rendered(markdown: &str) -> String {
    let events = Parser::new_ext(markdown, EXTENSIONS).map(|event| match event {
        Event::Html(text) | Event::InlineHtml(text) => Event::Text(text),
        Event::Start(Tag::Link {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Link {
            link_type,
            dest_url: harmless(dest_url),
            title,
            id,
        }),
        Event::Start(Tag::Image {
            link_type,
            dest_url,
            title,
            id,
        }) => Event::Start(Tag::Image {
            link_type,
            dest_url: harmless(dest_url),
            title,
            id,
        }),
        event => event,
    });
    let mut rendered = String::with_capacity(markdown.len() * 3 / 2);
    html::push_html(&mut rendered, events);
    rendered.truncate(rendered.trim_end().len());
    rendered
}

/// A URL, unless it is of a scheme that could run a program.
fn harmless(url: CowStr) -> CowStr {
    let is_named = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let scheme = url.split_once(':').map(|(scheme, _)| scheme);
    let scheme = scheme.filter(|scheme| scheme.chars().all(is_named));
    match scheme.map(str::to_ascii_lowercase).as_deref() {
        None | Some("http" | "https" | "mailto") => url,
        Some(_) => "".into(),
    }
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn markdown_becomes_html_that_runs_nothing() {
        for (markdown, expected) in [
            (
                "One *two* `<b>`",
                "<p>One <em>two</em> <code>&lt;b&gt;</code></p>",
            ),
            ("<script>x()</script>", "&lt;script&gt;x()&lt;/script&gt;"),
            ("a <b onclick=x()> c", "<p>a &lt;b onclick=x()&gt; c</p>"),
            ("[a](javascript:x())", "<p><a href=\"\">a</a></p>"),
            ("[a](JavaScript&colon;x())", "<p><a href=\"\">a</a></p>"),
            (
                "[a](https://e.x/?a:b)",
                "<p><a href=\"https://e.x/?a:b\">a</a></p>",
            ),
            ("[a](#b:c)", "<p><a href=\"#b:c\">a</a></p>"),
            (
                "![a](data:text/html,x)",
                "<p><img src=\"\" alt=\"a\" /></p>",
            ),
        ] {
            assert_eq!(rendered(markdown), expected, "{markdown}");
        }
    }
}
