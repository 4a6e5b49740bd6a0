//! The three ways to a piece of the module: parsed from code of this crate, written as text, or included from a source.
//!
//! Items that a catalog shapes once are quoted, parsed and printed by prettyplease. Items that every code has (variants, rows,
//! constructors) are written directly as text, in the form that prettyplease would print: with a thousand codes this takes a
//! tenth of the time. What no catalog changes is a part: see [`super::parts`].

use super::prose::shown;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::Item;

/// A piece of the module, and the paths that a `use` at the head of the module must bring into scope.
pub(super) enum Piece {
    /// An item, and what fills its first empty pair of brackets.
    Item {
        uses: Vec<&'static str>,
        item: Box<Item>,
        filling: String,
    },
    /// The text of items.
    Part {
        uses: Vec<&'static str>,
        text: String,
    },
}

impl Piece {
    /// About how many bytes of text it becomes, without the items that errcat's own code has.
    pub(super) fn size(&self) -> usize {
        match self {
            Self::Item { filling, .. } => filling.len(),
            Self::Part { text, .. } => text.len(),
        }
    }
}

/// Items, of which the first is filled with text.
pub(super) fn filled(code: TokenStream, filled_with: String) -> Vec<Piece> {
    let mut pieces = parse(code);
    if let Some(Piece::Item { filling, .. }) = pieces.first_mut() {
        *filling = filled_with;
    }
    pieces
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The items of quoted code.
pub(super) fn parse(code: TokenStream) -> Vec<Piece> {
    let mut uses = Vec::new();
    collect_uses(code.clone(), &mut uses);
    // The code is errcat's own, except for literals and for names that were checked. Every test of a catalog runs it.
    let file: syn::File =
        syn::parse2(code).unwrap_or_else(|error| unreachable!("errcat's own code: {error}"));
    let items = file.items.into_iter().map(|item| Piece::Item {
        uses: std::mem::take(&mut uses),
        item: Box::new(item),
        filling: String::new(),
    });
    items.collect()
}

/// The paths that quoted code refers to by their last name.
pub(super) const USES: [(&str, &str); 15] = [
    ("Arc", "std::sync::Arc"),
    ("Cow", "std::borrow::Cow"),
    ("Deserialize", "serde::Deserialize"),
    ("Deserializer", "serde::Deserializer"),
    ("Duration", "std::time::Duration"),
    ("Error", "std::error::Error"),
    ("FromStr", "std::str::FromStr"),
    ("PhantomData", "std::marker::PhantomData"),
    ("Serialize", "serde::Serialize"),
    ("SerializeMap", "serde::ser::SerializeMap"),
    ("SerializeSeq", "serde::ser::SerializeSeq"),
    ("Serializer", "serde::Serializer"),
    ("SystemTime", "std::time::SystemTime"),
    ("de", "serde::de"),
    ("fmt", "std::fmt"),
];

/// The methods whose trait must be in scope.
const METHODS: [(&str, &str); 2] = [
    ("serialize_entry", "serde::ser::SerializeMap"),
    ("serialize_element", "serde::ser::SerializeSeq"),
];

/// Adds the paths whose names begin a path in the code, and the traits of its methods.
fn collect_uses(code: TokenStream, uses: &mut Vec<&'static str>) {
    let (mut last, mut last_but_one) = (None, None);
    for token in code {
        let mut punct = None;
        match token {
            TokenTree::Group(group) => collect_uses(group.stream(), uses),
            TokenTree::Punct(found) => punct = Some(found.as_char()),
            TokenTree::Ident(name) => {
                // Behind `::` or `.` it is a part of something else, and behind `'` it is a lifetime.
                let is_first = !matches!(
                    (last_but_one, last),
                    (Some(':'), Some(':')) | (_, Some('.' | '\''))
                );
                let known = if is_first { &USES[..] } else { &METHODS[..] };
                let known = known.iter().find(|(known, _)| name == known);
                uses.extend(known.map(|(_, path)| path));
            }
            TokenTree::Literal(_) => {}
        }
        (last_but_one, last) = (last, punct);
    }
}

/// A string literal.
pub(super) fn string(text: &str) -> String {
    format!("{text:?}")
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<String>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// An integer literal, in groups of three digits where it is long.
pub(super) fn integer<N: Into<u64>>(number: N) -> String {
    let digits = number.into().to_string();
    if digits.len() < 5 {
        return digits;
    }
    let head = digits.len() % 3;
    let mut grouped = digits[..head].to_owned();
    for start in (head..digits.len()).step_by(3) {
        if start > 0 {
            grouped.push('_');
        }
        grouped += &digits[start..start + 3];
    }
    grouped
}

/// A signed integer literal.
pub(super) fn signed(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    format!("{sign}{}", integer(number.unsigned_abs()))
}

/// Documentation comments of a member, a line each. What nobody sees is replaced.
pub(super) fn docs(out: &mut String, lines: &[String]) {
    for line in lines {
        out.push_str("    ///");
        if !line.is_empty() {
            out.push(' ');
            // Whatever the text is about, a comment is what it looks like.
            if line.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
                out.push_str(line);
            } else {
                out.extend(line.chars().map(shown));
            }
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::{collect_uses, integer};

    #[test]
    fn names_at_the_beginning_of_a_path_are_used() {
        let mut uses = Vec::new();
        collect_uses(
            quote! {
                fn f<'de>(name: Cow<'de, str>, f: &mut fmt::Formatter<'_>) -> Result<(), D::Error> {
                    std::time::Duration::ZERO;
                    name.fmt(f)
                }
            },
            &mut uses,
        );
        assert_eq!(uses, ["std::borrow::Cow", "std::fmt"]);
    }

    #[test]
    fn long_integers_are_grouped() {
        let grouped = [0, 404, 9_999, 12_345, 123_456, 1_234_567].map(integer::<u32>);
        assert_eq!(
            grouped,
            ["0", "404", "9999", "12_345", "123_456", "1_234_567"]
        );
    }
}
