//! The catalog's `defaults`: the codes for responses that a framework makes by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::{Piece, ident, integer, parse};
use crate::catalog::{CodeName, Defaults, Occasion};

/// The constants and the function of `ErrorCode`.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    let Some(defaults) = &module.catalog.defaults else {
        return Vec::new();
    };
    let [parameter, malformed, body, client, server] = [
        Occasion::InvalidParameter,
        Occasion::MalformedBody,
        Occasion::InvalidBody,
        Occasion::ClientError,
        Occasion::ServerError,
    ]
    .map(|occasion| variant(defaults.code(occasion)));
    let statuses = statuses(defaults, &client, &server);
    parse(quote! {
        impl ErrorCode {
            /// A parameter of the request (in its path, query or headers) cannot be read.
            pub const INVALID_PARAMETER: Self = #parameter;
            /// The request body is not valid for its media type, such as malformed JSON.
            pub const MALFORMED_BODY: Self = #malformed;
            /// The request body lacks a member, or has one of the wrong type.
            pub const INVALID_BODY: Self = #body;

            /// The code for a response that the framework made by itself, by its status.
            #[must_use]
            pub const fn of_status(status: u16) -> Self {
                match status {
                    #statuses
                    500..=599 => #server,
                    _ => #client,
                }
            }
        }
    })
}

/// The error for a response that a framework made, as a function of `ApiError`.
pub(super) fn of_status(module: &Module) -> TokenStream {
    let Some(defaults) = &module.catalog.defaults else {
        return quote!();
    };
    if !module.has_framework() {
        return quote!();
    }
    let own: Vec<TokenStream> = defaults
        .statuses()
        .map(|(status, _)| integer(status.get()).parse().unwrap_or_default())
        .collect();
    // A status that has a code of its own becomes that of the code.
    let is_kept = if own.is_empty() {
        quote!(code.status() != status)
    } else {
        quote!(code.status() != status && !matches!(status, #(#own)|*))
    };
    quote! {
        /// The error for a response that the framework made by itself. A status that has no code of its own is kept: clients
        /// and proxies go by 401, 429 or 503.
        fn of_status(status: u16) -> Self {
            let code = ErrorCode::of_status(status);
            let mut error = Self::from(code);
            if #is_kept {
                error.details_mut().status = Some(status);
            }
            error
        }
    }
}

/// The arms of the `match`, with the statuses of one code in one arm.
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
    // The check ensures that there is one.
    let variant = ident(code.map_or("Unknown", CodeName::variant));
    quote!(Self::#variant)
}
