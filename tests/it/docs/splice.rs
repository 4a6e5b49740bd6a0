//! Sections in pages that are written by hand.

use super::{found, generate, of, spliced};

#[test]
fn only_what_is_between_marks_changes() {
    let before = "A  \n\n<!-- errcat: codes type=load -->\nold\n<!--errcat:end-->\nB\n";
    let after = spliced(before).unwrap();
    assert_eq!(
        after,
        "A  \n\n<!-- errcat: codes type=load -->\n\n| Code | Status | Description |\n| --- | --- | --- |\n| `busy` | 503 | It is busy. |\n\n<!--errcat:end-->\nB\n"
    );
    assert_eq!(
        spliced(&after).unwrap(),
        after,
        "a second time changes nothing"
    );
    // Line ends are those of the page, and so is what it lacks at its end.
    let windows = before.replace('\n', "\r\n");
    let after = spliced(windows.trim_end()).unwrap();
    assert!(!after.replace("\r\n", "").contains('\n'), "{after:?}");
    assert!(after.ends_with("\r\nB"), "{after:?}");
    // A section in a list belongs to its item.
    let after = spliced("- a\n\n  <!-- errcat: types -->\n  <!-- errcat: end -->\n").unwrap();
    assert!(
        after.contains("\n  | `load` | Too much at once. |\n\n  <!-- errcat: end -->"),
        "{after}"
    );
}

#[test]
fn a_mark_that_cannot_be_understood_is_found_at_its_place() {
    let end = "<!-- errcat: end -->\n";
    let cases = [
        (
            "<!-- errcat: codes -->\n",
            "1:14",
            "this section has no end",
        ),
        (
            "<!-- errcat: codes -->\n<!-- errcat: types -->\n<!-- errcat: end -->\n",
            "1:14",
            "this section has no end",
        ),
        (
            "x\n<!-- errcat: end -->\n",
            "2:14",
            "this end has no section before it",
        ),
        (
            "é <!-- errcat: codes -->\n",
            "1:16",
            "a mark must be alone on its line",
        ),
        (
            "<!-- errcat: codes\n-->\n",
            "1:1",
            "a mark must end on the line where it starts",
        ),
        (
            "{/* errcat: codes */}\n",
            "1:13",
            "not a comment in the page's dialect",
        ),
        (
            "<!-- errcat: codes -->\n<!-- errcat: ends -->\n",
            "2:14",
            "unknown section",
        ),
        (
            "<!-- errcat: code -->\n<!-- errcat: end -->\n",
            "1:14",
            "expected the name of a code",
        ),
        ("nothing\n", "", "has no marks"),
    ];
    for (page, place, expected) in cases {
        let found = generate("{docs: [{splice: page.md}]}", &[("page.md", page)])
            .unwrap_err()
            .concise();
        let at = if place.is_empty() {
            "errors.yaml:9:27".to_owned()
        } else {
            format!("page.md:{place}")
        };
        assert!(found.starts_with(&at), "{page}: {found}");
        assert!(found.contains(expected), "{page}: {found}");
    }
    let cases = [
        ("", "does not name a section"),
        (
            "typs",
            "no macro of `sections` is called `typs`; did you mean `types`?",
        ),
        ("codes typ=load", "unknown keyword argument `typ`"),
        (
            "codes type=loud",
            "no type is called `loud`; did you mean `load`?",
        ),
        ("codes tag=new", "no tag is called `new`; known: old"),
        (
            "code code=gon",
            "no code is called `gon`; did you mean `gone`?",
        ),
        ("codes type=load load", "expected `key=value`"),
        ("codes =load", "expected `key=value`"),
        ("codes type=load type=load", "duplicate key"),
        ("codes type=\"load", "unclosed quotation mark"),
        (
            "codes type=\"load\"status=503",
            "expected a space before this",
        ),
        ("codes columns=cod", "the rows have no field `cod`"),
    ];
    for (words, expected) in cases {
        let page = format!("\n<!-- errcat: {words} -->\n{end}");
        let found = spliced(&page).unwrap_err();
        assert!(found.contains(expected), "{words}: {found}");
        assert!(found.contains("page.md:2:"), "{words}: {found}");
        assert!(!found.contains("error[template]"), "{words}: {found}");
    }
    // A word alone is what the section takes first.
    let made = spliced(&format!("<!-- errcat: code busy level=2 -->\n{end}")).unwrap();
    assert!(made.contains("\n## `busy`\n"), "{made}");
    // All mistakes come at once.
    let two = format!("<!-- errcat: cods -->\n{end}<!-- errcat: tpes -->\n{end}");
    assert_eq!(
        spliced(&two).unwrap_err().matches("error[splice]").count(),
        2
    );
    assert!(found("{docs: [{splice: page.md}]}", &[]).contains("`page.md` does not exist"));
}

