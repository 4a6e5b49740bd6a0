//! From a name to what it names: by binary search in the numbers of the names, sorted.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, filled, ident, integer};

/// How many names are looked through one by one: that is as fast, and reads better.
const FEW: usize = 8;

/// How a set of names is looked up.
pub(super) struct Lookup {
    /// The sorted numbers, if there are any.
    pub(super) table: Vec<Piece>,
    /// The body of a function from `name` to `Option<Self>`.
    pub(super) find: TokenStream,
}

/// The lookup of names, each standing where it does in `ALL`.
pub(super) fn lookup(table: &str, what: &str, names: &[&str]) -> Lookup {
    if names.len() <= FEW {
        return Lookup {
            table: Vec::new(),
            find: quote!(
                Self::ALL
                    .iter()
                    .copied()
                    .find(|known| known.as_str() == name)
            ),
        };
    }
    let mut sorted: Vec<usize> = (0..names.len()).collect();
    sorted.sort_unstable_by_key(|number| names[*number]);
    let mut numbers = String::new();
    for row in sorted.chunks(16) {
        numbers.push_str("\n   ");
        for number in row {
            let number = u64::try_from(*number).unwrap_or_default();
            let _ = write!(numbers, " {},", integer(number));
        }
    }
    numbers.push('\n');
    let by_name = ident(&format!("{table}_BY_NAME"));
    let table = ident(table);
    let number = if u16::try_from(names.len()).is_ok() {
        quote!(u16)
    } else {
        quote!(u32)
    };
    let count = proc_macro2::Literal::usize_unsuffixed(names.len());
    let doc = format!(" The number of each {what} in `ALL`, sorted by its name.");
    Lookup {
        table: filled(
            quote!(#[doc = #doc] static #by_name: [#number; #count] = [];),
            numbers,
        ),
        find: quote! {
            let found = #by_name.binary_search_by(|number| #table[*number as usize].name.cmp(name));
            Self::ALL.get(#by_name[found.ok()?] as usize).copied()
        },
    }
}
