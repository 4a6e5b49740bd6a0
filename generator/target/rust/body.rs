//! The body of a response: structs in the shape of the envelope, for both halves, and `Serialize` for `ApiError`.

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::Module;
use super::syntax::{Piece, ident, integer, parse};
use crate::catalog::{Content, Field, Meaning, Scalar};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = objects(
        module,
        "Body",
        "The body of an error response.",
        &module.catalog.envelope.body,
    );
    let lifetime = has_lifetime(module, &module.catalog.envelope.body);
    let (of_error, error) = if lifetime {
        (quote!(Body<'e>), quote!(<'e>))
    } else {
        (quote!(Body), quote!())
    };
    let reference = if lifetime {
        quote!(&'e ApiError)
    } else {
        quote!(&ApiError)
    };
    let value = object_value(
        module,
        "Body",
        &module.catalog.envelope.body,
        &|meaning, field| value_of_error(module, meaning, field),
    );
    made.extend(parse(quote! {
        impl #error From<#reference> for #of_error {
            fn from(error: #reference) -> Self {
                #value
            }
        }

        impl ::serde::Serialize for ApiError {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                Body::from(self).serialize(serializer)
            }
        }
    }));
    if module.must_have_request_id()
        || module.options.has(crate::options::Integration::Axum) && module.has_request_id()
    {
        made.extend(new_request_id());
    }
    if module.has_timestamp() {
        made.extend(rfc3339());
    }
    made
}

