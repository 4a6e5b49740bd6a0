//! The constructors of `ApiError`: one for each code, its placeholders as typed parameters.

use std::fmt::Write as _;

use quote::quote;

use super::names::{code_docs, deprecated};
use super::syntax::{Piece, docs, filled};
use super::{Module, prose};
use crate::catalog::{Arg, ArgKind, Code, REDACTED, RetryAfter};

/// How long a line may get before it is broken, as rustfmt has it, without the indentation of the module.
const WIDTH: usize = 96;

/// The `impl` with all of them.
pub(super) fn pieces(module: &Module) -> Vec<Piece> {
    let mut constructors = String::new();
    for code in &module.catalog.codes {
        constructor(&mut constructors, module, code);
    }
    filled(quote!(impl ApiError {}), constructors)
}

fn constructor(out: &mut String, module: &Module, code: &Code) {
    out.push('\n');
    let mut lines = code_docs(code);
    for arg in &code.args {
        if let Some(description) = &arg.description {
            lines.extend([
                String::new(),
                format!("`{}`:{}", arg.rust_name, prose::line(description.as_str())),
            ]);
        }
    }
    docs(out, &lines);
    if let Some(deprecated) = deprecated(code) {
        let _ = writeln!(out, "    {deprecated}");
    }
    let name = code.name.function();
    let variant = code.name.variant();
    let parameters = parameters(code);
    if parameters.is_empty() {
        let _ = writeln!(
            out,
            "    pub const fn {name}() -> Self {{\n        \
                 Self {{\n            \
                     code: ErrorCode::{variant},\n            \
                     details: None,\n        \
                 }}\n    }}"
        );
        return;
    }
    let _ = writeln!(out, "{}", signature(name, &parameters, " {"));
    for secret in code.args.iter().filter(|arg| arg.secret) {
        // A secret is a parameter all the same, so that call sites stay valid once it is no longer secret.
        let _ = writeln!(out, "        let _ = {};", secret.rust_name);
    }
    // Formatted once, for the message and for the argument.
    let texts = code
        .args
        .iter()
        .filter(|arg| module.has_args && !arg.secret && arg.kind == ArgKind::String);
    for Arg { rust_name, .. } in texts {
        let _ = writeln!(out, "        let {rust_name} = {rust_name}.to_string();");
    }
    let _ = writeln!(out, "        {}\n    }}", value(module, code));
}

/// The parameters: the arguments in their order, then `retry_after` if the handler states it.
fn parameters(code: &Code) -> Vec<String> {
    let parameter = |arg: &Arg| {
        let kind = match arg.kind {
            ArgKind::String => "impl fmt::Display",
            ArgKind::Integer => "i64",
            ArgKind::Number => "f64",
            ArgKind::Boolean => "bool",
        };
        format!("{}: {kind}", arg.rust_name)
    };
    let wait =
        (code.retry_after == Some(RetryAfter::Arg)).then(|| "retry_after: Duration".to_owned());
    code.args.iter().map(parameter).chain(wait).collect()
}

/// The signature, on one line if it fits together with `follows`.
fn signature(name: &str, parameters: &[String], follows: &str) -> String {
    let line = format!(
        "    pub fn {name}({}) -> Self{follows}",
        parameters.join(", ")
    );
    if line.len() <= WIDTH {
        return line;
    }
    format!(
        "    pub fn {name}(\n        {},\n    ) -> Self{follows}",
        parameters.join(",\n        ")
    )
}

/// The signature of a function that takes what the constructor takes.
pub(super) fn head(code: &Code) -> String {
    signature(code.name.function(), &parameters(code), "")
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
    let mut value = format!("Self::from({variant})");
    if code.message.placeholders().next().is_some() {
        let message = message(code);
        value = format!("Self::with_message({variant}, {message})");
        if value.len() + 8 > WIDTH {
            value = format!(
                "Self::with_message(\n            {variant},\n            {message},\n        )"
            );
        }
    }
    let told: Vec<&Arg> = code.args.iter().filter(|arg| !arg.secret).collect();
    if module.has_args && !told.is_empty() {
        let indent = if value.contains('\n') {
            "        "
        } else {
            "            "
        };
        let _ = writeln!(value, "\n{indent}.with_args(vec![");
        for arg in told {
            let _ = writeln!(
                value,
                "{indent}    ({:?}.into(), {}),",
                arg.name,
                arg_value(arg)
            );
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

fn arg_value(
    Arg {
        rust_name, kind, ..
    }: &Arg,
) -> String {
    match kind {
        ArgKind::String => format!("Arg::Text({rust_name})"),
        ArgKind::Integer => format!("Arg::Integer({rust_name})"),
        ArgKind::Number => format!("Arg::Number({rust_name})"),
        ArgKind::Boolean => format!("Arg::Boolean({rust_name})"),
    }
}
