//! JSON values: arguments that are sent, and whatever a client received.

use std::borrow::Cow;
use std::fmt;

//@ if serde
use serde::Serialize;
use serde::Serializer;
use serde::ser::SerializeMap;
//@ end

/// A JSON value.
#[derive(Clone, Debug, PartialEq)]
pub enum JsonValue {
    /// `null`.
    Null,
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i128),
    /// Any other number.
    Number(f64),
    /// Text.
    Text(String),
    /// An array.
    List(Vec<JsonValue>),
    /// An object.
    Object(JsonObject),
}

impl JsonValue {
    /// The text, if the value is text.
    #[must_use]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The number, if the value is a whole number of 64 bits.
    #[must_use]
    pub fn as_i64(&self) -> Option<i64> {
        match self {
            Self::Integer(number) => i64::try_from(*number).ok(),
            _ => None,
        }
    }

    /// The value, if it is `true` or `false`.
    #[must_use]
    pub fn as_bool(&self) -> Option<bool> {
        match self {
            Self::Boolean(value) => Some(*value),
            _ => None,
        }
    }

    /// The elements, if the value is an array.
    #[must_use]
    pub fn as_list(&self) -> Option<&[Self]> {
        match self {
            Self::List(elements) => Some(elements),
            _ => None,
        }
    }

    /// The members, if the value is an object.
    #[must_use]
    pub fn as_object(&self) -> Option<&JsonObject> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }

    /// The member of an object with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        self.as_object()?.get(name)
    }
}

/// Shows text as it is, and any other value as JSON.
impl fmt::Display for JsonValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fn quoted(text: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("\"")?;
            for c in text.chars() {
                match c {
                    '"' | '\\' => write!(f, "\\{c}")?,
                    '\n' => f.write_str("\\n")?,
                    '\r' => f.write_str("\\r")?,
                    '\t' => f.write_str("\\t")?,
                    '\u{8}' => f.write_str("\\b")?,
                    '\u{c}' => f.write_str("\\f")?,
                    c if c < ' ' => write!(f, "\\u{:04x}", u32::from(c))?,
                    c => f.write_str(c.encode_utf8(&mut [0; 4]))?,
                }
            }
            f.write_str("\"")
        }

        fn nested(value: &JsonValue, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            match value {
                JsonValue::Text(text) => quoted(text, f),
                value => value.fmt(f),
            }
        }

        match self {
            Self::Null => f.pad("null"),
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(number) => number.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Text(text) => text.fmt(f),
            Self::List(elements) => {
                f.write_str("[")?;
                for (at, element) in elements.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    nested(element, f)?;
                }
                f.write_str("]")
            }
            Self::Object(object) => {
                f.write_str("{")?;
                for (at, (name, value)) in object.iter().enumerate() {
                    f.write_str(if at == 0 { "" } else { "," })?;
                    quoted(name, f)?;
                    f.write_str(":")?;
                    nested(value, f)?;
                }
                f.write_str("}")
            }
        }
    }
}

