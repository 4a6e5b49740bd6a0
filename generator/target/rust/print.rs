//! From items to text, with the blank lines that a person would leave.

use syn::Item;

/// The text of the items, formatted.
pub(super) fn print(items: Vec<Item>) -> String {
    let mut text = String::new();
    for item in items {
        let spaced = matches!(item, Item::Impl(_));
        let file = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&file);
        text.push('\n');
        if spaced {
            space_members(&printed, &mut text);
        } else {
            text += &printed;
        }
    }
    text
}

/// Copies the text of an `impl`, with a blank line between its members. No literal spans lines, so that a line tells
/// what it is.
fn space_members(printed: &str, text: &mut String) {
    let mut behind_member = false;
    for line in printed.lines() {
        if behind_member && line != "}" {
            text.push('\n');
        }
        *text += line;
        text.push('\n');
        behind_member = line == "    }"
            || line == "    ];"
            || (line.starts_with("    ") && !line.starts_with("     ") && line.ends_with(';'));
    }
}
