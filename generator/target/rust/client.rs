//! The client's half: `ErrorResponse`, with names that may be newer than this catalog.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{field_names, object_value};
use super::syntax::{Piece, ident, parse};
use super::{Module, allow_unused, prose};
use crate::catalog::{Content, Field, Meaning};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = open();
    made.extend(response(module));
    made
}

fn open() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// A name that a server sent: one of this catalog, or one that it has learnt since.
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #allow
        pub enum Open<T> {
            /// A name of this catalog.
            Known(T),
            /// Any other.
            Unknown(String),
        }

        #allow
        impl<T: Copy> Open<T> {
            /// The name, if it is one of this catalog.
            #[must_use]
            pub const fn known(&self) -> Option<T> {
                match self {
                    Self::Known(name) => Some(*name),
                    Self::Unknown(_) => None,
                }
            }
        }

        impl<T: PartialEq> PartialEq<T> for Open<T> {
            fn eq(&self, other: &T) -> bool {
                matches!(self, Self::Known(name) if name == other)
            }
        }

        impl<T: std::fmt::Display> std::fmt::Display for Open<T> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                match self {
                    Self::Known(name) => name.fmt(f),
                    Self::Unknown(name) => f.pad(name),
                }
            }
        }

        impl<T: ::serde::Serialize> ::serde::Serialize for Open<T> {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    Self::Known(name) => name.serialize(serializer),
                    Self::Unknown(name) => serializer.serialize_str(name),
                }
            }
        }

        impl<'de, T: std::str::FromStr> ::serde::Deserialize<'de> for Open<T> {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                Ok(name.parse().map_or_else(|_| Self::Unknown(name), Self::Known))
            }
        }
    })
}

/// A member of the envelope as the client's struct has it: by meaning, wherever in the envelope it is.
struct Flat<'e> {
    meaning: Meaning,
    field: &'e Field,
    /// The way to it: `body.error.code`.
    from: TokenStream,
}

fn response(module: &Module) -> Vec<Piece> {
    let mut flat: Vec<Flat> = Vec::new();
    flatten(&module.catalog.envelope.body, &quote!(body), &mut flat);
    let mut made = Vec::new();
    let list = flat.iter().find(|member| member.meaning == Meaning::Errors);
    if let Some(list) = list {
        made.extend(one_of_several(module, list.field));
    }
    let allow = allow_unused();
    let body_type = if super::body::has_lifetime(module, &module.catalog.envelope.body) {
        "Body<'static>"
    } else {
        "Body"
    };
    let body_of = super::body::body_type(module);
    let fields = flat.iter().map(|member| member.declared(module));
    let taken = flat.iter().map(|member| member.taken(module));
    let body = object_value(
        module,
        "Body",
        &module.catalog.envelope.body,
        &|meaning, field| given_back(module, &flat, &module.catalog.envelope.body, meaning, field),
    );
    let shown = shown(&flat);
    made.extend(parse(quote! {
        /// An error response as a client receives it, wherever its members are in the body.
        ///
        /// It reads any response of the API, also of a version that has codes which this one does not know.
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::serde::Deserialize)]
        #[serde(from = #body_type, into = #body_type)]
        #allow
        pub struct ErrorResponse {
            #(#fields,)*
        }

        impl From<#body_of> for ErrorResponse {
            fn from(body: #body_of) -> Self {
                Self { #(#taken,)* }
            }
        }

        impl From<ErrorResponse> for #body_of {
            fn from(response: ErrorResponse) -> Self {
                #body
            }
        }

        impl std::fmt::Display for ErrorResponse {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                #shown
            }
        }

        impl std::error::Error for ErrorResponse {}
    }));
    made
}

/// What a person reads of it: the code and the message, as far as they are always there.
fn shown(flat: &[Flat]) -> TokenStream {
    let has = |meaning| {
        flat.iter()
            .find(|member| member.meaning == meaning)
            .map(|member| member.field.may_be_absent())
    };
    match (has(Meaning::Code), has(Meaning::Message)) {
        (Some(false), Some(false)) => quote!(write!(f, "{}: {}", self.code, self.message)),
        (Some(false), _) => quote!(self.code.fmt(f)),
        (_, Some(false)) => quote!(self.message.fmt(f)),
        (Some(true), _) => quote! {
            match &self.code {
                Some(code) => code.fmt(f),
                None => f.write_str("an error without a code"),
            }
        },
        (None, _) => quote! {
            match self.errors.first() {
                Some(error) => error.code.fmt(f),
                None => f.write_str("an error without a code"),
            }
        },
    }
}

