//! The arguments of a code: the values that the handler of an error passes.

use serde::{Serialize, Serializer};

use super::value::Form;
use super::{JsonType, JsonValue};
use crate::text::Markdown;

/// An argument, which fills a placeholder in a message, or is a member of the response.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Arg {
    pub(crate) name: String,
    /// The name of the parameter in Rust.
    #[serde(skip)]
    pub(crate) rust_name: String,
    #[serde(rename = "type")]
    pub(crate) kind: ArgKind,
    /// The only values, of text.
    #[serde(rename = "enum", skip_serializing_if = "Vec::is_empty")]
    pub(crate) values: Vec<String>,
    /// The names of these values in Rust.
    #[serde(skip)]
    pub(crate) variants: Vec<String>,
    /// How the value is written.
    #[serde(skip)]
    pub(crate) form: Form,
    pub(crate) description: Option<Markdown>,
    pub(crate) example: Option<JsonValue>,
    /// Whether an error may have no value.
    pub(crate) optional: bool,
    /// Whether the message alone shows it.
    #[serde(skip)]
    pub(crate) is_only_in_message: bool,
    pub(crate) secret: bool,
}

impl Arg {
    /// Returns whether it is a member of responses.
    pub(crate) fn is_sent(&self) -> bool {
        !self.secret && !self.is_only_in_message
    }

    /// Returns the JSON type of the value as it is sent.
    pub(crate) fn sent_type(&self) -> &'static str {
        match self.form {
            Form::Plain => self.kind.schema_type().unwrap_or("object"),
            Form::String | Form::Unix | Form::UnixMs | Form::Ms => {
                self.form.of_type(JsonType::Text).schema_type()
            }
        }
    }

    /// Returns the value in examples if the catalog has none. An optional argument is absent then.
    pub(crate) fn placeholder(&self) -> Option<JsonValue> {
        if self.optional {
            return None;
        }
        let of_name = || JsonValue::Text(format!("{{{}}}", self.name));
        Some(match self.kind {
            ArgKind::String => self
                .values
                .first()
                .map_or_else(of_name, |first| JsonValue::Text(first.clone())),
            ArgKind::Integer | ArgKind::Number => JsonValue::Integer(1),
            ArgKind::Boolean => JsonValue::Boolean(true),
            ArgKind::DateTime => match self.form {
                Form::Unix => JsonValue::Integer(Form::EXAMPLE_TIME),
                Form::UnixMs => JsonValue::Integer(Form::EXAMPLE_TIME * 1000),
                Form::Plain | Form::String | Form::Ms => {
                    JsonValue::Text("2026-01-15T10:30:00.000Z".to_owned())
                }
            },
            ArgKind::Array(item) => JsonValue::List(vec![match item {
                ItemKind::String => of_name(),
                ItemKind::Integer | ItemKind::Number => JsonValue::Integer(1),
                ItemKind::Boolean => JsonValue::Boolean(true),
            }]),
            ArgKind::Any => JsonValue::Object(Vec::new()),
        })
    }

    /// Returns a value from the catalog as it is sent.
    pub(crate) fn sent(&self, value: &JsonValue) -> JsonValue {
        match (self.form, value) {
            (Form::String, JsonValue::Text(_)) => value.clone(),
            (Form::String, value) => JsonValue::Text(value.to_string()),
            _ => value.clone(),
        }
    }

    /// Returns whether the argument can have a value. Every integer is also a number.
    pub(crate) fn fits(&self, value: &JsonValue) -> bool {
        match (self.kind, value) {
            (ArgKind::DateTime, JsonValue::Integer(_)) => self.is_unix(),
            (ArgKind::DateTime, JsonValue::Text(text)) => !self.is_unix() && is_date_time(text),
            (ArgKind::String, JsonValue::Text(text)) => {
                self.values.is_empty() || self.values.contains(text)
            }
            (ArgKind::Array(item), JsonValue::List(elements)) => {
                let fits = |element: &JsonValue| item.kind().holds(element);
                elements.iter().all(fits)
            }
            (kind, value) => kind.holds(value),
        }
    }

    fn is_unix(&self) -> bool {
        matches!(self.form, Form::Unix | Form::UnixMs)
    }
}

