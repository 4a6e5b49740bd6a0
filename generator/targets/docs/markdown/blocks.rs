//! The building blocks of a page in its dialect: front matter, headings, admonitions, code and comments.

use std::fmt::Write as _;

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

use super::dialect::{Admonition, HeadingId, Style, Title};
use crate::targets::docs::link::links::Links;
use crate::targets::markdown;
use crate::text::{Markdown, deprecation};

/// The names of admonitions in templates.
const KINDS: [&str; 4] = ["note", "tip", "warning", "danger"];

impl Style {
    /// The function `front_matter(title, description)`.
    pub(in crate::targets::docs) fn front_matter(
        &self,
        title: &str,
        description: Option<&str>,
        slug: Option<&str>,
    ) -> String {
        if self.title == Title::Heading {
            return String::new();
        }
        // A JSON string is a valid YAML string.
        let line = |key: &str, text: &str| format!("{key}: {}\n", serde_json::Value::from(text));
        let description = description
            .filter(|_| self.description)
            .map(|text| shortened(Markdown::new(text).first_paragraph().as_str()))
            .filter(|text| !text.is_empty())
            .map(|text| line("description", &text))
            .unwrap_or_default();
        // The id would lose the number too, and two pages would have the same.
        let slug = slug
            .map(|slug| line("id", slug) + &line("slug", slug))
            .unwrap_or_default();
        format!("---\n{slug}{}{description}---\n", line("title", title))
    }

    /// The function `title(text)`: the heading of the page, unless the site generates it from the front matter.
    pub(in crate::targets::docs) fn title(&self, text: &str) -> String {
        if self.title == Title::FrontMatter {
            return String::new();
        }
        format!("# {}", self.text.inline(text))
    }

    /// The function `heading(level, text, id)`. `is_again` states that an earlier heading has the same derived id, so
    /// the site would number this one.
    pub(in crate::targets::docs) fn heading(
        &self,
        level: usize,
        text: &str,
        id: Option<&str>,
        is_again: bool,
    ) -> String {
        let heading = format!("{} {text}", "#".repeat(level));
        let Some(id) = id.filter(|id| !id.is_empty()) else {
            return heading;
        };
        let is_plain = |c: char| c.is_ascii_alphanumeric() || "_-./".contains(c);
        // Some sites read underscores as emphasis even here.
        let is_emphasis = id.starts_with('_') || id.ends_with('_') || id.contains("__");
        let is_word = |c: char| !c.is_whitespace() && !c.is_control();
        match self.heading_id {
            HeadingId::AnchorIfOther(slug) if slug(text) == id && !is_again => heading,
            HeadingId::AttributeIfOther(_) if slug(text) == id && !is_again => heading,
            HeadingId::Attribute([open, close]) if id.chars().all(is_plain) && !is_emphasis => {
                heading + open + id + close
            }
            HeadingId::AttributeIfOther([open, close])
                if id.chars().all(is_word) && !id.contains("*/") =>
            {
                heading + open + id + close
            }
            _ => format!("{}\n\n{heading}", anchor(id)),
        }
    }

    /// The filter `admonition(kind, title)`.
    pub(in crate::targets::docs) fn admonition(
        &self,
        body: &str,
        kind: &str,
        title: Option<&str>,
    ) -> Result<String, Error> {
        let Some(at) = KINDS.iter().position(|known| *known == kind) else {
            let detail = format!(
                "unknown admonition `{kind}`: expected one of {}",
                KINDS.join(", ")
            );
            return Err(Error::new(ErrorKind::InvalidOperation, detail));
        };
        let word = self.kinds[at];
        let body = body.trim();
        let title = title.filter(|title| !title.is_empty());
        let headed = title.map_or_else(
            || body.to_owned(),
            |title| format!("**{}**\n\n{body}", self.text.plain(title)),
        );
        // The result ends with a line break, because the filter applies to whole lines.
        Ok(match self.admonition {
            Admonition::Quote => format!("{}\n", prefixed(&headed, "> ")),
            Admonition::Alert => format!("> [!{word}]\n{}\n", prefixed(&headed, "> ")),
            Admonition::Indented => {
                let title = title.map(|title| format!(" \"{}\"", title.replace('"', "'")));
                let title = title.unwrap_or_default();
                format!("!!! {word}{title}\n\n{}\n", prefixed(body, "    "))
            }
            Admonition::Directive => {
                let title = title.map(|title| format!("[{}]", self.text.plain(title)));
                format!(":::{word}{}\n\n{body}\n\n:::\n", title.unwrap_or_default())
            }
            Admonition::Component => format!("<{word}>\n\n{headed}\n\n</{word}>\n"),
        })
    }

