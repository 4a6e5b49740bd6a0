//! Reading JSON that may have another shape: what cannot be read costs nothing but itself.

use super::json::JsonValue;

impl JsonValue {
    /// The value, unless it is `null`.
    fn present(&self) -> Option<&Self> {
        Some(self).filter(|value| **value != Self::Null)
    }

    /// The element of an array with these constants, or else the element at this place.
    fn item(&self, at: usize, constants: &[(&str, &str)]) -> Option<&Self> {
        let elements = self.as_list()?;
        if constants.is_empty() {
            return elements.get(at);
        }
        elements.iter().find(|element| {
            constants
                .iter()
                .all(|(name, text)| element.get(name).and_then(Self::as_str) == Some(*text))
        })
    }

    /// The members of an object without those that have these names.
    fn others(&self, known: &[&str]) -> Self {
        let members = self.as_object().into_iter().flatten();
        let others = members.filter(|(name, _)| !known.contains(name));
        let others = others.map(|(name, value)| (name.to_owned(), value.clone()));
        Self::Object(others.collect())
    }

    /// A text, also if it was sent as a number.
    fn to_text(&self) -> Option<String> {
        match self {
            Self::Text(_) | Self::Boolean(_) | Self::Integer(_) | Self::Number(_) => {
                Some(self.to_string())
            }
            Self::Null | Self::List(_) | Self::Object(_) => None,
        }
    }

    /// A whole number, also if it was sent as text.
    fn to_integer(&self) -> Option<i64> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            #[expect(
                clippy::cast_possible_truncation,
                reason = "numbers without a fraction of that size are exact"
            )]
            Self::Number(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
                Some(*number as i64)
            }
            _ => self.as_i64(),
        }
    }

    /// `true` or `false`, also if it was sent as text.
    fn to_boolean(&self) -> Option<bool> {
        match self {
            Self::Text(text) => text.trim().parse().ok(),
            _ => self.as_bool(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::json::JsonValue;

    fn read(json: &str) -> JsonValue {
        serde_json::from_str(json).unwrap()
    }

    #[test]
    fn values_of_another_type_are_read_if_they_say_the_same() {
        let texts = ["1", "\"1\"", "1.5", "true", "null", "[]", "{}"];
        let texts = texts.map(|json| read(json).to_text());
        let expected = [Some("1"), Some("1"), Some("1.5"), Some("true")];
        assert_eq!(texts.each_ref().map(Option::as_deref)[..4], expected);
        assert_eq!(texts[4..], [None, None, None]);
        let numbers = ["1", "\" 1 \"", "1.0", "1.5", "true", "1e300", "null"];
        let numbers = numbers.map(|json| read(json).to_integer());
        assert_eq!(numbers, [Some(1), Some(1), Some(1), None, None, None, None]);
        let booleans = ["true", "\"false\"", "1", "null"];
        let booleans = booleans.map(|json| read(json).to_boolean());
        assert_eq!(booleans, [Some(true), Some(false), None, None]);
    }

    #[test]
    fn the_members_besides_the_known_ones_are_arguments() {
        let others = read(r#"{"a":1,"b":2,"c":3}"#).others(&["b"]);
        assert_eq!(others.to_string(), r#"{"a":1,"c":3}"#);
        assert_eq!(read("1").others(&[]).to_string(), "{}");
    }

    #[test]
    fn an_element_is_found_by_what_it_is() {
        let list = read(r#"[{"kind":"a","n":1},{"kind":"b","n":2}]"#);
        let n = |item: Option<&JsonValue>| item?.get("n")?.as_i64();
        assert_eq!(n(list.item(0, &[("kind", "b")])), Some(2));
        assert_eq!(n(list.item(1, &[])), Some(2));
        assert_eq!(list.item(0, &[("kind", "c")]), None);
        assert_eq!(read("{}").item(0, &[]), None);
        assert_eq!(
            (read("null").present(), read("1").present()),
            (None, Some(&1.into()))
        );
    }
}
