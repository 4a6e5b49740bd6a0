//! What newcomers read, README and guide, says what errcat does.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use errcat::{Options, RustOptions};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};

/// A block of code: its language, and its text.
type Block = (String, String);

fn read(path: impl AsRef<Path>) -> String {
    let path = path.as_ref();
    fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// The chapters of the guide.
fn chapters() -> Vec<PathBuf> {
    let files = |folder: &str| {
        fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
    };
    let folders = ["docs/guide/src", "docs/guide/src/frameworks"];
    let mut pages: Vec<PathBuf> = folders.into_iter().flat_map(files).collect();
    pages.retain(|path| path.is_file());
    pages.sort();
    pages
}

/// All pages that are written by hand, and whose links are followed.
fn pages() -> Vec<PathBuf> {
    let others = [
        "README.md",
        "ARCHITECTURE.md",
        "CONTRIBUTING.md",
        "conformance/README.md",
        "docs-templates/README.md",
    ];
    let mut pages = chapters();
    pages.extend(others.map(PathBuf::from));
    pages
}

fn blocks(page: &str) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut inside = false;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                blocks.push((language.to_string(), String::new()));
                inside = true;
            }
            Event::End(TagEnd::CodeBlock) => inside = false,
            Event::Text(text) if inside => blocks.last_mut().unwrap().1 += &text,
            _ => {}
        }
    }
    blocks
}

/// The id that GitHub and mdBook give a heading.
fn id(heading: &str) -> String {
    let kept = heading
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.collect::<String>().to_lowercase().replace(' ', "-")
}

fn ids(page: &str) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut heading = None;
    for event in Parser::new(page) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                ids.insert(id(&heading.take().unwrap()));
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    *heading += &text;
                }
            }
            _ => {}
        }
    }
    ids
}

/// The links of a page that lead nowhere.
fn dead_links(path: &Path, page: &str) -> Vec<String> {
    let mut dead = Vec::new();
    for event in Parser::new(page) {
        let Event::Start(Tag::Link { dest_url, .. }) = event else {
            continue;
        };
        if dest_url.contains("://") {
            continue;
        }
        let (file, fragment) = dest_url.split_once('#').unwrap_or((&dest_url, ""));
        let target = match file {
            "" => path.to_owned(),
            _ => path.parent().unwrap().join(file),
        };
        let there =
            target.exists() && (fragment.is_empty() || ids(&read(&target)).contains(fragment));
        if !there {
            dead.push(format!("{}: {dest_url}", path.display()));
        }
    }
    dead
}

#[test]
fn every_link_leads_somewhere() {
    let dead: Vec<String> = pages()
        .iter()
        .flat_map(|path| dead_links(path, &read(path)))
        .collect();
    assert_eq!(dead, [""; 0]);

    let wrong =
        "[a](nowhere.md) [b](#nothing) [c](docs/guide/src/pages.md#nothing) [d](Cargo.toml)";
    assert_eq!(
        dead_links("README.md".as_ref(), wrong),
        [
            "README.md: nowhere.md",
            "README.md: #nothing",
            "README.md: docs/guide/src/pages.md#nothing",
        ]
    );
}

#[test]
fn the_summary_has_every_chapter_once() {
    let summary = read("docs/guide/src/SUMMARY.md");
    for chapter in chapters() {
        let name = chapter.strip_prefix("docs/guide/src").unwrap();
        let name = name.to_str().unwrap();
        if name != "SUMMARY.md" {
            let links = summary.matches(&format!("({name})")).count();
            assert_eq!(links, 1, "{name}");
        }
    }
}

#[test]
fn the_readme_is_short_and_shows_what_errcat_writes() {
    let readme = read("README.md");
    assert!(readme.lines().count() <= 150, "a README is read to its end");

    let blocks = blocks(&readme);
    let [(_, catalog), (_, example), (_, row), (_, finding), ..] = blocks.as_slice() else {
        panic!("the README starts with a catalog and what comes of it")
    };
    let outputs = format!(
        "{catalog}outputs: {{openapi: [{{path: api.yaml}}], docs: [{{path: errors.md}}]}}\n"
    );
    let options = Options::new()
        .rust("errors.rs", RustOptions::default())
        .outputs(true);
    let made = errcat::generate(("errors.yaml", &outputs), &options).unwrap();
    assert!(
        made.get("errors.rs")
            .unwrap()
            .contains("pub fn store_not_found(")
    );
    assert!(made.get("api.yaml").unwrap().contains(example), "{example}");
    assert!(made.get("errors.md").unwrap().contains(row), "{row}");

    let body = readme
        .split('`')
        .find(|code| code.starts_with("{\"error\""))
        .unwrap();
    let body: serde_json::Value = serde_json::from_str(body).unwrap();
    let example: serde_yaml::Value = serde_yaml::from_str(example).unwrap();
    let documented = serde_json::to_value(&example["store_not_found"]["value"]).unwrap();
    assert_eq!(body, documented);

    let wrong = catalog.replace("type: not_found_error", "type: not_fond_error");
    let found = errcat::check(("errors.yaml", &wrong)).to_string();
    assert!(found.contains(finding.trim_end()), "{found}");
}

