//! The two ways to a piece of the module: parsed from code of this crate, or written as text.
//!
//! What there is once is parsed and printed by prettyplease. What there is for every code (variants, rows, constructors)
//! has a shape that never changes, and is written directly in the form that prettyplease would give it: at a thousand
//! codes that takes a tenth of the time that trees take.

use proc_macro2::{Ident, Span, TokenStream};
use syn::Item;

/// A piece of the module: an item, and what fills its one empty pair of brackets.
pub(super) struct Piece {
    pub(super) item: Item,
    pub(super) filling: String,
}

impl From<Item> for Piece {
    fn from(item: Item) -> Self {
        Self {
            item,
            filling: String::new(),
        }
    }
}

/// Items whose first is filled.
pub(super) fn filled(code: TokenStream, filling: String) -> Vec<Piece> {
    let mut pieces = parse(code);
    if let Some(first) = pieces.first_mut() {
        first.filling = filling;
    }
    pieces
}

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The items of a piece of code that is written in this crate.
pub(super) fn parse(code: TokenStream) -> Vec<Piece> {
    // It is ours but for names that were checked and for literals: a test of every catalog there is goes through here.
    let file: syn::File =
        syn::parse2(code).unwrap_or_else(|error| unreachable!("errcat's own code: {error}"));
    file.items.into_iter().map(Piece::from).collect()
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

/// Documentation comments of a member, a line each.
pub(super) fn docs(out: &mut String, lines: &[String]) {
    for line in lines {
        out.push_str("    ///");
        if !line.is_empty() {
            out.push(' ');
            out.push_str(line);
        }
        out.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::integer;

    #[test]
    fn long_integers_are_grouped() {
        let grouped = [0, 404, 9_999, 12_345, 123_456, 1_234_567].map(integer::<u32>);
        assert_eq!(
            grouped,
            ["0", "404", "9999", "12_345", "123_456", "1_234_567"]
        );
    }
}
