//! The body of a response: a type for each object and list of the envelope, which writes it.

use std::collections::HashSet;

use heck::ToUpperCamelCase;
use proc_macro2::{TokenStream, TokenTree};
use quote::quote;

use super::Module;
use super::syntax::{Piece, ident, parse};
use super::value::{self, Has, Value};
use crate::catalog::{Errors, Held, ListLayout, Meaning, Member, Object, Step, Wire};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let wire = &module.catalog.wire;
    let mut items = Vec::new();
    if sends_id(module) {
        items.extend(parse(quote! {
            /// An error, and the id of the request that it answers.
            #[derive(Clone, Copy)]
            struct Sending<'e> {
                error: &'e ApiError,
                id: Option<&'e str>,
            }
        }));
    }
    for written in &module.written {
        let content = match &written.member(wire).content {
            Held::Object(id) => object(module, wire.object(*id)),
            Held::Errors(errors) => list(module, errors, written.member(wire)),
            Held::Value(_)
            | Held::Const(_)
            | Held::Args
            | Held::FlatArgs
            | Held::Arg(_)
            | Held::CodeField(_) => element(module, written.member(wire)),
        };
        items.extend(declaration(module, written, &content));
    }
    let (find_id, id) = if sends_id(module) {
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

fn sends_id(module: &Module) -> bool {
    module.catalog.wire.sends(Meaning::RequestId)
}

/// The methods of `ApiError` that make its body.
pub(super) fn methods(module: &Module) -> TokenStream {
    if !sends_id(module) {
        return quote! {
            /// The body of the response. The id of the request is not in it.
            fn to_body(&self, _: Option<&str>) -> Body<'_> {
                Body(self)
            }
        };
    }
    quote! {
        /// The body of the response to the request with this id, without the id being given to the error.
        #[must_use]
        pub fn body<'e>(&'e self, request_id: &'e str) -> impl Serialize + 'e {
            self.to_body(Some(request_id))
        }

        /// The body of the response to the request with this id.
        fn to_body<'e>(&'e self, id: Option<&'e str>) -> Body<'e> {
            Body(Sending { error: self, id })
        }
    }
}

/// A part of the body that has a type of its own, which writes it.
pub(super) struct Written {
    path: Vec<Step>,
    /// The unique name of the type.
    name: String,
    doc: String,
}

impl Written {
    fn member<'w>(&self, wire: &'w Wire) -> &'w Member {
        let mut members = wire.all();
        members
            .find(|member| member.path == self.path)
            .unwrap_or(wire.body())
    }
}

/// The types that write the body: `Body`, `BodyError`, `BodyErrorErrors`, `BodyErrorErrorsItem`.
pub(super) fn written(wire: &Wire) -> Vec<Written> {
    let body = Written {
        path: Vec::new(),
        name: "Body".to_owned(),
        doc: "The body of an error response.".to_owned(),
    };
    let mut written = vec![body];
    add_inside(wire, wire.body(), &mut written);
    written
}

/// Adds the types inside a member, which is the last of them.
fn add_inside(wire: &Wire, outer: &Member, written: &mut Vec<Written>) {
    let Some(around) = written.last().map(|outer| outer.name.clone()) else {
        return;
    };
    let of_member = |member: &Member| {
        if member.name.trim().is_empty() {
            "member without a name".to_owned()
        } else {
            format!("member {}", crate::targets::markdown::code(&member.name))
        }
    };
    let inside = outer.object().map(|id| &wire.object(id).members);
    for (at, member) in inside.into_iter().flatten().enumerate() {
        if member.object().is_none() && member.errors().is_none() {
            continue;
        }
        let (name, doc) = match member.path.last() {
            Some(Step::Item(_)) => (format!("Item{at}"), "An element of an array.".to_owned()),
            _ => (
                ascii(&member.name).to_upper_camel_case(),
                format!("The {}.", of_member(member)),
            ),
        };
        add(wire, member, &format!("{around}{name}"), doc, written);
    }
    let is_list = outer.errors().is_some() && !outer.is_in_list();
    if let Some(element) = wire.element().filter(|_| is_list) {
        let doc = if outer.path.is_empty() {
            "An element of the body.".to_owned()
        } else {
            format!("An element of the {}.", of_member(outer))
        };
        add(wire, element, &format!("{around}Item"), doc, written);
    }
}

