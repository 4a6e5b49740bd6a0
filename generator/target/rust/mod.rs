//! The Rust target: a module that reads as if it were written by hand, and needs nothing of errcat.
//!
//! Properties are rows of a static table and methods that look them up, not a `match` or a derive for each: that is
//! what makes the module of a large catalog fast to compile.

mod args;
mod axum;
mod body;
mod client;
mod error;
mod http;
mod names;
mod print;
mod prose;
mod syntax;

use proc_macro2::TokenStream;
use quote::quote;

use crate::catalog::{Catalog, Content, Meaning, RetryAfter};
use crate::options::{Integration, RustOptions};
use syntax::Docs;

/// The text of the module.
pub(crate) fn generate(catalog: &Catalog, options: RustOptions, source: &str) -> String {
    let module = Module::new(catalog, options);
    let mut items = names::types(&module);
    items.extend(names::codes(&module));
    items.extend(error::items(&module));
    if options.has(Integration::Serde) {
        items.extend(body::items(&module));
        items.extend(client::items(&module));
    }
    items.extend(http::items(&module));
    if options.has(Integration::Axum) {
        items.extend(axum::items(&module));
    }
    format!("// {}{source}. Edit the catalog, not this file.\n{}", crate::artifact::MARK, print::print(items))
}

/// What the parts of the module ask about the whole.
struct Module<'c> {
    catalog: &'c Catalog,
    options: RustOptions,
    docs: Docs,
    /// Whether there is an `ErrorType`.
    has_types: bool,
    /// Whether an error can carry the arguments that its message names.
    has_args: bool,
    has_param: bool,
    has_request_id: bool,
    has_timestamp: bool,
    has_numbers: bool,
    has_headers: bool,
    has_doc_urls: bool,
    has_retry_after: bool,
    has_deprecated: bool,
}

impl<'c> Module<'c> {
    fn new(catalog: &'c Catalog, options: RustOptions) -> Self {
        let codes = &catalog.codes;
        Self {
            catalog,
            options,
            docs: Docs::new(),
            has_types: !catalog.types.is_empty(),
            has_args: catalog.sends(Meaning::Args),
            has_param: catalog.sends(Meaning::Param),
            has_request_id: catalog.sends(Meaning::RequestId),
            has_timestamp: catalog.sends(Meaning::Timestamp),
            has_numbers: codes.iter().any(|code| code.number.is_some()),
            has_headers: codes.iter().any(|code| !code.headers.is_empty()),
            has_doc_urls: codes.iter().any(|code| code.doc_url.is_some()),
            has_retry_after: codes.iter().any(|code| code.retry_after.is_some()),
            has_deprecated: codes.iter().any(|code| code.deprecated.is_some()),
        }
    }

    /// Whether the handler says for some code how long a client should wait.
    fn says_retry_after(&self) -> bool {
        self.catalog.codes.iter().any(|code| code.retry_after == Some(RetryAfter::Arg))
    }

    /// Whether every response says which request it answers, though nobody may have said it.
    fn must_have_request_id(&self) -> bool {
        self.catalog.envelope.leaves().iter().any(|(_, field)| {
            matches!(field.content, Content::Is(Meaning::RequestId)) && !field.optional && !field.nullable
        })
    }

    /// The attribute of items that use what may be deprecated.
    fn allow_deprecated(&self) -> TokenStream {
        if self.has_deprecated { quote!(#[allow(deprecated, reason = "deprecated codes are still sent")]) } else { quote!() }
    }

    /// The path of the crate `http`, in the hands of the user or of axum.
    fn http(&self) -> Option<TokenStream> {
        if self.options.has(Integration::Http) {
            Some(quote!(::http))
        } else if self.options.has(Integration::Axum) {
            Some(quote!(::axum::http))
        } else {
            None
        }
    }
}

/// The attribute of what a crate may leave unused.
fn allow_unused() -> TokenStream {
    quote!(#[allow(dead_code, reason = "a crate uses what it needs")])
}
