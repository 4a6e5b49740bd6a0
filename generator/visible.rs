//! What is not seen in a text: characters that have no width, turn its direction or move the cursor.

use std::borrow::Cow;

/// Whether a character is not seen where it stands, and may change how the characters around it are shown.
///
/// A line break and a tab are among them. Where they have a meaning, the caller lets them through.
pub(crate) fn is_invisible(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Fillers and spaces without width, and the soft hyphen.
            '\u{ad}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180e}' | '\u{200b}'
            | '\u{3164}' | '\u{feff}' | '\u{ffa0}'
            // What turns the direction of the text, and breaks lines.
            | '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            // What joins or annotates, and tags that spell out a second text.
            | '\u{200c}' | '\u{200d}' | '\u{2060}'..='\u{206f}' | '\u{fff9}'..='\u{fffb}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e007f}')
}

/// A text for a line of a terminal or a log, in which nothing is hidden: what is invisible is escaped, line breaks too.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    escaped(text, is_invisible)
}

/// Like [`visible`], for a text of several lines.
#[cfg(feature = "cli")]
pub(crate) fn visible_lines(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_invisible(c) && c != '\n')
}

/// A piece of a text as it is, for the renderer of snippets, which shows tabs and the control characters of ASCII in its
/// own way. Anything else that is invisible becomes U+FFFD. Joiners stay: they belong to their neighbours.
pub(crate) fn excerpt(text: &str) -> Cow<'_, str> {
    let is_hidden =
        |c: char| !c.is_ascii() && is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}');
    if text.contains(is_hidden) {
        Cow::Owned(text.replace(is_hidden, "\u{fffd}"))
    } else {
        Cow::Borrowed(text)
    }
}

fn escaped(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        if is_hidden(c) {
            shown.extend(c.escape_default());
        } else {
            shown.push(c);
        }
    }
    Cow::Owned(shown)
}

/// Whether a character turns the direction of the text behind it, which rustc refuses in comments and literals.
pub(crate) fn turns_text(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The first character of a text that nobody sees, and that no writing system asks for at this place.
pub(crate) fn first_invisible(text: &str) -> Option<char> {
    if text.is_ascii() && !text.bytes().any(|byte| byte.is_ascii_control()) {
        return None;
    }
    let mut before = '\n';
    text.chars().find(|c| {
        let has_use = match c {
            '\n' | '\r' | '\t' => true,
            // Persian, Indian scripts and emoji are written with joiners.
            '\u{200c}' | '\u{200d}' => !before.is_ascii(),
            _ => false,
        };
        before = *c;
        is_invisible(*c) && !has_use
    })
}

#[cfg(test)]
mod tests {
    use super::{first_invisible, visible};

    #[test]
    fn what_writing_asks_for_is_seen() {
        for text in [
            "",
            "Plain text,\n\ttwo lines.\r\n",
            "Größe 漢字 שלום",
            "می\u{200c}خواهم",
            "👩\u{200d}💻 ❤\u{fe0f}",
        ] {
            assert_eq!(first_invisible(text), None, "{text:?}");
        }
    }

    #[test]
    fn what_nobody_sees_is_found() {
        for c in [
            '\0',
            '\u{1b}',
            '\u{7f}',
            '\u{85}',
            '\u{ad}',
            '\u{200b}',
            '\u{200d}',
            '\u{202e}',
            '\u{2066}',
            '\u{feff}',
            '\u{3164}',
            '\u{e0041}',
        ] {
            assert_eq!(first_invisible(&format!("a{c}b")), Some(c), "{c:?}");
        }
    }

    #[test]
    fn a_line_hides_nothing() {
        assert_eq!(visible("Größe 漢字 `a`: \\ \""), "Größe 漢字 `a`: \\ \"");
        assert_eq!(
            visible("a\n\u{1b}[31m\t\u{202e}\u{85}"),
            "a\\n\\u{1b}[31m\\t\\u{202e}\\u{85}"
        );
    }
}
