//! What pages tell about a code.

use super::of;

/// A table says which codes are deprecated, and shows a part of what has parts.
/// `CommonMark` has U+FFFD in its place, and not every parser puts it there.
#[test]
fn no_page_has_a_nul() {
    let catalog = r#"version: 1
codes: {gone: {status: 410, title: "A\0B", description: "It\0is gone.", resolution: "\0"}}
outputs: {docs: [{path: a.md}]}
"#;
    let made = super::of(catalog, &[]).unwrap();
    let page = made.get("a.md").unwrap();
    assert!(!page.contains('\0'), "{page}");
    assert!(
        page.contains("A\u{fffd}B") && page.contains("It\u{fffd}is gone."),
        "{page}"
    );
}

#[test]
fn a_table_tells_of_deprecation() {
    let catalog = "version: 1\ncodes:\n  a: {status: 410, description: A., deprecated: {since: '2.0'}}\n  b: {status: 410, description: B.}\noutputs: {docs: [{path: a.md, template: t.j2}]}\n";
    let made = |template: &str| {
        of(catalog, &[("t.j2", template)])
            .map(|made| made.get("a.md").unwrap().to_owned())
            .map_err(|found| found.concise())
    };
    let table = made("{{ tables.codes('code, Gone since: deprecated.since') }}").unwrap();
    assert!(
        table.ends_with("| `a` (deprecated) | 2.0 |\n| `b` | |\n"),
        "{table}"
    );
    let found = made("{{ tables.codes('code, deprecated') }}").unwrap_err();
    assert!(
        found.contains("name one of its members, such as `deprecated.since`"),
        "{found}"
    );
}

#[test]
fn changes_are_told_from_the_newest_version_to_the_oldest() {
    let catalog = "version: 1
codes:
  a: {status: 410, description: A., since: '1.9'}
  b: {status: 410, description: B., since: '1.10', deprecated: {since: '2.0', use: a}}
  c: {status: 410, description: C.}
  d: {status: 410, description: D., deprecated: {}}
retired: {e: {since: '2.0', use: b}}
outputs: {docs: [{path: a.md, template: errcat/changes.md.j2}]}
";
    let made = of(catalog, &[]).unwrap();
    let page = made.get("a.md").unwrap();
    let (_, page) = page.split_once("# Changes of the errors\n\n").unwrap();
    assert_eq!(
        page,
        "## 2.0\n\n- Deprecated `b`. Use `a` instead.\n- Retired `e`. Use `b` instead.\n\n## 1.10\n\n- Added `b`: B.\n\n## 1.9\n\n- Added `a`: A.\n\n## Without a version\n\n- Deprecated `d`.\n"
    );
}

/// What a client is sent is words, and a page shows them as they are.
#[test]
fn a_message_is_plain_text() {
    let description =
        "|\n      The thing is **gone**.\n\n      # Causes\n\n      - It was deleted.\n";
    let catalog = format!(
        "version: 1\ncodes:\n  gone:\n    status: 410\n    description: {description}  stars: {{status: 404, description: B., message: \"Use *stars* and <id>\"}}\n"
    );
    let page = "{{ table(catalog.codes, {\"Message\": \"message\"}) }}\n";
    let outputs = "outputs: {docs: [{path: a.md, template: a.j2}], openapi: [{path: a.json}]}\n";
    let made = of(&format!("{catalog}{outputs}"), &[("a.j2", page)]).unwrap();
    let table = made.get("a.md").unwrap();
    assert!(
        table.contains("| The thing is gone. |\n| Use \\*stars\\* and \\<id\\> |\n"),
        "{table}"
    );
    let document: serde_json::Value = serde_json::from_str(made.get("a.json").unwrap()).unwrap();
    for (code, message) in [
        ("gone", "The thing is gone."),
        ("stars", "Use *stars* and <id>"),
    ] {
        let example = &document["components"]["examples"][code]["value"];
        assert_eq!(example["error"]["message"], message);
    }
}
