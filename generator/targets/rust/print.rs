//! From pieces to text, with the blank lines that a person would leave.

use syn::Item;

use super::syntax::Piece;

/// The text of the pieces.
pub(super) fn print(pieces: Vec<Piece>) -> String {
    let mut text = String::new();
    for Piece { item, filling } in pieces {
        let has_members = matches!(item, Item::Impl(_));
        let file = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        let printed = prettyplease::unparse(&file);
        text.push('\n');
        let from = text.len();
        if has_members {
            space_members(&printed, &mut text);
        } else {
            text += &printed;
        }
        if !filling.is_empty() {
            fill(&mut text, from, &filling);
        }
    }
    text
}

/// Puts the filling between the first empty brackets behind `from`.
fn fill(text: &mut String, from: usize, filling: &str) {
    let empty = ["{}", "[]"]
        .iter()
        .filter_map(|brackets| text[from..].find(brackets))
        .min();
    if let Some(at) = empty {
        text.insert_str(from + at + 1, filling);
    }
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
        let is_member = line.starts_with("    ") && !line.starts_with("     ");
        behind_member = is_member && (line.ends_with('}') || line.ends_with(';'));
    }
}