/// The element of a list of errors, as the client's struct has it.
fn one_of_several(module: &Module, list: &Field) -> Vec<Piece> {
    let mut flat: Vec<Flat> = Vec::new();
    flatten(&list.each, &quote!(item), &mut flat);
    let mut made = elements();
    let fields = flat.iter().map(|member| member.declared(module));
    let taken = flat.iter().map(|member| member.taken(module));
    let given = object_value(
        module,
        module.object_name(list),
        &list.each,
        &|meaning, field| given_back(module, &flat, &list.each, meaning, field),
    );
    let item = ident(module.object_name(list));
    let life = super::body::has_lifetime(module, &list.each).then(|| quote!(<'static>));
    let item_of = quote!(#item #life);
    let allow = allow_unused();
    made.extend(parse(quote! {
        /// One of the errors of a response that has several.
        #[derive(Clone, Debug, PartialEq)]
        #allow
        pub struct OneError {
            #(#fields,)*
        }

        impl From<#item_of> for OneError {
            fn from(item: #item_of) -> Self {
                Self { #(#taken,)* }
            }
        }

        impl From<OneError> for #item_of {
            fn from(response: OneError) -> Self {
                #given
            }
        }
    }));
    made
}

/// How a list of errors is read.
fn elements() -> Vec<Piece> {
    parse(quote! {
        /// The elements of a list that have the shape of this version; those of a newer server may have another.
        fn elements<'de, T, L, D>(deserializer: D) -> Result<L, D::Error>
        where
            T: ::serde::Deserialize<'de>,
            L: From<Vec<T>>,
            D: ::serde::Deserializer<'de>,
        {
            #[derive(::serde::Deserialize)]
            #[serde(untagged)]
            enum Element<T> {
                Known(T),
                Other(::serde::de::IgnoredAny),
            }

            let all = <Option<Vec<Element<T>>> as ::serde::Deserialize>::deserialize(deserializer)?;
            let known = all.into_iter().flatten().filter_map(|element| match element {
                Element::Known(known) => Some(known),
                Element::Other(_) => None,
            });
            Ok(known.collect::<Vec<_>>().into())
        }
    })
}

impl Flat<'_> {
    /// The field that holds it.
    fn declared(&self, module: &Module) -> TokenStream {
        let (name, plain) = (name(self.meaning), kind(module, self.meaning));
        let said = self.field.description.as_deref();
        let doc = prose::line(said.unwrap_or(self.meaning.description()));
        let kind = if self.is_option() {
            quote!(Option<#plain>)
        } else {
            plain
        };
        quote!(#[doc = #doc] pub #name: #kind)
    }

    /// The field, with what the body has for it.
    fn taken(&self, module: &Module) -> TokenStream {
        let (name, from) = (name(self.meaning), &self.from);
        let into_owned = quote!(std::borrow::Cow::into_owned);
        let value = match (owned_by(module, self.meaning), self.is_option()) {
            (Owned::List, _) if self.field.may_be_absent() => {
                quote!(#from.into_iter().flatten().map(Into::into).collect())
            }
            (Owned::List, _) => quote!(#from.into_iter().map(Into::into).collect()),
            (Owned::Cow, true) => quote!(#from.map(#into_owned)),
            (Owned::Cow, false) => quote!(#from.into_owned()),
            (Owned::Plain, _) => from.clone(),
        };
        quote!(#name: #value)
    }

    /// Whether there may be no value. A list is empty then.
    fn is_option(&self) -> bool {
        self.field.may_be_absent() && self.meaning != Meaning::Errors
    }
}

fn flatten<'e>(fields: &'e [Field], around: &TokenStream, flat: &mut Vec<Flat<'e>>) {
    for (field, ident) in fields.iter().zip(field_names(fields)) {
        match &field.content {
            Content::Members(members) => flatten(members, &quote!(#around.#ident), flat),
            Content::Is(meaning) => {
                let found = Flat {
                    meaning: *meaning,
                    field,
                    from: quote!(#around.#ident),
                };
                match flat.iter_mut().find(|known| known.meaning == *meaning) {
                    // Of two members that hold the same, the one that is always there tells more.
                    Some(known) if known.field.may_be_absent() && !field.may_be_absent() => {
                        *known = found;
                    }
                    Some(_) => {}
                    None => flat.push(found),
                }
            }
            Content::Const(_) => {}
        }
    }
}

fn name(meaning: Meaning) -> proc_macro2::Ident {
    super::syntax::ident(match meaning {
        Meaning::Type => "error_type",
        Meaning::Code => "code",
        Meaning::Number => "number",
        Meaning::Message => "message",
        Meaning::Param => "param",
        Meaning::Status => "status",
        Meaning::Title => "title",
        Meaning::DocUrl => "doc_url",
        Meaning::Timestamp => "timestamp",
        Meaning::RequestId => "request_id",
        Meaning::Args => "args",
        Meaning::ProblemType => "problem_type",
        Meaning::Instance => "instance",
        Meaning::Errors => "errors",
    })
}

fn kind(module: &Module, meaning: Meaning) -> TokenStream {
    match meaning {
        Meaning::Type if module.has_types() => quote!(Open<ErrorType>),
        Meaning::Code => quote!(Open<ErrorCode>),
        Meaning::Number => quote!(u32),
        Meaning::Status => quote!(u16),
        Meaning::Args => quote!(Args),
        Meaning::Errors => quote!(Vec<OneError>),
        _ => quote!(String),
    }
}

/// How the body holds a value.
#[derive(Clone, Copy, PartialEq)]
enum Owned {
    Plain,
    /// Borrowed when it is written, owned when it was read.
    Cow,
    List,
}

fn owned_by(module: &Module, meaning: Meaning) -> Owned {
    match meaning {
        Meaning::Type if module.has_types() => Owned::Plain,
        Meaning::Code | Meaning::Number | Meaning::Status => Owned::Plain,
        Meaning::Errors => Owned::List,
        _ => Owned::Cow,
    }
}

/// How many members of a tree have a meaning.
fn count(tree: &[Field], meaning: Meaning) -> usize {
    let of_field = |field: &Field| match &field.content {
        Content::Members(members) => count(members, meaning),
        Content::Is(found) => usize::from(*found == meaning),
        Content::Const(_) => 0,
    };
    tree.iter().map(of_field).sum()
}

/// The value of a member of the body, from the client's struct. A meaning that the envelope has twice is read once and
/// written twice.
fn given_back(
    module: &Module,
    flat: &[Flat],
    tree: &[Field],
    meaning: Meaning,
    field: &Field,
) -> TokenStream {
    let name = name(meaning);
    let source_maybe = flat
        .iter()
        .find(|known| known.meaning == meaning)
        .is_some_and(Flat::is_option);
    let clone = count(tree, meaning) > 1;
    let is_copy = matches!(meaning, Meaning::Number | Meaning::Status);
    let value = if clone && !is_copy {
        quote!(response.#name.clone())
    } else {
        quote!(response.#name)
    };
    let owned = quote!(std::borrow::Cow::Owned);
    let wrap = field.may_be_absent() && !source_maybe;
    match (owned_by(module, meaning), source_maybe) {
        (Owned::List, _) if field.may_be_absent() => quote!(
            (!response.#name.is_empty()).then(|| #value.into_iter().map(Into::into).collect())
        ),
        (Owned::List, _) => quote!(#value.into_iter().map(Into::into).collect()),
        (Owned::Cow, true) => quote!(#value.map(#owned)),
        (Owned::Cow, false) if wrap => quote!(Some(#owned(#value))),
        (Owned::Cow, false) => quote!(#owned(#value)),
        (Owned::Plain, _) if wrap => quote!(Some(#value)),
        (Owned::Plain, _) => value,
    }
}