/// The struct of an object and of those inside it.
fn objects(module: &Module, name: &str, doc: &str, fields: &[Field]) -> Vec<Piece> {
    let names = field_names(fields);
    let doc = format!(" {doc}");
    let lifetime = has_lifetime(module, fields).then(|| quote!(<'a>));
    let members = fields.iter().zip(&names).map(|(field, ident)| {
        let kind = kind(module, field);
        let attribute = attribute(field, ident);
        quote!(#attribute #ident: #kind)
    });
    let struct_name = ident(name);
    let mut made = parse(quote! {
        #[doc = #doc]
        #[derive(Clone, ::serde::Serialize, ::serde::Deserialize)]
        struct #struct_name #lifetime {
            #(#members,)*
        }
    });
    for field in fields {
        if let Content::Members(members) = &field.content {
            let doc = if field.name.trim().is_empty() {
                "The member without a name.".to_owned()
            } else {
                format!("The member {}.", crate::target::markdown::code(&field.name))
            };
            made.extend(objects(module, module.object_name(field), &doc, members));
        }
    }
    made
}

/// The structs of the members that are objects, by the members' places: `BodyError`. Each name is there once.
pub(super) type ObjectNames = HashMap<*const Field, String>;

pub(super) fn object_names(fields: &[Field]) -> ObjectNames {
    fn walk(outer: &str, fields: &[Field], taken: &mut HashSet<String>, names: &mut ObjectNames) {
        for field in fields {
            let Content::Members(members) = &field.content else {
                continue;
            };
            let plain = format!("{outer}{}", ascii(&field.name).to_upper_camel_case());
            let numbered = (2..).map(|number| format!("{plain}{number}"));
            let name = std::iter::once(plain.clone())
                .chain(numbered)
                .find(|name| !taken.contains(name));
            let name = name.unwrap_or_default();
            taken.insert(name.clone());
            walk(&name, members, taken, names);
            names.insert(std::ptr::from_ref(field), name);
        }
    }
    let mut names = HashMap::new();
    walk(
        "Body",
        fields,
        &mut HashSet::from(["Body".to_owned()]),
        &mut names,
    );
    names
}

fn ascii(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

/// The Rust names of an object's members: cased, raw where they are keywords, numbered where nothing else is left.
pub(super) fn field_names(fields: &[Field]) -> Vec<Ident> {
    let mut taken: Vec<String> = Vec::new();
    for (at, field) in fields.iter().enumerate() {
        let mut name = ascii(&field.name).to_snake_case();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) {
            name = ["member", &name].join("_");
            name.truncate(name.trim_end_matches('_').len());
        }
        if matches!(&*name, "self" | "super" | "crate") {
            name.push('_');
        }
        let mut number = at;
        while taken.contains(&name) {
            name = format!("{}_{number}", name.trim_end_matches('_'));
            number += fields.len();
        }
        taken.push(name);
    }
    taken
        .iter()
        .map(|name| {
            syn::parse_str(name).unwrap_or_else(|_| Ident::new_raw(name, Span::call_site()))
        })
        .collect()
}

fn attribute(field: &Field, ident: &Ident) -> TokenStream {
    let name = &field.name;
    let rename = (ident.unraw() != *name).then(|| quote!(rename = #name));
    let absent = match &field.content {
        Content::Const(_) => Some(quote!(skip_deserializing)),
        Content::Is(_) if field.optional => {
            Some(quote!(default, skip_serializing_if = "Option::is_none"))
        }
        Content::Is(_) if field.nullable => Some(quote!(default)),
        Content::Is(_) | Content::Members(_) => None,
    };
    match (rename, absent) {
        (None, None) => quote!(),
        (Some(one), None) | (None, Some(one)) => quote!(#[serde(#one)]),
        (Some(rename), Some(absent)) => quote!(#[serde(#rename, #absent)]),
    }
}

/// Whether an object borrows from the error that it is the body of.
pub(super) fn has_lifetime(module: &Module, fields: &[Field]) -> bool {
    fields.iter().any(|field| match &field.content {
        Content::Is(Meaning::Type) => !module.has_types(),
        Content::Is(Meaning::Code | Meaning::Number | Meaning::Status | Meaning::Args)
        | Content::Const(_) => false,
        Content::Is(_) => true,
        Content::Members(fields) => has_lifetime(module, fields),
    })
}

/// The body's type where it owns what it holds.
pub(super) fn body_type(module: &Module) -> TokenStream {
    let lifetime = has_lifetime(module, &module.catalog.envelope.body).then(|| quote!(<'static>));
    quote!(Body #lifetime)
}

fn kind(module: &Module, field: &Field) -> TokenStream {
    let text = quote!(std::borrow::Cow<'a, str>);
    let plain = match &field.content {
        Content::Members(members) => {
            let name = ident(module.object_name(field));
            return if has_lifetime(module, members) {
                quote!(#name<'a>)
            } else {
                quote!(#name)
            };
        }
        Content::Const(Scalar::Text(_)) => return quote!(&'static str),
        Content::Const(Scalar::Integer(_)) => return quote!(i64),
        Content::Const(Scalar::Number(_)) => return quote!(f64),
        Content::Const(Scalar::Boolean(_)) => return quote!(bool),
        Content::Is(Meaning::Type) if module.has_types() => quote!(Open<ErrorType>),
        Content::Is(Meaning::Code) => quote!(Open<ErrorCode>),
        Content::Is(Meaning::Number) => quote!(u32),
        Content::Is(Meaning::Status) => quote!(u16),
        Content::Is(Meaning::Args) => quote!(Args),
        Content::Is(_) => text,
    };
    if field.optional || field.nullable {
        quote!(Option<#plain>)
    } else {
        plain
    }
}

/// The literal of an object, with the value of each member by its meaning.
pub(super) fn object_value(
    module: &Module,
    name: &str,
    fields: &[Field],
    value: &dyn Fn(Meaning, &Field) -> TokenStream,
) -> TokenStream {
    let members = fields
        .iter()
        .zip(field_names(fields))
        .map(|(field, ident)| {
            let value = match &field.content {
                Content::Is(meaning) => value(*meaning, field),
                Content::Const(Scalar::Text(text)) => quote!(#text),
                Content::Const(Scalar::Integer(number)) => {
                    let magnitude = integer(number.unsigned_abs());
                    let sign = if *number < 0 { "-" } else { "" };
                    format!("{sign}{magnitude}")
                        .parse()
                        .unwrap_or_else(|_| quote!(#number))
                }
                Content::Const(Scalar::Number(number)) => {
                    let digits = format!("{number:?}");
                    let (whole, rest) =
                        digits.split_at(digits.find(['.', 'e']).unwrap_or(digits.len()));
                    let grouped = whole.trim_start_matches('-').parse::<u64>().map(integer);
                    let sign = if *number < 0.0 { "-" } else { "" };
                    let literal = grouped.map(|whole| format!("{sign}{whole}{rest}"));
                    literal
                        .ok()
                        .and_then(|literal| literal.parse().ok())
                        .unwrap_or_else(|| quote!(#number))
                }
                Content::Const(Scalar::Boolean(value)) => quote!(#value),
                Content::Members(members) => {
                    object_value(module, module.object_name(field), members, value)
                }
            };
            quote!(#ident: #value)
        });
    let name = ident(name);
    quote!(#name { #(#members),* })
}

/// What an `ApiError` has for a member.
fn value_of_error(module: &Module, meaning: Meaning, field: &Field) -> TokenStream {
    let borrowed = quote!(std::borrow::Cow::Borrowed);
    let maybe = field.optional || field.nullable;
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
        Meaning::DocUrl => some(quote!(#borrowed(error.code.doc_url()))),
        Meaning::Timestamp => {
            let said = quote!(error.details.as_ref().and_then(|details| details.timestamp));
            some(
                quote!(std::borrow::Cow::Owned(rfc3339(#said.unwrap_or_else(std::time::SystemTime::now)))),
            )
        }
        Meaning::RequestId => {
            let own = detail("request_id");
            if maybe {
                quote!(#own.map(#borrowed))
            } else {
                quote!(#own.map_or_else(|| std::borrow::Cow::Owned(new_request_id()), #borrowed))
            }
        }
        Meaning::Args => some(quote!(
            error
                .details
                .as_ref()
                .map(|details| details.args.clone())
                .unwrap_or_default()
        )),
    }
}

fn new_request_id() -> Vec<Piece> {
    parse(quote! {
        /// A new id for a request: 64 random bits, by the keys that the standard library seeds its hash maps with.
        fn new_request_id() -> String {
            let hasher = std::hash::BuildHasher::build_hasher(&std::hash::RandomState::new());
            format!("req_{:016x}", std::hash::Hasher::finish(&hasher))
        }
    })
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
