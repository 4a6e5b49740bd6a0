//! The filters and functions of templates: one table, from which they are registered, suggested and documented.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Error, ErrorKind, Value};

use crate::targets::docs::link::links::Links;
use crate::targets::docs::markdown::blocks;
use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::markdown::table;
use crate::targets::docs::page::model::Model;
use crate::targets::docs::sample::languages::{self, OwnedStep, OwnedWays};
use crate::targets::markdown;

/// A filter or a function.
pub(in crate::targets::docs) struct Entry {
    pub(in crate::targets::docs) name: &'static str,
    pub(in crate::targets::docs) is_filter: bool,
    /// How a template uses it, as the reference shows it.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "the reference is compared with it")
    )]
    usage: &'static str,
    /// What it gives, as the reference states it.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "the reference is compared with it")
    )]
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Context),
}

/// What they work with.
pub(in crate::targets::docs) struct Context {
    pub(in crate::targets::docs) style: &'static Style,
    pub(in crate::targets::docs) model: Model,
    pub(in crate::targets::docs) links: Arc<Links>,
    /// Whether the page that is rendered has tabs.
    pub(in crate::targets::docs) has_tabs: Arc<AtomicBool>,
}

/// Registers all of them.
pub(in crate::targets::docs) fn add(environment: &mut Environment<'static>, context: &Context) {
    for entry in &ENTRIES {
        (entry.add)(environment, entry.name, context);
    }
}

/// The names of the filters, or of the functions.
pub(in crate::targets::docs) fn names(filters: bool) -> impl Iterator<Item = &'static str> {
    let entries = ENTRIES
        .iter()
        .filter(move |entry| entry.is_filter == filters);
    entries.map(|entry| entry.name)
}

const fn filter(
    name: &'static str,
    usage: &'static str,
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Context),
) -> Entry {
    Entry {
        name,
        is_filter: true,
        usage,
        gives,
        add,
    }
}

const fn function(
    name: &'static str,
    usage: &'static str,
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Context),
) -> Entry {
    Entry {
        is_filter: false,
        ..filter(name, usage, gives, add)
    }
}

