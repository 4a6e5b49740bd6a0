//! The catalog's `defaults`: the codes for responses that a framework makes by itself.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::{Piece, ident, integer, parse};
use crate::catalog::{
    Arg, ArgKind, Code, CodeName, DefaultCode, Defaults, Filled, Filling, JsonValue, Occasion,
    RetryAfter,
};

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

/// The errors for responses that a framework made, as functions of `ApiError`.
pub(super) fn made_by_framework(module: &Module) -> TokenStream {
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
    let of_status = error_of_status(module, defaults);
    let others = [
        (
            Occasion::InvalidParameter,
            "of_invalid_parameter",
            quote!(INVALID_PARAMETER),
            " The error for a parameter that cannot be read.",
        ),
        (
            Occasion::MalformedBody,
            "of_malformed_body",
            quote!(MALFORMED_BODY),
            " The error for a body that is not valid for its media type.",
        ),
        (
            Occasion::InvalidBody,
            "of_invalid_body",
            quote!(INVALID_BODY),
            " The error for a body that lacks a member, or has one of the wrong type.",
        ),
    ];
    let others = others.into_iter().map(|(occasion, name, code, doc)| {
        let name = ident(name);
        let entry = defaults.entry(occasion);
        let filled = entry.filter(|entry| entry.filling != Filling::default());
        let plain = || quote!(Self::of_code(ErrorCode::#code));
        let value = filled.map_or_else(plain, |entry| error(module, entry));
        let names_it = value.to_string().contains("rejected_name");
        let cause = ident(if names_it { "cause" } else { "_cause" });
        quote! {
            #[doc = #doc]
            fn #name(#cause: &dyn fmt::Display) -> Self { #value }
        }
    });
    quote! {
        /// The error for a response that the framework made by itself. A status that has no code of its own is kept: clients
        /// and proxies go by 401, 429 or 503.
        fn of_status(status: u16) -> Self {
            let mut error = #of_status;
            let code = error.code;
            if #is_kept {
                error.details_mut().status = Some(status);
            }
            error
        }

        #(#others)*
    }
}

/// The error for a status, before its status is kept.
fn error_of_status(module: &Module, defaults: &Defaults) -> TokenStream {
    let mut arms: Vec<(String, Vec<TokenStream>)> = Vec::new();
    let is_filled = |entry: &&DefaultCode| entry.filling != Filling::default();
    let of_range = |occasion| defaults.entry(occasion);
    let ranges = [Occasion::ClientError, Occasion::ServerError].map(of_range);
    let plain = quote!(Self::of_code(ErrorCode::of_status(status)));
    for (status, entry) in defaults.statuses() {
        let range = ranges[usize::from(status.is_server_error())];
        let value = match Some(entry).filter(is_filled) {
            Some(entry) => error(module, entry),
            // Its range has a filled default.
            None if range.is_some_and(|range| is_filled(&range)) => plain.clone(),
            None => continue,
        };
        let status: TokenStream = integer(status.get()).parse().unwrap_or_default();
        let value = value.to_string();
        match arms.iter_mut().find(|(known, _)| *known == value) {
            Some((_, statuses)) => statuses.push(status),
            None => arms.push((value, vec![status])),
        }
    }
    let value_of = |range: Option<&DefaultCode>| {
        let filled = range.filter(is_filled);
        filled
            .map_or_else(|| plain.clone(), |entry| error(module, entry))
            .to_string()
    };
    let [client, server] = ranges.map(value_of);
    arms.retain(|(value, _)| *value != client);
    if server != client {
        // The range comes last, after the statuses in it that have their own.
        let same = arms.iter().position(|(value, _)| *value == server);
        let mut statuses = same.map_or_else(Vec::new, |at| arms.remove(at).1);
        statuses.push(quote!(500..=599));
        arms.push((server, statuses));
    }
    let of_text = |value: &String| -> TokenStream { value.parse().unwrap_or_default() };
    let client = of_text(&client);
    if arms.is_empty() {
        return client;
    }
    let arms = arms.iter().map(|(value, statuses)| {
        let value = of_text(value);
        quote!(#(#statuses)|* => #value,)
    });
    quote!(match status { #(#arms)* _ => #client })
}

/// The error of a default that gives its code values.
fn error(module: &Module, entry: &DefaultCode) -> TokenStream {
    let mut codes = module.catalog.codes.iter();
    let Some(code) = codes.find(|code| code.name == entry.code) else {
        return quote!();
    };
    let filling = &entry.filling;
    let mut values: Vec<TokenStream> = code
        .args
        .iter()
        .map(|arg| {
            let mut given = filling.args.iter();
            let given = given.find(|(name, _)| *name == arg.name);
            match (given, arg.optional) {
                (Some((_, Filled::Rejection { or })), true) => {
                    let or = or.as_ref().map(|or| quote!(.or(Some(#or))));
                    quote!(rejected_name(cause).as_deref() #or)
                }
                (Some((_, Filled::Rejection { or })), false) => {
                    // The check ensures that there is one.
                    let or = or.as_deref().unwrap_or_default();
                    quote!(rejected_name(cause).as_deref().unwrap_or(#or))
                }
                (Some((_, Filled::Const(value))), optional) => {
                    let value = constant(module, code, arg, value);
                    if optional {
                        quote!(Some(#value))
                    } else {
                        value
                    }
                }
                (None, _) => quote!(None),
            }
        })
        .collect();
    if let Some(seconds) = filling.retry_after {
        values.push({
            let seconds = proc_macro2::Literal::u32_unsuffixed(seconds);
            quote!(Duration::from_secs(#seconds))
        });
    }
    let mut made = if code.args.is_empty() && code.retry_after != Some(RetryAfter::Arg) {
        let variant = ident(code.name.variant());
        quote!(Self::of_code(ErrorCode::#variant))
    } else {
        let function = ident(code.name.function());
        quote!(Self::#function(#(#values),*))
    };
    if let Some(param) = filling.param.as_ref().filter(|_| module.has_param()) {
        made = match param {
            Filled::Const(value) => {
                let text = value.to_string();
                quote!(#made.with_param(#text))
            }
            Filled::Rejection { or } => {
                let or = or.as_ref().map(|or| quote!(.or(Some(#or.to_owned()))));
                quote! {{
                    let error = #made;
                    match rejected_name(cause) #or {
                        Some(name) => error.with_param(name),
                        None => error,
                    }
                }}
            }
        };
    }
    made
}

/// A constant argument.
fn constant(module: &Module, code: &Code, arg: &Arg, value: &JsonValue) -> TokenStream {
    match value {
        JsonValue::Text(text) => {
            let at = arg.values.iter().position(|known| known == text);
            at.map_or_else(
                || quote!(#text),
                |at| {
                    let name = ident(&super::enums::name(module, code, arg));
                    let variant = ident(&arg.variants[at]);
                    quote!(args::#name::#variant)
                },
            )
        }
        JsonValue::Boolean(value) => quote!(#value),
        JsonValue::Integer(number) if arg.kind == ArgKind::Number => {
            #[expect(clippy::cast_precision_loss, reason = "it is a number with a fraction")]
            let number = *number as f64;
            quote!(#number)
        }
        JsonValue::Integer(number) => {
            let number = proc_macro2::Literal::i64_suffixed(*number);
            quote!(#number)
        }
        JsonValue::Number(number) => quote!(#number),
        JsonValue::Null | JsonValue::List(_) | JsonValue::Object(_) => quote!(None),
    }
}

/// The arms of the `match`, with the statuses of one code in one arm.
fn statuses(defaults: &Defaults, client: &TokenStream, server: &TokenStream) -> TokenStream {
    let mut arms: Vec<(String, Vec<TokenStream>)> = Vec::new();
    for (status, entry) in defaults.statuses() {
        let code = &entry.code;
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
