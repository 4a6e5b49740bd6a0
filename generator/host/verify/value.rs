//! The values of an example's members, and those that a server sends.

use crate::catalog::{Code, Meaning, Message, REDACTED, Scalar, TypeName};
use crate::diagnostic::quote;
use crate::load::node::Node;

/// What a member should have been.
pub(super) enum Wrong {
    /// A value of this kind.
    Kind(&'static str),
    /// This value, as it would be written.
    Value(String),
    /// What is said, and what to do.
    Other(String, String),
}

/// Whether a member has a value that a server can send for a code.
pub(super) fn fits(meaning: Meaning, value: &Node, code: Option<&Code>) -> Result<(), Wrong> {
    if matches!(meaning, Meaning::Status | Meaning::Number) {
        let Some(found) = integer(value) else {
            return Err(Wrong::Kind("an integer"));
        };
        let Some(code) = code else { return Ok(()) };
        let expected = match meaning {
            Meaning::Status => Some(i128::from(code.status.get())),
            _ => code.number.map(i128::from),
        };
        return match expected {
            Some(expected) if expected == found => Ok(()),
            Some(expected) => Err(Wrong::Value(expected.to_string())),
            None => Err(absent(code, "number")),
        };
    }
    let Node::Text(text) = value else {
        return Err(Wrong::Kind("text"));
    };
    let Some(code) = code else { return Ok(()) };
    let expected = match meaning {
        Meaning::Type => {
            let kind = code.error_type.as_ref().map(TypeName::wire);
            kind.ok_or_else(|| absent(code, "type"))?
        }
        // A code that is not known was reported already.
        Meaning::Code => code.name.wire(),
        Meaning::Title => &code.title,
        Meaning::DocUrl => {
            let url = code.doc_url.as_deref();
            url.ok_or_else(|| absent(code, "page of its own"))?
        }
        Meaning::ProblemType => code.doc_url.as_deref().unwrap_or("about:blank"),
        Meaning::Message => return message(&code.message, text, code),
        // What only the request knows.
        _ => return Ok(()),
    };
    if text == expected {
        Ok(())
    } else {
        Err(Wrong::Value(quote(expected)))
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
        format!("write {shown:?}, with a value for what is in braces")
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

fn absent(code: &Code, what: &str) -> Wrong {
    let message = format!("{} has no {what}", quote(code.name.wire()));
    Wrong::Other(message, "take it out".to_owned())
}

pub(super) fn integer(node: &Node) -> Option<i128> {
    match node {
        Node::Integer(value) => Some(*value),
        // JSON has numbers, not integers: `404.0` is one.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "what is no integer in range is not taken for one"
        )]
        Node::Float(value) if value.fract() == 0.0 && value.abs() < 1e15 => Some(*value as i128),
        _ => None,
    }
}

#[expect(clippy::float_cmp, reason = "a constant is what it is")]
pub(super) fn is_scalar(node: &Node, expected: &Scalar) -> bool {
    match (expected, node) {
        (Scalar::Text(expected), Node::Text(text)) => expected == text,
        (Scalar::Boolean(expected), Node::Bool(value)) => expected == value,
        (Scalar::Integer(expected), value) => integer(value) == Some(i128::from(*expected)),
        (Scalar::Number(expected), Node::Float(value)) => expected == value,
        #[expect(clippy::cast_precision_loss, reason = "as JSON's readers do")]
        (Scalar::Number(expected), Node::Integer(value)) => *expected == *value as f64,
        _ => false,
    }
}
