//! What the enums of codes and of types have in common. `ErrorName` stands for one of them here, and "error name" in texts.

use std::error::Error;
use std::fmt;
use std::str::FromStr;

//@ if serde
use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use serde::de;
//@ end

use super::tests::ErrorName;

impl fmt::Display for ErrorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

// The derived form is a `match`, which takes rustc more memory than all the rest of a large module.
impl fmt::Debug for ErrorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.row().variant)
    }
}

impl AsRef<str> for ErrorName {
    fn as_ref(&self) -> &str {
        self.as_str()
    }
}

impl FromStr for ErrorName {
    type Err = UnknownErrorName;

    fn from_str(name: &str) -> Result<Self, UnknownErrorName> {
        Self::find(name).ok_or(UnknownErrorName(()))
    }
}

impl TryFrom<&str> for ErrorName {
    type Error = UnknownErrorName;

    fn try_from(name: &str) -> Result<Self, UnknownErrorName> {
        name.parse()
    }
}

/// The error of parsing a text that is no error name of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UnknownErrorName(());

impl fmt::Display for UnknownErrorName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no such error name")
    }
}

impl Error for UnknownErrorName {}
//@ if serde

impl Serialize for ErrorName {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for ErrorName {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl de::Visitor<'_> for Visitor {
            type Value = ErrorName;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an error name")
            }

            fn visit_str<E: de::Error>(self, name: &str) -> Result<ErrorName, E> {
                let unknown = |_| E::invalid_value(de::Unexpected::Str(name), &self);
                name.parse().map_err(unknown)
            }
        }

        deserializer.deserialize_str(Visitor)
    }
}
//@ end

#[cfg(test)]
mod tests {
    use super::{ErrorName, UnknownErrorName};

    #[test]
    fn a_name_is_parsed_from_what_it_is_shown_as() {
        for name in [ErrorName::First, ErrorName::Second] {
            assert_eq!(name.to_string().parse(), Ok(name));
            assert_eq!(name.as_ref().try_into(), Ok(name));
            let json = serde_json::to_string(&name).unwrap();
            assert_eq!(json, format!("\"{name}\""));
            assert_eq!(serde_json::from_str::<ErrorName>(&json).unwrap(), name);
        }
        assert_eq!(
            format!("{:>6}{:?}", ErrorName::First, ErrorName::Second),
            " firstSecond"
        );
    }

    #[test]
    fn other_names_are_unknown() {
        for name in ["", "First", "first ", "firs"] {
            assert_eq!(name.parse::<ErrorName>(), Err(UnknownErrorName(())));
        }
        let error = serde_json::from_str::<ErrorName>("\"third\"").unwrap_err();
        let expected = "invalid value: string \"third\", expected an error name at line 1 column 7";
        assert_eq!(error.to_string(), expected);
    }
}