/// What the catalogs of the guide, which are parts of catalogs, must not have: members and values that there are not.
#[test]
fn the_guide_shows_members_that_there_are() {
    let wrong = |yaml: &str| {
        // A whole catalog has no mistakes at all.
        if yaml.starts_with("version: ") {
            let mut catalog = errcat::Source::new("errors.yaml", yaml);
            // The parts that the guide's catalog includes.
            for part in ["codes/items.yaml", "operations.yaml"] {
                catalog = catalog.with_part(part, "codes: {}\n");
            }
            let common = read("conformance/services/common/errors.yaml");
            let common = errcat::Source::new("common/errors.yaml", common);
            catalog = catalog.with_import("../common/errors.yaml", common);
            let found = errcat::check(catalog).concise();
            return found.lines().map(str::to_owned).collect();
        }
        let catalog = format!("version: 1\n{yaml}");
        let rules = [
            "syntax",
            "unknown-member",
            "unknown-value",
            "wrong-type",
            "duplicate-key",
        ];
        let found = errcat::check(("errors.yaml", &catalog)).concise();
        let found = found
            .lines()
            .filter(|line| rules.iter().any(|rule| line.contains(&format!("[{rule}]"))));
        found.map(str::to_owned).collect::<Vec<_>>()
    };
    let mut looked_at = 0;
    for chapter in chapters() {
        for (language, text) in blocks(&read(&chapter)) {
            if language == "yaml"
                && !["rules.md", "changes.md"]
                    .contains(&chapter.file_name().unwrap().to_str().unwrap())
            {
                assert_eq!(wrong(&text), [""; 0], "{}:\n{text}", chapter.display());
                looked_at += 1;
            }
        }
    }
    assert!(looked_at >= 6, "{looked_at}");
    assert_eq!(wrong("outputs: {docs: [{pth: a.md}]}").len(), 1);
}