fn add(wire: &Wire, member: &Member, plain: &str, doc: String, written: &mut Vec<Written>) {
    let taken: HashSet<&str> = written.iter().map(|made| made.name.as_str()).collect();
    let numbered = (2..).map(|number| format!("{plain}{number}"));
    let mut names = std::iter::once(plain.to_owned()).chain(numbered);
    let name = names.find(|name| !taken.contains(name.as_str()));
    written.push(Written {
        path: member.path.clone(),
        name: name.unwrap_or_default(),
        doc,
    });
    add_inside(wire, member, written);
}

/// The letters and digits of a name.
pub(super) fn ascii(name: &str) -> String {
    name.chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect()
}

/// The type that writes a part of the body.
fn declaration(module: &Module, written: &Written, content: &TokenStream) -> Vec<Piece> {
    let name = ident(&written.name);
    let doc = format!(" {}", written.doc);
    let (inner, bound) = if sends_id(module) {
        let bound = match (uses(content, "error"), uses(content, "id")) {
            (true, true) => quote!(let Sending { error, id } = self.0;),
            (true, false) => quote!(let Sending { error, .. } = self.0;),
            (false, true) => quote!(let Sending { id, .. } = self.0;),
            (false, false) => quote!(),
        };
        (quote!(Sending<'e>), bound)
    } else {
        let bound = uses(content, "error").then(|| quote!(let error = self.0;));
        (quote!(&'e ApiError), quote!(#bound))
    };
    parse(quote! {
        #[doc = #doc]
        struct #name<'e>(#inner);

        impl Serialize for #name<'_> {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                #bound
                #content
            }
        }
    })
}

/// Whether code refers to a variable.
fn uses(code: &TokenStream, variable: &str) -> bool {
    let mut after_dot = false;
    code.clone().into_iter().any(|token| {
        let is_field = after_dot;
        after_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
        match token {
            TokenTree::Group(group) => uses(&group.stream(), variable),
            TokenTree::Ident(ident) => !is_field && ident == variable,
            TokenTree::Punct(_) | TokenTree::Literal(_) => false,
        }
    })
}

/// The type of a part of the body.
fn type_of(module: &Module, member: &Member) -> proc_macro2::Ident {
    let mut written = module.written.iter();
    let written = written.find(|written| written.path == member.path);
    ident(written.map_or("Body", |written| &written.name))
}

/// The code that writes an object or a fixed array.
fn object(module: &Module, object: &Object) -> TokenStream {
    let members = object.members.iter();
    let members = members.map(|member| statement(module, member, object.is_array));
    let members: Vec<TokenStream> = members.collect();
    let is_empty = members.iter().all(TokenStream::is_empty);
    if is_empty && object.is_array {
        quote!(SerializeSeq::end(serializer.serialize_seq(Some(0))?))
    } else if is_empty {
        quote!(SerializeMap::end(serializer.serialize_map(Some(0))?))
    } else if object.is_array {
        quote! {
            let mut array = serializer.serialize_seq(None)?;
            #(#members)*
            array.end()
        }
    } else {
        quote! {
            let mut object = serializer.serialize_map(None)?;
            #(#members)*
            object.end()
        }
    }
}

/// The statement that writes a member.
fn statement(module: &Module, member: &Member, in_array: bool) -> TokenStream {
    let write = |value: &TokenStream| {
        let name = &member.name;
        if in_array {
            quote!(array.serialize_element(&#value)?;)
        } else {
            quote!(object.serialize_entry(#name, &#value)?;)
        }
    };
    let presence = member.presence;
    let value = match &member.content {
        Held::FlatArgs => {
            let args = value::args(module);
            let is_whole = module.catalog.wire.placed_args.is_empty();
            let iter = (!is_whole).then(|| quote!(.iter()));
            return quote! {
                for (name, value) in #args #iter {
                    object.serialize_entry(name, value)?;
                }
            };
        }
        Held::Const(constant) => return write(&value::constant(constant)),
        Held::Object(_) | Held::Errors(_) => {
            let name = type_of(module, member);
            quote!(#name(self.0))
        }
        Held::Args => value::args(module),
        Held::Value(_) | Held::Arg(_) | Held::CodeField(_) => {
            return match value::of_error(module, member) {
                Value::Maybe(value) if presence.is_optional() => {
                    let write = write(&quote!(value));
                    quote!(if let Some(value) = #value { #write })
                }
                Value::Never if presence.is_optional() => quote!(),
                Value::Always(value) | Value::Maybe(value) => write(&value),
                Value::Never => write(&quote!(())),
            };
        }
    };
    if !presence.may_be_absent() {
        return write(&value);
    }
    let (present, absent) = (write(&value), write(&quote!(())));
    match (value::has(module, member), presence.is_optional()) {
        (Has::Always, _) => present,
        (Has::Never, true) => quote!(),
        (Has::Never, false) => absent,
        (Has::If(condition), true) => quote!(if #condition { #present }),
        (Has::If(condition), false) => write(&quote!((#condition).then_some(#value))),
    }
}

/// The code that writes a list of errors.
fn list(module: &Module, errors: &Errors, member: &Member) -> TokenStream {
    let Some(element) = module.catalog.wire.element() else {
        return quote!();
    };
    let name = type_of(module, element);
    let (of_error, function) = if sends_id(module) {
        let sending = quote!(#name(Sending { error, id }));
        (sending.clone(), quote!(|error| #sending))
    } else {
        (quote!(#name(error)), quote!(#name))
    };
    let listed = if value::is_empty_alone(errors, member) {
        quote!(error.errors())
    } else {
        quote! {
            match error.errors() {
                [] => std::slice::from_ref(error),
                errors => errors,
            }
        }
    };
    let is_left_out = element.presence.is_optional();
    let condition = match value::has(module, element) {
        Has::If(condition) if is_left_out => Some(quote!(.filter(|error| #condition))),
        Has::Never if is_left_out && !matches!(element.content, Held::Const(_)) => {
            Some(quote!(.filter(|_| false)))
        }
        Has::If(_) | Has::Always | Has::Never => None,
    };
    let (takes_first, without_param) = match &errors.layout {
        ListLayout::Array => {
            return quote!(serializer.collect_seq(#listed.iter() #condition.map(#function)));
        }
        ListLayout::ByParam {
            takes_first,
            without_param,
        } => (*takes_first, without_param.as_deref().unwrap_or_default()),
    };
    let (kind, first, next) = if takes_first {
        (quote!(#name<'_>), of_error, quote!(Some(_) => {}))
    } else {
        let next = quote!(Some((_, errors)) => errors.push(#of_error),);
        (quote!(Vec<#name<'_>>), quote!(vec![#of_error]), next)
    };
    let condition = condition.map(|condition| quote!(.iter() #condition));
    quote! {
        let mut by_param: Vec<(&str, #kind)> = Vec::new();
        for error in #listed #condition {
            let param = error.param().unwrap_or(#without_param);
            match by_param.iter_mut().find(|(known, _)| *known == param) {
                #next
                None => by_param.push((param, #first)),
            }
        }
        serializer.collect_map(by_param)
    }
}

/// The code that writes an element that is neither an object nor a list.
fn element(module: &Module, element: &Member) -> TokenStream {
    let value = match &element.content {
        Held::Const(value) => value::constant(value),
        Held::Args => value::args(module),
        _ => match value::of_error(module, element) {
            Value::Always(value) | Value::Maybe(value) => value,
            Value::Never => quote!(()),
        },
    };
    quote!((#value).serialize(serializer))
}
