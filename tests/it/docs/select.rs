//! Pages about some of the codes.

use super::{found, generate, of};

/// An output may be about some of the codes: then nothing of the others is in it, and links to them lead elsewhere.
#[test]
fn an_output_is_about_the_codes_that_it_selects() {
    let catalog = r#"version: 1
api: {docs_url: "https://example.com/errors/{code}"}
statuses:
  200: {title: OK, description: It worked.}
  404: {title: Not Found, description: It is not there.}
  503: {title: Unavailable, description: Later.}
types:
  absence: {status: 404, description: Something is not there., handling: Look elsewhere.}
  load: {status: 503, description: Too much at once., handling: Wait.}
  future: {description: Nothing has it yet.}
codes:
  gone: {type: absence, description: It is gone., since: "2", deprecated: {since: "3", use: busy}}
  lost: {type: absence, description: It is lost., tags: [internal], since: "2"}
  busy: {type: load, description: It is busy., tags: [internal], since: "3", retry_after: 7}
operations:
  GET /things: [gone, lost]
  GET /load: [busy]
  GET /nothing: []
defaults: {4XX: gone, 5XX: busy}
"#;
    let list = "{{ mark }}\n{% for of in [catalog.codes, catalog.types, catalog.statuses, catalog.operations, catalog.defaults] %}{{ of | map(attribute=vars[loop.index ~ \"\"]) | join(' ') }}; {% endfor %}{{ catalog.samples.retryable | join(' ') }}; {{ catalog.samples.by_type | length }}\n";
    let vars = "vars: {'1': code, '2': type, '3': status, '4': endpoint, '5': for}";
    let outputs = format!(
        "outputs:
  docs:
    - {{path: 'public/{{code}}.md', select: {{without_tag: internal}}}}
    - {{path: public/index.md, template: errcat/index.md.j2, select: {{without_tag: internal}}, diagram: true}}
    - {{path: public/guide.md, template: links.j2, select: {{without_tag: internal}}}}
    - {{path: 'inside/{{code}}.md', select: {{tag: internal, status: 404}}}}
    - {{path: 'types/{{type}}.md', select: {{type: absence}}}}
  files:
    - {{path: all.txt, template: list.j2, {vars}}}
    - {{path: public.txt, template: list.j2, select: {{without_tag: internal}}, {vars}}}
    - {{path: things.txt, template: list.j2, select: {{operation: GET /things, tag: internal}}, {vars}}}
"
    );
    let links = "{{ link('gone') }} {{ link('lost') }} {{ link('busy') }} {{ page_of('lost') }} {{ link_type('absence') }} {{ select_codes(type='absence') | map(attribute='code') | join }}\n";
    let files = [("list.j2", list), ("links.j2", links)];
    let made = of(&format!("{catalog}{outputs}"), &files).unwrap();
    let paths: Vec<_> = made.files().map(|file| file.path).collect();
    assert_eq!(
        paths,
        [
            "all.txt",
            "inside/lost.md",
            "public.txt",
            "public/gone.md",
            "public/guide.md",
            "public/index.md",
            "things.txt",
            "types/absence.md"
        ]
    );
    let text = |path: &str| made.get(path).unwrap();
    let line = |path: &str| text(path).lines().nth(1).unwrap().to_owned();
    assert_eq!(
        line("all.txt"),
        "gone lost busy; absence load future; 200 404 503; GET /things GET /load GET /nothing; 4XX 5XX; busy; 2"
    );
    assert_eq!(
        line("public.txt"),
        "gone; absence future; 200 404; GET /things GET /nothing; 4XX; ; 1"
    );
    assert_eq!(line("things.txt"), "lost; absence; 404; GET /things; ; ; 1");
    // Not even where another code names one of them.
    assert!(text("public/gone.md").contains("**Deprecated** since 3."));
    for page in ["public/gone.md", "public/index.md"] {
        for hidden in ["lost", "busy", "/load"] {
            assert!(!text(page).contains(hidden), "{page}: {}", text(page));
        }
    }
    assert!(text("public/index.md").contains("-->|1| status404"));
    // Pages that leave nothing out are not where those that do lead to; the other way round they are.
    let guide = text("public/guide.md").lines().last().unwrap();
    assert_eq!(guide, "[`gone`](gone.md) `lost` `busy`  `absence` gone");
    assert!(text("inside/lost.md").contains("[`absence`](../types/absence.md)"));
    assert!(text("types/absence.md").contains("Use `busy` instead."));
    // Nothing tells of `busy`, and that is meant; what some page is about needs its place.
    let warnings = made.warnings().unwrap().concise();
    assert!(!warnings.contains("dead-doc-url"), "{warnings}");
    assert!(
        warnings.contains("warning[names-left-out]: this names `busy`"),
        "{warnings}"
    );
    let outputs = "outputs: {docs: [{path: '{code}.md', select: {type: absence}}, {path: b.md, template: links.j2}]}\n";
    let made = of(&format!("{catalog}{outputs}"), &files).unwrap();
    let warnings = made.warnings().unwrap().concise();
    assert!(
        warnings.contains("no page has the name that the `doc_url` of `busy` points to"),
        "{warnings}"
    );
}

