//! Links that run a program where they are followed.

use super::rules::UNSAFE_LINK;
use crate::diagnostic::{Diagnostic, Place, Report, quote};

/// Reports a link that is no link to a document. Returns whether it was one.
pub(super) fn is_unsafe(url: &str, place: Place, report: &mut Report) -> bool {
    let Some(scheme) = unsafe_scheme(url) else {
        return false;
    };
    let message = format!(
        "a link with `{scheme}:` runs what it contains: {}",
        quote(url)
    );
    let found = Diagnostic::new(&UNSAFE_LINK, place, message);
    report.push(found.help("use a link with `https:`"));
    true
}

/// The scheme of a URL, if browsers run what it contains. They ignore case, white space and control characters in it.
fn unsafe_scheme(url: &str) -> Option<String> {
    let (scheme, rest) = url.split_once(':')?;
    let is_seen = |c: &char| !c.is_whitespace() && !c.is_control();
    let scheme: String = scheme.chars().filter(is_seen).collect();
    let scheme = scheme.to_ascii_lowercase();
    // A picture is only shown.
    let is_picture = || {
        let rest = rest.to_ascii_lowercase();
        let kinds = ["image/png", "image/jpeg", "image/gif", "image/webp"];
        kinds.iter().any(|kind| rest.starts_with(kind))
    };
    let is_unsafe = match scheme.as_str() {
        "javascript" | "vbscript" | "livescript" | "mocha" | "blob" | "filesystem" => true,
        "data" => !is_picture(),
        _ => false,
    };
    is_unsafe.then_some(scheme)
}

#[cfg(test)]
mod tests {
    use super::unsafe_scheme;

    #[test]
    fn what_a_browser_runs_is_unsafe() {
        for url in [
            "javascript:alert(1)",
            " JavaScript:alert(1)",
            "java\tscript:alert(1)",
            "\u{1}javascript:x",
            "vbscript:x",
            "data:text/html,<script>",
            "data:,x",
            "data:image/svg+xml,x",
            "blob:https://example.com/x",
        ] {
            assert!(unsafe_scheme(url).is_some(), "{url}");
        }
        for url in [
            "https://example.com/javascript:x",
            "/javascript",
            "#data:x",
            "urn:data:x",
            "mailto:a@example.com",
            "tag:example.com,2026:gone",
            "data:image/png;base64,AA",
            "data",
        ] {
            assert_eq!(unsafe_scheme(url), None, "{url}");
        }
    }
}
