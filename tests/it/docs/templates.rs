//! Templates that a team writes itself.

use super::{found, generate, of, page};

#[test]
fn a_macro_is_overridden_alone_and_the_others_stay() {
    let template = "{{ tables.codes() }}\n\n{{ tables.types() }}\n";
    let mine = "{% macro codes(columns) %}MINE{% endmacro %}";
    let made = page(template, &[("t/tables.md.j2", mine)]).unwrap();
    assert!(made.contains("MINE\n\n| Type | Description |"), "{made}");
    // Also where the built-in page calls it.
    let made = page(
        "{% extends 'errcat/page.md.j2' %}",
        &[("t/tables.md.j2", mine)],
    )
    .unwrap();
    assert!(made.contains("## Error codes\n\nMINE\n"), "{made}");
    let made = page(
        "{{ tables.each('one', [1, 2], b=3) }}",
        &[(
            "t/tables.md.j2",
            "{% macro one(a, b) %}{{ a }}-{{ b }}{% endmacro %}",
        )],
    )
    .unwrap();
    assert!(made.ends_with("1-3\n\n2-3\n"), "{made}");
    let found = page("\n{{ tables.cods() }}", &[("t/tables.md.j2", mine)]).unwrap_err();
    assert!(
        found.contains("t/page.j2:2:") && found.contains("did you mean `codes`?"),
        "{found}"
    );
}

/// A mistake shows where it was made: in the user's template, also where a built-in macro stumbles over it.
#[test]
fn a_template_that_fails_names_its_file_its_line_and_the_variable() {
    let cases = [
        (
            "\n\n{{ catalog.titel }}",
            "3:4",
            "`catalog.titel` is undefined",
        ),
        ("\n{{ catalog.api.nmae }}", "2:4", "did you mean `name`?"),
        ("\n{{ cataolg.api }}", "2:4", "did you mean `catalog`?"),
        ("{{ find_code('gon').json }}", "1:4", "did you mean `gone`?"),
        (
            "{{ tables.codes({'Code': 'cod'}) }}",
            "1:10",
            "the rows have no field `cod`",
        ),
        (
            "{{ tables.codes(rows=3) }}",
            "1:10",
            "number is not iterable",
        ),
        (
            "{{ sections.code('gone', lvl=1) }}",
            "1:12",
            "unknown keyword argument `lvl`",
        ),
        (
            "{% for c in select_codes(type='x') %}{% endfor %}",
            "1:13",
            "no type is called `x`",
        ),
        (
            "{{ sections.each(catalog.codes) }}",
            "1:12",
            "the name of a macro and a list",
        ),
        ("{{ 1 | marked }}", "1:8", "filter marked is unknown"),
        (
            "{{ code.code }}",
            "1:4",
            "is defined only if the output's `path` contains `{code}`",
        ),
        ("{{ vars.team }}", "1:4", "`vars: {team: …}`"),
        (
            "{% include 'x.j2' %}",
            "1:4",
            "there is no template `t/x.j2`",
        ),
        ("{% if %}", "1:7", "syntax error"),
    ];
    for (template, place, expected) in cases {
        let found = page(template, &[]).unwrap_err();
        assert!(
            found.contains(&format!("t/page.j2:{place}")),
            "{template}: {found}"
        );
        assert!(found.contains(expected), "{template}: {found}");
    }
    // In a macro of the user's own, that is where it is.
    let own = "{% macro codes() %}\n{{ nothing }}{% endmacro %}";
    let found = page("{{ tables.codes() }}", &[("t/tables.md.j2", own)]).unwrap_err();
    assert!(found.contains("t/tables.md.j2:2:4"), "{found}");
}