/// Marks are found behind whatever code there is, and what is not code is no reason to pass one over.
#[test]
fn code_ends_where_its_list_or_its_quote_does() {
    let section = "<!-- errcat: codes -->\n<!-- errcat: end -->\n";
    for before in [
        "- ```sh\n  code\n  ```\n\n",
        "1. ```sh\n   code\n   ```\n",
        "- ```sh\n  code\n\ntext\n",
        "> ```\n> code\n\n",
        "````\n```\n````\n",
        "~~~ ```\n```\n~~~\n",
        "```md\n- ```\n> ```\n```\n",
        "---\n\nBetween rules.\n\n---\n",
        "---\ntitle: \"```\"\n```: x\n---\n",
        "\u{feff}",
        "\u{feff}---\na: b\n---\n",
    ] {
        let made = spliced(&format!("{before}{section}")).unwrap();
        assert!(
            made.starts_with(before) && made.contains("| `busy` |"),
            "{before:?}: {made}"
        );
    }
    let found = spliced(&format!("```\n\n{section}")).unwrap_err();
    assert!(
        found.contains("page.md:3:1") && found.contains("in a code block that is never closed"),
        "{found}"
    );
    // Code without fences is as it was.
    let code = "Write this:\n\n    <!-- errcat: codes -->\n    <!-- errcat: end -->\n\n";
    let made = spliced(&format!("{code}{section}")).unwrap();
    assert!(
        made.starts_with(code) && made.contains("| `busy` |"),
        "{made}"
    );
    // What is generated could not be made anew.
    let catalog = "version: 1\ncodes:\n  a: {status: 410, description: \"A.\\n\\n<!-- errcat: end -->\\n\\nB.\"}\noutputs: {docs: [{splice: page.md}]}\n";
    let page = "<!-- errcat: code a -->\n<!-- errcat: end -->\n";
    let found = of(catalog, &[("page.md", page)]).unwrap_err().concise();
    assert!(
        found.contains("the generated sections contain marks"),
        "{found}"
    );
    // A page that would be removed with its entry.
    let page = format!("<!-- @generated by errcat from errors.yaml. -->\n\n{page}");
    let found = of(catalog, &[("page.md", &page)]).unwrap_err().concise();
    assert!(
        found.contains("states that it is a generated file"),
        "{found}"
    );
}

/// Numbers and truth values are given as such, words as text, and quotation marks keep spaces.
#[test]
fn a_mark_gives_arguments_to_a_macro() {
    let sections =
        "{% macro show(a, b=0, c=none) %}{{ a }}|{{ b + 1 }}|{{ c is true }}{% endmacro %}";
    let page = "<!-- errcat: show a=\"x y\" b=41 c=true -->\n<!-- errcat: end -->\n";
    let made = generate(
        "{docs: [{splice: page.md, template: t/sections.md.j2}]}",
        &[("page.md", page), ("t/sections.md.j2", sections)],
    )
    .unwrap();
    let made = made.get("page.md").unwrap();
    assert!(made.contains("\nx y|42|true\n"), "{made}");
}
