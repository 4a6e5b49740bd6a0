//! How JSON values are read.

use std::fmt;

use serde::Deserialize;
use serde::Deserializer;
use serde::de;

use super::json::JsonValue;

impl<'de> Deserialize<'de> for JsonValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = JsonValue;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("JSON")
            }

            fn visit_unit<E>(self) -> Result<JsonValue, E> {
                Ok(JsonValue::Null)
            }

            fn visit_none<E>(self) -> Result<JsonValue, E> {
                Ok(JsonValue::Null)
            }

            fn visit_some<D: Deserializer<'de>>(
                self,
                deserializer: D,
            ) -> Result<JsonValue, D::Error> {
                deserializer.deserialize_any(self)
            }

            fn visit_bool<E>(self, value: bool) -> Result<JsonValue, E> {
                Ok(JsonValue::Boolean(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<JsonValue, E> {
                Ok(JsonValue::Integer(value.into()))
            }

            fn visit_u64<E>(self, value: u64) -> Result<JsonValue, E> {
                Ok(JsonValue::Integer(value.into()))
            }

            fn visit_i128<E>(self, value: i128) -> Result<JsonValue, E> {
                Ok(JsonValue::Integer(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<JsonValue, E> {
                Ok(JsonValue::Number(value))
            }

            fn visit_str<E>(self, value: &str) -> Result<JsonValue, E> {
                Ok(JsonValue::Text(value.to_owned()))
            }

            fn visit_string<E>(self, value: String) -> Result<JsonValue, E> {
                Ok(JsonValue::Text(value))
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut seq: A) -> Result<JsonValue, A::Error> {
                let mut elements = Vec::new();
                while let Some(element) = seq.next_element()? {
                    elements.push(element);
                }
                Ok(JsonValue::List(elements))
            }

            fn visit_map<A: de::MapAccess<'de>>(self, mut map: A) -> Result<JsonValue, A::Error> {
                let mut members = Vec::new();
                while let Some((name, value)) = map.next_entry::<String, JsonValue>()? {
                    // This is how serde_json hands over a number if its feature `arbitrary_precision` is on.
                    if let ("$serde_json::private::Number", JsonValue::Text(digits)) =
                        (name.as_str(), &value)
                    {
                        let integer = digits.parse().map(JsonValue::Integer);
                        let number = || digits.parse().map(JsonValue::Number);
                        return integer.or_else(|_| number()).map_err(de::Error::custom);
                    }
                    members.push((name, value));
                }
                Ok(JsonValue::Object(members.into_iter().collect()))
            }
        }

        deserializer.deserialize_any(Visitor)
    }
}
//@ if serde_json

impl From<::serde_json::Value> for JsonValue {
    fn from(value: ::serde_json::Value) -> Self {
        // What it serializes to is JSON.
        Self::deserialize(value).unwrap_or(Self::Null)
    }
}
//@ end
