//! Checks operations and the sets of codes that they share: each name in them exists, and is listed once.

use std::collections::HashMap;

use super::Index;
use super::names::Taken;
use super::retired::UNKNOWN_CODE;
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use crate::load::DraftSet;

pub(super) const RULES: &[&Rule] = &[
    &DUPLICATE_OPERATION,
    &SET_NAME,
    &SET_CYCLE,
    &SET_DEPTH,
    &UNUSED_SET,
    &REPEATED_CODE,
];

static DUPLICATE_OPERATION: Rule = Rule {
    name: "duplicate-operation",
    level: Level::Error,
    what: "Two operations differ only in the names of their path parameters.",
    why: "OpenAPI treats such paths as identical (section 4.8.8), and a request matches both.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items/{id}: [gone]\n  GET /items/{item}: [gone]\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items/{id}: [gone]\n  PUT /items/{id}: [gone]\n",
};

static SET_NAME: Rule = Rule {
    name: "set-name",
    level: Level::Error,
    what: "A set has the name of a code, or is called `all`.",
    why: "A reference to this name would be ambiguous.",
    bad: "version: 1\nsets: {gone: [taken]}\ncodes:\n  gone: {status: 410, description: It is gone.}\n  taken: {status: 409, description: It is taken.}\noperations:\n  GET /items: [gone]\n",
    good: "version: 1\nsets: {always: [gone]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [always]\n",
};

static SET_CYCLE: Rule = Rule {
    name: "set-cycle",
    level: Level::Error,
    what: "A set includes itself, directly or through other sets.",
    why: "One of the names in it is a mistake, because it adds no codes.",
    bad: "version: 1\nsets: {one: [gone, other], other: [one]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [one]\n",
    good: "version: 1\nsets: {one: [gone, other], other: [gone]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [one]\n",
};

static SET_DEPTH: Rule = Rule {
    name: "set-depth",
    level: Level::Error,
    what: "Sets include each other, one inside the other, more than 32 times.",
    why: "Each set converts into every set that includes it, so that the generated code grows with the square of the depth. \
          Nobody can follow so many sets either.",
    bad: SETS_TOO_DEEP,
    good: "version: 1\nsets: {one: [gone, other], other: [gone]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [one]\n",
};

/// The most sets that one can be inside of.
const DEPTH: usize = 32;

const SETS_TOO_DEEP: &str = "version: 1\nsets: {s0: [gone], s1: [s0], s2: [s1], s3: [s2], s4: [s3], s5: [s4], s6: [s5], s7: [s6], s8: [s7], s9: [s8], s10: [s9], s11: [s10], s12: [s11], s13: [s12], s14: [s13], s15: [s14], s16: [s15], s17: [s16], s18: [s17], s19: [s18], s20: [s19], s21: [s20], s22: [s21], s23: [s22], s24: [s23], s25: [s24], s26: [s25], s27: [s26], s28: [s27], s29: [s28], s30: [s29], s31: [s30], s32: [s31], s33: [s32]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [s33]\n";

static UNUSED_SET: Rule = Rule {
    name: "unused-set",
    level: Level::Warning,
    what: "A set is not used by any operation or other set.",
    why: "The set has no effect. Usually, an operation should list it.",
    bad: "version: 1\nsets: {always: [gone]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [gone]\n",
    good: "version: 1\nsets: {always: [gone]}\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [always]\n",
};

static REPEATED_CODE: Rule = Rule {
    name: "repeated-code",
    level: Level::Warning,
    what: "A list has the same code or set twice.",
    why: "The second has no effect, and is often a mistake for another name.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [gone, gone]\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items: [gone]\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let draft = parts.draft;
    let sets: HashMap<&str, &DraftSet> = draft
        .sets
        .iter()
        .map(|set| (set.key.as_str(), set))
        .collect();
    let root = Path::root();
    let (in_sets, in_operations) = (root.key("sets"), root.key("operations"));

    let mut taken = Taken::new("type in `sets`", "give one of them another name");
    for set in &draft.sets {
        let at = in_sets.key(&set.key);
        names(parts, &sets, &set.names, &at, report);
        if set.key == "all" {
            let message = "`all` already stands for every code";
            report.push(
                Diagnostic::new(&SET_NAME, at.at_key(), message).help("give the set another name"),
            );
        }
        if parts.codes.contains_key(set.key.as_str()) {
            let message = format!("{} is already a code", quote(&set.key));
            report.push(
                Diagnostic::new(&SET_NAME, at.at_key(), message)
                    .related(super::code_path(&set.key).at_key(), "this code")
                    .help("give the set another name"),
            );
        }
        if let Some(name) = &set.name {
            taken.free(name.variant(), &set.key, &at, report);
        }
    }
    let mut taken = Taken::new(
        "type in `operations`",
        "add `{name: …, codes: […]}` to one of them",
    );
    let mut shapes: HashMap<String, Path> = HashMap::new();
    for operation in &draft.operations {
        let at = in_operations.key(&operation.key);
        let list = if operation.is_long {
            at.key("codes")
        } else {
            at.clone()
        };
        names(parts, &sets, &operation.names, &list, report);
        let Some(endpoint) = &operation.endpoint else {
            continue;
        };
        let shape = format!("{} {}", endpoint.method.name(), endpoint.shape());
        if let Some(first) = shapes.get(&shape) {
            let message = format!(
                "{} is already listed, with other parameter names",
                quote(&operation.key)
            );
            report.push(
                Diagnostic::new(&DUPLICATE_OPERATION, at.at_key(), message)
                    .related(first.at_key(), "first here"),
            );
            continue;
        }
        shapes.insert(shape, at.clone());
        if let Some(name) = &operation.name {
            taken.free(name.variant(), &operation.key, &at, report);
        }
    }
    unused(parts, &in_sets, report);
    cycles(parts, &sets, &in_sets, report);
}

