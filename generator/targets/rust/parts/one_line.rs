//! Texts that other people wrote, in logs and on terminals.

use std::fmt;

//@ if log
use std::error::Error;
//@ end

/// A text on one line, whatever is in it: characters that break lines, move the cursor or turn the direction of text are
/// shown as in Rust, such as `\n` and `\u{1b}`.
struct OneLine<'t>(&'t str);

impl fmt::Display for OneLine<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut rest = self.0;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_hidden(*c)) {
            let (before, after) = rest.split_at(at);
            f.write_str(before)?;
            fmt::Display::fmt(&c.escape_default(), f)?;
            rest = &after[c.len_utf8()..];
        }
        f.write_str(rest)
    }
}

/// Whether a character does something else than be seen.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{61c}'
                | '\u{200b}'
                | '\u{200e}'
                | '\u{200f}'
                | '\u{2028}'..='\u{202e}'
                | '\u{2066}'..='\u{2069}'
                | '\u{feff}'
        )
}
//@ if log

/// The cause of an error, where the text of a cause has more than one line.
#[derive(Debug)]
struct Cause(String);

impl Cause {
    /// The cause and its own causes on one line. `None` if all of them are on one line as they are.
    fn of(error: &(dyn Error + 'static)) -> Option<Self> {
        let causes = std::iter::successors(Some(error), |error| (**error).source());
        let texts: Vec<String> = causes.map(ToString::to_string).collect();
        let is_plain = !texts.iter().any(|text| text.contains(is_hidden));
        (!is_plain).then(|| Self(texts.join(": ")))
    }
}

impl fmt::Display for Cause {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        OneLine(&self.0).fmt(f)
    }
}

impl Error for Cause {}
//@ end

#[cfg(test)]
mod tests {
    use super::{Cause, OneLine};

    #[test]
    fn a_text_is_on_one_line() {
        for (text, shown) in [
            ("", ""),
            ("as it is: é 日本 👩‍👩‍👧", "as it is: é 日本 👩‍👩‍👧"),
            ("a\r\nERROR b\t", r"a\r\nERROR b\t"),
            ("\u{1b}[2J\u{85}\u{7f}\0", r"\u{1b}[2J\u{85}\u{7f}\u{0}"),
            (
                "\u{2028}\u{2029}\u{202e}\u{2066}\u{200b}\u{feff}x",
                r"\u{2028}\u{2029}\u{202e}\u{2066}\u{200b}\u{feff}x",
            ),
        ] {
            assert_eq!(OneLine(text).to_string(), shown);
        }
    }

    #[test]
    fn a_cause_is_replaced_only_where_it_must() {
        let plain = std::io::Error::other("disk is full");
        assert!(Cause::of(&plain).is_none());
        let forged = std::io::Error::other("a\nERROR b");
        let cause = Cause::of(&forged).unwrap();
        assert_eq!(cause.to_string(), r"a\nERROR b");
    }
}
