//! Looking codes and types up by name: a hash table that errcat fills and the module only reads.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::Module;
use super::parts::{self, hash_of, piece};
use super::syntax::{Piece, filled, ident, integer};

/// Up to so many names are compared one by one, which is as fast and easier to read.
const FEW: usize = 8;

/// How a set of names is looked up.
pub(super) struct Lookup {
    /// The table, if there is one.
    pub(super) table: Vec<Piece>,
    /// The body of a function from `name` to `Option<Self>`.
    pub(super) find: TokenStream,
}

/// The lookup of names, which are in the order of `ALL`.
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
    let by_name = ident(&format!("{table}_BY_NAME"));
    let bits = (names.len() * 4 / 3).next_power_of_two().ilog2();
    Lookup {
        table: static_table(&by_name, what, &slots(names, bits)),
        find: find(&by_name, bits),
    }
}

fn find(by_name: &Ident, bits: u32) -> TokenStream {
    let shift = proc_macro2::Literal::u32_unsuffixed(u64::BITS - bits);
    quote! {
        let start = (hash(name) >> #shift) as usize;
        for &number in #by_name[start..].iter().chain(&#by_name) {
            let known = *Self::ALL.get(number as usize)?;
            if known.as_str() == name {
                return Some(known);
            }
        }
        None
    }
}

/// The function that hashes a name, if any of the sets has a table.
pub(super) fn hash_function(module: &Module) -> Option<Piece> {
    let sizes = [module.catalog.types.len(), module.catalog.codes.len()];
    let is_used = sizes.into_iter().any(|size| size > FEW);
    is_used.then(|| piece(module, parts::HASH))
}

/// The table: each name's number is at the place that its hash gives, or at the next free one.
fn slots(names: &[&str], bits: u32) -> Vec<Option<usize>> {
    let mut slots = vec![None; 1 << bits];
    for (number, name) in names.iter().enumerate() {
        let start = usize::try_from(hash_of(name) >> (u64::BITS - bits)).unwrap_or_default();
        let mut places = (start..slots.len()).chain(0..start);
        if let Some(free) = places.find(|place| slots[*place].is_none()) {
            slots[free] = Some(number);
        }
    }
    slots
}

fn static_table(by_name: &Ident, what: &str, slots: &[Option<usize>]) -> Vec<Piece> {
    let count = proc_macro2::Literal::usize_unsuffixed(slots.len());
    let (free, kind) = if slots.len() < usize::from(u16::MAX) {
        (u32::from(u16::MAX), quote!(u16))
    } else {
        (u32::MAX, quote!(u32))
    };
    let doc = format!(
        " A hash table of the {what}s: the number of each in `ALL`, at the place that the upper bits of its name's hash give, or"
    );
    let free_doc = format!(
        " at the next place that was free. {} is a free place.",
        integer(free).replace('_', ",")
    );
    let mut numbers = String::new();
    for row in slots.chunks(16) {
        numbers.push_str("\n   ");
        for slot in row {
            let number = slot.and_then(|number| u32::try_from(number).ok());
            let _ = write!(numbers, " {},", integer(number.unwrap_or(free)));
        }
    }
    numbers.push('\n');
    filled(
        quote!(#[doc = #doc] #[doc = #free_doc] static #by_name: [#kind; #count] = [];),
        numbers,
    )
}
