//! The function `tabs([[title, content], …])` of the templates: alternative contents.

use std::fmt::Write as _;

use super::blocks;
use super::dialect::{Style, Tabs};

impl Style {
    /// The function `tabs(tabs, group)`. Tabs of the same group switch together if the dialect supports it.
    pub(in crate::targets::docs) fn tabs(&self, tabs: &[(String, String)], group: &str) -> String {
        if tabs.is_empty() {
            return String::new();
        }
        match &self.tabs {
            Tabs::Details => {
                let all = tabs.iter().enumerate().map(|(at, (title, content))| {
                    let open = if at == 0 { " open" } else { "" };
                    let title = reference(title);
                    let content = content.trim_matches('\n');
                    format!(
                        "<details{open}>\n<summary>{title}</summary>\n\n{content}\n\n</details>\n"
                    )
                });
                all.collect::<Vec<_>>().join("\n")
            }
            Tabs::Indented => {
                let all = tabs.iter().map(|(title, content)| {
                    let title = self.text.plain(&one_line(title)).replace('"', "&quot;");
                    format!("=== \"{title}\"\n\n{}", indented(content))
                });
                all.collect::<Vec<_>>().join("\n")
            }
            Tabs::Elements {
                group: attribute,
                item,
                title: label,
                value,
                ..
            } => {
                let group = attribute.map(|name| format!(" {name}=\"{}\"", reference(group)));
                let mut all = format!("<Tabs{}>\n", group.unwrap_or_default());
                let mut values: Vec<String> = Vec::new();
                for (title, content) in tabs {
                    let mut attributes = format!("{label}=\"{}\"", reference(title));
                    if *value {
                        let value = unique(title, &values);
                        attributes = format!("value=\"{value}\" {attributes}");
                        values.push(value);
                    }
                    let content = content.trim_matches('\n');
                    let _ = write!(all, "<{item} {attributes}>\n\n{content}\n\n</{item}>\n");
                }
                all + "</Tabs>\n"
            }
        }
    }

    /// Adds the imports that tabs need after the front matter.
    pub(in crate::targets::docs) fn imported(&self, page: String) -> String {
        let Tabs::Elements { imports, .. } = &self.tabs else {
            return page;
        };
        // The template may already contain some of the imports.
        let lacks = |import: &&&str| !page.lines().any(|line| line == **import);
        let lines: Vec<&str> = imports.iter().filter(lacks).copied().collect();
        if lines.is_empty() {
            return page;
        }
        let (front, rest) = blocks::split_front(&page);
        let between = if front.is_empty() { "" } else { "\n" };
        format!("{front}{between}{}\n\n{rest}", lines.join("\n"))
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Escapes text for an element or an attribute in HTML and MDX.
fn reference(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in one_line(text).chars() {
        if c.is_alphanumeric() || c == ' ' {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "&#{};", u32::from(c));
        }
    }
    escaped
}

/// Indents the content. White space at line ends is kept, because lines may be code.
fn indented(content: &str) -> String {
    let lines = content.trim_matches('\n').lines();
    let lines = lines.map(|line| match line {
        "" => "\n".to_owned(),
        line => format!("    {line}\n"),
    });
    lines.collect()
}

/// The value of a tab: the letters and digits of its title, with a number if another tab has the same value.
fn unique(title: &str, taken: &[String]) -> String {
    let words = title.to_lowercase();
    let words = words.split(|c: char| !c.is_ascii_alphanumeric());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let name = if words.is_empty() {
        "tab".to_owned()
    } else {
        words.join("-")
    };
    let mut value = name.clone();
    let mut number = 2;
    while taken.contains(&value) {
        value = format!("{name}-{number}");
        number += 1;
    }
    value
}
