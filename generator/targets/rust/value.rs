//! The values of the body's members, as expressions on an `ApiError`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::body::object_value;
use super::parts::{self, piece};
use super::syntax::{Piece, ident, parse};
use crate::catalog::{BLANK_PROBLEM_TYPE, Held, Meaning, Member, Object, ObjectId, Status};

/// The value of a member, as an expression with `error` and `id`, the id of the request.
pub(super) fn of_error(module: &Module, member: &Member) -> TokenStream {
    let borrowed = quote!(Cow::Borrowed);
    let maybe = member.presence.may_be_absent();
    let some = |value: TokenStream| if maybe { quote!(Some(#value)) } else { value };
    let meaning = match &member.content {
        Held::Value(meaning) => *meaning,
        Held::Args | Held::FlatArgs => return some(quote!(#borrowed(error.args()))),
        Held::Errors(id) => return errors(module, *id, maybe),
        // Constants are literals, and the members of an object have its values.
        Held::Const(_) | Held::Object(_) => return quote!(),
    };
    match meaning {
        Meaning::Type if module.has_types() => some(quote!(Open::Known(error.error_type()))),
        Meaning::Type => quote!(None),
        Meaning::Code => some(quote!(Open::Known(error.code))),
        Meaning::Number if !module.has_numbers() => quote!(None),
        Meaning::Number if maybe => quote!(error.code.number()),
        Meaning::Number => quote!(error.code.number().unwrap_or_default()),
        Meaning::Message => some(quote!(#borrowed(error.message()))),
        Meaning::Param => quote!(error.param().map(#borrowed)),
        Meaning::Status => some(quote!(error.status())),
        Meaning::Title => some(quote!(#borrowed(error.code.title()))),
        Meaning::DocUrl if !module.has_doc_urls() => quote!(None),
        Meaning::DocUrl if module.all_have_doc_urls() => {
            some(quote!(#borrowed(error.code.doc_url())))
        }
        Meaning::DocUrl => quote!(error.code.doc_url().map(#borrowed)),
        Meaning::ProblemType => some(problem_type(module)),
        Meaning::Instance => quote!(error.instance().map(#borrowed)),
        Meaning::Timestamp => some(quote!(Cow::Owned(rfc3339(
            error.timestamp().unwrap_or_else(SystemTime::now)
        )))),
        Meaning::RequestId if maybe => quote!(id.map(#borrowed)),
        Meaning::RequestId => quote!(#borrowed(id.unwrap_or_default())),
        Meaning::Retryable => some(quote!(error.code.is_retryable())),
        Meaning::RetryAfter if !module.has_retry_after() => quote!(None),
        Meaning::RetryAfter if maybe => quote!(error.retry_after().map(whole_seconds)),
        Meaning::RetryAfter => quote!(error.retry_after().map_or(0, whole_seconds)),
        Meaning::Resolution => stored(module, meaning, maybe),
        Meaning::Reason if maybe => quote!(reason_of(error.status()).map(#borrowed)),
        // A status that is not registered counts as the first of its class (RFC 9110, section 15).
        Meaning::Reason => quote! {
            #borrowed(reason_of(error.status()).unwrap_or(match error.status() {
                500..=599 => "Internal Server Error",
                _ => "Bad Request",
            }))
        },
        // Members with these contents returned above.
        Meaning::Args | Meaning::Errors => quote!(),
    }
}

/// A text from the table of codes.
fn stored(module: &Module, meaning: Meaning, maybe: bool) -> TokenStream {
    let name = ident(meaning.row().word);
    if !module.stored().any(|stored| stored == meaning) {
        return quote!(None);
    }
    if maybe {
        quote!(error.code.#name().map(Cow::Borrowed))
    } else {
        quote!(Cow::Borrowed(error.code.#name().unwrap_or_default()))
    }
}

fn problem_type(module: &Module) -> TokenStream {
    let blank = BLANK_PROBLEM_TYPE;
    let url = if !module.has_doc_urls() {
        quote!(#blank)
    } else if module.all_have_doc_urls() {
        quote!(error.code.doc_url())
    } else {
        quote!(error.code.doc_url().unwrap_or(#blank))
    };
    quote!(Cow::Borrowed(#url))
}

/// The elements of a list of errors. If the list is always present, an error without others is its only element.
fn errors(module: &Module, element: ObjectId, maybe: bool) -> TokenStream {
    let element = module.catalog.wire.object(element);
    let element = object_value(module, element, &|member| of_error(module, member));
    if maybe {
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
    if module.catalog.wire.sends(Meaning::ProblemType) {
        made.extend(parse(quote! {
            /// The type of a problem that has none (RFC 9457, section 3.1.1).
            fn about_blank() -> Cow<'static, str> {
                #BLANK_PROBLEM_TYPE.into()
            }
        }));
    }
    if module.catalog.wire.objects().iter().any(passes_over) {
        made.push(piece(module, parts::CONSTANTS));
    }
    if module.has_timestamp() {
        made.push(piece(module, parts::RFC3339));
    }
    if module.catalog.wire.sends(Meaning::Reason) {
        made.extend(reason_of(module));
    }
    made
}

/// Whether an object has a constant beside flattened arguments.
fn passes_over(object: &Object) -> bool {
    let is_const = |member: &Member| matches!(member.content, Held::Const(_));
    object.has_flat_args() && object.members.iter().any(is_const)
}

/// The function from a status to its reason phrase.
fn reason_of(module: &Module) -> Vec<Piece> {
    let chosen = (400..600).filter_map(Status::new);
    let own = module.catalog.codes.iter().map(|code| code.status);
    let statuses: BTreeSet<Status> = chosen.chain(own).collect();
    let registered = statuses.into_iter().filter_map(|status| {
        let (number, reason) = (status.get(), status.reason()?);
        let number = proc_macro2::Literal::u16_unsuffixed(number);
        Some(quote!(#number => #reason,))
    });
    parse(quote! {
        /// The registered reason phrase of a status.
        fn reason_of(status: u16) -> Option<&'static str> {
            Some(match status {
                #(#registered)*
                _ => return None,
            })
        }
    })
}
