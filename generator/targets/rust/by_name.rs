//! Errors by the names of their codes, with arguments by their names.

use std::fmt::Write as _;

use quote::quote;

use super::parts::{self, piece};
use super::syntax::{Piece, filled, ident};
use super::{Module, enums};
use crate::catalog::{Arg, ArgKind, Code, ItemKind, RetryAfter};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut pieces = vec![piece(module, parts::BY_NAME)];
    pieces.extend(of_name(module));
    if module.has_only_listed() {
        let codes = module.catalog.codes.iter();
        let listed = codes
            .filter(|code| code.is_only_listed())
            .map(|code| ident(code.name.variant()));
        pieces.extend(super::syntax::parse(quote! {
            impl NamedArgs {
                fn is_only_listed(&self) -> bool {
                    matches!(self.code, #(ErrorCode::#listed)|*)
                }
            }
        }));
    }
    pieces
}

/// The function that calls the constructor of a code.
fn of_name(module: &Module) -> Vec<Piece> {
    let mut arms = String::new();
    let mut plain = Vec::new();
    for code in &module.catalog.codes {
        if code.args.is_empty() && code.retry_after != Some(RetryAfter::Arg) {
            plain.push(code);
        } else {
            arm(&mut arms, module, code);
        }
    }
    let has_arms = !arms.is_empty();
    match plain.as_slice() {
        [] => {}
        [code] => arm(&mut arms, module, code),
        _ => arms.push_str("\n            code => ApiError::of_code(code),"),
    }
    let made = if has_arms {
        format!("match self.code {{{arms}\n        }}")
    } else {
        "ApiError::of_code(self.code)".to_owned()
    };
    let function = format!(
        "
    /// The error of the code with the arguments.
    #[allow(
        clippy::too_many_lines,
        clippy::unnecessary_wraps,
        reason = \"it has a line for each code with arguments\"
    )]
    fn error(&self) -> Result<ApiError, NameError> {{
        Ok({made})
    }}
"
    );
    filled(quote!(impl NamedArgs {}), function)
}

fn arm(out: &mut String, module: &Module, code: &Code) {
    let name = code.name.function();
    let _ = write!(out, "\n            ErrorCode::{} => ", code.name.variant());
    let (owner, inner) = if code.is_only_listed() {
        ("ListedError", ".0")
    } else {
        ("ApiError", "")
    };
    let mut values: Vec<String> = code
        .args
        .iter()
        .map(|arg| value(module, code, arg))
        .collect();
    if code.retry_after == Some(RetryAfter::Arg) {
        values.push("self.get(\"retry_after\", Self::duration)?".to_owned());
    }
    let _ = match values.as_slice() {
        [] | [_] => write!(out, "{owner}::{name}({}){inner},", values.concat()),
        values => write!(
            out,
            "{owner}::{name}(\n                {},\n            ){inner},",
            values.join(",\n                ")
        ),
    };
}

/// The expression that reads an argument.
fn value(module: &Module, code: &Code, arg: &Arg) -> String {
    let read = match arg.kind {
        ArgKind::String if !arg.values.is_empty() => {
            let name = enums::name(module, code, arg);
            let known = arg.values.iter().zip(&arg.variants);
            let known: Vec<String> = known
                .map(|(value, variant)| format!("({value:?}, args::{name}::{variant})"))
                .collect();
            format!("|value| Self::one_of(value, &[{}])", known.join(", "))
        }
        ArgKind::String => "Self::text".to_owned(),
        ArgKind::Integer => "Self::integer".to_owned(),
        ArgKind::Number => "Self::number".to_owned(),
        ArgKind::Boolean => "Self::boolean".to_owned(),
        ArgKind::DateTime => "Self::time".to_owned(),
        ArgKind::Array(item) => {
            let read = match item {
                ItemKind::String => "text",
                ItemKind::Integer => "integer",
                ItemKind::Number => "number",
                ItemKind::Boolean => "boolean",
            };
            format!("|value| Self::list(value, Self::{read})")
        }
        ArgKind::Any => "|value| Some(value.clone())".to_owned(),
    };
    let method = if arg.optional { "find" } else { "get" };
    let borrowed = arg.optional && arg.kind == ArgKind::String && arg.values.is_empty();
    let borrowed = if borrowed { ".as_deref()" } else { "" };
    format!("self.{method}({:?}, {read})?{borrowed}", arg.name)
}

/// What the arguments and waits of all codes are read with: a condition of the part.
pub(super) fn takes(module: &Module, what: &str) -> bool {
    let any = |is: &dyn Fn(&Arg) -> bool| {
        let mut codes = module.catalog.codes.iter();
        codes.any(|code| code.args.iter().any(is))
    };
    let has = |kind: ArgKind, item: ItemKind| {
        any(&|arg| arg.kind == kind || arg.kind == ArgKind::Array(item))
    };
    match what {
        "args" => any(&|_| true) || module.says_retry_after(),
        "required" => any(&|arg| !arg.optional) || module.says_retry_after(),
        "text" => any(&|arg| {
            let is_text = arg.kind == ArgKind::String && arg.values.is_empty();
            is_text || arg.kind == ArgKind::Array(ItemKind::String)
        }),
        "integer" => {
            has(ArgKind::Integer, ItemKind::Integer)
                || has(ArgKind::DateTime, ItemKind::Integer)
                || module.says_retry_after()
        }
        "number" => has(ArgKind::Number, ItemKind::Number),
        "boolean" => has(ArgKind::Boolean, ItemKind::Boolean),
        "list" => any(&|arg| matches!(arg.kind, ArgKind::Array(_))),
        "enum" => any(&|arg| !arg.values.is_empty()),
        "duration" => module.says_retry_after(),
        "time" => module.has_times(),
        _ => unreachable!("no such condition: {what}"),
    }
}
