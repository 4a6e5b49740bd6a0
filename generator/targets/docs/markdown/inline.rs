//! Escapes the inline markup that a dialect has beyond GitHub Flavored Markdown: addresses, bare URLs, directives and emoji.

use std::fmt::Write as _;

use super::dialect::Text;

impl Text {
    /// The address of a link. Characters that would be markup even there are percent-encoded.
    pub(super) fn address(&self, address: &str) -> String {
        let mut encoded = String::with_capacity(address.len());
        for (at, c) in address.char_indices() {
            let is_literal =
                c.is_ascii_punctuation() && find(self.literal, &address[at..]).is_some();
            let is_markup =
                c.is_ascii_whitespace() || c.is_ascii_control() || "{}()<>`|\\\"".contains(c);
            if is_literal || is_markup {
                let _ = write!(encoded, "%{:02X}", u32::from(c));
            } else {
                encoded.push(c);
            }
        }
        encoded
    }

    /// Converts a bare URL to a link with a text, if the URL contains markup of this dialect.
    pub(super) fn link(
        &self,
        text: &str,
        before: Option<char>,
        in_link: bool,
        out: &mut String,
    ) -> Option<usize> {
        let scheme = ["https://", "http://", "www."];
        let scheme = scheme.iter().find(|scheme| text.starts_with(**scheme))?;
        let begins = before.is_none_or(|c| c.is_whitespace() || "(*_~".contains(c));
        if in_link || self.autolinks || !begins {
            return None;
        }
        let end = text.find(|c: char| c.is_whitespace() || "<>|`)*\"".contains(c));
        let url = &text[..end.unwrap_or(text.len())];
        let url = url.trim_end_matches(|c: char| "?!.,:_~;'".contains(c));
        if !url.contains('{') {
            return None;
        }
        let scheme = if *scheme == "www." { "http://" } else { "" };
        let address = self.address(url);
        let _ = write!(out, "[{}]({scheme}{address})", self.plain(url));
        Some(url.len())
    }

    /// Escapes the colon before the name of a directive.
    pub(super) fn directive(&self, text: &str, out: &mut String) -> Option<usize> {
        let name = text.strip_prefix(':').filter(|_| self.directives)?;
        let is_name = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
        let behind = name.trim_start_matches(is_name);
        let is_directive = behind.len() < name.len() && behind.starts_with('[');
        is_directive.then(|| self.escape(':', out))?;
        Some(1)
    }

    /// Escapes the colon before the name of an emoji.
    pub(super) fn shortcode(&self, text: &str, out: &mut String) -> Option<usize> {
        let name = text.strip_prefix(':').filter(|_| self.shortcodes)?;
        let name = &name[..name.find(':')?];
        let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic() || "+-_".contains(c))
            && name
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "+-_".contains(c));
        is_name.then(|| out.push_str("&#58;"))?;
        Some(1)
    }
}

/// The entry of a table whose markup a text starts with.
pub(super) fn find<'t>(
    table: &'t [(&'static str, &'static str)],
    text: &str,
) -> Option<&'t (&'static str, &'static str)> {
    table.iter().find(|(markup, _)| text.starts_with(markup))
}
