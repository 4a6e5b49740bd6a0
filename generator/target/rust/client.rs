//! The client's half: `ErrorResponse`, with names that may be newer than this catalog.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{field_names, object_value};
use super::syntax::{Piece, parse};
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

impl Flat<'_> {
    fn may_be_absent(&self) -> bool {
        self.field.optional || self.field.nullable
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let mut flat: Vec<Flat> = Vec::new();
    flatten(&module.catalog.envelope.body, &quote!(body), &mut flat);
    let allow = allow_unused();
    let body_type = if super::body::has_lifetime(module, &module.catalog.envelope.body) {
        "Body<'static>"
    } else {
        "Body"
    };
    let body_of = super::body::body_type(module);
    let fields = flat.iter().map(|member| {
        let Flat { meaning, field, .. } = member;
        let (name, plain) = (name(*meaning), kind(module, *meaning));
        let doc = prose::line(
            field
                .description
                .as_deref()
                .unwrap_or(meaning.description()),
        );
        let kind = if member.may_be_absent() {
            quote!(Option<#plain>)
        } else {
            plain
        };
        quote!(#[doc = #doc] pub #name: #kind)
    });
    let taken = flat.iter().map(|member| {
        let Flat { meaning, from, .. } = member;
        let name = name(*meaning);
        let value = match (is_text(module, *meaning), member.may_be_absent()) {
            (true, true) => quote!(#from.map(std::borrow::Cow::into_owned)),
            (true, false) => quote!(#from.into_owned()),
            (false, _) => from.clone(),
        };
        quote!(#name: #value)
    });
    let body = object_value(
        module,
        "Body",
        &module.catalog.envelope.body,
        &|meaning, field| given_back(module, &flat, meaning, field),
    );
    let has_message = flat
        .iter()
        .any(|flat| flat.meaning == Meaning::Message && !flat.may_be_absent());
    let shown = if has_message {
        quote!(write!(f, "{}: {}", self.code, self.message))
    } else {
        quote!(self.code.fmt(f))
    };
    // A code that may be absent is shown by its debug form.
    let maybe_code = flat
        .iter()
        .any(|flat| flat.meaning == Meaning::Code && flat.may_be_absent());
    let shown = if maybe_code {
        quote!(write!(f, "{:?}", self.code))
    } else {
        shown
    };
    parse(quote! {
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
    })
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
                    Some(known) if known.may_be_absent() && !found.may_be_absent() => {
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
    })
}

fn kind(module: &Module, meaning: Meaning) -> TokenStream {
    match meaning {
        Meaning::Type if module.has_types() => quote!(Open<ErrorType>),
        Meaning::Code => quote!(Open<ErrorCode>),
        Meaning::Number => quote!(u32),
        Meaning::Status => quote!(u16),
        Meaning::Args => quote!(Args),
        _ => quote!(String),
    }
}

fn is_text(module: &Module, meaning: Meaning) -> bool {
    match meaning {
        Meaning::Type => !module.has_types(),
        Meaning::Code | Meaning::Number | Meaning::Status | Meaning::Args => false,
        _ => true,
    }
}

/// The value of a member of the body, from the client's struct. A meaning that the envelope has twice is read once and
/// written twice.
fn given_back(module: &Module, flat: &[Flat], meaning: Meaning, field: &Field) -> TokenStream {
    let name = name(meaning);
    let source_maybe = flat
        .iter()
        .find(|known| known.meaning == meaning)
        .is_some_and(Flat::may_be_absent);
    let clone = module
        .catalog
        .envelope
        .leaves()
        .iter()
        .filter(|(_, leaf)| matches!(leaf.content, Content::Is(found) if found == meaning))
        .count()
        > 1;
    let is_copy = matches!(meaning, Meaning::Number | Meaning::Status);
    let value = if clone && !is_copy {
        quote!(response.#name.clone())
    } else {
        quote!(response.#name)
    };
    let owned = quote!(std::borrow::Cow::Owned);
    let wrap = (field.optional || field.nullable) && !source_maybe;
    match (is_text(module, meaning), source_maybe) {
        (true, true) => quote!(#value.map(#owned)),
        (true, false) if wrap => quote!(Some(#owned(#value))),
        (true, false) => quote!(#owned(#value)),
        (false, _) if wrap => quote!(Some(#value)),
        (false, _) => value,
    }
}
