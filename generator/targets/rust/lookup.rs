//! From a name to what it names: a hash table that is made here, and only read there.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::syntax::{Piece, filled, ident, integer, parse};

/// How many names are looked through one by one: that is as fast, and reads better.
const FEW: usize = 8;

/// How a set of names is looked up.
pub(super) struct Lookup {
    /// The table, if there is one.
    pub(super) table: Vec<Piece>,
    /// The body of a function from `name` to `Option<Self>`.
    pub(super) find: TokenStream,
}

/// The lookup of names, each standing where it does in `ALL`.
pub(super) fn lookup(table: &str, what: &str, names: &[&str]) -> Lookup {
    if names.len() <= FEW {
        return Lookup {
            table: Vec::new(),
            find: quote!(Self::ALL.into_iter().find(|known| known.as_str() == name)),
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

/// Whether any of the sets has a table, and so needs [`hash_function`].
pub(super) fn needs_hash(sizes: [usize; 2]) -> bool {
    sizes.into_iter().any(|size| size > FEW)
}

/// The hash of a name, for the module. It does what [`hash`] does here.
pub(super) fn hash_function() -> Vec<Piece> {
    parse(quote! {
        /// The hash by which names are found: eight bytes at a time, the last of them filled up with zeros.
        fn hash(name: &str) -> u64 {
            let mut hash = 0_u64;
            for chunk in name.as_bytes().chunks(8) {
                let mut word = [0; 8];
                word[..chunk.len()].copy_from_slice(chunk);
                hash = (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95);
            }
            hash
        }
    })
}

fn hash(name: &str) -> u64 {
    name.as_bytes().chunks(8).fold(0, |hash: u64, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (hash.rotate_left(5) ^ u64::from_le_bytes(word)).wrapping_mul(0x517c_c1b7_2722_0a95)
    })
}

/// The table: each name's number at the first free place behind the one that its hash gives.
fn slots(names: &[&str], bits: u32) -> Vec<Option<usize>> {
    let mut slots = vec![None; 1 << bits];
    for (number, name) in names.iter().enumerate() {
        let start = usize::try_from(hash(name) >> (u64::BITS - bits)).unwrap_or_default();
        let mut places = (start..slots.len()).chain(0..start);
        if let Some(free) = places.find(|place| slots[*place].is_none()) {
            slots[free] = Some(number);
        }
    }
    slots
}

fn static_table(by_name: &Ident, what: &str, slots: &[Option<usize>]) -> Vec<Piece> {
    let count = proc_macro2::Literal::usize_unsuffixed(slots.len());
    let doc = format!(
        " The number of each {what} in `ALL`, where the hash of its name says or right behind; the"
    );
    let (free, kind) = if slots.len() < usize::from(u16::MAX) {
        (u32::from(u16::MAX), quote!(u16))
    } else {
        (u32::MAX, quote!(u32))
    };
    let last = " largest number is a free place.";
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
        quote!(#[doc = #doc] #[doc = #last] static #by_name: [#kind; #count] = [];),
        numbers,
    )
}