#[test]
fn a_template_that_names_what_is_not_there_is_told_what_is() {
    let cases = [
        // What is meant is among what there is: of the object, of the output, of filters and functions.
        ("{{ catalog.api.nam }}", "1:4", "did you mean `name`?"),
        (
            "{{ catalog.api.x }}",
            "1:4",
            "known: name, description, version, base_url, docs_url",
        ),
        ("{{ 'a' | markdwn }}", "1:10", "did you mean `markdown`?"),
        ("{{ find_cod('gone') }}", "1:4", "did you mean `find_code`?"),
        (
            "{{ heading('two', 'x') }}",
            "1:4",
            "a number from 1 to 6 as the level of a heading, found `two`",
        ),
        (
            "{{ sections.code('gone', level=9) }}",
            "1:12",
            "a number from 1 to 6 as the level of a heading, found `9`",
        ),
        (
            "{{ table(catalog.codes, {}) }}",
            "1:4",
            "at least one column",
        ),
        // A field that no row has is no empty list.
        (
            "{{ catalog.codes | selectattr('retriable') | list }}",
            "1:20",
            "did you mean `retryable`?",
        ),
        (
            "{{ catalog.codes | rejectattr('cod', 'equalto', 'x') | list }}",
            "1:20",
            "did you mean `code`?",
        ),
        (
            "{{ catalog.codes | map(attribute='statos') | join }}",
            "1:20",
            "did you mean `status`?",
        ),
        (
            "{{ catalog.codes | sort(attribute='type, titel') }}",
            "1:20",
            "did you mean `title`?",
        ),
        (
            "{{ catalog.codes | groupby('typ') }}",
            "1:20",
            "did you mean `type`?",
        ),
        (
            "{{ samples.go('stores') }}",
            "1:11",
            "a path must start with `/`, found `stores`",
        ),
        (
            "{{ sections.codes(anchors='no') }}",
            "1:12",
            "`anchors` must be `true` or `false`, found `no`",
        ),
    ];
    for (template, place, expected) in cases {
        let found = page(template, &[]).unwrap_err();
        assert!(
            found.contains(&format!("t/page.j2:{place}")),
            "{template}: {found}"
        );
        assert!(found.contains(expected), "{template}: {found}");
    }
    let raw = "{% extends 'errcat/page.md.j2' %}{% block intro %}{% raw %}{% block foo %}{% endraw %}{% endblock %}";
    assert!(page(raw, &[]).unwrap().contains("{% block foo %}"));
    let right = "{{ catalog.codes | selectattr('retryable') | map(attribute='code') | join }} {{ catalog.codes | sort(attribute='code') | groupby('type') | length }} {{ catalog.codes | map(attribute='nothing', default='x') | join }} {{ ['b', 'a'] | sort | join }}";
    assert!(page(right, &[]).unwrap().ends_with("\nbusy 2 xx ab\n"));
}

/// A template is most easily begun with a copy of the page.
#[test]
fn a_template_that_says_that_it_is_generated_is_not_removed() {
    let copy = "<!-- @generated by errcat from errors.yaml. Edit the catalog. -->\n# Errors\n";
    let found = found(
        "{docs: [{path: a.md, template: a.md.j2}]}",
        &[("a.md.j2", copy)],
    );
    assert!(
        found.contains("errors.yaml:9:")
            && found.contains("error[template]: `a.md.j2` states that it is a generated file"),
        "{found}"
    );
}

/// What calls itself by the name of what it overrides calls that.
#[test]
fn inside_a_macro_its_name_is_that_of_the_built_in_one() {
    let own = "{{ tables.codes() }}{% macro codes(columns={}, rows=catalog.codes, anchor='') %}\nOurs:\n\n{{ tables.codes(columns, rows=rows) }}{% endmacro %}";
    let made = page(
        "{{ tables.codes({'Code': 'code'}) }}",
        &[("t/tables.md.j2", own)],
    );
    let made = made.unwrap();
    assert!(
        made.ends_with("Ours:\n\n| Code |\n| --- |\n| `gone` |\n| `busy` |\n"),
        "{made}"
    );
    let own = "{% macro mine() %}{{ tables.mine() }}{% endmacro %}";
    let found = page("{{ tables.mine() }}", &[("t/tables.md.j2", own)]).unwrap_err();
    assert!(
        found.contains("no macro of `tables` is called `mine`"),
        "{found}"
    );
}

