//! The filters and functions that write Markdown in a dialect: headings, blocks, tables, and the catalog's texts.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use minijinja::value::{Kwargs, Serde};
use minijinja::{Error, Value};

use super::{Registered, filter, function};
use crate::targets::docs::markdown::{blocks, headings, html, table};
use crate::targets::markdown;
use crate::text::Markdown;

pub(super) static ENTRIES: &[Registered] = &[
    function(
        "front_matter",
        "front_matter(title, description)",
        "the front matter of a page; nothing if the dialect has no front matter",
        |environment, name, with| {
            let (style, links, subject) = (with.style, Arc::clone(&with.links), with.subject);
            environment.add_function(name, move |title: String, description: Option<String>| {
                let path = links.path();
                style.front_matter(
                    &title,
                    description.as_deref(),
                    style.own_slug(&path, subject),
                )
            });
        },
    ),
    function(
        "title",
        "title(text)",
        "the heading of a page; nothing if the site takes it from the front matter",
        |environment, name, with| {
            let (style, links) = (with.style, Arc::clone(&with.links));
            environment.add_function(name, move |text: String| {
                let title = style.title(&text);
                if !title.is_empty() {
                    links.has_heading_like(&text);
                }
                title
            });
        },
    ),
    function(
        "heading",
        "heading(3, code.code \\| code, id=code.anchor)",
        "a heading that `doc_url` can point to",
        |environment, name, with| {
            let (style, links) = (with.style, Arc::clone(&with.links));
            environment.add_function(name, move |level: Value, text: String, options: Kwargs| {
                let level = blocks::level(&level)?;
                let id = blocks::option(&options, "id")?;
                options.assert_all_used()?;
                let is_again = links.has_heading_like(&text);
                let heading = style.heading(level, &text, id.as_deref(), is_again);
                let is_element = heading.starts_with('<');
                if let Some(id) = id.filter(|_| !is_element || style.links_to_elements) {
                    links.heading(&id);
                }
                Ok::<_, Error>(heading)
            });
        },
    ),
    filter(
        "admonition",
        "{% filter admonition(\"tip\", title=\"…\") %}…{% endfilter %}",
        "an admonition: `note`, `tip`, `warning` or `danger`",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |body: String, kind: String, options: Kwargs| {
                let title = blocks::option(&options, "title")?;
                options.assert_all_used()?;
                style.admonition(&body, &kind, title.as_deref())
            });
        },
    ),
    filter(
        "fence",
        "code.json \\| fence(\"json\", title=\"…\", description=\"…\")",
        "a code block with its title",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |code: String, language: String, options: Kwargs| {
                let title = blocks::option(&options, "title")?;
                let description = blocks::option(&options, "description")?;
                options.assert_all_used()?;
                Ok::<_, Error>(style.fence(
                    &code,
                    &language,
                    title.as_deref(),
                    description.as_deref(),
                ))
            });
        },
    ),
    function(
        "tabs",
        "tabs([[\"Python\", text], [\"Go\", other]], group=\"language\")",
        "alternative texts as tabs. Tabs of the same group switch together if the site supports it; on a handwritten page, add the imports for Docusaurus and Starlight yourself",
        |environment, name, with| {
            let (style, has_tabs) = (with.style, Arc::clone(&with.has_tabs));
            environment.add_function(
                name,
                move |Serde(tabs): Serde<Vec<(String, String)>>, options: Kwargs| {
                    let group = blocks::option(&options, "group")?;
                    options.assert_all_used()?;
                    has_tabs.fetch_or(!tabs.is_empty(), Ordering::Relaxed);
                    Ok::<_, Error>(style.tabs(&tabs, group.as_deref().unwrap_or("language")))
                },
            );
        },
    ),
    filter(
        "markdown",
        "code.description \\| markdown(below=3)",
        "Markdown from the catalog, as blocks; with `below`, its headings stand below a heading of this level",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String, options: Kwargs| {
                let level: Option<Value> = options.get("below")?;
                options.assert_all_used()?;
                Ok::<_, Error>(match level {
                    Some(level) => style.text.markdown_below(&text, blocks::level(&level)?),
                    None => style.text.markdown(&text),
                })
            });
        },
    ),
    filter(
        "inline",
        "code.summary \\| inline",
        "the same after other text on a line, where blocks have no effect",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.inline(&text));
        },
    ),
    filter(
        "cell",
        "code.description \\| cell",
        "the same in a table cell",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.cell(&text));
        },
    ),
    filter(
        "text",
        "code.message \\| text",
        "plain text, with all markup escaped",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.plain(&text));
        },
    ),
    filter(
        "html",
        "code.description \\| html(below=2)",
        "Markdown as HTML, for files that are HTML; with `below`, its headings stand below a heading of this level",
        |environment, name, _| {
            environment.add_filter(name, |text: String, options: Kwargs| {
                let level: Option<Value> = options.get("below")?;
                options.assert_all_used()?;
                Ok::<_, Error>(match level {
                    Some(level) => html::rendered(&headings::below(&text, blocks::level(&level)?)),
                    None => html::rendered(&text),
                })
            });
        },
    ),
    filter(
        "words",
        "code.description \\| words",
        "the words of Markdown, without its markup, on one line",
        |environment, name, _| {
            environment.add_filter(name, |text: String| {
                Markdown::new(&text).words().as_str().to_owned()
            });
        },
    ),
    filter(
        "code",
        "code.code \\| code",
        "a code span",
        |environment, name, _| {
            environment.add_filter(name, |text: String| markdown::code(&text));
        },
    ),
    filter(
        "mermaid",
        "code.title \\| mermaid",
        "plain text in a Mermaid node, between quotation marks",
        |environment, name, _| {
            environment.add_filter(name, |text: String| blocks::mermaid(&text));
        },
    ),
    function(
        "table",
        "table(rows, columns, anchor=\"anchor\")",
        "a table; `columns` is `{\"Heading\": \"field\", \"Other\": [\"a\", \"b\"]}` or `\"Heading: field, other\"`; write a nested field as `deprecated.since`; with `anchor`, each row is a link target",
        |environment, name, with| {
            let (style, links) = (with.style, Arc::clone(&with.links));
            environment.add_function(name, move |rows: Value, columns: Value, options: Kwargs| {
                table::table(style, &links, &rows, &columns, &options)
            });
        },
    ),
    function(
        "deprecation_sentence",
        "deprecation_sentence(\"Deprecated\", code.deprecated, since=true)",
        "sentences with the version, the replacement (a link) and the reason",
        |environment, name, with| {
            let (style, links) = (with.style, Arc::clone(&with.links));
            environment.add_function(name, move |what: &str, end: Value, options: Kwargs| {
                blocks::deprecation_sentence(style, &links, what, &end, &options)
            });
        },
    ),
];
