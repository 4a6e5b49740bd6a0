//! Reads the text of a catalog into a [`Draft`], and reports each mistake in its shape and types at its place.
//!
//! The [check](crate::check) decides whether the parts fit together.

mod api;
mod args;
mod codes;
mod defaults;
mod draft;
mod envelope;
mod examples;
mod fields;
mod form;
mod headers;
mod imports;
mod links;
mod lints;
mod members;
mod operations;
mod outputs;
mod parts;
pub(crate) mod rules;
mod scalars;
mod texts;
mod types;

pub(crate) use draft::{Draft, DraftCode, DraftDefault, DraftSet, DraftType};
pub(crate) use envelope::default_envelope;
pub(crate) use imports::{DraftImport, of_import};
pub(crate) use members::Member;

use crate::catalog::CodeField;
use crate::diagnostic::{Diagnostic, Path, Report, Source, SourcePart};
use crate::yaml::{self, Node};
use members::{Members, each, entries, wrong_type};

/// The version of the format that this errcat reads.
const VERSION: i128 = 1;

/// Reads a catalog that another imports: see [`load`].
pub(crate) fn load_imported(import: &SourcePart, report: &mut Report) -> Option<Draft> {
    match import.not_utf8 {
        Some(at) => {
            report.push(yaml::not_utf8(at));
            None
        }
        None => load(&import.source, report),
    }
}

/// Reads a catalog. Returns `None`, and reports why, if the text is not one.
pub(crate) fn load(source: &Source, report: &mut Report) -> Option<Draft> {
    let node = yaml::parse(&source.text, report)?;
    let root = Path::root();
    if let Some(key) = foreign(&node) {
        let message = "expected a catalog, found an OpenAPI document";
        let help = "`errcat openapi --into` adds a catalog's errors to it; `errcat verify openapi` compares it with a catalog";
        let place = root.key(key).at_key();
        report.push(Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message).help(help));
        return None;
    }
    let (node, files, parts) = parts::with_parts(node, source, report)?;
    report.set_files(files);
    let mut members = Members::open(
        &node,
        &root,
        "a catalog: a mapping with `version`, `types`, `codes`, …",
        report,
    )?;
    version(&mut members);
    // It is read already.
    members.node("include");
    let lints = lints::lints(&mut members);
    let draft = Draft {
        api: members.optional("api").take().unwrap_or_default(),
        imports: imports::imports(&mut members),
        envelope: members.optional("envelope"),
        fields: fields(&mut members),
        statuses: section(
            &mut members,
            "statuses",
            "a mapping from statuses to `{title, description}`",
            types::status_row,
        ),
        types: section(
            &mut members,
            "types",
            "a mapping from types to their members",
            |key, node, at, report| Some(types::draft_type(key, node, at, report)),
        ),
        codes: section(
            &mut members,
            "codes",
            "a mapping from codes to their members",
            |key, node, at, report| Some(codes::draft_code(key, node, at, report)),
        )
        .unwrap_or_default(),
        defaults: section(
            &mut members,
            "defaults",
            "a mapping from `4XX`, `5XX`, statuses, … to codes",
            defaults::default,
        ),
        retired: section(
            &mut members,
            "retired",
            "a mapping from retired codes to `{since, use, note}`",
            codes::retired,
        )
        .unwrap_or_default(),
        sets: section(
            &mut members,
            "sets",
            "a mapping from names to lists of codes",
            |key, node, at, report| Some(operations::set(key, node, at, report)),
        )
        .unwrap_or_default(),
        operations: section(
            &mut members,
            "operations",
            "a mapping from operations (`GET /stores/{id}`) to lists of codes",
            |key, node, at, report| Some(operations::operation(key, node, at, report)),
        )
        .unwrap_or_default(),
        outputs: members
            .optional::<outputs::Outputs>("outputs")
            .take()
            .map(|outputs| outputs.0)
            .unwrap_or_default(),
    };
    members.close();
    report.set_levels(lints::levels(lints, &draft.codes));
    texts::check(&node, source, &parts, report);
    Some(draft)
}

/// The key that identifies an OpenAPI document.
fn foreign<'n>(node: &'n Node) -> Option<&'n str> {
    let Node::Map(entries) = node else {
        return None;
    };
    let mut keys = entries.iter().map(|(key, _)| &**key);
    if keys.clone().any(|key| key == "codes") {
        return None;
    }
    keys.find(|key| ["openapi", "swagger"].contains(key))
}

fn version(members: &mut Members) {
    let at = members.path.key("version");
    let Some(node) = members.node("version") else {
        let diagnostic = Diagnostic::new(
            &rules::VERSION,
            members.path.at_key(),
            "the catalog does not state its format version",
        );
        members
            .report
            .push(diagnostic.help(format!("add `version: {VERSION}` as its first line")));
        return;
    };
    match node {
        Node::Integer(VERSION) => {}
        Node::Integer(newer) if *newer > VERSION => {
            let message = format!("expected format {VERSION}, found the newer format {newer}");
            members.report.push(
                Diagnostic::new(&rules::VERSION, at.at_value(), message).help("update errcat"),
            );
        }
        _ => members
            .report
            .push(wrong_type(node, &at, &format!("the number {VERSION}"))),
    }
}

/// The section `fields`. Returns `None` if it has a mistake, so that no other is reported because of it.
fn fields(members: &mut Members) -> Option<Vec<CodeField>> {
    let node = members.node("fields");
    let Some(node) = node else {
        return Some(Vec::new());
    };
    let at = members.path.key("fields");
    let what = "a mapping from fields to their members";
    each(node, &at, what, members.report, fields::code_field)
}

/// Reads each entry of a section separately, so that a mistake in one does not hide the others. Returns `None` if the
/// section is absent or not a mapping.
fn section<T>(
    members: &mut Members,
    name: &'static str,
    what: &str,
    read: impl Fn(&str, &Node, &Path, &mut Report) -> Option<T>,
) -> Option<Vec<T>> {
    let node = members.node(name)?;
    let at = members.path.key(name);
    let entries = entries(node, &at, what, members.report)?;
    // As many as there are entries: a catalog has thousands, and each is large.
    let mut made = Vec::with_capacity(entries.len());
    for (key, node) in entries {
        made.extend(read(key, node, &at.key(key), members.report));
    }
    Some(made)
}