/// Checks that the names in a list are codes or sets, and that each is listed once.
fn names<'d>(
    parts: &Index<'d>,
    sets: &HashMap<&str, &DraftSet>,
    names: &'d [(usize, String)],
    at: &Path,
    report: &mut Report,
) {
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for (index, name) in names {
        let place = at.item(*index);
        if let Some(first) = seen.get(name.as_str()) {
            let message = format!("{} is listed twice", quote(name));
            report.push(
                Diagnostic::new(&REPEATED_CODE, place.at_value(), message)
                    .related(at.item(*first).at_value(), "first here"),
            );
            continue;
        }
        seen.insert(name, *index);
        let is_known = parts.codes.contains_key(name.as_str()) || sets.contains_key(name.as_str());
        if is_known || parts.imports.is_of_broken(name) {
            continue;
        }
        let known = parts.codes.keys().chain(sets.keys()).copied();
        let help = match parts.remedy(name) {
            Some(help) => Some(help),
            None if name == "all" => Some("for every code, write `all` without brackets".into()),
            None if parts.types.contains_key(name.as_str()) => {
                Some("it is a type: list its codes instead".into())
            }
            None => None,
        };
        let message = format!("no code or set is called {}", quote(name));
        let diagnostic = Diagnostic::new(&UNKNOWN_CODE, place.at_value(), message);
        let place = |known: &str| {
            if parts.codes.contains_key(known) {
                super::code_path(known).at_key()
            } else {
                Path::root().key("sets").key(known).at_key()
            }
        };
        let is_listed = |other: &str| names.iter().any(|(_, name)| name == other);
        let mut found = match help {
            Some(help) => diagnostic.help(help),
            None => report.with_nearest(diagnostic, name, known, place),
        };
        found.fix = found.fix.filter(|fix| !fix.makes(is_listed));
        report.push(found);
    }
}

fn unused(parts: &Index, in_sets: &Path, report: &mut Report) {
    let draft = parts.draft;
    let of_sets = draft.sets.iter().flat_map(|set| &set.names);
    let of_operations = draft
        .operations
        .iter()
        .flat_map(|operation| &operation.names);
    let used: std::collections::HashSet<&str> = of_sets
        .chain(of_operations)
        .map(|(_, name)| name.as_str())
        .collect();
    for set in draft
        .sets
        .iter()
        .filter(|set| !used.contains(set.key.as_str()))
    {
        let message = format!("no operation or set uses the set {}", quote(&set.key));
        report.push(
            Diagnostic::new(&UNUSED_SET, in_sets.key(&set.key).at_key(), message)
                .help("list it in `operations`, or remove it"),
        );
    }
}

/// Removes the sets that include no remaining set, until none is left to remove. The remaining sets lead to a cycle.
fn cycles(parts: &Index, sets: &HashMap<&str, &DraftSet>, in_sets: &Path, report: &mut Report) {
    let inner = |set: &DraftSet| -> Vec<String> {
        let names = set.names.iter().map(|(_, name)| name.clone());
        names
            .filter(|name| sets.contains_key(name.as_str()))
            .collect()
    };
    let mut left: HashMap<&str, usize> = HashMap::new();
    let mut named_by: HashMap<String, Vec<&str>> = HashMap::new();
    let mut done = Vec::new();
    for set in &parts.draft.sets {
        let inner = inner(set);
        if inner.is_empty() {
            done.push(set.key.as_str());
        } else {
            left.insert(&set.key, inner.len());
        }
        for name in inner {
            named_by.entry(name).or_default().push(&set.key);
        }
    }
    let mut depths: HashMap<&str, usize> = HashMap::new();
    let mut deepest = None;
    while let Some(set) = done.pop() {
        let depth = depths.get(set).copied().unwrap_or_default();
        if depth == DEPTH + 1 {
            deepest = deepest.or(Some(set));
        }
        for by in named_by.get(set).into_iter().flatten().copied() {
            let own = depths.entry(by).or_default();
            *own = depth.saturating_add(1).max(*own);
            if let Some(count) = left.get_mut(by) {
                *count -= 1;
                if *count == 0 {
                    left.remove(by);
                    done.push(by);
                }
            }
        }
    }
    if let Some(set) = deepest {
        let message = format!(
            "the set {} includes others {} sets deep",
            quote(set),
            DEPTH + 1
        );
        report.push(
            Diagnostic::new(&SET_DEPTH, in_sets.key(set).at_key(), message)
                .help("list the codes of the inner sets in it"),
        );
    }
    // Each remaining set includes another remaining one, so following them ends at a set that was met before.
    for set in &parts.draft.sets {
        let mut way = Vec::new();
        let mut next = Some(set.key.as_str());
        while let Some(at) = next.filter(|at| left.remove(at).is_some()) {
            way.push(at);
            let mut names = sets[at].names.iter().map(|(_, name)| name.as_str());
            next = names.find(|name| left.contains_key(name) || way.contains(name));
        }
        let Some(at) = next else { continue };
        let Some(from) = way.iter().position(|set| *set == at) else {
            continue;
        };
        let mut shown: Vec<String> = way[from..].iter().map(|set| quote(set)).collect();
        shown.push(quote(at));
        let message = format!(
            "the set {} includes itself: {}",
            quote(at),
            shown.join(" → ")
        );
        report.push(
            Diagnostic::new(&SET_CYCLE, in_sets.key(at).at_key(), message)
                .help("remove one of these names from its set"),
        );
    }
}
