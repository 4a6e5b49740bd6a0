//! What a framework says about a request that it rejects.

use std::fmt;

/// The name of the member or the parameter that a framework could not read: the one that serde misses, or the path that axum
/// states. No value that a client sent is part of it.
fn rejected_name(cause: &dyn fmt::Display) -> Option<String> {
    let text = cause.to_string();
    // Values of the client are in quotes.
    let before = |mark: &str| {
        let found = text.split_once(mark);
        found.filter(|(head, _)| !head.contains(['"', '`']))
    };
    let name = |mark: &str| Some(before(mark)?.1.split_once('`')?.0);
    let path = text
        .strip_prefix("Failed to deserialize ")
        .and_then(|rest| rest.split_once(": ")?.1.split_once(": "))
        .map(|(path, _)| path)
        .filter(|path| is_path(path));
    let missing = name("missing field `");
    let named = missing
        .or_else(|| name("Cannot parse `"))
        .or_else(|| name("Invalid UTF-8 in `"));
    let name = match (path, named) {
        (Some(path), Some(name)) => format!("{path}.{name}"),
        (path, name) => path.or(name)?.to_owned(),
    };
    Some(name).filter(|name| is_path(name))
}

/// Whether a text is a path to a member: `items[0].name`.
fn is_path(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || "_-.[]".contains(c);
    !text.is_empty() && text.len() <= 100 && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::rejected_name;

    #[test]
    fn a_name_is_found_and_no_value() {
        for (text, name) in [
            (
                "Failed to deserialize the JSON body into the target type: missing field `name` at line 1 column 2",
                Some("name"),
            ),
            (
                "Failed to deserialize the JSON body into the target type: items[1].size: invalid type: string \"x\", expected u32 at line 1 column 9",
                Some("items[1].size"),
            ),
            (
                "Failed to deserialize the JSON body into the target type: address: missing field `zip` at line 1 column 2",
                Some("address.zip"),
            ),
            (
                "Failed to deserialize query string: page: invalid digit found in string",
                Some("page"),
            ),
            (
                "Invalid URL: Cannot parse `id` with value `abc` to a `u32`",
                Some("id"),
            ),
            ("Invalid URL: Invalid UTF-8 in `slug`", Some("slug")),
            (
                "Json deserialize error: missing field `name` at line 1 column 2",
                Some("name"),
            ),
            (
                "Json deserialize error: invalid type: string \"missing field `secret`\", expected u32 at line 1",
                None,
            ),
            (
                "Failed to deserialize the JSON body into the target type: invalid type: string \"a: b\", expected u32",
                None,
            ),
            ("", None),
            ("missing field `", None),
            ("missing field `a b`", None),
        ] {
            assert_eq!(rejected_name(&text).as_deref(), name, "{text}");
        }
    }
}