    /// The filter `fence(language, title, description)`: a code block with its title and description.
    pub(in crate::targets::docs) fn fence(
        &self,
        code: &str,
        language: &str,
        title: Option<&str>,
        description: Option<&str>,
    ) -> String {
        let title = title.filter(|title| !title.is_empty());
        let description = description.map(|text| self.text.markdown(text));
        let (heading, info) = match title {
            Some(title) if self.fence_title => {
                // A backquote is not allowed on the first line of the fence, and a quotation mark would end the title.
                let title = title.replace(['"', '`'], "'");
                let title = title.split_whitespace().collect::<Vec<_>>().join(" ");
                (None, format!(" title=\"{title}\""))
            }
            Some(title) => {
                let title = self.text.plain(title);
                (Some(format!("**{title}**")), String::new())
            }
            None => (None, String::new()),
        };
        let language = if language == "rust" {
            self.rust
        } else {
            language
        };
        let code = code.trim_matches('\n');
        let longest = code
            .lines()
            .map(str::trim_start)
            .map(|line| line.len() - line.trim_start_matches('`').len())
            .max();
        let fence = "`".repeat(longest.unwrap_or_default().max(2) + 1);
        let before = [heading, description].into_iter().flatten();
        let before: String = before.map(|before| before + "\n\n").collect();
        format!("{before}{fence}{language}{info}\n{code}\n{fence}\n")
    }

    /// Escapes everything in the page that would read a file.
    pub(in crate::targets::docs) fn inert(&self, page: String) -> String {
        if !self.includes || !page.contains("{{") {
            return page;
        }
        let page = one_line_directives(&page);
        let mut inert = String::with_capacity(page.len() + 8);
        for line in page.split_inclusive('\n') {
            let mut starts = line.match_indices("{{").map(|(at, _)| at);
            let found = starts.find(|at| {
                let inside = line[at + 2..].trim_start();
                inside.starts_with('#') && inside.contains("}}") && !line[..*at].ends_with('\\')
            });
            if let Some(at) = found {
                // One backslash is enough: it escapes the rest of the line, and the site removes it.
                inert += &line[..at];
                inert += "\\{{";
                inert += line[at + 2..].trim_start();
            } else {
                inert += line;
            }
        }
        inert
    }

    pub(in crate::targets::docs) fn comment(&self, text: &str) -> String {
        let [open, close] = self.comment;
        format!("{open}{text}{close}")
    }
}

/// Joins the lines of each directive that would read a file, because only a directive on one line can be escaped.
fn one_line_directives(page: &str) -> String {
    let mut lines = String::with_capacity(page.len());
    let mut rest = page;
    while let Some((before, inside)) = rest.split_once("{{") {
        lines += before;
        lines += "{{";
        rest = inside;
        let end = inside
            .find('}')
            .filter(|_| inside.trim_start().starts_with('#'));
        if let Some(end) = end.filter(|end| inside[*end..].starts_with("}}")) {
            lines += &inside[..end].replace('\n', " ");
            rest = &inside[end..];
        }
    }
    lines + rest
}

