//! The arguments of an error, for envelopes that send them.

use std::borrow::Cow;
use std::fmt;

//@ if serde
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;
//@ end

/// An argument of an error.
#[derive(Clone, Debug, PartialEq)]
pub enum Arg {
    /// `true` or `false`.
    Boolean(bool),
    /// A whole number.
    Integer(i64),
    /// A number.
    Number(f64),
    /// Text.
    Text(String),
}

impl fmt::Display for Arg {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Boolean(value) => value.fmt(f),
            Self::Integer(value) => value.fmt(f),
            Self::Number(value) => value.fmt(f),
            Self::Text(value) => value.fmt(f),
        }
    }
}

impl From<bool> for Arg {
    fn from(value: bool) -> Self {
        Self::Boolean(value)
    }
}

impl From<i64> for Arg {
    fn from(value: i64) -> Self {
        Self::Integer(value)
    }
}

impl From<f64> for Arg {
    fn from(value: f64) -> Self {
        Self::Number(value)
    }
}

impl From<&str> for Arg {
    fn from(value: &str) -> Self {
        Self::Text(value.to_owned())
    }
}

impl From<String> for Arg {
    fn from(value: String) -> Self {
        Self::Text(value)
    }
}

/// The arguments of an error, in the order of the catalog.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Args(Vec<(Cow<'static, str>, Arg)>);

impl Args {
    /// The argument with this name.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Arg> {
        self.iter()
            .find(|(known, _)| *known == name)
            .map(|(_, value)| value)
    }

    /// How many arguments there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there are no arguments.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The arguments with their names.
    #[must_use]
    pub fn iter(&self) -> ArgsIter<'_> {
        ArgsIter(self.0.iter())
    }
}

/// The iterator over [`Args`].
#[derive(Clone, Debug)]
pub struct ArgsIter<'a>(std::slice::Iter<'a, (Cow<'static, str>, Arg)>);

impl<'a> Iterator for ArgsIter<'a> {
    type Item = (&'a str, &'a Arg);

    fn next(&mut self) -> Option<Self::Item> {
        self.0.next().map(|(name, value)| (&**name, value))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.0.size_hint()
    }
}

impl ExactSizeIterator for ArgsIter<'_> {}

impl<'a> IntoIterator for &'a Args {
    type Item = (&'a str, &'a Arg);
    type IntoIter = ArgsIter<'a>;

    fn into_iter(self) -> ArgsIter<'a> {
        self.iter()
    }
}
//@ if serde

impl Serialize for Arg {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
        }
    }
}

impl<'de> Deserialize<'de> for Arg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let MaybeArg(arg) = MaybeArg::deserialize(deserializer)?;
        arg.ok_or_else(|| de::Error::custom("expected a boolean, a number or a string"))
    }
}

/// An argument, or nothing where a newer server sent a value that this version has no type for.
struct MaybeArg(Option<Arg>);

impl<'de> Deserialize<'de> for MaybeArg {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Value {
            Boolean(bool),
            Integer(i64),
            Number(f64),
            Text(String),
            Other(de::IgnoredAny),
        }

        Ok(Self(match Value::deserialize(deserializer)? {
            Value::Boolean(value) => Some(Arg::Boolean(value)),
            Value::Integer(value) => Some(Arg::Integer(value)),
            Value::Number(value) => Some(Arg::Number(value)),
            Value::Text(value) => Some(Arg::Text(value)),
            Value::Other(_) => None,
        }))
    }
}

impl Serialize for Args {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self)
    }
}

impl<'de> Deserialize<'de> for Args {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Args;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<Args, A::Error> {
                let mut args = Vec::new();
                while let Some((name, MaybeArg(value))) = map.next_entry::<String, _>()? {
                    args.extend(value.map(|value| (name.into(), value)));
                }
                Ok(Args(args))
            }
        }

        deserializer.deserialize_map(Visitor)
    }
}
//@ end

#[cfg(test)]
mod tests {
    use super::{Arg, Args};

    const JSON: &str = r#"{"live":true,"count":-3,"ratio":0.5,"name":"x"}"#;

    #[test]
    fn arguments_are_read_as_they_were_written() {
        let args: Args = serde_json::from_str(JSON).unwrap();
        assert_eq!(serde_json::to_string(&args).unwrap(), JSON);
        let expected = [
            ("live", true.into()),
            ("count", (-3).into()),
            ("ratio", 0.5.into()),
            ("name", "x".into()),
        ];
        assert!(
            args.iter()
                .eq(expected.iter().map(|(name, value)| (*name, value)))
        );
        assert_eq!((&args).into_iter().len(), args.len());
        assert_eq!(args.get("count"), Some(&Arg::Integer(-3)));
        assert_eq!(args.get("other"), None);
        assert!(!args.is_empty() && Args::default().is_empty());
    }

    #[test]
    fn values_of_other_types_are_passed_over() {
        let args: Args = serde_json::from_str(r#"{"a":null,"b":[1],"c":{"d":1},"e":"x"}"#).unwrap();
        assert_eq!(args, Args(vec![("e".into(), String::from("x").into())]));
        assert!(serde_json::from_str::<Arg>("[1]").is_err());
        assert!(serde_json::from_str::<Args>("[1]").is_err());
    }

    #[test]
    fn arguments_are_shown_as_their_values() {
        let args = [Arg::from(true), (-3).into(), 0.5.into(), "x".into()];
        assert_eq!(args.map(|arg| arg.to_string()), ["true", "-3", "0.5", "x"]);
        assert_eq!(format!("{:>3}", Arg::from("x")), "  x");
    }
}