impl From<bool> for JsonValue {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for JsonValue {
    fn from(value: i64) -> Self {
        Self::Integer(value.into())
    }
}

impl From<f64> for JsonValue {
    /// The number, or the nearest that JSON has: a number is not infinite, and 0 stands for what is no number.
    fn from(value: f64) -> Self {
        let value = if value.is_nan() { 0.0 } else { value };
        Self::Number(value.clamp(f64::MIN, f64::MAX))
    }
}

impl From<&str> for JsonValue {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for JsonValue {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

impl<T: Into<JsonValue>> From<Vec<T>> for JsonValue {
    fn from(elements: Vec<T>) -> Self {
        Self::List(elements.into_iter().map(Into::into).collect())
    }
}

impl From<JsonObject> for JsonValue {
    fn from(object: JsonObject) -> Self {
        Self::Object(object)
    }
}

/// The members of a JSON object, in their order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct JsonObject(Vec<(Cow<'static, str>, JsonValue)>);

impl JsonObject {
    /// The member with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&JsonValue> {
        self.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// How many members there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no members.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The members with their names.
    #[must_use]
    pub fn iter(&self) -> JsonMembers<'_> {
        JsonMembers(self.0.iter())
    }
}

impl<N: Into<Cow<'static, str>>, V: Into<JsonValue>> FromIterator<(N, V)> for JsonObject {
    fn from_iter<I: IntoIterator<Item = (N, V)>>(members: I) -> Self {
        let members = members.into_iter();
        Self(
            members
                .map(|(name, value)| (name.into(), value.into()))
                .collect(),
        )
    }
}

/// The iterator over [`JsonObject`].
#[derive(Clone, Debug)]
pub struct JsonMembers<'a>(std::slice::Iter<'a, (Cow<'static, str>, JsonValue)>);

impl<'a> Iterator for JsonMembers<'a> {
    type Item = (&'a str, &'a JsonValue);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (&**name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for JsonMembers<'_> {}

impl<'a> IntoIterator for &'a JsonObject {
    type Item = (&'a str, &'a JsonValue);
    type IntoIter = JsonMembers<'a>;

    fn into_iter(self) -> JsonMembers<'a> {
        self.iter()
    }
}
//@ if serde

impl Serialize for JsonValue {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => match (i64::try_from(*value), u64::try_from(*value)) {
                (Ok(value), _) => serializer.serialize_i64(value),
                (_, Ok(value)) => serializer.serialize_u64(value),
                _ => serializer.serialize_i128(*value),
            },
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(elements) => serializer.collect_seq(elements),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl Serialize for JsonObject {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_map(Some(self.len()))?;
        for (name, value) in self {
            object.serialize_entry(name, value)?;
        }
        object.end()
    }
}
//@ end

#[cfg(test)]
mod tests {
    use super::{JsonObject, JsonValue};

    const JSON: &str = r#"{"live":true,"count":-3,"great":18446744073709551615,"ratio":0.5,"name":"x","none":null,"list":[1,"a\"",{"in":{}}]}"#;

    #[test]
    fn values_are_read_as_they_were_written() {
        let value: JsonValue = serde_json::from_str(JSON).unwrap();
        assert_eq!(serde_json::to_string(&value).unwrap(), JSON);
        assert_eq!(value.to_string(), JSON);
        assert_eq!(value.get("live"), Some(&true.into()));
        assert_eq!(value.get("count").unwrap().as_i64(), Some(-3));
        assert_eq!(
            value.get("great"),
            Some(&JsonValue::Integer(u64::MAX.into()))
        );
        assert_eq!(value.get("great").unwrap().as_i64(), None);
        assert_eq!(value.get("ratio"), Some(&0.5.into()));
        assert_eq!(value.get("name").unwrap().as_str(), Some("x"));
        assert_eq!(value.get("live").unwrap().as_bool(), Some(true));
        assert_eq!(value.get("list").unwrap().as_list().unwrap().len(), 3);
        assert_eq!(value.get("other"), None);
        let object = value.as_object().unwrap();
        assert_eq!((object.len(), object.into_iter().len()), (7, 7));
        assert!(!object.is_empty() && JsonObject::default().is_empty());
    }

    #[test]
    fn a_number_is_one_that_json_has() {
        for (number, sent) in [
            (f64::NAN, "0.0"),
            (f64::INFINITY, "1.7976931348623157e+308"),
            (f64::NEG_INFINITY, "-1.7976931348623157e+308"),
            (-0.5, "-0.5"),
        ] {
            assert_eq!(
                serde_json::to_string(&JsonValue::from(number)).unwrap(),
                sent
            );
        }
    }

    #[test]
    fn values_are_made_of_values() {
        let object: JsonObject = [("a", 1), ("b", 2)].into_iter().collect();
        let value = JsonValue::from(object);
        assert_eq!(value.to_string(), r#"{"a":1,"b":2}"#);
        assert_eq!(
            JsonValue::from(vec!["x".to_owned()]).to_string(),
            r#"["x"]"#
        );
        assert_eq!(format!("{:>3}", JsonValue::from("x")), "  x");
    }
}
