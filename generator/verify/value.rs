//! Compares the values in an example with those that a server sends.

use crate::catalog::{Code, Held, Json, Meaning, Member, Message, OfCode, REDACTED, Scalar, Value};
use crate::diagnostic::quote;
use crate::yaml::Node;

/// The expected value of a member.
pub(super) enum Wrong {
    /// Any value of this JSON type.
    Kind(&'static str),
    /// This value, as a document writes it.
    Value(String),
    /// The message and the help of a diagnostic.
    Other(String, String),
}

/// Checks that a server can send this value for a code.
pub(super) fn fits(meaning: Meaning, value: &Node, code: Option<&Code>) -> Result<(), Wrong> {
    let found = match meaning.row().json {
        Json::Code | Json::Type | Json::Text | Json::DateTime | Json::UriReference => match value {
            Node::Text(text) => Value::Text(text.as_ref().into()),
            _ => return Err(Wrong::Kind("text")),
        },
        Json::Integer { .. } => {
            let number = integer(value).ok_or(Wrong::Kind("an integer"))?;
            // A number out of range differs from every number in a catalog.
            Value::Integer(u64::try_from(number).unwrap_or(u64::MAX))
        }
        Json::Boolean => match value {
            Node::Bool(value) => Value::Boolean(*value),
            _ => return Err(Wrong::Kind("`true` or `false`")),
        },
        Json::Args | Json::Errors => return Ok(()),
    };
    let Some(code) = code else { return Ok(()) };
    match (meaning.of_code(code), &found) {
        // An unknown code is reported elsewhere.
        (OfCode::Always(expected), found) if expected == *found => Ok(()),
        (OfCode::Always(expected), _) => Err(Wrong::Value(shown(&expected))),
        (OfCode::Never, _) => Err(absent(code, meaning)),
        (OfCode::Message, Value::Text(text)) => message(&code.message, text, code),
        // Only the handler or the request determines this value.
        (OfCode::Message | OfCode::Param | OfCode::Occurrence, _) => Ok(()),
    }
}

/// Returns the expected value if a nullable member is `null` but the code has a value.
pub(super) fn of_null(member: &Member, code: &Code) -> Option<Wrong> {
    let Held::Value(meaning) = member.content else {
        return None;
    };
    match meaning.of_code(code) {
        OfCode::Always(value) => Some(Wrong::Value(shown(&value))),
        OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => None,
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::Text(text) => quote(text),
        Value::Integer(_) | Value::Boolean(_) => value.to_string(),
    }
}

fn message(message: &Message, text: &str, code: &Code) -> Result<(), Wrong> {
    let is_secret = |name: &str| {
        let mut args = code.args.iter();
        args.any(|arg| arg.name == name && arg.secret)
    };
    if message.fits(text, |name| is_secret(name).then_some(REDACTED)) {
        return Ok(());
    }
    let shown = message.render(|name| {
        if is_secret(name) {
            REDACTED.to_owned()
        } else {
            format!("{{{name}}}")
        }
    });
    let help = if message.placeholders().next().is_some() {
        format!("write {shown:?}, with a value for each placeholder")
    } else {
        format!("write {shown:?}")
    };
    let message = format!(
        "the message of {} is {}",
        quote(code.name.wire()),
        quote(&shown)
    );
    Err(Wrong::Other(message, help))
}

fn absent(code: &Code, meaning: Meaning) -> Wrong {
    let what = meaning.row().lacking;
    let message = format!("{} has no {what}", quote(code.name.wire()));
    Wrong::Other(message, "remove it".to_owned())
}

pub(super) fn integer(node: &Node) -> Option<i128> {
    match node {
        Node::Integer(value) => Some(*value),
        // JSON does not distinguish integers from other numbers: `404.0` is an integer.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "the guard ensures an integer in range"
        )]
        Node::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(*value as i128),
        _ => None,
    }
}

#[expect(clippy::float_cmp, reason = "a constant must match exactly")]
pub(super) fn is_scalar(node: &Node, expected: &Scalar) -> bool {
    match (expected, node) {
        (Scalar::Text(expected), Node::Text(text)) => expected == text,
        (Scalar::Boolean(expected), Node::Bool(value)) => expected == value,
        (Scalar::Integer(expected), value) => integer(value) == Some(i128::from(*expected)),
        (Scalar::Number(expected), Node::Float(value)) => expected == value,
        #[expect(clippy::cast_precision_loss, reason = "as JSON parsers do")]
        (Scalar::Number(expected), Node::Integer(value)) => *expected == *value as f64,
        _ => false,
    }
}
