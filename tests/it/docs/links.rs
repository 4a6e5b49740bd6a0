//! Links between pages, and from the catalog's `doc_url`s to them.

use errcat::Diagnostics;

use super::{CODES, generate, of, page};

/// What is there in one place is linked to from all others of the dialect.
#[test]
fn codes_are_links_to_where_they_are_told_of() {
    let page = "<!-- errcat: codes status=404 -->\n<!-- errcat: end -->\n";
    let linked = |outputs: &str, path: &str| {
        let made = generate(
            outputs,
            &[
                ("docs/guide.md", page),
                (
                    "docs/guide.mdx",
                    &page.replace("<!--", "{/*").replace("-->", "*/}"),
                ),
            ],
        )
        .unwrap();
        let made = made.get(path).unwrap().to_owned();
        made.lines()
            .find(|line| line.contains("`gone`"))
            .unwrap()
            .to_owned()
    };
    for (outputs, expected) in [
        ("{path: errors.md}", "[`gone`](../errors.md#gone)"),
        ("{path: 'docs/e/{code}.md'}", "[`gone`](e/gone.md)"),
        (
            "{path: errors.md}, {path: 'e/{code}.md'}",
            "[`gone`](../e/gone.md)",
        ),
        // Links in another dialect look different, and a custom template may lack the anchor.
        ("{path: errors.md, dialect: mkdocs}", "| `gone` |"),
        (
            "{path: errors.md, template: errcat/changes.md.j2}",
            "| `gone` |",
        ),
    ] {
        let line = linked(
            &format!("{{docs: [{{splice: docs/guide.md}}, {outputs}]}}"),
            "docs/guide.md",
        );
        assert!(line.contains(expected), "{outputs}: {line}");
    }
    // A file of MDX is in MDX.
    let line = linked(
        "{docs: [{splice: docs/guide.mdx}, {path: errors.mdx}]}",
        "docs/guide.mdx",
    );
    assert!(line.contains("[`gone`](../errors.mdx#gone)"), "{line}");
}

/// A type with a page of its own is a link to it: in tables, on the pages of codes, in the index, and not on that page.
#[test]
fn types_are_links_to_their_pages() {
    let mark = "<!-- errcat: types -->\n<!-- errcat: end -->\n";
    let made = |outputs: &str| {
        let outputs = format!(
            "{{docs: [{{splice: guide.md}}, {{path: 'e/{{code}}.md'}}, {{path: e/index.md, template: errcat/index.md.j2}}{outputs}]}}"
        );
        generate(&outputs, &[("guide.md", mark)]).unwrap()
    };
    let with = made(", {path: 't/{type}.md'}");
    for (path, expected) in [
        ("guide.md", "| [`absence`](t/absence.md) | Something"),
        ("e/gone.md", "- Type: [`absence`](../t/absence.md)\n"),
        (
            "e/index.md",
            "The page [`load`](../t/load.md) describes all of them.\n",
        ),
        ("t/load.md", "Status 503 Service Unavailable, type `load`."),
    ] {
        let page = with.get(path).unwrap();
        assert!(page.contains(expected), "{path}: {page}");
    }
    // Without such pages, or with those of another dialect, there is nothing to link to.
    for outputs in ["", ", {path: 't/{type}.mdx'}"] {
        let without = made(outputs);
        for path in ["guide.md", "e/gone.md", "e/index.md"] {
            let page = without.get(path).unwrap();
            assert!(page.contains("`load`") || page.contains("`absence`"));
            assert!(!page.contains("](t/") && !page.contains("../t/"), "{page}");
        }
    }
    let wrong = page("{{ link_type('absense') }}", &[]).unwrap_err();
    assert!(
        wrong.contains("no type is called `absense`; did you mean `absence`?"),
        "{wrong}"
    );
}

