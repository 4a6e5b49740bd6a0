//! The client's half: `ErrorResponse`, which reads whatever is there.

mod methods;
mod reading;
mod scope;

use proc_macro2::TokenStream;
use quote::quote;

use super::parts::{self, piece};
use super::syntax::{Piece, parse};
use super::{Module, identity, prose};
use crate::catalog::{JsonType, ListLayout, Meaning, Member, Reading};
use methods::{candidates, known_code, of_arg, shown, tells_error};
use reading::reading;
use scope::names;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut items = identity::items(module);
    let response = Reading::of_response(module.catalog);
    items.extend(error_response(module, &response));
    if let Some(element) = Reading::of_element(module.catalog) {
        items.extend(one_error(module, &element));
    }
    items.push(piece(module, parts::OPEN));
    items.push(piece(module, parts::LENIENT));
    items.push(piece(module, parts::FAILURE));
    items.push(piece(module, parts::HTTP_DATE));
    items
}

fn error_response(module: &Module, scope: &Reading) -> Vec<Piece> {
    let fields = fields(module, scope);
    let reading = reading(module, scope, Some(quote!(http_status)));
    let shown = shown(module, scope);
    let names = names(scope);
    let known = known_code(scope);
    let http_status = if scope.has_code || scope.has_code_in_list {
        quote!(http_status)
    } else {
        quote!(_)
    };
    let candidates = candidates(scope);
    let of_arg = of_arg(module, scope);
    let tells_error = tells_error(module, scope);
    let is_success = (!tells_error.is_empty()).then(|| {
        quote!(if Self::tells_success(&json) {
            return None;
        })
    });
    let read_part = names
        .iter()
        // The arguments may be those of another object, and the code may be that of the status.
        .filter(|(meaning, _)| meaning.is_some_and(|meaning| meaning != Meaning::Args))
        .map(|(meaning, name)| {
            if *meaning == Some(Meaning::Errors) {
                quote!(response.#name.is_empty())
            } else {
                quote!(response.#name.is_none())
            }
        });
    let read_part: Vec<TokenStream> = read_part.collect();
    let is_other = if read_part.is_empty() {
        quote!(false)
    } else {
        quote!(#(#read_part)&&*)
    };
    parse(quote! {
        /// An error response, as a client receives it.
        ///
        /// It can read any error response of the API, even one of another version. What was not sent, or what was sent with
        /// another type, is `None`.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct ErrorResponse {
            #(#fields,)*
            /// The whole body, as it was received.
            pub json: JsonValue,
        }

        impl ErrorResponse {
            #candidates
            #known
            #of_arg
            #tells_error

            /// Reads a body, unless nothing in it is about an error.
            fn read(json: JsonValue, http_status: Option<u16>) -> Option<Self> {
                #is_success
                let response = Self::read_all(json, http_status);
                let is_other = #is_other;
                (!is_other).then_some(response)
            }

            fn read_all(received: JsonValue, #http_status: Option<u16>) -> Self {
                let json = &received;
                #reading
            }
        }

        impl<'de> Deserialize<'de> for ErrorResponse {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let json = JsonValue::deserialize(deserializer)?;
                Self::read(json, None).ok_or_else(|| de::Error::custom("expected an error response"))
            }
        }

        impl Serialize for ErrorResponse {
            /// Writes the body as it was received.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.json.serialize(serializer)
            }
        }

        impl fmt::Display for ErrorResponse {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #shown
            }
        }

        impl Error for ErrorResponse {}
    })
}

