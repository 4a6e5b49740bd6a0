//! `errcat usage`: which codes the sources of a service construct.

mod aliases;
mod sources;

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::json;

use super::arguments::{DeniedUsage, Usage};
use super::findings::count;
use super::input::{CheckedCatalog, checked};
use super::terminal::{print, say};
use super::{Outcome, Result};
use crate::catalog::{Catalog, Code};
use crate::diagnostic::{Files, Path, Source};
use aliases::Aliases;
use sources::{Place, Uses};

pub(super) fn usage(command: &Usage) -> Result {
    let CheckedCatalog {
        catalog,
        source,
        files: places,
    } = checked(&command.catalog)?;
    let files = sources::read(&command.sources)?;
    let aliases = Aliases::of(&files);
    let names = Names::of(&catalog);
    let mut uses = Uses::default();
    for file in &files {
        sources::collect(file, &aliases, &names, &mut uses);
    }
    let own = catalog.codes.iter().filter(|code| code.import.is_none());
    let usages: Vec<CodeUsage> = own
        .map(|code| CodeUsage::of(&catalog, code, &uses))
        .collect();
    let lines = lines(&source, &places, &usages);
    print(if command.json {
        as_json(&usages, &lines, &uses)
    } else {
        text(&usages, &lines, &uses)
    })?;
    let unused = usages.iter().filter(|usage| usage.is_unused()).count();
    say(&format!(
        "{} in {}: {unused} never constructed",
        count(usages.len(), "code"),
        count(files.len(), "file")
    ));
    Ok(match command.deny {
        Some(DeniedUsage::Unused) if unused > 0 => Outcome::Findings,
        _ => Outcome::Clean,
    })
}

/// The names by which sources construct codes.
struct Names<'c> {
    constructors: BTreeMap<&'c str, &'c Code>,
    variants: BTreeMap<&'c str, &'c Code>,
    keys: BTreeMap<&'c str, &'c Code>,
}

impl<'c> Names<'c> {
    fn of(catalog: &'c Catalog) -> Self {
        let codes = || catalog.codes.iter();
        Self {
            constructors: codes().map(|code| (code.name.function(), code)).collect(),
            variants: codes().map(|code| (code.name.variant(), code)).collect(),
            keys: codes().map(|code| (code.name.key(), code)).collect(),
        }
    }
}

/// How a code is used.
struct CodeUsage<'c> {
    code: &'c Code,
    places: Vec<&'c Place>,
    /// Whether the framework sends it by itself.
    is_default: bool,
}

impl<'c> CodeUsage<'c> {
    fn of(catalog: &Catalog, code: &'c Code, uses: &'c Uses) -> Self {
        let mut defaults = catalog.default_codes();
        Self {
            code,
            places: uses.of(code.name.key()),
            is_default: defaults.any(|default| default.code == code.name),
        }
    }

    fn is_unused(&self) -> bool {
        self.places.is_empty() && !self.is_default
    }
}

/// Where the codes stand in the catalog.
fn lines(source: &Source, places: &Files, usages: &[CodeUsage]) -> Vec<String> {
    let codes = Path::root().key("codes");
    let paths: Vec<Path> = usages
        .iter()
        .map(|usage| codes.key(usage.code.name.key()))
        .collect();
    let lines = source.lines(places, &paths.iter().collect::<Vec<_>>());
    let shown = lines.into_iter().map(|(file, line)| match line {
        Some(line) => format!("{file}:{line}"),
        None => file,
    });
    shown.collect()
}

fn text(usages: &[CodeUsage], lines: &[String], uses: &Uses) -> String {
    let mut text = String::new();
    let width = usages
        .iter()
        .map(|usage| usage.code.name.key().len())
        .max()
        .unwrap_or_default();
    let mut section = |title: &str, rows: Vec<(&str, String)>| {
        if rows.is_empty() {
            return;
        }
        let gap = if text.is_empty() { "" } else { "\n" };
        let _ = writeln!(text, "{gap}{title}:");
        for (name, what) in rows {
            let _ = writeln!(text, "  {name:width$}  {what}");
        }
    };
    let pairs = || usages.iter().zip(lines);
    let unused = pairs().filter(|(usage, _)| usage.is_unused());
    section(
        "never constructed",
        unused
            .map(|(usage, line)| (usage.code.name.key(), line.clone()))
            .collect(),
    );
    let constructed = usages
        .iter()
        .filter(|usage| !usage.is_unused())
        .map(|usage| {
            let places = usage.places.iter().map(ToString::to_string);
            let by_framework = usage.is_default.then(|| "by `defaults`".to_owned());
            let all: Vec<String> = by_framework.into_iter().chain(places).collect();
            (usage.code.name.key(), all.join(", "))
        });
    section("constructed", constructed.collect());
    let unread = uses
        .unread
        .iter()
        .map(|(what, place)| (what.as_str(), place.to_string()));
    section("not looked into", unread.collect());
    text
}

fn as_json(usages: &[CodeUsage], lines: &[String], uses: &Uses) -> String {
    let mut text = String::new();
    for (usage, line) in usages.iter().zip(lines) {
        let places: Vec<String> = usage.places.iter().map(ToString::to_string).collect();
        let line = json!({
            "code": usage.code.name.key(),
            "unused": usage.is_unused(),
            "default": usage.is_default,
            "places": places,
            "defined": line,
        });
        let _ = writeln!(text, "{line}");
    }
    for (what, place) in &uses.unread {
        let _ = writeln!(
            text,
            "{}",
            json!({"unread": what, "place": place.to_string()})
        );
    }
    text
}