/// Every error response has a `doc_url`; a page without the place that it points to is found when it is made.
#[test]
fn a_doc_url_that_leads_nowhere_is_found() {
    let catalog = |docs_url: &str, docs: &str| {
        let catalog =
            format!("{CODES}api: {{docs_url: '{docs_url}'}}\noutputs: {{docs: [{docs}]}}\n");
        let files = [
            ("one.j2", "{{ heading(2, 'Gone', id='gone') }}\n"),
            ("by_hand.j2", "## `gone`\n\n<a id=\"busy\"></a>\n"),
            (
                "page.md",
                "# busy\n\n<!-- errcat: code code=gone -->\n<!-- errcat: end -->\n",
            ),
        ];
        let made = of(&catalog, &files).unwrap();
        made.warnings()
            .map(Diagnostics::concise)
            .unwrap_or_default()
    };
    let url = "https://example.com/errors#{code}";
    for page in [
        "{path: a.md}",
        "{path: a.mdx, dialect: mintlify}",
        "{path: a.md, template: by_hand.j2}",
        "{path: a.md, template: errcat/index.md.j2}",
        "{path: '{type}.md'}",
        "{splice: page.md}",
    ] {
        assert_eq!(catalog(url, page), "", "{page}");
    }
    let found = catalog(url, "{path: a.md, template: one.j2}");
    assert!(
        found.starts_with("errors.yaml:9:17: warning[dead-doc-url]: no page has the anchor that the `doc_url` of `busy` points to"),
        "{found}"
    );
    // And where each code has a page of its own, by its name; of those that are retired, too.
    for (url, pages) in [
        (
            "https://example.com/{code}",
            "{path: a.md, template: one.j2}",
        ),
        (
            "https://example.com/{code}",
            "{path: 'e/{code}.md'}, {path: 'e/{retired}.md'}",
        ),
        (
            "https://example.com/{code_kebab}.html",
            "{path: 'e/{code_kebab}.md'}, {path: 'old/{retired_kebab}.md'}",
        ),
        (
            "https://example.com/{code}/",
            "{path: 'e/{code}/index.md'}, {path: 'e/{retired}/index.md'}",
        ),
        (
            "https://example.com/{code}?from=api",
            "{path: 'e/{code}.md'}, {path: 'e/{retired}.md'}",
        ),
        (
            "https://example.com/{code}/more",
            "{path: 'e/{code}/index.md'}",
        ),
    ] {
        assert_eq!(catalog(url, pages), "", "{url} {pages}");
    }
    let found = catalog(
        "https://example.com/{code}.htm",
        "{path: 'e/{code}.md'}, {path: 'e/{retired}.md'}",
    );
    assert!(
        found.contains("no page has the name that the `doc_url` of `gone`, `busy` points to"),
        "{found}"
    );
    // All codes on one page of ours are no page of each, and pages of each no one page.
    for pages in ["{path: a.md}", "{path: a.md, template: errcat/index.md.j2}"] {
        let found = catalog("https://example.com/{code}", pages);
        assert!(
            found.contains("no page has the name that the `doc_url` of `gone`, `busy` points to"),
            "{pages}: {found}"
        );
    }
    let found = catalog(url, "{path: 'e/{code}.md'}");
    assert!(
        found.contains("no page has the anchor that the `doc_url` of `gone`, `busy` points to"),
        "{found}"
    );
    let found = catalog("https://example.com/{code}", "{path: 'e/{code}.md'}");
    assert_eq!(
        found,
        "errors.yaml:8:11: warning[dead-doc-url]: no page has the name that the `doc_url` of `was` pointed to\n"
    );
}

/// Names of pages, and places in them, are what a site makes of them.
#[test]
fn a_doc_url_leads_to_what_a_site_has() {
    // Names as a site has them: Starlight's in lower case and without full stops, a folder's own page by the folder.
    let named = |docs: &str| {
        let catalog = format!(
            "version: 1\napi: {{docs_url: 'https://example.com/{{code}}'}}\ncodes:\n  A.b: {{status: 410, description: It is gone., name: ab}}\n  a/c: {{status: 410, description: It is gone., name: ac}}\noutputs: {{docs: [{docs}]}}\n"
        );
        let made = of(&catalog, &[]).unwrap();
        made.warnings()
            .map(Diagnostics::concise)
            .unwrap_or_default()
    };
    for (docs, missing) in [
        ("{path: '{code}.md'}", "of `a/c` points"),
        (
            "{path: '{code}/README.md', dialect: mkdocs}",
            "of `a/c` points",
        ),
        (
            "{path: '{code}.mdx', dialect: starlight}",
            "of `A.b`, `a/c` points",
        ),
    ] {
        assert!(named(docs).contains(missing), "{docs}: {}", named(docs));
    }
    // Places as people write them.
    for place in [
        "<a name=\"gone\"></a>",
        "<a id='gone'></a>",
        "## Gone {: #gone .x }",
        "## Gone { #gone }",
        "## Gone {/* #gone */}",
    ] {
        let page = format!("{place}\n\n## busy\n\n<!-- errcat: types -->\n<!-- errcat: end -->\n");
        let catalog = format!(
            "{CODES}api: {{docs_url: 'https://example.com/errors#{{code}}'}}\noutputs: {{docs: [{{splice: page.md}}]}}\n"
        );
        let made = of(&catalog, &[("page.md", &page)]).unwrap();
        assert!(
            made.warnings().is_none_or(|found| found.warnings() == 0),
            "{place}"
        );
    }
}