/// The struct for the elements of a list of errors.
fn one_error(module: &Module, scope: &Reading) -> Vec<Piece> {
    let fields = fields(module, scope);
    let reading = reading(module, scope, None);
    let candidates = candidates(scope);
    let of_arg = of_arg(module, scope);
    let layout = module.catalog.wire.layout();
    let param = scope.has_param_of_key(layout);
    let (param_of, with_param) = if param {
        (quote!(param: Option<&str>,), quote!(param,))
    } else {
        (quote!(), quote!())
    };
    let no_param = param.then(|| quote!(None));
    let all = match layout {
        ListLayout::Array => quote! {
            match json {
                None | Some(JsonValue::Null) => Vec::new(),
                Some(JsonValue::List(elements)) => {
                    elements.iter().map(|json| Self::read(json.clone(), #no_param)).collect()
                }
                Some(json) => vec![Self::read(json.clone(), #no_param)],
            }
        },
        ListLayout::ByParam { without_param, .. } => {
            let without_param = without_param.as_deref().unwrap_or_default();
            let name = if param { quote!(name) } else { quote!(_) };
            let is_param = if without_param.is_empty() {
                quote!(!name.is_empty())
            } else {
                quote!(*name != #without_param)
            };
            let param = param.then(|| quote!(let param = Some(name).filter(|name| #is_param);));
            quote! {
                let mut errors = Vec::new();
                match json {
                    None | Some(JsonValue::Null) => {}
                    Some(JsonValue::Object(by_param)) => {
                        for (#name, json) in by_param {
                            #param
                            match json {
                                JsonValue::List(elements) => {
                                    errors.extend(elements.iter().map(|json| Self::read(json.clone(), #with_param)));
                                }
                                json => errors.push(Self::read(json.clone(), #with_param)),
                            }
                        }
                    }
                    Some(JsonValue::List(elements)) => {
                        errors.extend(elements.iter().map(|json| Self::read(json.clone(), #no_param)));
                    }
                    Some(json) => errors.push(Self::read(json.clone(), #no_param)),
                }
                errors
            }
        }
    };
    parse(quote! {
        /// One of the errors of a response that has several.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct OneError {
            #(#fields,)*
            /// The whole element, as it was received.
            pub json: JsonValue,
        }

        impl OneError {
            #candidates
            #of_arg

            fn read(received: JsonValue, #param_of) -> Self {
                let json = &received;
                #reading
            }

            /// The errors in a list.
            fn all(json: Option<&JsonValue>) -> Vec<Self> {
                #all
            }
        }
    })
}

/// The fields of the struct.
fn fields(module: &Module, scope: &Reading) -> Vec<TokenStream> {
    let mut fields = Vec::new();
    if scope.has_code || scope.has_code_in_list {
        fields.push(quote! {
            candidates: Vec<ErrorCode>
        });
    }
    for (meaning, name) in names(scope) {
        let (doc, kind) = match meaning {
            Some(meaning) => {
                let sources = scope.sources(meaning);
                let member = sources.first();
                let doc = member.and_then(|member| member.description());
                let kind = member.map(|member| field_type(module, member, meaning));
                (doc.unwrap_or_default().to_owned(), kind.unwrap_or_default())
            }
            None if name == "param" => (
                Meaning::Param.row().description.to_owned(),
                quote!(Option<String>),
            ),
            None => (
                "The code that was sent, or that what was sent belongs to.".to_owned(),
                quote!(Option<Open<ErrorCode>>),
            ),
        };
        let doc = prose::line(&doc);
        fields.push(quote!(#[doc = #doc] pub #name: #kind));
    }
    fields
}

fn field_type(module: &Module, member: &Member, meaning: Meaning) -> TokenStream {
    let plain = match meaning {
        Meaning::Code => quote!(Open<ErrorCode>),
        Meaning::Type if module.has_types() => quote!(Open<ErrorType>),
        Meaning::Status => quote!(u16),
        Meaning::RetryAfter => quote!(Duration),
        Meaning::Args => quote!(JsonValue),
        Meaning::Errors => return quote!(Vec<OneError>),
        Meaning::Number => quote!(i64),
        _ => match member.json_type(meaning) {
            JsonType::Integer { .. } => quote!(i64),
            JsonType::Boolean => quote!(bool),
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Args
            | JsonType::Errors => quote!(String),
        },
    };
    quote!(Option<#plain>)
}
