//! Compares the values in an example with those that a server sends.

use crate::catalog::{
    Code, Held, JsonType, JsonValue, Meaning, Member, Message, OfCode, REDACTED, Value,
};
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
pub(super) fn fits(
    member: &Member,
    meaning: Meaning,
    value: &Node,
    code: Option<&Code>,
) -> Result<(), Wrong> {
    let found = match member.json_type(meaning) {
        JsonType::Code
        | JsonType::Type
        | JsonType::Text
        | JsonType::DateTime
        | JsonType::UriReference => match value {
            Node::Text(text) => Value::Text(text.as_ref().into()),
            _ => return Err(Wrong::Kind("text")),
        },
        JsonType::Integer { .. } => {
            let number = integer(value).ok_or(Wrong::Kind("an integer"))?;
            // A number out of range differs from every number in a catalog.
            Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
        }
        JsonType::Boolean => match value {
            Node::Bool(value) => Value::Boolean(*value),
            _ => return Err(Wrong::Kind("`true` or `false`")),
        },
        JsonType::Args | JsonType::Errors => return Ok(()),
    };
    let Some(code) = code else { return Ok(()) };
    let expected = |status| meaning.of_code(code, status);
    let is_of_status = |status| match expected(status) {
        OfCode::Always(value) => member.form.of_value(value) == found,
        OfCode::Never | OfCode::Message | OfCode::Param | OfCode::Occurrence => false,
    };
    let mut statuses = std::iter::once(&code.status).chain(&code.statuses);
    if statuses.any(|status| is_of_status(*status)) {
        return Ok(());
    }
    match (expected(code.status), &found) {
        (OfCode::Always(expected), _) => Err(Wrong::Value(shown(&member.form.of_value(expected)))),
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
    match meaning.of_code(code, code.status) {
        OfCode::Always(value) => Some(Wrong::Value(shown(&member.form.of_value(value)))),
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
        quote(code.name.key()),
        quote(&shown)
    );
    Err(Wrong::Other(message, help))
}

fn absent(code: &Code, meaning: Meaning) -> Wrong {
    let what = meaning.row().lacking;
    let message = format!("{} has no {what}", quote(code.name.key()));
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
pub(super) fn is_json(node: &Node, expected: &JsonValue) -> bool {
    match (expected, node) {
        (JsonValue::Null, Node::Null) => true,
        (JsonValue::Text(expected), Node::Text(text)) => expected == text,
        (JsonValue::Boolean(expected), Node::Bool(value)) => expected == value,
        (JsonValue::Integer(expected), value) => integer(value) == Some(i128::from(*expected)),
        (JsonValue::Number(expected), Node::Float(value)) => expected == value,
        #[expect(clippy::cast_precision_loss, reason = "as JSON parsers do")]
        (JsonValue::Number(expected), Node::Integer(value)) => *expected == *value as f64,
        (JsonValue::List(expected), Node::List(found)) => {
            let mut pairs = found.iter().zip(expected);
            found.len() == expected.len() && pairs.all(|(found, expected)| is_json(found, expected))
        }
        (JsonValue::Object(expected), Node::Map(found)) => {
            let has = |(name, expected): &(String, JsonValue)| {
                node.get(name).is_some_and(|found| is_json(found, expected))
            };
            found.len() == expected.len() && expected.iter().all(has)
        }
        _ => false,
    }
}
