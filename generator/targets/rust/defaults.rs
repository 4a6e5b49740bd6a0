//! The codes for what a framework answers by itself: the catalog's `defaults`.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, ident, integer, parse};
use super::{Module, allow_unused};
use crate::catalog::{CodeName, Defaults, Occasion};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let Some(defaults) = &module.catalog.defaults else {
        return Vec::new();
    };
    let allow = allow_unused();
    let deprecated = module.allow_deprecated();
    let [parameter, malformed, body, client, server] = [
        Occasion::InvalidParameter,
        Occasion::MalformedBody,
        Occasion::InvalidBody,
        Occasion::ClientError,
        Occasion::ServerError,
    ]
    .map(|occasion| variant(defaults.code(occasion)));
    let own: Vec<TokenStream> = defaults
        .statuses()
        .map(|(status, _)| integer(status.get()).parse().unwrap_or_default())
        .collect();
    let has_own = if own.is_empty() {
        quote!(false)
    } else {
        quote!(matches!(status, #(#own)|*))
    };
    let statuses = statuses(defaults, &client, &server);
    let mut made = parse(quote! {
        #allow
        #deprecated
        impl ErrorCode {
            /// For a parameter of the request (in its path, query or headers) that cannot be read.
            pub const INVALID_PARAMETER: Self = #parameter;
            /// For a body that has not the syntax of its media type.
            pub const MALFORMED_BODY: Self = #malformed;
            /// For a body that lacks a member, or has one of the wrong type.
            pub const INVALID_BODY: Self = #body;

            /// The code that stands for a response that the framework made by itself, by the status that it chose.
            #[must_use]
            pub const fn of_status(status: u16) -> Self {
                match status {
                    #statuses
                    500..=599 => #server,
                    _ => #client,
                }
            }
        }
    });
    if module.has_framework() {
        made.extend(parse(quote! {
            #allow
            impl ApiError {
                /// The error that stands for a response that the framework made by itself. Where its status has no code of
                /// its own, the status stays: clients and proxies go by 401, 429 or 503.
                fn of_status(status: u16) -> Self {
                    let code = ErrorCode::of_status(status);
                    let mut error = Self::from(code);
                    let has_own = #has_own;
                    if !has_own && code.status() != status {
                        error.details_mut().status = Some(status);
                    }
                    error
                }
            }
        }));
    }
    made
}

/// The arms of a `match`, those of the same code together.
fn statuses(defaults: &Defaults, client: &TokenStream, server: &TokenStream) -> TokenStream {
    let mut arms: Vec<(String, Vec<TokenStream>)> = Vec::new();
    for (status, code) in defaults.statuses() {
        let range = if status.is_server_error() {
            server
        } else {
            client
        };
        if variant(Some(code)).to_string() == range.to_string() {
            continue;
        }
        let status: TokenStream = integer(status.get()).parse().unwrap_or_default();
        match arms.iter_mut().find(|(known, _)| known == code.variant()) {
            Some((_, statuses)) => statuses.push(status),
            None => arms.push((code.variant().to_owned(), vec![status])),
        }
    }
    arms.iter()
        .map(|(code, statuses)| {
            let code = ident(code);
            quote!(#(#statuses)|* => Self::#code,)
        })
        .collect()
}

fn variant(code: Option<&CodeName>) -> TokenStream {
    // The check has seen to it that there is one.
    let variant = ident(code.map_or("Unknown", CodeName::variant));
    quote!(Self::#variant)
}
