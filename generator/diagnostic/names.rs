//! Names in messages: as they are quoted, and which one was meant.

use super::fix::Misspelt;
use super::{Fix, Help};
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
#[cfg(feature = "outputs")]
pub(crate) fn suggestion<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<String> {
    correction(found, known).map(|help| help.text)
}

/// As [`suggestion`], for a word of the format. If no other word is near, the suggestion is a fix.
pub(crate) fn correction<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<Help> {
    near(found, known).map(|near| near.help(found, Misspelt::Word))
}

/// As [`correction`], for a name that the catalog defines.
pub(crate) fn reference<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<Help> {
    near(found, known).map(|near| near.help(found, Misspelt::Reference))
}

/// In so many letters, a name with a slip differs from the one that was meant.
const SLIP: usize = 2;

/// A known name that is near a name that was found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Near<'k> {
    pub(super) name: &'k str,
    /// Whether there is no other that may have been meant.
    is_only: bool,
}

impl Near<'_> {
    pub(super) fn help(self, found: &str, misspelt: Misspelt) -> Help {
        let help = Help::from(format!("did you mean {}?", quote(self.name)));
        let distance =
            strsim::damerau_levenshtein(&found.to_lowercase(), &self.name.to_lowercase());
        // What is suggested may be another name altogether. What is changed is a slip of the fingers, or a word cut short.
        let is_slip =
            distance <= SLIP || misspelt == Misspelt::Word && self.name.starts_with(found);
        if self.is_only && is_slip {
            help.with_fix(Fix::rename(found, self.name, misspelt))
        } else {
            help
        }
    }
}

/// The known name that is nearest to `found`, if at most a third of the characters differ, or one in short names.
/// A name in which all characters differ is not near. Otherwise, the only known name that starts with `found`, such as
/// `description` for `desc`.
pub(crate) fn nearest<'k>(
    found: &str,
    known: impl IntoIterator<Item = &'k str>,
) -> Option<&'k str> {
    near(found, known).map(|near| near.name)
}

/// As [`nearest`], with whether another name is near as well.
pub(super) fn near<'k>(found: &str, known: impl IntoIterator<Item = &'k str>) -> Option<Near<'k>> {
    // A longer name is not a typing mistake, and a comparison costs the product of the lengths.
    if found.len() > 100 {
        return None;
    }
    let found = found.to_lowercase();
    let limit = |name: &str| match found.len().max(name.len()) {
        1 => 0,
        longer => 1.max(longer / 3),
    };
    let mut nearest: Option<(usize, Near)> = None;
    let mut longer = Vec::new();
    for name in known {
        let known = name.to_lowercase();
        if found.len() >= 3 && known.starts_with(&found) {
            longer.push(name);
        }
        if found.len().abs_diff(name.len()) > limit(name) {
            continue;
        }
        let distance = strsim::damerau_levenshtein(&found, &known);
        if distance > limit(name) {
            continue;
        }
        match &mut nearest {
            Some((least, near)) if distance >= *least => {
                // Nothing but capitals differs from the nearest: that is what was meant.
                near.is_only &= *least == 0 && distance > 0;
            }
            nearest => {
                let is_only = nearest.is_none() || distance == 0;
                *nearest = Some((distance, Near { name, is_only }));
            }
        }
    }
    match (nearest, longer.as_slice()) {
        (Some((_, near)), _) => Some(near),
        (None, &[name]) => Some(Near {
            name,
            is_only: true,
        }),
        (None, _) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::{correction, nearest};

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

    #[test]
    fn what_is_near_alone_fixes_a_name() {
        let is_fixed = |found, known: &[&'static str]| {
            let help = correction(found, known.iter().copied());
            help.is_some_and(|help| help.fix.is_some())
        };
        assert!(is_fixed("stauts", &["status", "type"]));
        assert!(is_fixed("desc", &["description", "type"]));
        assert!(is_fixed("Item", &["item", "items"]));
        assert!(is_fixed("Item", &["items", "item"]));
        assert!(!is_fixed("item_namx", &["item_name", "item_names"]));
        assert!(!is_fixed("item_namx", &["item_names", "item_name"]));
        assert!(!is_fixed("item_x", &["item_a", "item_b"]));
        assert!(!is_fixed("other", &["item", "items"]));
    }
}
