//! The constructors of `ApiError`: one for each code, its placeholders as typed parameters.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::names::deprecated;
use super::syntax::{Piece, docs, filled};
use super::{Module, prose};
use crate::catalog::{Arg, ArgKind, Code, Form, ItemKind, REDACTED, RetryAfter};

/// How long a line may get before it is broken, as rustfmt has it, without the indentation of the module.
const WIDTH: usize = 96;

/// The `impl` with all of them, and one for the errors that are only sent in a list.
pub(super) fn pieces(module: &Module) -> Vec<Piece> {
    let (mut constructors, mut of_lists) = (String::new(), String::new());
    for (code, docs) in module.catalog.codes.iter().zip(&module.code_docs) {
        let out = if code.is_only_listed() {
            &mut of_lists
        } else {
            &mut constructors
        };
        constructor(out, module, code, docs);
    }
    let dead = warned(module);
    let mut made = filled(quote!(#dead impl ApiError {}), constructors);
    if !of_lists.is_empty() {
        made.extend(filled(quote!(#dead impl ListedError {}), of_lists));
    }
    made
}

/// The attribute of constructors that rustc looks at, where the rest of the module may be dead.
pub(super) fn warned(module: &Module) -> TokenStream {
    if module.options.has_crate_constructors() {
        quote!(#[warn(dead_code)])
    } else {
        quote!()
    }
}

/// The visibility of constructors.
fn visibility(module: &Module) -> &'static str {
    if module.options.has_crate_constructors() {
        "pub(crate)"
    } else {
        "pub"
    }
}

/// The attribute of the constructor of a code that others make, or that the framework is answered with.
pub(super) fn made_elsewhere(module: &Module, code: &Code) -> Option<&'static str> {
    let mut defaults = module
        .catalog
        .defaults
        .iter()
        .flat_map(|defaults| &defaults.0);
    let is_made = code.import.is_some() || defaults.any(|default| default.code == code.name);
    (module.options.has_crate_constructors() && is_made).then_some("#[allow(dead_code)]")
}

fn constructor(out: &mut String, module: &Module, code: &Code, about: &[String]) {
    out.push('\n');
    docs(out, about);
    for arg in &code.args {
        if let Some(description) = &arg.description {
            let about = prose::line(description.as_str());
            docs(
                out,
                &[String::new(), format!("`{}`:{about}", arg.rust_name)],
            );
        }
    }
    if let Some(deprecated) = deprecated(code) {
        let _ = writeln!(out, "    {deprecated}");
    }
    if let Some(allowed) = made_elsewhere(module, code) {
        let _ = writeln!(out, "    {allowed}");
    }
    let name = code.name.function();
    let variant = code.name.variant();
    let visibility = visibility(module);
    let parameters = parameters(module, code);
    if parameters.is_empty() {
        let value = if code.is_only_listed() {
            format!("Self(ApiError::of_code(ErrorCode::{variant}))")
        } else {
            format!(
                "Self {{\n            \
                     code: ErrorCode::{variant},\n            \
                     details: None,\n        \
                 }}"
            )
        };
        let _ = writeln!(
            out,
            "    {visibility} const fn {name}() -> Self {{\n        {value}\n    }}"
        );
        return;
    }
    let _ = writeln!(out, "{}", signature(visibility, name, &parameters, " {"));
    for secret in code.args.iter().filter(|arg| arg.secret) {
        // A secret is a parameter all the same, so that call sites stay valid once it is no longer secret.
        let _ = writeln!(out, "        let _ = &{};", secret.rust_name);
    }
    // Formatted once, for the message and for the argument.
    for arg in code.args.iter().filter(|arg| !arg.secret) {
        if let Some(text) = shown_once(module, arg) {
            let _ = writeln!(out, "        let {} = {text};", arg.rust_name);
        }
    }
    let mut value = value(module, code);
    if code.is_only_listed() {
        value = format!("Self({})", value.replacen("Self", "ApiError", 1));
    }
    let _ = writeln!(out, "        {value}\n    }}");
}

/// The parameters: the arguments in their order, then `retry_after` if the handler states it.
fn parameters(module: &Module, code: &Code) -> Vec<String> {
    let parameter = |arg: &Arg| {
        let kind = kind(module, code, arg);
        if arg.optional {
            format!("{}: Option<{kind}>", arg.rust_name)
        } else {
            format!("{}: {kind}", arg.rust_name)
        }
    };
    let wait =
        (code.retry_after == Some(RetryAfter::Arg)).then(|| "retry_after: Duration".to_owned());
    code.args.iter().map(parameter).chain(wait).collect()
}

/// The type of an argument. An optional one has no `impl`, so that its type is known where it is `None`.
fn kind(module: &Module, code: &Code, arg: &Arg) -> String {
    let of = |required: &str, optional: &str| {
        let kind = if arg.optional { optional } else { required };
        kind.to_owned()
    };
    match arg.kind {
        ArgKind::String if !arg.values.is_empty() => {
            format!("args::{}", super::enums::name(module, code, arg))
        }
        ArgKind::String => of("impl fmt::Display", "&str"),
        // A secret is not used, and need not be converted.
        ArgKind::Integer if arg.secret => "i64".to_owned(),
        ArgKind::Number if arg.secret => "f64".to_owned(),
        // Any number that fits, so that callers need not convert.
        ArgKind::Integer => of("impl Into<i64>", "i64"),
        ArgKind::Number => of("impl Into<f64>", "f64"),
        ArgKind::Boolean => "bool".to_owned(),
        ArgKind::DateTime => "SystemTime".to_owned(),
        ArgKind::Array(item) => {
            let (required, optional) = match item {
                ItemKind::String => ("impl Into<String>", "String"),
                ItemKind::Integer => ("impl Into<i64>", "i64"),
                ItemKind::Number => ("impl Into<f64>", "f64"),
                ItemKind::Boolean => ("bool", "bool"),
            };
            of(
                &format!("impl IntoIterator<Item = {required}>"),
                &format!("Vec<{optional}>"),
            )
        }
        ArgKind::Any => of("impl Into<JsonValue>", "JsonValue"),
    }
}

/// What an argument is as text or as a number, if the message and the body share it.
fn shown_once(module: &Module, arg: &Arg) -> Option<String> {
    let name = &arg.rust_name;
    if arg.optional {
        return None;
    }
    match (arg.kind, arg.form) {
        (ArgKind::String, _) if module.has_args && arg.is_sent() && arg.values.is_empty() => {
            Some(format!("{name}.to_string()"))
        }
        (ArgKind::DateTime, form) => Some(time(name, form)),
        (ArgKind::Integer, _) => Some(format!("Into::<i64>::into({name})")),
        (ArgKind::Number, _) => Some(format!("Into::<f64>::into({name})")),
        _ => None,
    }
}

/// A point in time as it is written.
fn time(name: &str, form: Form) -> String {
    match form {
        Form::Unix => format!("unix_seconds({name})"),
        Form::UnixMs => format!("unix_ms({name})"),
        Form::Plain | Form::String | Form::Ms => format!("rfc3339({name})"),
    }
}

/// The signature, on one line if it fits together with `follows`.
fn signature(visibility: &str, name: &str, parameters: &[String], follows: &str) -> String {
    let line = format!(
        "    {visibility} fn {name}({}) -> Self{follows}",
        parameters.join(", ")
    );
    if line.len() <= WIDTH {
        return line;
    }
    format!(
        "    {visibility} fn {name}(\n        {},\n    ) -> Self{follows}",
        parameters.join(",\n        ")
    )
}

/// The signature of a function that takes what the constructor takes.
pub(super) fn head(module: &Module, code: &Code) -> String {
    let name = code.name.function();
    signature(visibility(module), name, &parameters(module, code), "")
}

/// The constructor called with parameters of the same names.
pub(super) fn call(code: &Code) -> String {
    let arguments = code.args.iter().map(|arg| arg.rust_name.as_str());
    let wait = (code.retry_after == Some(RetryAfter::Arg)).then_some("retry_after");
    let arguments: Vec<&str> = arguments.chain(wait).collect();
    format!(
        "ApiError::{}({})",
        code.name.function(),
        arguments.join(", ")
    )
}

/// The expression that builds the error.
fn value(module: &Module, code: &Code) -> String {
    let variant = format!("ErrorCode::{}", code.name.variant());
    let mut value = format!("Self::of_code({variant})");
    if code.message.placeholders().next().is_some() {
        let message = message(code);
        value = format!("Self::with_message({variant}, {message})");
        if value.len() + 8 > WIDTH {
            value = format!(
                "Self::with_message(\n            {variant},\n            {message},\n        )"
            );
        }
    }
    let told: Vec<&Arg> = code.args.iter().filter(|arg| arg.is_sent()).collect();
    let has_optional = told.iter().any(|arg| arg.optional);
    if module.has_args && !told.is_empty() {
        let indent = if value.contains('\n') {
            "        "
        } else {
            "            "
        };
        let method = if has_optional {
            "with_some_args"
        } else {
            "with_args"
        };
        let _ = writeln!(value, "\n{indent}.{method}(vec![");
        for arg in told {
            let (name, sent) = (&arg.name, arg_value(arg));
            let _ = match (has_optional, arg.optional) {
                (false, _) => writeln!(value, "{indent}    ({name:?}.into(), {sent}),"),
                (true, false) => writeln!(value, "{indent}    ({name:?}, Some({sent})),"),
                (true, true) => {
                    let own = &arg.rust_name;
                    let function = if sent == format!("{own}.into()") {
                        "Into::into".to_owned()
                    } else {
                        format!("|{own}| {sent}")
                    };
                    writeln!(value, "{indent}    ({name:?}, {own}.map({function})),")
                }
            };
        }
        let _ = write!(value, "{indent}])");
    }
    if code.retry_after == Some(RetryAfter::Arg) {
        value += if value.contains('\n') {
            "\n        "
        } else {
            ""
        };
        value += ".with_retry_after(retry_after)";
    }
    value
}

/// The message as an expression: `format_args!("No store found with ID {id}")`.
fn message(code: &Code) -> String {
    format!("format_args!({:?})", format_string(code))
}

/// The message as a format string: `No store found with ID {id}`.
fn format_string(code: &Code) -> String {
    code.message
        .format(|name| match code.args.iter().find(|arg| arg.name == name) {
            Some(arg) if !arg.secret => format!("{{{}}}", arg.rust_name),
            _ => REDACTED.to_owned(),
        })
}

/// The argument as the JSON that is sent.
fn arg_value(arg: &Arg) -> String {
    let name = &arg.rust_name;
    match (arg.kind, arg.form) {
        (ArgKind::String, _) if !arg.values.is_empty() => format!("{name}.as_str().into()"),
        (ArgKind::Integer | ArgKind::Number | ArgKind::Boolean, Form::String) => {
            format!("{name}.to_string().into()")
        }
        (_, Form::String) => format!("{}.to_string().into()", json_value(arg)),
        (ArgKind::DateTime, form) if arg.optional => format!("{}.into()", time(name, form)),
        (ArgKind::Array(_), _) => json_value(arg),
        _ => format!("{name}.into()"),
    }
}

/// A list, or any JSON, as a value.
fn json_value(arg: &Arg) -> String {
    let name = &arg.rust_name;
    match arg.kind {
        ArgKind::Array(ItemKind::String) => {
            format!(
                "JsonValue::List({name}.into_iter().map(|text| JsonValue::Text(text.into())).collect())"
            )
        }
        ArgKind::Array(item) if !arg.optional && item != ItemKind::Boolean => {
            let number = if item == ItemKind::Integer {
                "i64"
            } else {
                "f64"
            };
            format!(
                "JsonValue::List({name}.into_iter().map(|number| JsonValue::from(Into::<{number}>::into(number))).collect())"
            )
        }
        ArgKind::Array(_) => {
            format!("JsonValue::List({name}.into_iter().map(JsonValue::from).collect())")
        }
        _ => format!("Into::<JsonValue>::into({name})"),
    }
}
