//! Reading a list of errors.

use serde::Deserialize;
use serde::Deserializer;
use serde::de;

/// The elements of a list that have the shape of this version. Those of a newer server may have another, and are left out.
fn elements<'de, T, L, D>(deserializer: D) -> Result<L, D::Error>
where
    T: Deserialize<'de>,
    L: From<Vec<T>>,
    D: Deserializer<'de>,
{
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Element<T> {
        Known(T),
        Other(de::IgnoredAny),
    }

    let all = Option::<Vec<Element<T>>>::deserialize(deserializer)?;
    let known = all
        .into_iter()
        .flatten()
        .filter_map(|element| match element {
            Element::Known(known) => Some(known),
            Element::Other(_) => None,
        });
    Ok(known.collect::<Vec<_>>().into())
}

#[cfg(test)]
mod tests {
    #[test]
    fn elements_of_another_shape_are_left_out() {
        for (json, expected) in [
            ("null", vec![]),
            ("[]", vec![]),
            (r#"[1, "two", {"three": 3}, 4, null]"#, vec![1, 4]),
        ] {
            let mut json = serde_json::Deserializer::from_str(json);
            let read: Vec<i32> = super::elements::<i32, _, _>(&mut json).unwrap();
            assert_eq!(read, expected);
        }
        let mut json = serde_json::Deserializer::from_str("{}");
        assert!(super::elements::<i32, Vec<i32>, _>(&mut json).is_err());
    }
}
