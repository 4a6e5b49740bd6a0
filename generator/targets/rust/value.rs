//! The values of the body's members, as expressions on an `ApiError`.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::parts::{self, piece};
use super::syntax::{Piece, ident, integer, parse};
use crate::catalog::{BLANK_PROBLEM_TYPE, Errors, Form, Held, JsonValue, Meaning, Member, Status};

/// A value, as an expression with `error` and `id`, the id of the request.
pub(super) enum Value {
    /// Every error has it.
    Always(TokenStream),
    /// An `Option`.
    Maybe(TokenStream),
    /// No error has it.
    Never,
}

impl Value {
    /// The value where the check ensures that there is one.
    fn or_default(self) -> Self {
        match self {
            Self::Maybe(value) => Self::Always(quote!(#value.unwrap_or_default())),
            Self::Always(_) | Self::Never => self,
        }
    }
}

/// Whether an error has a value for a member, as an expression.
pub(super) enum Has {
    Always,
    Never,
    If(TokenStream),
}

/// The value of a member that is neither a constant nor has members of its own.
pub(super) fn of_error(module: &Module, member: &Member) -> Value {
    let value = match &member.content {
        Held::Value(meaning) => of_meaning(module, *meaning, member),
        Held::Args | Held::FlatArgs => Value::Always(args(module)),
        Held::Arg(name) => Value::Maybe(quote!(error.args().get(#name))),
        Held::CodeField(name) => code_field(module, name),
        Held::Const(_) | Held::Object(_) | Held::Errors(_) => Value::Never,
    };
    if member.presence.may_be_absent() || matches!(member.content, Held::Arg(_)) {
        value
    } else {
        value.or_default()
    }
}

/// The value of a field that the catalog declares.
fn code_field(module: &Module, name: &str) -> Value {
    let mut fields = module.catalog.fields.iter();
    let Some(field) = fields.find(|field| field.name == name) else {
        return Value::Never;
    };
    let method = ident(&field.rust_name);
    let value = quote!(error.code.#method());
    match (field.optional, field.values.is_empty()) {
        (false, true) => Value::Always(value),
        (false, false) => Value::Always(quote!(#value.as_str())),
        (true, true) => Value::Maybe(value),
        (true, false) => Value::Maybe(quote!(#value.map(|value| value.as_str()))),
    }
}

/// The arguments that have no place of their own, as an expression to iterate over.
pub(super) fn args(module: &Module) -> TokenStream {
    if module.catalog.wire.placed_args.is_empty() {
        quote!(error.args())
    } else {
        quote!(OtherArgs(error.args()))
    }
}

fn of_meaning(module: &Module, meaning: Meaning, member: &Member) -> Value {
    use Value::{Always, Maybe, Never};
    let in_form = |value: TokenStream| match member.form {
        Form::String => quote!(format_args!("{}", #value)),
        Form::Plain | Form::Unix | Form::UnixMs | Form::Ms => value,
    };
    match meaning {
        Meaning::Type if module.has_types() => Always(quote!(error.error_type())),
        Meaning::Code if module.shares_codes() => Always(quote!(error.code.sent_as())),
        Meaning::Code => Always(quote!(error.code)),
        Meaning::Number if module.has_numbers() && member.form == Form::String => {
            Maybe(quote!(error.code.number().map(|number| number.to_string())))
        }
        Meaning::Number if module.has_numbers() => Maybe(quote!(error.code.number())),
        Meaning::Message => Always(quote!(error.message())),
        Meaning::Param => Maybe(quote!(error.param())),
        Meaning::Status => Always(in_form(quote!(error.status()))),
        Meaning::Title => Always(quote!(error.code.title())),
        Meaning::DocUrl if module.has_doc_urls() && module.all_have_doc_urls() => {
            Always(quote!(error.code.doc_url()))
        }
        Meaning::DocUrl if module.has_doc_urls() => Maybe(quote!(error.code.doc_url())),
        Meaning::ProblemType => Always(problem_type(module)),
        Meaning::Instance => Maybe(quote!(error.instance())),
        Meaning::Timestamp => {
            let at = quote!(error.timestamp().unwrap_or_else(SystemTime::now));
            Always(match member.form {
                Form::Unix => quote!(unix_seconds(#at)),
                Form::UnixMs => quote!(unix_ms(#at)),
                Form::Plain | Form::String | Form::Ms => quote!(rfc3339(#at)),
            })
        }
        Meaning::RequestId => Maybe(quote!(id)),
        Meaning::Retryable => Always(quote!(error.code.is_retryable())),
        Meaning::RetryAfter if module.has_retry_after() => {
            let whole = if member.form == Form::Ms {
                quote!(whole_milliseconds)
            } else {
                quote!(whole_seconds)
            };
            Maybe(quote!(error.retry_after().map(#whole)))
        }
        Meaning::Resolution | Meaning::TypeTitle => {
            let name = ident(meaning.row().word);
            if module.stored().any(|stored| stored == meaning) {
                Maybe(quote!(error.code.#name()))
            } else {
                Never
            }
        }
        Meaning::Reason if member.presence.may_be_absent() => {
            Maybe(quote!(reason_of(error.status())))
        }
        // A status that is not registered counts as the first of its class (RFC 9110, section 15).
        Meaning::Reason => Always(quote! {
            reason_of(error.status()).unwrap_or(match error.status() {
                500..=599 => "Internal Server Error",
                _ => "Bad Request",
            })
        }),
        // No error of this catalog has one, or it is no value.
        Meaning::Type
        | Meaning::Number
        | Meaning::DocUrl
        | Meaning::RetryAfter
        | Meaning::Args
        | Meaning::Errors
        | Meaning::Domain => Never,
    }
}

/// Whether an error has a value for a member. Constants are not values.
pub(super) fn has(module: &Module, member: &Member) -> Has {
    match &member.content {
        Held::Const(_) => Has::Never,
        Held::Args | Held::FlatArgs => {
            let args = args(module);
            if module.catalog.wire.placed_args.is_empty() {
                Has::If(quote!(!#args.is_empty()))
            } else {
                Has::If(quote!(#args.iter().next().is_some()))
            }
        }
        Held::Value(_) | Held::Arg(_) | Held::CodeField(_) => match of_error(module, member) {
            Value::Always(_) => Has::Always,
            Value::Maybe(value) => Has::If(quote!(#value.is_some())),
            Value::Never => Has::Never,
        },
        Held::Errors(errors) if is_empty_alone(errors, member) => {
            Has::If(quote!(!error.errors().is_empty()))
        }
        Held::Errors(_) => Has::Always,
        Held::Object(id) => {
            let mut conditions = Vec::new();
            for member in &module.catalog.wire.object(*id).members {
                match has(module, member) {
                    Has::Always => return Has::Always,
                    Has::Never => {}
                    Has::If(condition) => conditions.push(condition),
                }
            }
            if conditions.is_empty() {
                Has::Never
            } else {
                Has::If(quote!(#(#conditions)||*))
            }
        }
    }
}

/// Whether a list is empty, or absent, if nothing was added to the error.
pub(super) fn is_empty_alone(errors: &Errors, member: &Member) -> bool {
    errors.is_empty_alone || member.presence.may_be_absent()
}

fn problem_type(module: &Module) -> TokenStream {
    let blank = BLANK_PROBLEM_TYPE;
    if !module.has_doc_urls() {
        quote!(#blank)
    } else if module.all_have_doc_urls() {
        quote!(error.code.doc_url())
    } else {
        quote!(error.code.doc_url().unwrap_or(#blank))
    }
}

/// A constant, as an expression.
pub(super) fn constant(value: &JsonValue) -> TokenStream {
    match value {
        JsonValue::Null => quote!(()),
        JsonValue::List(_) | JsonValue::Object(_) => composed(value),
        JsonValue::Boolean(_)
        | JsonValue::Integer(_)
        | JsonValue::Number(_)
        | JsonValue::Text(_) => scalar(value),
    }
}

/// A constant, as a value of the type `Constant`.
fn composed(value: &JsonValue) -> TokenStream {
    let plain = scalar(value);
    match value {
        JsonValue::Null => quote!(Constant::Null),
        JsonValue::Boolean(_) => quote!(Constant::Boolean(#plain)),
        JsonValue::Integer(_) => quote!(Constant::Integer(#plain)),
        JsonValue::Number(_) => quote!(Constant::Number(#plain)),
        JsonValue::Text(_) => quote!(Constant::Text(#plain)),
        JsonValue::List(elements) => {
            let elements = elements.iter().map(composed);
            quote!(Constant::List(&[#(#elements),*]))
        }
        JsonValue::Object(members) => {
            let members = members.iter().map(|(name, value)| {
                let value = composed(value);
                quote!((#name, #value))
            });
            quote!(Constant::Object(&[#(#members),*]))
        }
    }
}

/// The literal of a scalar, in the form that clippy accepts.
fn scalar(scalar: &JsonValue) -> TokenStream {
    match scalar {
        JsonValue::Text(text) => quote!(#text),
        JsonValue::Integer(number) => {
            let magnitude = integer(number.unsigned_abs());
            let sign = if *number < 0 { "-" } else { "" };
            format!("{sign}{magnitude}_i64")
                .parse()
                .unwrap_or_else(|_| quote!(#number))
        }
        JsonValue::Number(number) => {
            let digits = format!("{number:?}");
            let (whole, rest) = digits.split_at(digits.find(['.', 'e']).unwrap_or(digits.len()));
            let grouped = whole.trim_start_matches('-').parse::<u64>().map(integer);
            let sign = if number.is_sign_negative() { "-" } else { "" };
            let literal = grouped.map(|whole| format!("{sign}{whole}{rest}"));
            literal
                .ok()
                .and_then(|literal| literal.parse().ok())
                .unwrap_or_else(|| quote!(#number))
        }
        JsonValue::Boolean(value) => quote!(#value),
        JsonValue::Null | JsonValue::List(_) | JsonValue::Object(_) => quote!(),
    }
}

/// The functions that make values.
pub(super) fn helpers(module: &Module) -> Vec<Piece> {
    let wire = &module.catalog.wire;
    let mut made = Vec::new();
    let is_composed = |member: &Member| match &member.content {
        Held::Const(value) => matches!(value, JsonValue::List(_) | JsonValue::Object(_)),
        _ => false,
    };
    if wire.all().any(is_composed) {
        made.push(piece(module, parts::CONSTANT));
    }
    if wire.sends(Meaning::Reason) {
        made.extend(reason_of(module));
    }
    if wire.sends(Meaning::Args) && !wire.placed_args.is_empty() {
        let placed = &wire.placed_args;
        made.extend(parse(quote! {
            /// The arguments that have no place of their own in the body.
            struct OtherArgs<'e>(&'e JsonObject);

            impl<'e> OtherArgs<'e> {
                fn iter(&self) -> impl Iterator<Item = (&'e str, &'e JsonValue)> {
                    self.0.iter().filter(|(name, _)| ![#(#placed),*].contains(name))
                }
            }

            impl Serialize for OtherArgs<'_> {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    serializer.collect_map(self.iter())
                }
            }
        }));
    }
    made
}

/// The function from a status to its reason phrase.
fn reason_of(module: &Module) -> Vec<Piece> {
    let chosen = (400..600).filter_map(Status::new);
    let own = module.catalog.codes.iter().flat_map(|code| &code.statuses);
    let statuses: BTreeSet<Status> = chosen.chain(own.copied()).collect();
    let registered = statuses.into_iter().filter_map(|status| {
        let (number, reason) = (status.get(), status.reason()?);
        let number = proc_macro2::Literal::u16_unsuffixed(number);
        Some(quote!(#number => #reason,))
    });
    parse(quote! {
        /// The registered reason phrase of a status.
        fn reason_of(status: u16) -> Option<&'static str> {
            Some(match status {
                #(#registered)*
                _ => return None,
            })
        }
    })
}