/// The function `deprecation_sentence(what, end, since=true)`: sentences with the version, the replacement and the
/// reason. They come from `since`, `use` and `note` of `end`.
pub(in crate::targets::docs) fn deprecation_sentence(
    style: &Style,
    links: &Links,
    what: &str,
    end: &Value,
    options: &Kwargs,
) -> Result<String, Error> {
    let with_since: Option<bool> = options.get("since")?;
    options.assert_all_used()?;
    let text = |name: &str| {
        let value = end.get_attr(name)?;
        Ok::<_, Error>(value.as_str().map(str::to_owned))
    };
    let since = text("since")?.filter(|_| with_since.unwrap_or(true));
    let since = since.map(|since| style.text.plain(&since));
    let instead = text("use")?.map(|code| links.link(&code, &markdown::code(&code)));
    let note = text("note")?.map(|note| style.text.inline(&note));
    Ok(deprecation(
        what,
        since.as_deref(),
        instead.as_deref(),
        note.as_deref(),
    ))
}

/// Shortens a description at a word boundary, because sites and search engines show only a few lines.
fn shortened(text: &str) -> String {
    const MOST: usize = 300;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let start: String = text.chars().take(MOST).collect();
    let end = start.rfind(' ').unwrap_or(start.len());
    format!("{}…", &start[..end])
}

/// Escapes text for a Mermaid node, between quotation marks.
pub(in crate::targets::docs) fn mermaid(text: &str) -> String {
    let mut inside = String::with_capacity(text.len());
    for c in text.chars() {
        // Keep only characters that are not markup, neither in Mermaid nor in the Markdown of its texts.
        if c.is_alphanumeric() || " _.,:/-".contains(c) {
            inside.push(c);
        } else {
            let _ = write!(inside, "#{};", u32::from(c));
        }
    }
    inside
}

/// The level of a heading.
pub(in crate::targets::docs) fn level(level: &Value) -> Result<usize, Error> {
    let number = level.as_usize().filter(|level| (1..=6).contains(level));
    number.ok_or_else(|| {
        let detail =
            format!("expected a number from 1 to 6 as the level of a heading, found `{level}`");
        Error::new(ErrorKind::InvalidOperation, detail)
    })
}

/// An option of a template function. It is `None` if it is missing, `none` or undefined.
pub(in crate::targets::docs) fn option(
    options: &Kwargs,
    name: &str,
) -> Result<Option<String>, Error> {
    let value: Option<Value> = options.get(name)?;
    Ok(value
        .filter(|value| !value.is_none() && !value.is_undefined())
        .map(|value| value.to_string()))
}

/// An empty element as a link target.
pub(in crate::targets::docs) fn anchor(id: &str) -> String {
    let mut value = String::with_capacity(id.len());
    for c in id.chars() {
        // Keep only characters that are not markup in any dialect.
        if c.is_alphanumeric() || "_-./:~".contains(c) {
            value.push(c);
        } else {
            let _ = write!(value, "&#{};", u32::from(c));
        }
    }
    format!("<a id=\"{value}\"></a>")
}

/// The id that GitHub derives from a heading.
pub(in crate::targets::docs) fn slug(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric() || "_- ".contains(*c))
        .map(|c| if c == ' ' { '-' } else { c })
        .collect::<String>()
        .to_lowercase()
}

/// Splits a page after its front matter.
pub(in crate::targets::docs) fn split_front(page: &str) -> (&str, &str) {
    let end = page
        .strip_prefix("---\n")
        .and_then(|rest| rest.find("\n---\n"))
        .map_or(0, |at| at + "---\n\n---\n".len());
    (&page[..end], page[end..].trim_start_matches('\n'))
}

/// The id that Mintlify derives from a heading: its words, joined by hyphens.
pub(in crate::targets::docs) fn slug_of_words(heading: &str) -> String {
    let words = heading.split(|c: char| !c.is_alphanumeric() && c != '_');
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join("-").to_lowercase()
}

fn prefixed(text: &str, prefix: &str) -> String {
    let lines = text
        .lines()
        .map(|line| format!("{prefix}{line}").trim_end().to_owned());
    lines.collect::<Vec<_>>().join("\n")
}