/// The words that errcat says it knows where a catalog has `zzz`.
fn known(yaml: &str) -> Vec<String> {
    let found = errcat::check(("errors.yaml", &format!("version: 1\n{yaml}\n"))).to_string();
    let help = found
        .split("`zzz`")
        .nth(1)
        .unwrap_or_else(|| panic!("{found}"));
    let known = help
        .split("known")
        .nth(1)
        .unwrap_or_else(|| panic!("{found}"));
    let line = known.lines().take_while(|line| !line.is_empty());
    let words = line.collect::<Vec<_>>().join(" ");
    words
        .split('`')
        .skip(1)
        .step_by(2)
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_reference_has_every_member_and_every_meaning() {
    let lacks = |page: &str, yaml: &str, expected: usize| {
        let known = known(yaml);
        assert!(known.len() >= expected, "{yaml}: {known:?}");
        let names = |word: &String| {
            page.contains(&format!("`{word}`")) || page.contains(&format!("`{word}:"))
        };
        known
            .into_iter()
            .filter(|word| !names(word))
            .collect::<Vec<_>>()
    };
    let catalog = read("docs/guide/src/catalog.md");
    for (yaml, expected) in [
        ("zzz: 1", 11),
        ("api: {zzz: 1}", 5),
        ("types: {a: {zzz: 1}}", 5),
        ("codes: {a: {zzz: 1}}", 15),
        ("outputs: {zzz: []}", 7),
        ("outputs: {rust: [{zzz: 1}]}", 3),
        ("outputs: {openapi: [{zzz: 1}]}", 7),
        ("outputs: {docs: [{zzz: 1}]}", 7),
        ("outputs: {typescript: [{zzz: 1}]}", 2),
        ("outputs: {python: [{zzz: 1}]}", 2),
        ("outputs: {go: [{zzz: 1}]}", 3),
        ("outputs: {files: [{zzz: 1}]}", 5),
    ] {
        assert_eq!(lacks(&catalog, yaml, expected), [""; 0], "{yaml}");
    }
    let envelopes = read("docs/guide/src/envelopes.md");
    let meanings = "envelope: {body: {a: {is: zzz}}}";
    assert_eq!(lacks(&envelopes, meanings, 20), [""; 0]);
    assert_eq!(lacks("`code`", "outputs: {zzz: []}", 7).len(), 7);
}

fn level(rule: &errcat::Rule) -> String {
    let off = if rule.is_off_by_default() {
        ", off by default"
    } else {
        ""
    };
    format!("{}{off}", rule.level)
}

/// The chapter "Rules" of the guide. `SNAPSHOTS=overwrite cargo test --test guide` writes it anew.
#[test]
fn the_chapter_of_rules_has_all_rules() {
    let mut chapter = String::from(
        "# Rules\n\nA finding names its rule in brackets: `error[unknown-type]`. Errors stop the generation; warnings do not. \
         `errcat explain RULE` prints the same text.\n",
    );
    for rule in errcat::rules() {
        write!(
            chapter,
            "\n## `{}`\n\n{}\n\n{}\n\nLevel: {}. Found in:\n\n```yaml\n{}\n```\n\nCorrected:\n\n```yaml\n{}\n```\n",
            rule.name,
            rule.what,
            rule.why,
            level(rule),
            rule.bad.trim_end(),
            rule.good.trim_end()
        )
        .unwrap();
        if let Some(catalog) = rule.catalog() {
            write!(
                chapter,
                "\nBoth with this catalog:\n\n```yaml\n{}\n```\n",
                catalog.trim_end()
            )
            .unwrap();
        }
        if let Some((path, imported)) = rule.imported() {
            write!(
                chapter,
                "\nBoth import this catalog, `{path}`:\n\n```yaml\n{}\n```\n",
                imported.trim_end()
            )
            .unwrap();
        }
    }
    snapbox::assert_data_eq!(
        chapter,
        snapbox::Data::read_from("docs/guide/src/rules.md".as_ref(), None).raw()
    );
}

/// The chapter "Kinds of changes" of the guide. `SNAPSHOTS=overwrite cargo test --test guide` writes it anew.
#[test]
fn the_chapter_of_changes_has_all_kinds() {
    let mut chapter = String::from(
        "# Kinds of changes\n\n`errcat diff` names the kind of each change. `errcat diff --list` prints them all. A severity is the worst that a \
         change of the kind can have: what the envelope does not send is a fix for clients.\n",
    );
    for kind in errcat::change_kinds() {
        write!(
            chapter,
            "\n## `{}`\n\n{}\n\n{}\n\nFor clients: {}. In Rust: {}. From this catalog:\n\n```yaml\n{}\n```\n\nto this one:\n\n```yaml\n{}\n```\n",
            kind.name,
            kind.what,
            kind.why,
            kind.clients,
            kind.rust,
            kind.old.trim_end(),
            kind.new.trim_end()
        )
        .unwrap();
    }
    snapbox::assert_data_eq!(
        chapter,
        snapbox::Data::read_from("docs/guide/src/changes.md".as_ref(), None).raw()
    );
}

/// `conformance/run frameworks` compiles the examples.
#[test]
fn the_examples_of_the_frameworks_are_those_that_are_compiled() {
    let pages = [
        ("axum", "axum"),
        ("actix-web", "actix"),
        ("poem", "poem"),
        ("salvo", "salvo"),
        ("rocket", "rocket"),
    ];
    for (page, server) in pages {
        let page = read(format!("docs/guide/src/frameworks/{page}.md"));
        let compiled = read(format!("conformance/frameworks/{server}/examples/guide.rs"));
        let (about, compiled) = compiled.split_once("\n\n").unwrap();
        assert!(about.starts_with("//! "), "{about}");
        let shown = blocks(&page)
            .into_iter()
            .find(|(language, _)| language == "rust");
        assert_eq!(shown.unwrap().1, compiled);
    }
}

/// `conformance/run moved` compiles and runs it.
#[test]
fn the_move_of_a_service_is_one_that_is_tested() {
    let page = read("docs/guide/src/moving.md");
    let start = page
        .split("\n## Crates that errors come from")
        .next()
        .unwrap();
    let mut shown = blocks(start);
    shown.retain(|(language, _)| language == "rust");
    let files = ["tests/recorded.rs", "src/between.rs", "src/between.rs"];
    assert_eq!(shown.len(), files.len());
    for ((_, block), file) in shown.iter().zip(files) {
        let file = read(format!("conformance/moved/{file}"));
        assert!(file.contains(block.as_str()), "{block}");
    }
    let lines = read("conformance/moved/tests/recorded.jsonl");
    let line = blocks(start)
        .into_iter()
        .find(|(language, _)| language == "json");
    assert!(lines.contains(&line.unwrap().1));
}

/// `conformance/run services` builds and runs them.
#[test]
fn the_services_are_those_that_are_built() {
    let files = [
        "common/errors.yaml",
        "common/build.rs",
        "common/src/lib.rs",
        "orders/errors.yaml",
        "orders/src/lib.rs",
    ];
    let files = files.map(|file| read(format!("conformance/services/{file}")));
    let mut shown = blocks(&read("docs/guide/src/services.md"));
    shown.retain(|(language, _)| language != "text");
    assert_eq!(shown.len(), files.len());
    for ((_, block), file) in shown.iter().zip(files) {
        assert!(file.contains(block.as_str()), "{block}");
    }
}

/// `conformance/run documented` compiles them.
#[test]
fn the_examples_of_utoipa_and_aide_are_those_that_are_compiled() {
    let compiled = read("conformance/documented/src/lib.rs");
    let blocks = blocks(&read("docs/guide/src/documents.md"));
    let shown = blocks.iter().filter(|(language, _)| language == "rust");
    let shown: Vec<&Block> = shown.collect();
    assert_eq!(shown.len(), 2);
    for (_, block) in shown {
        assert!(compiled.contains(block.as_str()), "{block}");
    }
}
