//! The columns of the table of codes, and the methods of `ErrorCode` that read them.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::{ident, integer, option, string};
use crate::catalog::{Code, OfCode, RetryAfter, TypeName};
use crate::options::Integration;

/// A column of the table of codes, and the method that reads it.
pub(super) struct Column {
    pub(super) name: &'static str,
    pub(super) kind: TokenStream,
    /// The value in the row of a code, as an expression.
    pub(super) value: Box<dyn Fn(&Code) -> String>,
    pub(super) method: TokenStream,
}

/// The columns that this catalog has values for.
pub(super) fn columns(module: &Module) -> Vec<Column> {
    let text_of = quote!(&'static str);
    let mut columns = vec![
        Column {
            name: "variant",
            kind: text_of.clone(),
            value: Box::new(|code| string(code.name.variant())),
            method: quote!(),
        },
        Column {
            name: "name",
            kind: text_of.clone(),
            value: Box::new(|code| string(code.name.wire())),
            method: quote!(),
        },
    ];
    if module.has_types() {
        columns.push(Column {
            name: "error_type",
            kind: quote!(ErrorType),
            value: Box::new(|code| {
                let variant = code.error_type.as_ref().map(TypeName::variant);
                format!("ErrorType::{}", variant.unwrap_or_default())
            }),
            method: quote! {
                /// The category of the error.
                #[must_use]
                pub const fn error_type(self) -> ErrorType { self.row().error_type }
            },
        });
    }
    columns.extend([
        Column {
            name: "status",
            kind: quote!(u16),
            value: Box::new(|code| integer(code.status.get())),
            method: quote! {
                /// The HTTP status of the response.
                #[must_use]
                pub const fn status(self) -> u16 { self.row().status }
            },
        },
        Column {
            name: "title",
            kind: text_of.clone(),
            value: Box::new(|code| string(code.title.as_str())),
            method: quote! {
                /// A short summary of the error.
                #[must_use]
                pub const fn title(self) -> &'static str { self.row().title }
            },
        },
        Column {
            name: "description",
            kind: text_of.clone(),
            value: Box::new(|code| string(code.description.as_str())),
            method: quote! {
                /// The description in the documentation, in Markdown.
                #[must_use]
                pub const fn description(self) -> &'static str { self.row().description }
            },
        },
        Column {
            name: "message",
            kind: text_of.clone(),
            // There are no arguments to fill placeholders with, so a message that has some is replaced.
            value: Box::new(|code| {
                let plain = code.message.placeholders().next().is_none();
                string(&if plain {
                    code.message.render(|_| String::new())
                } else {
                    code.description.first_paragraph().as_str().to_owned()
                })
            }),
            method: quote! {
                /// The message for the client where there are no arguments to fill in.
                #[must_use]
                pub const fn message(self) -> &'static str { self.row().message }
            },
        },
        Column {
            name: "retryable",
            kind: quote!(bool),
            value: Box::new(|code| code.retryable.to_string()),
            method: quote! {
                /// Whether the same request may succeed later.
                #[must_use]
                pub const fn is_retryable(self) -> bool { self.row().retryable }
            },
        },
    ]);
    optional_columns(module, &mut columns);
    columns
}

#[expect(clippy::too_many_lines, reason = "it is a table")]
fn optional_columns(module: &Module, columns: &mut Vec<Column>) {
    if module.has_numbers() {
        columns.push(Column {
            name: "number",
            kind: quote!(Option<u32>),
            value: Box::new(|code| option(code.number.map(integer))),
            method: quote! {
                /// The number of the error.
                #[must_use]
                pub const fn number(self) -> Option<u32> { self.row().number }
            },
        });
    }
    if module.has_param() {
        columns.push(Column {
            name: "param",
            kind: quote!(Option<&'static str>),
            value: Box::new(|code| option(code.param.as_deref().map(string))),
            method: quote! {
                /// The request parameter that the error is about, if the catalog states it.
                #[must_use]
                pub const fn param(self) -> Option<&'static str> { self.row().param }
            },
        });
    }
    if module.has_doc_urls() && !module.all_have_doc_urls() {
        columns.push(Column {
            name: "doc_url",
            kind: quote!(Option<&'static str>),
            value: Box::new(|code| option(code.doc_url.as_deref().map(string))),
            method: quote! {
                /// Where the error is documented.
                #[must_use]
                pub const fn doc_url(self) -> Option<&'static str> { self.row().doc_url }
            },
        });
    } else if module.has_doc_urls() {
        columns.push(Column {
            name: "doc_url",
            kind: quote!(&'static str),
            value: Box::new(|code| string(code.doc_url.as_deref().unwrap_or_default())),
            method: quote! {
                /// Where the error is documented.
                #[must_use]
                pub const fn doc_url(self) -> &'static str { self.row().doc_url }
            },
        });
    }
    if module.has_retry_after() {
        columns.push(Column {
            name: "retry_after",
            kind: quote!(Option<u32>),
            value: Box::new(|code| match code.retry_after {
                Some(RetryAfter::Seconds(seconds)) => option(Some(integer(seconds))),
                Some(RetryAfter::Arg) | None => option(None),
            }),
            method: quote! {
                /// How long a client should wait before it retries, if the catalog states it.
                #[must_use]
                pub const fn retry_after(self) -> Option<Duration> {
                    match self.row().retry_after {
                        Some(seconds) => Some(Duration::from_secs(seconds as u64)),
                        None => None,
                    }
                }
            },
        });
    }
    for meaning in module.stored() {
        let row = meaning.row();
        let (name, doc) = (ident(row.word), format!(" {}", row.description));
        columns.push(Column {
            name: row.word,
            kind: quote!(Option<&'static str>),
            value: Box::new(move |code| {
                option(match meaning.of_code(code) {
                    OfCode::Always(value) => Some(string(&value.to_string())),
                    OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => None,
                })
            }),
            method: quote! {
                #[doc = #doc]
                #[must_use]
                pub const fn #name(self) -> Option<&'static str> { self.row().#name }
            },
        });
    }
    if module.options.has(Integration::Tracing) {
        columns.push(Column {
            name: "level",
            kind: quote!(::tracing::Level),
            value: Box::new(|code| format!("::tracing::Level::{}", code.log.name().to_uppercase())),
            method: quote! {
                /// The level at which the error is logged.
                #[must_use]
                pub const fn level(self) -> ::tracing::Level { self.row().level }
            },
        });
    }
    if module.has_headers() {
        columns.push(Column {
            name: "headers",
            kind: quote!(&'static [(&'static str, &'static str)]),
            value: Box::new(|code| {
                let pair = |(name, value): &(String, String)| format!("({:?}, {value:?})", name.to_ascii_lowercase());
                format!("&[{}]", code.headers.iter().map(pair).collect::<Vec<_>>().join(", "))
            }),
            method: quote! {
                /// The HTTP headers of the response that the catalog states, with names in lower case.
                #[must_use]
                pub const fn headers(self) -> &'static [(&'static str, &'static str)] { self.row().headers }
            },
        });
    }
}
