//! `include`: the parts of a catalog in other files.

use std::borrow::Cow;

use super::members::{Read as _, entries, wrong_type};
use super::rules;
use super::scalars::text;
use crate::diagnostic::{Diagnostic, Files, Path, Report, Source, SourcePart, correction, quote};
use crate::include::{MATCHING, pattern};
use crate::yaml::{self, Node};

/// The sections that a part may have.
const SECTIONS: [&str; 5] = ["types", "codes", "operations", "sets", "retired"];

/// What a part is, in messages.
const PART: &str =
    "a part of a catalog: a mapping with `types`, `codes`, `operations`, `sets` or `retired`";

/// The catalog with the entries of its parts, and where each of them stands. Returns `None` if a part could not be read, which is
/// reported: what is in it is not known.
pub(super) fn with_parts<'t>(
    node: Node<'t>,
    source: &'t Source,
    report: &mut Report,
) -> Option<(Node<'t>, Files, Vec<&'t SourcePart>)> {
    let mut root = match node {
        Node::Map(root) if root.iter().any(|(key, _)| key == "include") => root,
        other => return Some((other, Files::default(), Vec::new())),
    };
    let include = root.iter().find(|(key, _)| key == "include");
    let include = include.map_or(&Node::Null, |(_, node)| node);
    let included = included(include, source, report);
    let mut files = Files::default();
    for (name, node) in &root {
        if let (Some(section), Node::Map(entries)) = (section(name), node) {
            files.add(section, 0, entries.iter().map(|(key, _)| &**key));
        }
    }
    let mut is_whole = true;
    for (file, part) in &included {
        let Some(sections) = read(part, report) else {
            is_whole = false;
            continue;
        };
        for (name, mut added) in sections {
            let known = root.iter_mut().find(|(known, _)| known == name);
            match known {
                Some((_, Node::Map(entries))) => {
                    files.add(name, *file, added.iter().map(|(key, _)| &**key));
                    entries.append(&mut added);
                }
                Some((_, node @ Node::Null)) => {
                    files.add(name, *file, added.iter().map(|(key, _)| &**key));
                    *node = Node::Map(added);
                }
                // It is reported where it is.
                Some(_) => {}
                None => {
                    files.add(name, *file, added.iter().map(|(key, _)| &**key));
                    root.push((name.into(), Node::Map(added)));
                }
            }
        }
    }
    let included = included.into_iter().map(|(_, part)| part).collect();
    is_whole.then_some((Node::Map(root), files, included))
}

fn section(name: &str) -> Option<&'static str> {
    SECTIONS.into_iter().find(|section| *section == name)
}

/// The parts that the patterns match, each with its number among the files.
fn included<'t>(
    node: &Node,
    source: &'t Source,
    report: &mut Report,
) -> Vec<(usize, &'t SourcePart)> {
    let at = Path::root().key("include");
    let Node::List(patterns) = node else {
        // It reports what is wrong.
        let _ = Vec::<String>::read(node, &at, report);
        return Vec::new();
    };
    let mut found: Vec<(usize, &SourcePart, Path)> = Vec::new();
    for (at, node) in yaml::items(patterns, &at) {
        let Some(word) = text(
            node,
            &at,
            "the path of a file, or a pattern of paths",
            report,
        ) else {
            continue;
        };
        let pattern = match pattern(word) {
            Ok(pattern) => pattern,
            Err((message, help)) => {
                let found = Diagnostic::new(&rules::INVALID_INCLUDE, at.at_value(), message);
                report.push(found.help(help));
                continue;
            }
        };
        let name = source.name().rsplit(['/', '\\']).next().unwrap_or_default();
        if pattern.matches_with(name, MATCHING) {
            let message = format!("{} includes the catalog itself", quote(word));
            let found = Diagnostic::new(&rules::INVALID_INCLUDE, at.at_value(), message);
            report.push(found.help("put the parts into a folder of their own"));
            continue;
        }
        let mut is_empty = true;
        for (index, part) in source.parts.iter().enumerate() {
            if !pattern.matches_with(&part.path, MATCHING) {
                continue;
            }
            is_empty = false;
            match found.iter().find(|(known, _, _)| *known == index + 1) {
                Some((_, _, first)) => {
                    let message = format!("{} is included twice", quote(&part.path));
                    report.push(
                        Diagnostic::new(&rules::INVALID_INCLUDE, at.at_value(), message)
                            .label("again here")
                            .related(first.at_value(), "first here")
                            .help("remove one of them"),
                    );
                }
                None => found.push((index + 1, part, at.clone())),
            }
        }
        if is_empty {
            let message = format!("no file is called {}", quote(word));
            let found = Diagnostic::new(&rules::INVALID_INCLUDE, at.at_value(), message);
            let known = source.parts.iter().map(|part| &*part.path);
            report.push(
                found
                    .help("paths are relative to the folder of the catalog")
                    .maybe_help(correction(word, known).map(|help| help.text)),
            );
        }
    }
    let found = found.into_iter();
    found.map(|(file, part, _)| (file, part)).collect()
}

/// A section of a part, with its entries.
type Section<'t> = (&'static str, Vec<(Cow<'t, str>, Node<'t>)>);

/// The sections of a part. `None`, and reported, if it cannot be read.
fn read<'t>(part: &'t SourcePart, report: &mut Report) -> Option<Vec<Section<'t>>> {
    let mut found = Report::default();
    let sections = match part.not_utf8 {
        Some(at) => {
            found.push(yaml::not_utf8(at));
            None
        }
        None => sections(&part.source.text, &mut found),
    };
    report.append(found, &part.source);
    sections
}

fn sections<'t>(text: &'t str, report: &mut Report) -> Option<Vec<Section<'t>>> {
    let node = yaml::parse(text, report)?;
    let root = Path::root();
    entries(&node, &root, PART, report)?;
    let Node::Map(members) = node else {
        return None;
    };
    let mut sections = Vec::new();
    for (key, node) in members {
        let at = root.key(&key);
        match (section(&key), node) {
            (Some(section), Node::Map(entries)) => {
                // The second of two is reported already.
                if sections.iter().all(|(known, _)| *known != section) {
                    sections.push((section, entries));
                }
            }
            (Some(section), node) => {
                let what = format!("a mapping, as `{section}` of the catalog");
                report.push(wrong_type(&node, &at, &what));
            }
            (None, _) if key == yaml::MERGE_KEY => {}
            (None, _) => {
                let message = format!("unknown member {}", quote(&key));
                let is_there = |name: &str| sections.iter().any(|(known, _)| *known == name);
                let help = match &*key {
                    "include" => {
                        "a part cannot include other files; add the pattern to the `include` of the catalog"
                            .into()
                    }
                    _ => correction(&key, SECTIONS).map_or_else(
                        || {
                            let help =
                                "a part has `types`, `codes`, `operations`, `sets` and `retired`";
                            format!("{help}; {} belongs in the catalog", quote(&key)).into()
                        },
                        |help| help.unless(is_there),
                    ),
                };
                report
                    .push(Diagnostic::new(&rules::UNKNOWN_MEMBER, at.at_key(), message).help(help));
            }
        }
    }
    Some(sections)
}
