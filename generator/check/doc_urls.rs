//! The URLs that are made of `docs_url`, and the check that they differ.

use std::collections::HashMap;

use heck::ToKebabCase as _;

use super::{Index, code_path};
use crate::catalog::Message;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::paths;

pub(super) const RULES: &[&Rule] = &[&SHARED_DOC_URL];

static SHARED_DOC_URL: Rule = Rule {
    name: "shared-doc-url",
    level: Level::Warning,
    what: "Two codes have the same `doc_url`, because `{code_kebab}` makes the same of both.",
    why: "The link of one of them leads to the documentation of the other. Where the URL is the problem type, clients cannot \
          tell the two apart.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{code_kebab}\"}\ncodes:\n  item_gone: {status: 410, description: It is gone.}\n  itemGone: {status: 404, description: It is absent., name: item_absent}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  item_gone: {status: 410, description: It is gone.}\n  itemGone: {status: 404, description: It is absent., name: item_absent}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let draft = parts.draft;
    let pattern = draft.api.docs_url.as_deref();
    let Some(pattern) = pattern.and_then(|pattern| Message::parse(pattern).ok()) else {
        return;
    };
    // A pattern without the code is meant to be shared, and each code is another `{code}`.
    if pattern.placeholders().all(|name| name == "code") {
        return;
    }
    let codes = draft.codes.iter().filter(|code| code.doc_url.is_none());
    let codes = codes.map(|code| (code.key.as_str(), code_path(&code.key)));
    let section = Path::root().key("retired");
    let retired = draft.retired.iter();
    let retired = retired.map(|retired| (retired.code.as_str(), section.key(&retired.code)));
    let mut taken: HashMap<String, (&str, Path)> = HashMap::new();
    for (name, at) in codes.chain(retired) {
        let url = doc_url(&pattern, name);
        let Some((other, first)) = taken.get(&url) else {
            taken.insert(url, (name, at));
            continue;
        };
        if *other == name {
            // A code that is used again is another mistake.
            continue;
        }
        let message = format!(
            "{} and {} have the same `doc_url`",
            quote(other),
            quote(name)
        );
        report.push(
            Diagnostic::new(&SHARED_DOC_URL, at.at_key(), message)
                .related(first.at_key(), "the other")
                .help("use `{code}` in `docs_url`, or give one of them a `doc_url` of its own"),
        );
    }
}

/// The URL of a code's documentation.
pub(super) fn doc_url(pattern: &Message, name: &str) -> String {
    let bare = pattern.render(|_| String::new());
    let in_query = bare.split('#').next().is_some_and(|url| url.contains('?'));
    pattern.render(|placeholder| percent_encoded(&code_in_url(placeholder, name), in_query))
}

/// The fragment in a code's `doc_url`, if it has one. It is not percent-encoded.
pub(super) fn anchor(pattern: &Message, name: &str) -> Option<String> {
    let url = pattern.render(|placeholder| code_in_url(placeholder, name));
    Some(url.split_once('#')?.1.to_owned())
}

fn code_in_url(placeholder: &str, name: &str) -> String {
    match placeholder {
        "code_kebab" => name.to_kebab_case(),
        _ => name.to_owned(),
    }
}

/// Percent-encodes a code for a path or fragment (RFC 3986, appendix A: `pchar` and `/`). For a URL with a query, also
/// encodes the characters that separate the parts of a query.
fn percent_encoded(code: &str, in_query: bool) -> String {
    paths::percent_encoded(code, |c| {
        let is_plain = c.is_ascii_alphanumeric() || "-._~!$&'()*+,;=:@/".contains(c);
        is_plain && !(in_query && "&=+;".contains(c))
    })
}
