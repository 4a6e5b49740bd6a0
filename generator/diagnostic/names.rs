//! Names in messages: as they are quoted, and which one was meant.

use crate::visible::visible;

/// Quotes a piece of the user's text for a message: in backquotes, on one line, at most 60 characters.
pub(crate) fn quote(text: &str) -> String {
    let (start, rest) = match text.char_indices().nth(60) {
        Some((end, _)) => (&text[..end], "…"),
        None => (text, ""),
    };
    format!("`{}{rest}`", visible(start))
}

/// Returns `did you mean …?` if a known name is near enough to the name that was found.
pub(crate) fn suggestion<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    nearest(found, known).map(did_you_mean)
}

pub(super) fn did_you_mean(name: &str) -> String {
    format!("did you mean {}?", quote(name))
}

/// The known name that is nearest to `found`, if at most a third of the characters differ, or one in short names.
/// A name in which all characters differ is not near. Otherwise, the only known name that starts with `found`, such as
/// `description` for `desc`.
pub(crate) fn nearest<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    // A longer name is not a typing mistake, and a comparison costs the product of the lengths.
    if found.len() > 100 {
        return None;
    }
    let found = found.to_lowercase();
    let near = |name: &str| match found.len().max(name.len()) {
        1 => 0,
        longer => 1.max(longer / 3),
    };
    let mut nearest: Option<(usize, &str)> = None;
    let mut longer = Vec::new();
    for name in known {
        let known = name.to_lowercase();
        if found.len() >= 3 && known.starts_with(&found) {
            longer.push(name);
        }
        if found.len().abs_diff(name.len()) > near(name) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&found, &known);
        if distance <= near(name) && nearest.is_none_or(|(least, _)| distance < least) {
            nearest = Some((distance, name));
        }
    }
    match (nearest, longer.as_slice()) {
        (Some((_, name)), _) | (None, &[name]) => Some(name),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn what_is_suggested_is_near_or_what_was_abbreviated() {
        let members = [
            "description",
            "deprecated",
            "doc_url",
            "id",
            "status",
            "type",
        ];
        for (found, expected) in [
            ("stauts", Some("status")),
            ("Status", Some("status")),
            ("typ", Some("type")),
            ("di", Some("id")),
            ("ip", Some("id")),
            ("desc", Some("description")),
            ("doc", Some("doc_url")),
            ("de", None),
            ("dep", Some("deprecated")),
            ("retryable", None),
            ("", None),
        ] {
            assert_eq!(nearest(found, members), expected, "{found}");
        }
        assert_eq!(nearest("b", ["a", "c"]), None);
        assert_eq!(nearest("B", ["a", "b"]), Some("b"));
        assert_eq!(nearest("sta", ["status", "statement"]), None);
    }
}