static ENTRIES: [Entry; 28] = [
    function(
        "front_matter",
        "front_matter(title, description)",
        "the front matter of a page; nothing where the dialect has none",
        |environment, name, with| {
            let style = with.style;
            environment.add_function(name, |title: String, description: Option<String>| {
                style.front_matter(&title, description.as_deref())
            });
        },
    ),
    function(
        "title",
        "title(text)",
        "the heading of a page; nothing where the front matter makes it",
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
        "`note`, `tip`, `warning` or `danger`",
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
        "code with its title",
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
        "texts of which a reader wants one. Tabs of one group are turned together where a site can do that; in a page that is written by hand, the imports of Docusaurus and Starlight are yours",
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
        "code.description \\| markdown",
        "Markdown of the catalog, as blocks",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.markdown(&text));
        },
    ),
    filter(
        "inline",
        "code.summary \\| inline",
        "the same in a line that has something before it: blocks mean nothing in it",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.inline(&text));
        },
    ),
    filter(
        "cell",
        "code.description \\| cell",
        "the same in a cell of a table",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.cell(&text));
        },
    ),
    filter(
        "text",
        "code.message \\| text",
        "plain text, which means its characters",
        |environment, name, with| {
            let style = with.style;
            environment.add_filter(name, |text: String| style.text.plain(&text));
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
        "plain text in a node of Mermaid, between quotation marks",
        |environment, name, _| {
            environment.add_filter(name, |text: String| blocks::mermaid(&text));
        },
    ),
    function(
        "table",
        "table(rows, columns, anchor=\"anchor\")",
        "a table; `columns` is `{\"Heading\": \"field\", \"Other\": [\"a\", \"b\"]}` or `\"Heading: field, other\"`; a field of a field is `deprecated.since`; with `anchor`, each row is a place to link to",
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
        "since when, what to use instead (a link) and why, in sentences",
        |environment, name, with| {
            let (style, links) = (with.style, Arc::clone(&with.links));
            environment.add_function(name, move |what: &str, end: Value, options: Kwargs| {
                blocks::deprecation_sentence(style, &links, what, &end, &options)
            });
        },
    ),
    function(
        "find_code",
        "find_code(\"gone\")",
        "the code of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value| model.find_code(code));
        },
    ),
    function(
        "find_type",
        "find_type(\"not_found_error\")",
        "the type of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |kind: &str| model.kind(kind));
        },
    ),
    function(
        "find_operation",
        "find_operation(\"GET /a\")",
        "the operation of this method and path, or of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |operation: &str| model.operation(operation));
        },
    ),
    function(
        "find_example",
        "find_example(\"gone\", 1)",
        "an example of a code, from 0; of a code without examples, the code",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value, number: Option<usize>| {
                model.find_example(code, number.unwrap_or_default())
            });
        },
    ),
    function(
        "select_codes",
        "select_codes(type=…, status=…, tag=…, without_tag=…, operation=…)",
        "the codes for which all of it holds",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |options: Kwargs| model.select_codes(&options));
        },
    ),
    function(
        "link",
        "link(\"gone\")",
        "the code's name, and a link to where it is documented: on this page, or on its own page in the same dialect",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                model.expect_code(code)?;
                Ok::<_, Error>(links.link(code, &markdown::code(code)))
            });
        },
    ),
    function(
        "page_of",
        "page_of(\"gone\")",
        "the path or URL of the code's own page, seen from this one; `none` without one",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                model.expect_code(code)?;
                Ok::<_, Error>(links.page_of(code))
            });
        },
    ),
    function(
        "link_type",
        "link_type(\"not_found_error\")",
        "the type's name, and a link to its own page",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |kind: &str| {
                model.expect_type(kind)?;
                Ok::<_, Error>(links.link_type(kind, &markdown::code(kind)))
            });
        },
    ),
    function(
        "page_of_type",
        "page_of_type(\"not_found_error\")",
        "the path or URL of the type's own page; `none` without one",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |kind: &str| {
                model.expect_type(kind)?;
                Ok::<_, Error>(links.page_of_type(kind))
            });
        },
    ),
    filter(
        "quoted",
        "text \\| quoted(\"python\")",
        "text as a literal of a programming language",
        |environment, name, _| {
            environment.add_filter(name, |text: String, language: String| {
                languages::quoted(&text, &language)
            });
        },
    ),
    filter(
        "way",
        "catalog.samples.ways.code \\| way(\"python\")",
        "how a programming language gets from the parsed body to a member",
        |environment, name, _| {
            environment.add_filter(
                name,
                |Serde(way): Serde<Vec<OwnedStep>>, language: String| {
                    languages::way(&way, &language)
                },
            );
        },
    ),
    filter(
        "shape",
        "catalog.samples.ways \\| shape(\"go\")",
        "the type of the body with the members that samples read",
        |environment, name, _| {
            environment.add_filter(name, |Serde(ways): Serde<OwnedWays>, language: String| {
                languages::shape(&ways, &language)
            });
        },
    ),
    filter(
        "go_field",
        "catalog.samples.ways \\| go_field(\"code\")",
        "the field of that type in Go",
        |environment, name, _| {
            environment.add_filter(name, |Serde(ways): Serde<OwnedWays>, member: String| {
                languages::go_field(&ways, &member)
            });
        },
    ),
    function(
        "fail",
        "fail(\"…\")",
        "no page, but an error with this text",
        |environment, name, _| {
            environment.add_function(name, |message: String| {
                Err::<String, _>(Error::new(ErrorKind::InvalidOperation, message))
            });
        },
    ),
];

#[cfg(test)]
mod tests {
    use super::ENTRIES;

    /// After a change: copy what the test expects into the reference.
    #[test]
    fn the_reference_is_that_of_the_table() {
        let reference = include_str!("../../../../docs-templates/README.md");
        let mut table = "| in a template | gives |\n|---|---|\n".to_owned();
        for entry in &ENTRIES {
            table.extend(["| `", entry.usage, "` | ", entry.gives, " |\n"]);
        }
        table.push('\n');
        assert!(reference.contains(&table), "the reference lacks:\n{table}");
        let mut names: Vec<&str> = ENTRIES.iter().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), ENTRIES.len(), "each name is there once");
        for entry in &ENTRIES {
            assert!(entry.usage.contains(entry.name), "{}", entry.name);
        }
    }
}
