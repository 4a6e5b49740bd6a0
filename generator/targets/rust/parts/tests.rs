//! The rules that parts keep.

use std::collections::HashMap;

use super::*;

/// An enum such as the module of a catalog has.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum ErrorName {
    First,
    Second,
}

pub(super) struct Row {
    pub(super) variant: &'static str,
    name: &'static str,
}

impl ErrorName {
    pub(super) fn row(self) -> &'static Row {
        match self {
            Self::First => &Row {
                variant: "First",
                name: "first",
            },
            Self::Second => &Row {
                variant: "Second",
                name: "second",
            },
        }
    }

    pub(super) fn as_str(self) -> &'static str {
        self.row().name
    }

    pub(super) fn find(name: &str) -> Option<Self> {
        [Self::First, Self::Second]
            .into_iter()
            .find(|known| known.as_str() == name)
    }
}

/// The conditions of a part, each once.
fn conditions(part: &str) -> Vec<&str> {
    let lines = part.lines().map(str::trim_start);
    let conditions = lines.filter_map(|line| line.strip_prefix("//@ if "));
    let mut conditions: Vec<_> = conditions
        .map(|condition| condition.trim_start_matches("no "))
        .collect();
    conditions.sort_unstable();
    conditions.dedup();
    conditions
}

#[test]
fn each_part_is_rust_whatever_its_conditions() {
    for &(name, part) in ALL {
        let conditions = conditions(part);
        for chosen in 0_u32..1 << conditions.len() {
            let holds = |condition: &str| {
                let at = conditions.iter().position(|known| *known == condition);
                chosen & (1 << at.unwrap()) != 0
            };
            let Piece::Part { uses, text } = resolve(part, &holds) else {
                unreachable!("a part is a part");
            };
            assert!(!text.contains("//@") && !text.contains("cfg("), "{name}");
            assert!(!text.contains("\n\n\n"), "{name}: {text}");
            let uses: Vec<_> = uses.iter().map(|path| format!("use ::{path};")).collect();
            let uses = uses.join("\n");
            if let Err(error) = syn::parse_file(&format!("{uses}{text}")) {
                panic!("{name}: {error}\n{text}");
            }
        }
    }
}

#[test]
fn each_source_of_the_folder_is_a_part() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/generator/targets/rust/parts");
    let files = std::fs::read_dir(folder).unwrap();
    let files = files.map(|file| file.unwrap().file_name().into_string().unwrap());
    let mut files: Vec<String> = files.collect();
    files.retain(|file| !["mod.rs", "tests.rs"].contains(&file.as_str()));
    files.sort();
    let mut listed: Vec<&str> = ALL.iter().map(|(file, _)| *file).collect();
    listed.sort_unstable();
    assert_eq!(listed, files);
}

#[test]
fn directives_are_pairs() {
    for &(name, part) in ALL {
        let mut depth = 0_i32;
        for line in part.lines().filter(|line| line.contains("//@")) {
            match line.trim_start() {
                "//@ end" => depth -= 1,
                line if line.starts_with("//@ if ") => depth += 1,
                line => panic!("{name}: {line}"),
            }
            assert!(depth >= 0, "{name}");
        }
        assert_eq!(depth, 0, "{name}");
    }
}

#[test]
fn uses_are_one_a_line_and_paths_are_whole() {
    for &(name, part) in ALL {
        for line in part.lines().filter(|line| line.starts_with("use ")) {
            assert!(line.ends_with(';') && !line.contains('{'), "{name}: {line}");
        }
    }
}

/// Parts of one module share its scope.
#[test]
fn parts_mean_the_same_by_a_name() {
    let frameworks = super::super::FRAMEWORKS.map(|(_, parts)| parts[0]);
    for framework in frameworks {
        let together = ALL.iter().map(|(_, part)| *part);
        let together = together.filter(|part| *part == framework || !frameworks.contains(part));
        let mut known: HashMap<&str, &str> = super::super::syntax::USES.into_iter().collect();
        for part in together {
            let Piece::Part { uses, .. } = resolve(part, &|_| true) else {
                unreachable!("a part is a part");
            };
            for path in uses {
                let (_, name) = path.rsplit_once("::").unwrap();
                let other = *known.entry(name).or_insert(path);
                assert_eq!(other, path, "one name for two paths");
            }
        }
    }
}

#[test]
fn what_a_condition_encloses_goes_with_it() {
    let part = "//! A part.\n\nuse a::b;\nuse super::c;\n//@ if d\nuse d::e;\n//@ end\n\nfn f() {\n    //@ if no d\n    g();\n    \
                //@ end\n}\n//@ if d\n\nfn h() {}\n//@ end\n\n#[cfg(test)]\nmod tests {}\n";
    let resolved = |d: bool| match resolve(part, &|_| d) {
        Piece::Part { uses, text } => (uses, text),
        Piece::Item { .. } => unreachable!("a part is a part"),
    };
    assert_eq!(
        resolved(true),
        (
            vec!["a::b", "d::e"],
            "fn f() {\n}\n\nfn h() {}\n".to_owned()
        )
    );
    assert_eq!(
        resolved(false),
        (vec!["a::b"], "fn f() {\n    g();\n}\n".to_owned())
    );
}