/// An output that asks for codes with a tag tells of no others: not in examples, not as what to use instead, not by a
/// link, not of operations that have other tags. Documents of OpenAPI can do the same.
#[test]
fn what_a_selection_by_tags_leaves_out_is_named_nowhere() {
    let catalog = r#"version: 1
api: {name: A, base_url: "https://a.example/v1"}
envelope: {body: {code: {is: code}, message: {is: message}, errors: {is: errors, optional: true}}}
codes:
  lost: {status: 404, description: No user., tags: [public]}
  invalid:
    status: 400
    description: It is invalid.
    tags: [public]
    examples: [{title: Two, errors: [{code: lost}, {code: shard_gone}]}, {title: One, errors: [{code: lost}]}]
  old_one: {status: 400, description: It is old., tags: [public], since: "1", deprecated: {since: "2", use: shard_gone}}
  shard_gone: {status: 503, description: SECRET, since: "2", handling: PAGE SOMEBODY}
retired: {was: {use: shard_gone, tags: [public]}, shard_lost: {}}
defaults: {4XX: invalid, 5XX: shard_gone}
operations:
  GET /admin/shards: {codes: [invalid, shard_gone], tags: [admin]}
  GET /users/{user}: {codes: all, tags: [public], name: get_user}
  GET /all: all
outputs:
  docs:
    - {path: pub/p.md, select: {tag: public}, diagram: true}
    - {path: "pub/{code}.md", select: {tag: public}}
    - {path: pub/changes.md, template: errcat/changes.md.j2, select: {tag: public}}
    - {path: "internal/{code}.md"}
  openapi: [{path: pub.yaml, select: {tag: public}}, {path: all.yaml}, {path: overlay.yaml, form: overlay, select: {operation: get_user}}]
"#;
    let made = of(catalog, &[]).unwrap();
    for file in made.files().filter(|file| file.path.starts_with("pub")) {
        for hidden in ["shard", "SECRET", "PAGE SOMEBODY", "admin", "internal/"] {
            assert!(
                !file.contents.contains(hidden),
                "{}: {}",
                file.path,
                file.contents
            );
        }
    }
    let page = made.get("pub/p.md").unwrap();
    // The example that names nobody else is there, and the operations that have no tags or this one.
    for there in [
        "**One**",
        "### `GET /users/{user}`",
        "### `GET /all`",
        "users/USER",
    ] {
        assert!(page.contains(there), "{there}: {page}");
    }
    assert!(!page.contains("**Two**"));
    assert!(made.get("all.yaml").unwrap().contains("shard_gone"));
    let overlay = made.get("overlay.yaml").unwrap();
    assert!(
        overlay.contains("/users/{user}") && !overlay.contains("/admin"),
        "{overlay}"
    );
    let warnings = made.warnings().unwrap().concise();
    let places: Vec<&str> = warnings
        .lines()
        .filter(|line| line.contains("names-left-out"))
        .collect();
    assert_eq!(places.len(), 3, "{warnings}");
    let wrong = of(
        &catalog.replace("operation: get_user}", "operation: get_users}"),
        &[],
    );
    let wrong = wrong.unwrap_err().concise();
    assert!(
        wrong.contains("error[selection]: no operation is called `get_users`"),
        "{wrong}"
    );
}

/// A row of several statuses names those that are there.
#[test]
fn a_selection_leaves_statuses_and_examples_out_and_says_so() {
    let catalog = r#"version: 1
envelope: {body: {code: {is: code}, errors: {is: errors, optional: true}}}
statuses: {"429, 451": {title: Limits, description: There are limits.}}
types: {one: {description: One.}, two: {description: Two.}}
codes:
  a: {type: one, status: 429, description: A., examples: [{errors: [{code: b}]}]}
  b: {type: two, status: 451, description: B., tags: [internal]}
retired: {old: {added: "0.1", deprecated: "0.5", since: "1", use: a}}
outputs:
  docs: [{path: a.md, select: {without_tag: internal}}, {path: one.md, select: {type: one}}]
  files: [{path: changes.txt, template: c.j2, mark: false}]
"#;
    let template = "{% for change in catalog.changes %}{% for code in change.deprecated %}{{ change.version }} {{ code.deprecated.since }}{% endfor %}{% endfor %}\n";
    let made = of(catalog, &[("c.j2", template)]).unwrap();
    for page in ["a.md", "one.md"] {
        let page = made.get(page).unwrap();
        assert!(
            page.contains("| 429 | Limits |") && !page.contains("451"),
            "{page}"
        );
    }
    let warnings = made.warnings().unwrap().full(false);
    assert_eq!(
        warnings.matches("warning[names-left-out]").count(),
        2,
        "{warnings}"
    );
    assert_eq!(made.get("changes.txt"), Some("0.5 0.5\n"));
}

#[test]
fn a_selection_of_nothing_is_found_at_its_place() {
    let found = found(
        "{docs: [{path: a.md, select: {tag: odl}}, {path: b.md, select: {type: load, status: 404}}, {path: c.md, select: {status: 410}}], files: [{path: d, template: d.j2, select: {operation: GET /}}]}",
        &[("d.j2", "{{ mark }}\n")],
    );
    let found: Vec<_> = found.lines().collect();
    let expected = [
        "error[selection]: no tag is called `odl`",
        "error[selection]: no code matches the selection",
        "error[selection]: no code has the status `410`",
        "error[selection]: no operation is called `GET /`",
    ];
    assert_eq!(found.len(), expected.len(), "{found:#?}");
    for (found, expected) in found.iter().zip(expected) {
        assert!(found.contains(expected), "{found}");
    }
    let wrong = generate("{docs: [{path: a.md, select: {tags: [old]}}]}", &[]).unwrap_err();
    assert!(wrong.full(false).contains("unknown member `tags`"));
    let wrong = generate(
        "{docs: [{path: a.md, template: t.j2, select: {tag: old}}]}",
        &[("t.j2", "{{ sections.code('busy') }}")],
    );
    let wrong = wrong.unwrap_err().full(false);
    assert!(
        wrong.contains("the `select` of this output leaves out `busy`"),
        "{wrong}"
    );
}
