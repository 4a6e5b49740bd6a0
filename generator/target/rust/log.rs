//! tracing: an event for each error that is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, ident, parse};
use super::{Module, allow_unused};
use crate::catalog::LogLevel;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut levels: Vec<LogLevel> = module.catalog.codes.iter().map(|code| code.log).collect();
    levels.sort_by_key(|level| std::cmp::Reverse(*level));
    levels.dedup();
    let allow = allow_unused();
    let log = match &levels[..] {
        [] => quote!(),
        [one] => event(module, *one),
        [rest @ .., last] => {
            let arms = rest.iter().map(|level| {
                let (name, event) = (name(*level), event(module, *level));
                quote!(::tracing::Level::#name => #event,)
            });
            let last = event(module, *last);
            quote!(match self.code.level() { #(#arms)* _ => #last, })
        }
    };
    parse(quote! {
        #allow
        impl ApiError {
            /// Tells tracing of the error, with what caused it, at the level of its code. Frameworks do so for each
            /// error that they send.
            pub fn log(&self, request_id: Option<&str>) {
                let error = std::error::Error::source(self);
                #log
            }
        }
    })
}

fn event(module: &Module, level: LogLevel) -> TokenStream {
    let level = name(level);
    let kind = module
        .has_types()
        .then(|| quote!("type" = self.error_type().as_str(),));
    quote! {
        ::tracing::event!(
            ::tracing::Level::#level,
            code = self.code.as_str(),
            status = self.status(),
            #kind
            request_id,
            error,
            "{}",
            self.message()
        )
    }
}

fn name(level: LogLevel) -> proc_macro2::Ident {
    ident(&level.name().to_uppercase())
}
