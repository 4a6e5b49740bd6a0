//! Templates in the user's folders, as the command finds them.

use std::fs;

use crate::support::{GOOD, Project};

#[test]
fn a_template_of_the_command_is_shown_as_the_command_names_it() {
    let project = Project::new(GOOD);
    fs::write(project.path("mine.md.j2"), "{{ nope }}\n").unwrap();
    let (status, _, err) = project.run(&["docs", "--template", "mine.md.j2"]);
    assert!(
        status == 1 && err.contains("--> mine.md.j2:1:4") && !err.contains("asked for"),
        "{err}"
    );
}

/// MiniJinja drops a block that its parent does not have; the section would be gone and nobody would know.
#[test]
fn a_block_that_overrides_nothing_is_found() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md, template: page.md.j2}}]}}\n"
    ));
    let page = "{% extends \"errcat/page.md.j2\" %}\n{% block intro %}{% block inner %}{% endblock %}{% endblock %}\n{%- block code -%}é{% endblock %}\n";
    fs::write(project.path("catalog/page.md.j2"), page).unwrap();
    let (status, out, _) = project.run(&["generate"]);
    assert_eq!(status, 1);
    assert!(
        out.contains("catalog/page.md.j2:3:11") && out.contains("`code` overrides no block"),
        "{out}"
    );
    assert!(
        out.contains("did you mean `codes`?") && !out.contains("`inner`"),
        "{out}"
    );
    let (status, _, err) = project.run(&["docs", "--template", "catalog/page.md.j2"]);
    assert!(
        status == 1 && err.contains("`code` overrides no block"),
        "{err}"
    );
}

#[test]
fn a_folder_of_ones_own_overrides_a_block_or_a_whole_template() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md, template: t/page.md.j2}}]}}\n"
    ));
    fs::create_dir(project.path("catalog/t")).unwrap();
    let page = "{% extends \"errcat/page.md.j2\" %}\n{% block title %}# Mine{% endblock %}\n{% block handling %}{% endblock %}\n";
    fs::write(project.path("catalog/t/page.md.j2"), page).unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    let made = fs::read_to_string(project.path("catalog/a.md")).unwrap();
    assert!(
        made.contains("# Mine\n")
            && made.contains("| [`gone`](#gone) | 410 |")
            && !made.contains("## Handling"),
        "{made}"
    );

    fs::write(
        project.path("catalog/t/tables.md.j2"),
        "{% macro codes() %}MY CODES{% endmacro %}{% macro attributes() %}{% endmacro %}",
    )
    .unwrap();
    assert_eq!(project.run(&["generate"]).0, 0);
    assert!(
        fs::read_to_string(project.path("catalog/a.md"))
            .unwrap()
            .contains("MY CODES")
    );
}

#[test]
fn the_built_in_templates_are_a_start_for_ones_own() {
    let project = Project::new(&format!(
        "{GOOD}outputs: {{docs: [{{path: a.md}}, {{path: b.md, template: ../t/page.md.j2}}]}}\n"
    ));
    let (status, _, err) = project.run(&["docs", "--init", "t"]);
    assert!(
        status == 0 && err.contains("wrote t/page.md.j2") && err.contains("wrote t/code.md.j2"),
        "{err}"
    );
    assert_eq!(project.run(&["generate"]).0, 0);
    let made = |name: &str| fs::read_to_string(project.path(name)).unwrap();
    let built_in = made("catalog/a.md").replace(" as a.md", " as b.md");
    assert_eq!(built_in, made("catalog/b.md"));
    fs::write(project.path("t/tables.md.j2"), "mine").unwrap();
    fs::remove_file(project.path("t/code.md.j2")).unwrap();
    let (status, _, err) = project.run(&["docs", "--init", "t"]);
    assert!(status == 2 && err.contains("t/page.md.j2"), "{err}");
    assert_eq!(made("t/tables.md.j2"), "mine");
    assert!(!project.path("t/code.md.j2").exists(), "all or nothing");
}
