//! The body of a response: structs in the shape of the envelope, for both halves, and `Serialize` for `ApiError`.

use std::collections::{HashMap, HashSet};

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::syntax::{Piece, ident, integer, parse};
use super::{Module, allow_unused, value};
use crate::catalog::{Content, Field, Meaning, Scalar};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = objects(
        module,
        "Body",
        "The body of an error response.",
        &module.catalog.envelope.body,
    );
    let lifetime = has_lifetime(module, &module.catalog.envelope.body);
    let (of_error, life, borrow) = if lifetime {
        (quote!(Body<'e>), quote!(<'e>), quote!(&'e))
    } else {
        (quote!(Body), quote!(), quote!(&))
    };
    let value = object_value(
        module,
        "Body",
        &module.catalog.envelope.body,
        &|meaning, field| value::of_error(module, meaning, field),
    );
    let sends_id = module.catalog.sends(Meaning::RequestId);
    let id = sends_id.then(|| quote!(, id: Option<#borrow str>));
    let find_id = sends_id.then(|| quote!(let id = self.sent_id();));
    let body = body_of(module, &quote!(self), &quote!(id.as_deref()));
    let allow = allow_unused();
    let with_id = sends_id.then(|| {
        quote! {
            #allow
            impl ApiError {
                /// The body of the response to the request of this id: what serializes without the id having to be
                /// given to the error.
                #[must_use]
                pub fn body<'e>(&'e self, request_id: &'e str) -> impl ::serde::Serialize + 'e {
                    Body::new(self, Some(request_id))
                }
            }
        }
    });
    made.extend(parse(quote! {
        impl #life #of_error {
            fn new(error: #borrow ApiError #id) -> Self {
                #value
            }
        }

        #with_id

        impl ::serde::Serialize for ApiError {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #find_id
                #body.serialize(serializer)
            }
        }
    }));
    made.extend(value::helpers(module));
    made
}

/// The body of the error that `error` is, an expression for a reference to it, with the id that is `id`, an
/// `Option<&str>`.
pub(super) fn body_of(module: &Module, error: &TokenStream, id: &TokenStream) -> TokenStream {
    if module.catalog.sends(Meaning::RequestId) {
        quote!(Body::new(#error, #id))
    } else {
        quote!(Body::new(#error))
    }
}

/// The struct of an object and of those inside it.
fn objects(module: &Module, name: &str, doc: &str, fields: &[Field]) -> Vec<Piece> {
    let names = field_names(fields);
    let doc = format!(" {doc}");
    let lifetime = has_lifetime(module, fields).then(|| quote!(<'a>));
    let flattens = fields.iter().any(|field| field.flatten);
    let members = fields.iter().zip(&names).map(|(field, ident)| {
        let kind = kind(module, field);
        let attribute = attribute(field, ident, flattens);
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
        let Some(members) = inside(field) else {
            continue;
        };
        let member = if field.name.trim().is_empty() {
            "member without a name".to_owned()
        } else {
            format!("member {}", crate::target::markdown::code(&field.name))
        };
        let doc = if field.each.is_empty() {
            format!("The {member}.")
        } else {
            format!("An element of the {member}.")
        };
        made.extend(objects(module, module.object_name(field), &doc, members));
    }
    made
}

/// The members of an object, or of the elements of a list.
fn inside(field: &Field) -> Option<&[Field]> {
    match &field.content {
        Content::Members(members) => Some(members),
        _ if !field.each.is_empty() => Some(&field.each),
        _ => None,
    }
}

/// The structs of the members that are objects, by the members' places: `BodyError`. Each name is there once.
pub(super) type ObjectNames = HashMap<*const Field, String>;

pub(super) fn object_names(fields: &[Field]) -> ObjectNames {
    fn walk(outer: &str, fields: &[Field], taken: &mut HashSet<String>, names: &mut ObjectNames) {
        for field in fields {
            let Some(members) = inside(field) else {
                continue;
            };
            let element = if field.each.is_empty() { "" } else { "Item" };
            let plain = format!(
                "{outer}{}{element}",
                ascii(&field.name).to_upper_camel_case()
            );
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

/// How serde has a member. Beside a flattened one, a constant has to be known by its name, or it would be among those.
fn attribute(field: &Field, ident: &Ident, flattens: bool) -> TokenStream {
    if field.flatten {
        return quote!(#[serde(flatten)]);
    }
    let name = &field.name;
    let rename = (ident.unraw() != *name).then(|| quote!(rename = #name));
    let absent = match &field.content {
        Content::Is(Meaning::Errors) if field.optional => Some(quote!(
            default,
            skip_serializing_if = "Option::is_none",
            deserialize_with = "elements"
        )),
        Content::Is(Meaning::Errors) => Some(quote!(default, deserialize_with = "elements")),
        Content::Const(_) if flattens => Some(quote!(default, deserialize_with = "passed_over")),
        Content::Const(_) => Some(quote!(skip_deserializing)),
        Content::Is(_) if field.optional => {
            Some(quote!(default, skip_serializing_if = "Option::is_none"))
        }
        Content::Is(_) if field.nullable => Some(quote!(default)),
        Content::Is(Meaning::ProblemType) => Some(quote!(default = "about_blank")),
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
        Content::Is(Meaning::Code | Meaning::Number | Meaning::Status) | Content::Const(_) => false,
        Content::Is(Meaning::Errors) => has_lifetime(module, &field.each),
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
        Content::Is(Meaning::Args) => quote!(std::borrow::Cow<'a, Args>),
        Content::Is(Meaning::Errors) => {
            let name = ident(module.object_name(field));
            let life = has_lifetime(module, &field.each).then(|| quote!(<'a>));
            quote!(Vec<#name #life>)
        }
        Content::Is(_) => text,
    };
    if field.may_be_absent() {
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
