//! Which module may depend on which. The table is the documentation; the source is held to it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// The modules of the library from the lowest to the highest, each with those that it depends on. All of them stand above
/// it, so that there is no circle.
const MODULES: [(&str, &[&str]); 28] = [
    // What everything may use: text, paths, options.
    ("paths", &[]),
    ("text", &[]),
    ("options", &[]),
    ("stamp", &[]),
    ("casing", &[]),
    ("visible", &[]),
    ("disk", &[]),
    ("diagnostic", &["visible"]),
    ("yaml", &["diagnostic"]),
    ("error", &["diagnostic", "paths", "visible"]),
    ("include", &["diagnostic", "yaml"]),
    // What the stages hand on.
    (
        "catalog",
        &["casing", "diagnostic", "options", "paths", "text"],
    ),
    ("artifact", &["diagnostic", "options", "paths", "stamp"]),
    // Reading from the disk.
    (
        "source",
        &[
            "artifact",
            "diagnostic",
            "disk",
            "error",
            "include",
            "paths",
            "yaml",
        ],
    ),
    // The stages.
    (
        "load",
        &[
            "casing",
            "catalog",
            "diagnostic",
            "include",
            "options",
            "text",
            "visible",
            "yaml",
        ],
    ),
    ("check", &["catalog", "diagnostic", "load", "paths", "text"]),
    ("select", &["catalog", "diagnostic"]),
    ("api_document", &["catalog", "diagnostic", "yaml"]),
    (
        "targets",
        &[
            "api_document",
            "artifact",
            "catalog",
            "diagnostic",
            "load",
            "options",
            "paths",
            "select",
            "stamp",
            "text",
            "visible",
            "yaml",
        ],
    ),
    (
        "verify",
        &["api_document", "catalog", "diagnostic", "load", "yaml"],
    ),
    ("schema", &["catalog", "diagnostic", "options", "yaml"]),
    ("export", &["catalog", "text"]),
    ("diff", &["catalog", "diagnostic", "export"]),
    ("output", &["artifact", "disk", "error", "paths", "stamp"]),
    // `lib.rs`: the stages in their order.
    (
        "lib",
        &[
            "catalog",
            "check",
            "diagnostic",
            "diff",
            "export",
            "load",
            "select",
            "targets",
            "verify",
        ],
    ),
    // The callers: the build script's and the command's.
    (
        "config",
        &[
            "artifact",
            "diagnostic",
            "disk",
            "error",
            "lib",
            "options",
            "output",
            "paths",
            "source",
            "stamp",
        ],
    ),
    ("adopt", &["check", "diagnostic"]),
    (
        "cli",
        &[
            "adopt",
            "artifact",
            "catalog",
            "check",
            "diagnostic",
            "diff",
            "disk",
            "error",
            "export",
            "lib",
            "options",
            "output",
            "paths",
            "schema",
            "select",
            "source",
            "stamp",
            "targets",
            "verify",
            "visible",
            "yaml",
        ],
    ),
];

/// What targets may use of the folder `targets`: none of them knows another.
const TARGETS: [(&str, &[&str]); 4] = [
    ("clients", &["conditional"]),
    ("docs", &["markdown"]),
    ("openapi", &["documented", "markdown"]),
    ("rust", &["conditional", "documented", "markdown"]),
];

/// A file of the library: its path below `generator`, and its text.
type File = (String, String);

