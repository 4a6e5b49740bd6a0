//! The statements that read a response, or an element of its list of errors.

use proc_macro2::TokenStream;
use quote::quote;

use super::scope::{found, name, names, objects, others};
use crate::catalog::{Form, Held, JsonType, Meaning, Member, Reading};
use crate::targets::rust::{Module, identity};

/// The statements that read the members of `json`, and the struct of them.
pub(super) fn reading(
    module: &Module,
    scope: &Reading,
    http_status: Option<TokenStream>,
) -> TokenStream {
    let wire = &module.catalog.wire;
    let (objects, mut statements) = objects(scope, wire);
    for &meaning in &scope.meanings {
        let name = name(meaning);
        let read = scope.sources(meaning).into_iter().map(|member| {
            if let Held::FlatArgs = member.content {
                return others(scope, wire, member, &objects);
            }
            let found = found(scope, wire, member, &objects);
            read(module, member, meaning, &found)
        });
        let read: Vec<TokenStream> = read.collect();
        let value = match read.split_first() {
            Some((first, _)) if meaning == Meaning::Errors => quote!(#first),
            Some((first, others)) => quote!(#first #(.or_else(|| #others))*),
            None => quote!(None),
        };
        statements.push(quote!(let #name = #value;));
    }
    if scope.has_param_of_key(wire.layout()) {
        statements.push(quote!(let param = param.map(str::to_owned);));
    }
    if scope.has_code {
        statements.push(identify(module, scope, http_status));
    } else if scope.has_code_in_list {
        statements.push(identify_by_list(module, scope, http_status.as_ref()));
    }
    let has_code = scope.has_code || scope.has_code_in_list;
    let candidates = has_code.then(|| quote!(candidates,));
    let names = names(scope).into_iter().map(|(_, name)| name);
    quote! {
        #(#statements)*
        Self { #candidates #(#names,)* json: received }
    }
}

/// The statements that find the code.
fn identify(module: &Module, scope: &Reading, http_status: Option<TokenStream>) -> TokenStream {
    let traits = identity::traits(module);
    let fields = traits.iter().map(|found| {
        let field = &found.field;
        if !scope.meanings.contains(&found.meaning) {
            return quote!(#field: None);
        }
        match found.meaning {
            Meaning::Number => quote!(number),
            Meaning::Type => {
                quote!(error_type: error_type.as_ref().map(Open::as_str))
            }
            _ => quote!(#field: #field.as_deref()),
        }
    });
    let status = match (scope.meanings.contains(&Meaning::Status), http_status) {
        (true, Some(http_status)) => quote!(status: status.or(#http_status)),
        (true, None) => quote!(status),
        (false, Some(http_status)) => quote!(status: #http_status),
        (false, None) => quote!(status: None),
    };
    let code = if traits.iter().any(|found| found.meaning != Meaning::Type) {
        quote!(identity.code(&candidates))
    } else {
        quote!(Identity::code(&candidates))
    };
    quote! {
        let identity = Identity { #(#fields,)* #status };
        let candidates = identity.candidates();
        let code = #code;
    }
}

/// The statements that find the code of a response by the first error in its list. Its type and its status narrow down which
/// code that is.
fn identify_by_list(
    module: &Module,
    scope: &Reading,
    http_status: Option<&TokenStream>,
) -> TokenStream {
    let has = |meaning| scope.meanings.contains(&meaning);
    let by_type = (module.has_types() && has(Meaning::Type)).then(|| {
        quote! {
            let name = error_type.as_ref().map(Open::as_str);
            narrow(&mut codes, name, |code, name| code.error_type().as_str() == name);
        }
    });
    let status = if has(Meaning::Status) {
        quote!(status.or(#http_status))
    } else {
        quote!(#http_status)
    };
    let statuses = if module.has_statuses() {
        quote!(code.statuses().contains(&status))
    } else {
        quote!(code.status() == status)
    };
    quote! {
        let first = errors.first();
        let mut codes = first.map(|error| error.candidates.clone());
        if codes.is_some() {
            #by_type
            narrow(&mut codes, #status, |code, status| #statuses);
        }
        let candidates = codes.unwrap_or_default();
        let code = match candidates[..] {
            [code] => Some(Open::Known(code)),
            _ => first.and_then(|error| error.code.clone()),
        };
    }
}

/// The value of a member, as an `Option`.
fn read(module: &Module, member: &Member, meaning: Meaning, found: &TokenStream) -> TokenStream {
    match meaning {
        Meaning::Type if module.has_types() => {
            quote!(#found.and_then(JsonValue::to_text).map(Open::of))
        }
        Meaning::Status => quote! {
            #found.and_then(JsonValue::to_integer).and_then(|status| u16::try_from(status).ok())
        },
        Meaning::RetryAfter => {
            let duration = if member.form == Form::Ms {
                quote!(Duration::from_millis)
            } else {
                quote!(Duration::from_secs)
            };
            quote! {
                #found
                    .and_then(JsonValue::to_integer)
                    .and_then(|wait| u64::try_from(wait).ok())
                    .map(#duration)
            }
        }
        Meaning::Args => quote!(#found.cloned()),
        Meaning::Errors => quote!(OneError::all(#found)),
        Meaning::Number => quote!(#found.and_then(JsonValue::to_integer)),
        _ => match member.json_type(meaning) {
            JsonType::Integer { .. } => quote!(#found.and_then(JsonValue::to_integer)),
            JsonType::Boolean => quote!(#found.and_then(JsonValue::to_boolean)),
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Args
            | JsonType::Errors => quote!(#found.and_then(JsonValue::to_text)),
        },
    }
}
