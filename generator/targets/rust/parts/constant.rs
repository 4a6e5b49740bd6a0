//! Constants of the envelope that are objects or arrays.

use serde::Serialize;
use serde::Serializer;

/// JSON that is the same in every response.
enum Constant {
    Null,
    Boolean(bool),
    Integer(i64),
    Number(f64),
    Text(&'static str),
    List(&'static [Constant]),
    Object(&'static [(&'static str, Constant)]),
}

impl Serialize for Constant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Boolean(value) => serializer.serialize_bool(*value),
            Self::Integer(value) => serializer.serialize_i64(*value),
            Self::Number(value) => serializer.serialize_f64(*value),
            Self::Text(value) => serializer.serialize_str(value),
            Self::List(elements) => serializer.collect_seq(*elements),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Constant;

    #[test]
    fn a_constant_is_its_json() {
        let constant = Constant::Object(&[
            ("none", Constant::Null),
            (
                "list",
                Constant::List(&[Constant::Boolean(true), Constant::Integer(-3)]),
            ),
            ("ratio", Constant::Number(0.5)),
            ("text", Constant::Text("x")),
        ]);
        assert_eq!(
            serde_json::to_string(&constant).unwrap(),
            r#"{"none":null,"list":[true,-3],"ratio":0.5,"text":"x"}"#
        );
    }
}
