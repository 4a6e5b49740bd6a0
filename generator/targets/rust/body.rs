//! The body of a response: structs in the shape of the envelope, for both halves, and `Serialize` for `ApiError`.

use std::collections::HashSet;

use heck::{ToSnakeCase, ToUpperCamelCase};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt;

use super::syntax::{Piece, ident, integer, parse};
use super::{Module, value};
use crate::catalog::{Held, Json, Meaning, Member, Object, ObjectId, Scalar, Wire};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let wire = &module.catalog.wire;
    let mut items = Vec::new();
    for object in wire.objects() {
        items.extend(declaration(module, object));
    }
    let (find_id, id) = if wire.sends(Meaning::RequestId) {
        (quote!(let id = self.sent_id();), quote!(id.as_deref()))
    } else {
        (quote!(), quote!(None))
    };
    items.extend(parse(quote! {
        impl Serialize for ApiError {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #find_id
                self.to_body(#id).serialize(serializer)
            }
        }
    }));
    items.extend(value::helpers(module));
    items
}

/// The methods of `ApiError` that make its body.
pub(super) fn methods(module: &Module) -> TokenStream {
    let root = module.catalog.wire.root();
    let value = object_value(module, root, &|member| value::of_error(module, member));
    let sends_id = module.catalog.wire.sends(Meaning::RequestId);
    let body = sends_id.then(|| {
        quote! {
            /// The body of the response to the request with this id, without the id being given to the error.
            #[must_use]
            pub fn body<'e>(&'e self, request_id: &'e str) -> impl Serialize + 'e {
                self.to_body(Some(request_id))
            }
        }
    });
    let signature = match (has_lifetime(module, root), sends_id) {
        (true, true) => quote!(fn to_body<'e>(&'e self, id: Option<&'e str>) -> Body<'e>),
        (true, false) => quote!(fn to_body(&self, _: Option<&str>) -> Body<'_>),
        (false, true) => quote!(fn to_body(&self, id: Option<&str>) -> Body),
        (false, false) => quote!(fn to_body(&self, _: Option<&str>) -> Body),
    };
    let doc = if sends_id {
        " The body of the response to the request with this id."
    } else {
        " The body of the response. The id of the request is not in it."
    };
    quote! {
        #body

        #[doc = #doc]
        #signature {
            let error = self;
            #value
        }
    }
}