fn files(folder: &Path, below: &str, found: &mut Vec<File>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        let below = if below.is_empty() {
            name
        } else {
            format!("{below}/{name}")
        };
        if path.is_dir() {
            files(&path, &below, found);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            found.push((below, fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The code of a file: without comments, without what it only hands on, and without its tests.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]\nmod tests").next().unwrap();
    let lines = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//") && !line.starts_with("pub use "));
    lines.collect::<Vec<_>>().join("\n")
}

/// What stands behind `crate::` in code: the first two names of each path, those in braces one by one.
fn paths(code: &str) -> Vec<(String, String)> {
    let word = |text: &str| -> String {
        let is_word = |c: &char| c.is_alphanumeric() || *c == '_';
        text.chars().take_while(is_word).collect()
    };
    let mut found = Vec::new();
    for rest in code.split("crate::").skip(1) {
        let heads: Vec<&str> = match rest.strip_prefix('{') {
            Some(list) => list.split('}').next().unwrap().split(',').collect(),
            None => vec![rest],
        };
        for head in heads
            .into_iter()
            .map(str::trim)
            .filter(|head| !head.is_empty())
        {
            let first = word(head);
            let second = head[first.len()..].strip_prefix("::").map(word);
            found.push((first, second.unwrap_or_default()));
        }
    }
    found
}

/// The module that a file is of.
fn module_of(file: &str) -> &str {
    let first = file.split('/').next().unwrap();
    first.strip_suffix(".rs").unwrap_or(first)
}

/// Everything in the source that the tables do not allow, and everything in the tables that the source does not need.
fn wrong(source: &[File]) -> Vec<String> {
    let mut wrong = Vec::new();
    let known: BTreeSet<&str> = MODULES.iter().map(|(module, _)| *module).collect();
    let mut used: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    for (file, text) in source {
        let module = module_of(file);
        // The command's `main` is a crate of its own.
        if module == "main" {
            continue;
        }
        let code = code(text);
        for (first, second) in paths(&code) {
            let module_used = if known.contains(first.as_str()) {
                first.clone()
            } else {
                "lib".to_owned()
            };
            if module_used != module {
                used.entry(module).or_default().insert(module_used);
            }
            let target = file.strip_prefix("targets/").map(module_of);
            let allowed = TARGETS.iter().find(|(name, _)| Some(*name) == target);
            let is_folder = file.matches('/').count() > 1;
            if let (Some(target), true, None) = (target, is_folder, allowed) {
                wrong.push(format!("{file}: the target {target} is not in the table"));
            }
            if let (Some((name, allowed)), "targets") = (allowed, first.as_str()) {
                if second != *name && !allowed.contains(&second.as_str()) {
                    wrong.push(format!("{file}: the target {name} uses targets::{second}"));
                }
            }
        }
        // What lib.rs declares is in scope there without `crate::`.
        if module == "lib" {
            for (other, _) in MODULES
                .iter()
                .filter(|(other, _)| code.contains(&format!("{other}::")))
            {
                if *other != "lib" {
                    used.entry("lib").or_default().insert((*other).to_owned());
                }
            }
        }
    }
    for (at, (module, allowed)) in MODULES.iter().enumerate() {
        let above: BTreeSet<&str> = MODULES[..at].iter().map(|(module, _)| *module).collect();
        let used = used.remove(module).unwrap_or_default();
        for other in allowed.iter().filter(|other| !above.contains(**other)) {
            wrong.push(format!(
                "{module} is to depend on {other}, which does not stand above it"
            ));
        }
        for other in used
            .iter()
            .filter(|other| !allowed.contains(&other.as_str()))
        {
            wrong.push(format!("{module} depends on {other}"));
        }
        for other in allowed.iter().filter(|other| !used.contains(**other)) {
            wrong.push(format!("{module} does not depend on {other}"));
        }
    }
    wrong.extend(
        used.keys()
            .map(|module| format!("{module} is not in the table")),
    );
    wrong
}

fn source() -> Vec<File> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("generator");
    let mut found = Vec::new();
    files(&root, "", &mut found);
    assert!(found.len() > 150, "all of the source is read");
    found
}

#[test]
fn modules_depend_on_those_above_them_alone() {
    assert_eq!(wrong(&source()), <[&str; 0]>::default());
}

/// The check finds what it is for.
#[test]
fn a_dependency_against_the_direction_is_found() {
    let cases = [
        (
            "load/new.rs",
            "use crate::targets::docs;",
            "load depends on targets",
        ),
        (
            "load/new.rs",
            "fn f() { crate::check::check(); }",
            "load depends on check",
        ),
        (
            "output/new.rs",
            "use crate::{artifact, select};",
            "output depends on select",
        ),
        (
            "targets/rust/new.rs",
            "use crate::targets::openapi::x;",
            "targets/rust/new.rs: the target rust uses targets::openapi",
        ),
        (
            "check/new.rs",
            "use crate::generate;",
            "check depends on lib",
        ),
        (
            "targets/csv/new.rs",
            "use crate::text::x;",
            "targets/csv/new.rs: the target csv is not in the table",
        ),
        ("new.rs", "use crate::text::x;", "new is not in the table"),
    ];
    for (file, text, expected) in cases {
        let mut source = source();
        source.push((file.to_owned(), text.to_owned()));
        assert_eq!(wrong(&source), [expected]);
    }
    let mut source = source();
    source.push(("load/new.rs".to_owned(), "// crate::targets\n".to_owned()));
    assert_eq!(
        wrong(&source),
        <[&str; 0]>::default(),
        "a comment is no code"
    );
}