#[test]
fn a_file_says_that_it_is_generated_unless_it_need_not() {
    let outputs = "{files: [{path: a.txt, template: a.j2}]}";
    let found = found(outputs, &[("a.j2", "\n\n{{ mark }}\n")]);
    assert!(
        found.contains("errors.yaml:9:") && found.contains("does not state that it is generated"),
        "{found}"
    );
    // Known as its own now and later: nothing but the comment is in the line.
    for (template, is_known) in [
        ("# {{ mark }}\n", true),
        ("<!-- {{ mark }}-->\n", true),
        ("{\n \"x\": \"{{ mark }}\"\n}\n", true),
        ("(* {{ mark }} *)\n", true),
        ("REM {{ mark }}\n", false),
        ("# {{ mark }} by hand\n", false),
    ] {
        let found = self::found(outputs, &[("a.j2", template)]);
        assert_eq!(found.is_empty(), is_known, "{template}: {found}");
    }
    for path in ["a.j2", "./errors.yaml", "b/../a.j2"] {
        let outputs = format!("{{files: [{{path: {path}, template: a.j2, mark: false}}]}}");
        let found = self::found(&outputs, &[("a.j2", "x")]);
        assert!(
            found.contains("this output would overwrite a catalog or a template"),
            "{path}: {found}"
        );
    }
    let outputs = "{files: [{path: a.txt, template: a.j2, mark: false, vars: {x: 1, y: true}}]}";
    let made = generate(outputs, &[("a.j2", "{{ vars.x + 1 }} {{ vars.y }} <a>\n")]).unwrap();
    assert_eq!(
        made.get("a.txt"),
        Some("2 true <a>\n"),
        "nothing is escaped, and the last line ends"
    );
}

/// The reference of the templates names every template, block, macro and variable that there is. Its filters
/// and functions are those of the table that they are registered from: a test of that.
#[test]
fn the_reference_of_the_templates_is_whole() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |path: &str| std::fs::read_to_string(root.join(path)).unwrap();
    let reference = read("docs-templates/README.md");
    let mut names: Vec<(String, String)> = Vec::new();
    let mut add = |text: &str, before: &str, after: &str| {
        for rest in text.split(before).skip(1) {
            let name: String = rest
                .chars()
                .take_while(|c| c.is_alphanumeric() || *c == '_')
                .collect();
            if !name.starts_with('_') {
                names.push((format!("{before}{name}"), format!("{name}{after}")));
            }
        }
    };
    for entry in std::fs::read_dir(root.join("docs-templates")).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.extension().is_none_or(|ending| ending != "j2") {
            continue;
        }
        assert!(reference.contains(&format!("`errcat/{name}`")), "{name}");
        let text = read(&format!("docs-templates/{name}"));
        add(&text, "{% block ", "`");
        add(&text, "{% macro ", "(");
    }
    let renderer = read("generator/targets/docs/template/renderer.rs");
    add(&renderer, "add_global(\"", "`");
    assert!(names.len() > 40, "{}", names.len());
    for (what, name) in &names {
        let mut places = ["`", "| ", "{% filter "].iter();
        let is_told = places.any(|before| reference.contains(&format!("{before}{name}")));
        assert!(is_told, "{what}");
    }
    // Every member of what templates are given.
    let template = "{% macro keys(of) %}{% for key in of %} {{ key }}{% endfor %}{% endmacro %}
{{ keys(catalog) }}{{ keys(catalog.api) }}{{ keys(catalog.envelope) }}{{ keys(catalog.attributes[0]) }}
{{ keys(catalog.access) }}{{ keys(catalog.statuses[0]) }}{{ keys(catalog.types[0]) }}{{ keys(catalog.codes[1]) }}
{{ keys(catalog.codes[1].args[0]) }}{{ keys(catalog.codes[1].examples[0]) }}{{ keys(catalog.codes[1].request) }}
{{ keys(catalog.operations[0]) }}{{ keys(catalog.retired[0]) }}{{ keys(catalog.changes[0]) }}{{ keys(options) }}\n";
    let catalog = read("tests/golden/docs/errors.yaml");
    let catalog = catalog.split("outputs:").next().unwrap();
    let outputs = "outputs: {files: [{path: keys.txt, template: keys.j2, mark: false}]}\n";
    let made = of(&format!("{catalog}{outputs}"), &[("keys.j2", template)]).unwrap();
    let keys = made.get("keys.txt").unwrap();
    assert!(keys.split_whitespace().count() > 80, "{keys}");
    for key in keys.split_whitespace() {
        assert!(reference.contains(&format!("`{key}`")), "{key}");
    }
}