/// The struct of an object.
fn declaration(module: &Module, object: &Object) -> Vec<Piece> {
    let Struct { name, doc } = module.struct_of(object.id);
    let names = field_names(&object.members);
    let doc = format!(" {doc}");
    let lifetime = has_lifetime(module, object).then(|| quote!(<'a>));
    let members = object.members.iter().zip(&names).map(|(member, ident)| {
        let kind = kind(module, member);
        let attribute = attribute(member, ident, object.has_flat_args());
        quote!(#attribute #ident: #kind)
    });
    let name = ident(name);
    parse(quote! {
        #[doc = #doc]
        #[derive(Clone, Serialize, Deserialize)]
        struct #name #lifetime {
            #(#members,)*
        }
    })
}

/// The struct of an object: its unique name, and its doc comment.
pub(super) struct Struct {
    pub(super) name: String,
    doc: String,
}

/// The structs of the objects, in the order of the objects: `Body`, `BodyError`, `BodyErrorErrorsItem`.
pub(super) fn structs(wire: &Wire) -> Vec<Struct> {
    let body = Struct {
        name: "Body".to_owned(),
        doc: "The body of an error response.".to_owned(),
    };
    let mut structs = vec![body];
    add_structs(wire, wire.root(), &mut structs);
    structs
}

/// Adds the structs of the objects inside one. They follow it in the shape.
fn add_structs(wire: &Wire, outer: &Object, structs: &mut Vec<Struct>) {
    for member in &outer.members {
        let (id, element, what) = match &member.content {
            Held::Object(id) => (*id, "", "The"),
            Held::Errors(id) => (*id, "Item", "An element of the"),
            Held::Value(_) | Held::Const(_) | Held::Args | Held::FlatArgs => continue,
        };
        let of_member = if member.name.trim().is_empty() {
            "member without a name".to_owned()
        } else {
            format!("member {}", crate::targets::markdown::code(&member.name))
        };
        let around = &structs[outer.id.index()].name;
        let plain = format!(
            "{around}{}{element}",
            ascii(&member.name).to_upper_camel_case()
        );
        let taken: HashSet<&str> = structs.iter().map(|made| made.name.as_str()).collect();
        let numbered = (2..).map(|number| format!("{plain}{number}"));
        let mut names = std::iter::once(plain.clone()).chain(numbered);
        let name = names.find(|name| !taken.contains(name.as_str()));
        structs.push(Struct {
            name: name.unwrap_or_default(),
            doc: format!("{what} {of_member}."),
        });
        add_structs(wire, wire.object(id), structs);
    }
}

fn ascii(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

/// The Rust names of an object's members: in snake case, raw if they are keywords, numbered if they would clash.
pub(super) fn field_names(members: &[Member]) -> Vec<Ident> {
    let mut taken: Vec<String> = Vec::new();
    for (at, member) in members.iter().enumerate() {
        let mut name = ascii(&member.name).to_snake_case();
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
            number += members.len();
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

/// The serde attribute of a member. Beside flattened arguments a constant must be a known field, or it would be read as an argument.
fn attribute(member: &Member, ident: &Ident, has_flat_args: bool) -> TokenStream {
    let presence = member.presence;
    let optional = quote!(default, skip_serializing_if = "Option::is_none");
    let by_presence = || match (presence.is_optional(), presence.is_nullable()) {
        (true, _) => Some(optional.clone()),
        (false, true) => Some(quote!(default)),
        (false, false) => None,
    };
    let absent = match &member.content {
        Held::FlatArgs => return quote!(#[serde(flatten)]),
        Held::Errors(_) if presence.is_optional() => {
            Some(quote!(#optional, deserialize_with = "elements"))
        }
        Held::Errors(_) => Some(quote!(default, deserialize_with = "elements")),
        Held::Const(_) if has_flat_args => Some(quote!(default, deserialize_with = "passed_over")),
        Held::Const(_) => Some(quote!(skip_deserializing)),
        Held::Value(Meaning::ProblemType) => {
            by_presence().or_else(|| Some(quote!(default = "about_blank")))
        }
        Held::Value(_) | Held::Args => by_presence(),
        Held::Object(_) => None,
    };
    let name = &member.name;
    let rename = (ident.unraw() != *name).then(|| quote!(rename = #name));
    match (rename, absent) {
        (None, None) => quote!(),
        (Some(one), None) | (None, Some(one)) => quote!(#[serde(#one)]),
        (Some(rename), Some(absent)) => quote!(#[serde(#rename, #absent)]),
    }
}

/// Whether the struct of an object borrows from the error.
pub(super) fn has_lifetime(module: &Module, object: &Object) -> bool {
    object.members.iter().any(|member| match &member.content {
        Held::Value(meaning) => match owned_by(module, meaning.row().json) {
            Owned::Cow => true,
            Owned::Plain => false,
        },
        Held::Args | Held::FlatArgs => true,
        Held::Const(_) => false,
        Held::Object(id) | Held::Errors(id) => {
            has_lifetime(module, module.catalog.wire.object(*id))
        }
    })
}

/// How the body holds a value.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Owned {
    Plain,
    /// Borrowed when it is written, owned when it was read.
    Cow,
}

pub(super) fn owned_by(module: &Module, json: Json) -> Owned {
    match json {
        Json::Type if module.has_types() => Owned::Plain,
        Json::Code | Json::Integer { .. } | Json::Boolean => Owned::Plain,
        Json::Type
        | Json::Text
        | Json::DateTime
        | Json::UriReference
        | Json::Args
        | Json::Errors => Owned::Cow,
    }
}

/// The owned type of a value.
pub(super) fn owned_type(module: &Module, json: Json) -> TokenStream {
    match json {
        Json::Code => quote!(Open<ErrorCode>),
        Json::Type if module.has_types() => quote!(Open<ErrorType>),
        Json::Type | Json::Text | Json::DateTime | Json::UriReference => quote!(String),
        Json::Integer { bits, .. } => {
            let integer = ident(&format!("u{bits}"));
            quote!(#integer)
        }
        Json::Boolean => quote!(bool),
        Json::Args => quote!(Args),
        Json::Errors => quote!(Vec<OneError>),
    }
}

/// The type of a body that owns its values.
pub(super) fn owned_struct(module: &Module, object: &Object) -> TokenStream {
    let name = ident(&module.struct_of(object.id).name);
    let lifetime = has_lifetime(module, object).then(|| quote!(<'static>));
    quote!(#name #lifetime)
}

fn kind(module: &Module, member: &Member) -> TokenStream {
    let of_object = |id: ObjectId| {
        let name = ident(&module.struct_of(id).name);
        let life = has_lifetime(module, module.catalog.wire.object(id)).then(|| quote!(<'a>));
        quote!(#name #life)
    };
    let plain = match &member.content {
        Held::Object(id) => return of_object(*id),
        Held::Const(Scalar::Text(_)) => return quote!(&'static str),
        Held::Const(Scalar::Integer(_)) => return quote!(i64),
        Held::Const(Scalar::Number(_)) => return quote!(f64),
        Held::Const(Scalar::Boolean(_)) => return quote!(bool),
        Held::Args | Held::FlatArgs => quote!(Cow<'a, Args>),
        Held::Errors(id) => {
            let element = of_object(*id);
            quote!(Vec<#element>)
        }
        Held::Value(meaning) => {
            let json = meaning.row().json;
            match owned_by(module, json) {
                Owned::Plain => owned_type(module, json),
                Owned::Cow => quote!(Cow<'a, str>),
            }
        }
    };
    if member.presence.may_be_absent() {
        quote!(Option<#plain>)
    } else {
        plain
    }
}

/// The struct literal of an object. `value` gives the members that are not constant.
pub(super) fn object_value(
    module: &Module,
    object: &Object,
    value: &dyn Fn(&Member) -> TokenStream,
) -> TokenStream {
    let members = object
        .members
        .iter()
        .zip(field_names(&object.members))
        .map(|(member, ident)| {
            let value = match &member.content {
                Held::Const(constant) => scalar(constant),
                Held::Object(id) => object_value(module, module.catalog.wire.object(*id), value),
                Held::Value(_) | Held::Args | Held::FlatArgs | Held::Errors(_) => value(member),
            };
            quote!(#ident: #value)
        });
    let name = ident(&module.struct_of(object.id).name);
    quote!(#name { #(#members),* })
}

/// The literal of a constant, in the form that clippy accepts.
fn scalar(scalar: &Scalar) -> TokenStream {
    match scalar {
        Scalar::Text(text) => quote!(#text),
        Scalar::Integer(number) => {
            let magnitude = integer(number.unsigned_abs());
            let sign = if *number < 0 { "-" } else { "" };
            format!("{sign}{magnitude}")
                .parse()
                .unwrap_or_else(|_| quote!(#number))
        }
        Scalar::Number(number) => {
            let digits = format!("{number:?}");
            let (whole, rest) = digits.split_at(digits.find(['.', 'e']).unwrap_or(digits.len()));
            let grouped = whole.trim_start_matches('-').parse::<u64>().map(integer);
            let sign = if *number < 0.0 { "-" } else { "" };
            let literal = grouped.map(|whole| format!("{sign}{whole}{rest}"));
            literal
                .ok()
                .and_then(|literal| literal.parse().ok())
                .unwrap_or_else(|| quote!(#number))
        }
        Scalar::Boolean(value) => quote!(#value),
    }
}