/// Returns whether a text is a time by RFC 3339, section 5.6: `2026-01-15T10:30:00.000Z`.
fn is_date_time(text: &str) -> bool {
    let number = |range: std::ops::Range<usize>, most: u32| {
        let digits = text
            .get(range)
            .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()));
        let number = digits.and_then(|digits| digits.parse::<u32>().ok());
        number.is_some_and(|number| number <= most)
    };
    let is = |at: usize, wanted: &[u8]| text.as_bytes().get(at).is_some_and(|c| wanted.contains(c));
    let is_time = number(0..4, 9999)
        && is(4, b"-")
        && number(5..7, 12)
        && is(7, b"-")
        && number(8..10, 31)
        && is(10, b"Tt")
        && number(11..13, 23)
        && is(13, b":")
        && number(14..16, 59)
        && is(16, b":")
        && number(17..19, 60);
    // The month and the day begin with 1.
    if !is_time || text[5..7] == *"00" || text[8..10] == *"00" {
        return false;
    }
    let rest = &text[19..];
    let zone = match rest.strip_prefix('.') {
        Some(fraction) => {
            let zone = fraction.trim_start_matches(|c: char| c.is_ascii_digit());
            if zone.len() == fraction.len() {
                return false;
            }
            zone
        }
        None => rest,
    };
    let start = text.len() - zone.len();
    matches!(zone, "Z" | "z")
        || (zone.len() == 6
            && is(start, b"+-")
            && number(start + 1..start + 3, 23)
            && is(start + 3, b":")
            && number(start + 4..start + 6, 59))
}

/// The type of an argument, as JSON Schema names it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum ArgKind {
    #[default]
    String,
    Integer,
    Number,
    Boolean,
    /// Text with the format `date-time`.
    DateTime,
    Array(ItemKind),
    /// Any JSON.
    Any,
}

/// The type of the elements of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ItemKind {
    String,
    Integer,
    Number,
    Boolean,
}

impl ItemKind {
    /// Returns the type of one element.
    pub(crate) fn kind(self) -> ArgKind {
        match self {
            Self::String => ArgKind::String,
            Self::Integer => ArgKind::Integer,
            Self::Number => ArgKind::Number,
            Self::Boolean => ArgKind::Boolean,
        }
    }
}

impl ArgKind {
    /// Returns the type in JSON Schema. `None` for any JSON.
    pub(crate) fn schema_type(self) -> Option<&'static str> {
        Some(match self {
            Self::String | Self::DateTime => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Array(_) => "array",
            Self::Any => return None,
        })
    }

    /// Returns the type, as a catalog names it.
    pub(crate) fn word(self) -> &'static str {
        self.schema_type().unwrap_or("any")
    }

    /// Returns whether a value has this type. Every integer is also a number.
    pub(crate) fn holds(self, value: &JsonValue) -> bool {
        matches!(
            (self, value),
            (Self::String | Self::DateTime, JsonValue::Text(_))
                | (Self::Integer, JsonValue::Integer(_))
                | (Self::Number, JsonValue::Integer(_) | JsonValue::Number(_))
                | (Self::Boolean, JsonValue::Boolean(_))
                | (Self::Array(_), JsonValue::List(_))
                | (Self::Any, _)
        )
    }
}

impl Serialize for ArgKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word())
    }
}

#[cfg(test)]
mod tests {
    use super::is_date_time;

    #[test]
    fn times_by_rfc_3339() {
        for time in [
            "2026-01-15T10:30:00Z",
            "2026-01-15t10:30:00.123456789z",
            "1990-12-31T23:59:60-08:00",
            "0000-01-01T00:00:00.0+23:59",
        ] {
            assert!(is_date_time(time), "{time}");
        }
        for other in [
            "",
            "foo",
            "2026-01-01",
            "2026-01-15 10:30:00Z",
            "2026-01-15T10:30:00",
            "2026-01-15T10:30:00.Z",
            "2026-13-15T10:30:00Z",
            "2026-00-15T10:30:00Z",
            "2026-01-00T10:30:00Z",
            "2026-01-15T24:30:00Z",
            "2026-01-15T10:30:00+1:00",
            "2026-01-15T10:30:00+24:00",
            "9999-99-99T99:99:99Z",
            "2026-01-15T10:30:00é",
            "é026-01-15T10:30:00Z",
        ] {
            assert!(!is_date_time(other), "{other}");
        }
    }
}
