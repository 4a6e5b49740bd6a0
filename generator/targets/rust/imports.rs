//! The errors of imported catalogs, which become errors of this module.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use super::Module;
use super::syntax::{Piece, ident, parse};
use crate::catalog::{Code, Import};

/// The conversions from the modules of imported catalogs that have one.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    let imports = module.catalog.imports.iter().enumerate();
    let made = imports.filter_map(|(number, import)| {
        let rust: TokenStream = import.rust.as_ref()?.parse().ok()?;
        let codes = module.catalog.codes.iter();
        let theirs: Vec<&Code> = codes.filter(|code| code.import == Some(number)).collect();
        let code = of_code(import, &rust, &theirs);
        let error = of_error(module, import, &rust);
        let listed = theirs
            .iter()
            .any(|code| code.is_only_listed())
            .then(|| of_listed(&rust));
        let json = module.has_args.then(|| of_json(&rust));
        Some(parse(quote!(#code #error #listed #json)))
    });
    made.flatten().collect()
}

/// The code, by its place among the codes of the other module. Whether these are the codes of the catalog is checked when the
/// module is compiled.
fn of_code(import: &Import, rust: &TokenStream, codes: &[&Code]) -> TokenStream {
    let count = Literal::usize_unsuffixed(codes.len());
    let rows = codes.iter().map(|code| {
        let variant = ident(code.name.variant());
        quote!((#rust::ErrorCode::#variant, ErrorCode::#variant))
    });
    let doc = format!(
        " The code, which is one of the catalog that is imported as `{}`.",
        import.name
    );
    let differs = format!(
        "`{}` is not made of the whole catalog that is imported as `{}`, or of another version of it",
        rust.to_string().replace(' ', ""),
        import.name
    );
    quote! {
        impl From<#rust::ErrorCode> for ErrorCode {
            #[doc = #doc]
            fn from(code: #rust::ErrorCode) -> Self {
                const CODES: [(#rust::ErrorCode, ErrorCode); #count] = [#(#rows),*];
                const _: () = {
                    let mut at = 0;
                    while at < CODES.len() && CODES[at].0 as usize == at {
                        at += 1;
                    }
                    let is_whole = at == CODES.len() && at == #rust::ErrorCode::ALL.len();
                    assert!(is_whole, #differs);
                };
                CODES[code as usize].1
            }
        }
    }
}

fn of_error(module: &Module, import: &Import, rust: &TokenStream) -> TokenStream {
    let doc = format!(
        " The error, with all that it has. Its code is one of the catalog that is imported as `{}`.",
        import.name
    );
    let fields = [
        (
            module.makes_messages(),
            quote!(message: parts.message.map(|text| Text::new(format_args!("{text}")))),
        ),
        (module.keeps_statuses(), quote!(status: parts.status)),
        (module.has_param(), quote!(param: parts.param)),
        (module.has_instance(), quote!(instance: parts.instance)),
        (
            module.has_request_id(),
            quote!(request_id: parts.request_id),
        ),
        (module.has_timestamp(), quote!(timestamp: parts.timestamp)),
        (
            module.says_retry_after(),
            quote!(retry_after: parts.retry_after),
        ),
        (module.has_args, quote!(args: JsonObject::from(&parts.args))),
        (
            module.has_errors(),
            quote!(errors: parts.errors.into_iter().map(Self::from).collect()),
        ),
    ];
    let fields = fields.iter().filter(|(is_there, _)| *is_there);
    let fields = fields.map(|(_, field)| field);
    quote! {
        impl From<#rust::ApiError> for ApiError {
            #[doc = #doc]
            fn from(error: #rust::ApiError) -> Self {
                let (code, parts) = error.into_parts();
                #[allow(clippy::needless_update, reason = "what an error can have is the catalog's")]
                let details = Details {
                    #(#fields,)*
                    headers: parts.headers,
                    source: parts.source,
                    ..Details::default()
                };
                Self {
                    code: code.into(),
                    details: Some(Box::new(details)),
                }
            }
        }
    }
}

fn of_listed(rust: &TokenStream) -> TokenStream {
    quote! {
        impl From<#rust::ListedError> for ListedError {
            fn from(error: #rust::ListedError) -> Self {
                Self(error.into_error().into())
            }
        }
    }
}

fn of_json(rust: &TokenStream) -> TokenStream {
    quote! {
        impl From<&#rust::JsonObject> for JsonObject {
            fn from(object: &#rust::JsonObject) -> Self {
                let members = object.iter();
                members.map(|(name, value)| (name.to_owned(), JsonValue::from(value))).collect()
            }
        }

        impl From<&#rust::JsonValue> for JsonValue {
            fn from(value: &#rust::JsonValue) -> Self {
                match value {
                    #rust::JsonValue::Null => Self::Null,
                    #rust::JsonValue::Boolean(value) => Self::Boolean(*value),
                    #rust::JsonValue::Integer(number) => Self::Integer(*number),
                    #rust::JsonValue::Number(number) => Self::Number(*number),
                    #rust::JsonValue::Text(text) => Self::Text(text.clone()),
                    #rust::JsonValue::List(elements) => {
                        Self::List(elements.iter().map(Self::from).collect())
                    }
                    #rust::JsonValue::Object(object) => Self::Object(object.into()),
                }
            }
        }
    }
}
