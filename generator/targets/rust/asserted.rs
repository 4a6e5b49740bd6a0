//! The assertion that errors are listed by the operations of their requests.

use std::collections::BTreeSet;

use quote::quote;

use super::Module;
use super::parts::{self, piece};
use super::syntax::{Piece, ident, parse};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let catalog = module.catalog;
    let mut operations: Vec<_> = catalog.operations.iter().collect();
    operations.sort_by_key(|operation| operation.endpoint.precedence());
    let rows = operations.into_iter().map(|operation| {
        let (method, path) = (operation.endpoint.method.name(), &operation.endpoint.path);
        let name = ident(operation.returns.name.variant());
        quote!((#method, #path, <operations::#name as Errors>::CODES))
    });
    let defaults: BTreeSet<&str> = catalog
        .default_codes()
        .map(|default| default.code.variant())
        .collect();
    let defaults = defaults.into_iter().map(ident);
    let base = catalog.api.base_path();
    let mut items = parse(quote! {
        /// The operations. Of several that fit a request, the first is meant.
        const OPERATIONS: &[Operation] = &[#(#rows),*];

        /// The codes of what the framework answers by itself, whatever the operation.
        const DEFAULTS: &[ErrorCode] = &[#(ErrorCode::#defaults),*];

        /// What requests have in front of the paths of operations.
        const BASE_PATH: &str = #base;
    });
    items.push(piece(module, parts::ASSERTED));
    items.push(piece(module, parts::PATH_PATTERN));
    items
}
