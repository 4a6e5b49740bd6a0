//! The values of the body's members, as an `ApiError` has them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::body::object_value;
use super::syntax::{Piece, ident, parse};
use crate::catalog::{Field, Meaning};

/// What `error` has for a member, where `id` is the id of the request.
pub(super) fn of_error(module: &Module, meaning: Meaning, field: &Field) -> TokenStream {
    let borrowed = quote!(std::borrow::Cow::Borrowed);
    let maybe = field.may_be_absent();
    let some = |value: TokenStream| if maybe { quote!(Some(#value)) } else { value };
    let detail = |name: &str| {
        let name = ident(name);
        quote!(error.details.as_ref().and_then(|details| details.#name.as_deref()))
    };
    match meaning {
        Meaning::Type if module.has_types() => some(quote!(Open::Known(error.error_type()))),
        Meaning::Type => quote!(None),
        Meaning::Code => some(quote!(Open::Known(error.code))),
        Meaning::Number if !module.has_numbers() => quote!(None),
        Meaning::Number if maybe => quote!(error.code.number()),
        Meaning::Number => quote!(error.code.number().unwrap_or_default()),
        Meaning::Message => some(quote!(#borrowed(error.message()))),
        Meaning::Param => {
            let own = detail("param");
            quote!(#own.or_else(|| error.code.param()).map(#borrowed))
        }
        Meaning::Status => some(quote!(error.status())),
        Meaning::Title => some(quote!(#borrowed(error.code.title()))),
        Meaning::DocUrl if !module.has_doc_urls() => quote!(None),
        Meaning::DocUrl if module.all_have_doc_urls() => {
            some(quote!(#borrowed(error.code.doc_url())))
        }
        Meaning::DocUrl => quote!(error.code.doc_url().map(#borrowed)),
        Meaning::ProblemType => some(problem_type(module)),
        Meaning::Instance => {
            let own = detail("instance");
            quote!(#own.map(#borrowed))
        }
        Meaning::Timestamp => {
            let said = quote!(error.details.as_ref().and_then(|details| details.timestamp));
            some(
                quote!(std::borrow::Cow::Owned(rfc3339(#said.unwrap_or_else(std::time::SystemTime::now)))),
            )
        }
        Meaning::RequestId if maybe => quote!(id.map(#borrowed)),
        Meaning::RequestId => quote!(#borrowed(id.unwrap_or_default())),
        Meaning::Args => some(quote!(#borrowed(error.args()))),
        Meaning::Errors => errors(module, field),
    }
}

fn problem_type(module: &Module) -> TokenStream {
    let blank = "about:blank";
    let url = if !module.has_doc_urls() {
        quote!(#blank)
    } else if module.all_have_doc_urls() {
        quote!(error.code.doc_url())
    } else {
        quote!(error.code.doc_url().unwrap_or(#blank))
    };
    quote!(std::borrow::Cow::Borrowed(#url))
}

/// The elements of a list of errors. A list that is always there has the error itself where it is alone.
fn errors(module: &Module, field: &Field) -> TokenStream {
    let each = |meaning, field: &Field| of_error(module, meaning, field);
    let element = object_value(module, module.object_name(field), &field.each, &each);
    if field.may_be_absent() {
        quote!((!error.errors().is_empty()).then(|| error.errors().iter().map(|error| #element).collect()))
    } else {
        quote! {
            match error.errors() {
                [] => std::slice::from_ref(error),
                errors => errors,
            }
            .iter()
            .map(|error| #element)
            .collect()
        }
    }
}

/// The functions that make values.
pub(super) fn helpers(module: &Module) -> Vec<Piece> {
    let mut made = Vec::new();
    if module.catalog.sends(Meaning::ProblemType) {
        made.extend(parse(quote! {
            /// The type of a problem that says none (RFC 9457, section 3.1.1).
            fn about_blank() -> std::borrow::Cow<'static, str> {
                "about:blank".into()
            }
        }));
    }
    if module.has_timestamp() {
        made.extend(rfc3339());
    }
    made
}

fn rfc3339() -> Vec<Piece> {
    parse(quote! {
        /// A point in time as RFC 3339 writes it, in UTC, to the millisecond.
        fn rfc3339(at: std::time::SystemTime) -> String {
            let since = at.duration_since(std::time::UNIX_EPOCH).unwrap_or_default();
            let (days, seconds) = (since.as_secs() / 86_400, since.as_secs() % 86_400);
            let (mut year, mut day) = (1970, days);
            let is_leap = |year: u64| year % 4 < 1 && (year % 100 >= 1 || year % 400 < 1);
            let length = |year: u64| if is_leap(year) { 366 } else { 365 };
            while day >= length(year) {
                day -= length(year);
                year += 1;
            }
            let february = length(year) - 337;
            let mut month = 1;
            for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
                if day < days {
                    break;
                }
                day -= days;
                month += 1;
            }
            let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
            let millisecond = since.subsec_millis();
            format!("{year:04}-{month:02}-{:02}T{hour:02}:{minute:02}:{second:02}.{millisecond:03}Z", day + 1)
        }
    })
}
