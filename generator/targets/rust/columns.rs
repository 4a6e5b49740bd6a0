//! The columns of the table of codes, and the methods of `ErrorCode` that read them.

use std::borrow::Cow;

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{ident, integer, option, signed, string};
use super::{Module, prose};
use crate::catalog::{ArgKind, Code, CodeField, JsonValue, OfCode, RetryAfter, TypeName};
use crate::options::Integration;

/// A column of the table of codes, and the method that reads it.
pub(super) struct Column {
    pub(super) name: Cow<'static, str>,
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
            name: "variant".into(),
            kind: text_of.clone(),
            value: Box::new(|code| string(code.name.variant())),
            method: quote!(),
        },
        Column {
            name: "name".into(),
            kind: text_of.clone(),
            value: Box::new(|code| string(code.name.key())),
            method: quote!(),
        },
    ];
    if module.has_types() {
        columns.push(Column {
            name: "error_type".into(),
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
            name: "status".into(),
            kind: quote!(u16),
            value: Box::new(|code| integer(code.status.get())),
            method: quote! {
                /// The HTTP status of the response.
                #[must_use]
                pub const fn status(self) -> u16 { self.row().status }
            },
        },
        Column {
            name: "title".into(),
            kind: text_of.clone(),
            value: Box::new(|code| string(code.title.as_str())),
            method: quote! {
                /// A short summary of the error.
                #[must_use]
                pub const fn title(self) -> &'static str { self.row().title }
            },
        },
        Column {
            name: "description".into(),
            kind: text_of.clone(),
            value: Box::new(|code| string(code.description.as_str())),
            method: quote! {
                /// The description in the documentation, in Markdown.
                #[must_use]
                pub const fn description(self) -> &'static str { self.row().description }
            },
        },
        Column {
            name: "message".into(),
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
            name: "retryable".into(),
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
    if module.shares_codes() {
        columns.push(Column {
            name: "sent_as".into(),
            kind: quote!(&'static str),
            value: Box::new(|code| string(code.name.wire())),
            method: quote! {
                /// The name that is sent, which several codes may share.
                #[must_use]
                pub const fn sent_as(self) -> &'static str { self.row().sent_as }
            },
        });
    }
    if module.has_only_listed() {
        columns.push(Column {
            name: "only_listed".into(),
            kind: quote!(bool),
            value: Box::new(|code| code.is_only_listed().to_string()),
            method: quote! {
                /// Whether it is only sent in the list of another error, as a `ListedError`.
                #[must_use]
                pub const fn is_only_listed(self) -> bool { self.row().only_listed }
            },
        });
    }
    if module.has_statuses() {
        columns.push(Column {
            name: "statuses".into(),
            kind: quote!(&'static [u16]),
            value: Box::new(|code| {
                let own = [code.status];
                let all = if code.is_only_listed() {
                    &own
                } else {
                    code.statuses.as_slice()
                };
                let all = all.iter().map(|status| integer(status.get()));
                format!("&[{}]", all.collect::<Vec<_>>().join(", "))
            }),
            method: quote! {
                /// Every HTTP status of responses with the code. The first is the default.
                #[must_use]
                pub const fn statuses(self) -> &'static [u16] { self.row().statuses }
            },
        });
    }
    if module.has_numbers() {
        columns.push(Column {
            name: "number".into(),
            kind: quote!(Option<i64>),
            value: Box::new(|code| option(code.number.map(signed))),
            method: quote! {
                /// The number of the error.
                #[must_use]
                pub const fn number(self) -> Option<i64> { self.row().number }
            },
        });
    }
    if module.has_param() {
        columns.push(Column {
            name: "param".into(),
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
            name: "doc_url".into(),
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
            name: "doc_url".into(),
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
            name: "retry_after".into(),
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
            name: row.word.into(),
            kind: quote!(Option<&'static str>),
            value: Box::new(move |code| {
                option(match meaning.of_code(code, code.status) {
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
    columns.extend(module.catalog.fields.iter().map(of_field));
    if module.options.has(Integration::Tracing) {
        columns.push(Column {
            name: "level".into(),
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
            name: "headers".into(),
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

/// The column of a field that the catalog declares.
fn of_field(field: &CodeField) -> Column {
    let plain = match field.kind {
        _ if !field.values.is_empty() => {
            let name = ident(&super::enums::field_name(field));
            quote!(fields::#name)
        }
        ArgKind::Integer => quote!(i64),
        ArgKind::Number => quote!(f64),
        ArgKind::Boolean => quote!(bool),
        ArgKind::String | ArgKind::DateTime | ArgKind::Array(_) | ArgKind::Any => {
            quote!(&'static str)
        }
    };
    let kind = if field.optional {
        quote!(Option<#plain>)
    } else {
        plain
    };
    let (name, method) = (field.rust_name.clone(), ident(&field.rust_name));
    let doc = field.description.as_ref();
    let doc = doc.map_or_else(
        || {
            format!(
                " The field {}.",
                crate::targets::markdown::code(&field.name)
            )
        },
        |text| prose::line(text.as_str()),
    );
    let of = field.clone();
    let literal = move |value: &JsonValue| match value {
        JsonValue::Text(text) if !of.values.is_empty() => {
            let at = of.values.iter().position(|known| known == text);
            let variant = at.map_or("", |at| &of.variants[at]);
            format!("fields::{}::{variant}", super::enums::field_name(&of))
        }
        JsonValue::Text(text) => string(text),
        JsonValue::Integer(number) if of.kind == ArgKind::Number => format!("{number}.0"),
        JsonValue::Integer(number) => signed(*number),
        JsonValue::Number(number) => format!("{number:?}"),
        value => value.to_string(),
    };
    let (wire, is_optional) = (field.name.clone(), field.optional);
    Column {
        name: name.into(),
        kind: kind.clone(),
        value: Box::new(move |code| {
            let value = code.field(&wire).map(&literal);
            if is_optional {
                option(value)
            } else {
                value.unwrap_or_default()
            }
        }),
        method: quote! {
            #[doc = #doc]
            #[must_use]
            pub const fn #method(self) -> #kind { self.row().#method }
        },
    }
}
