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
    let told: Vec<Told> = own.map(|code| Told::of(&catalog, code, &uses)).collect();
    let lines = lines(&source, &places, &told);
    print(if command.json {
        as_json(&told, &lines, &uses)
    } else {
        text(&told, &lines, &uses)
    })?;
    let unused = told.iter().filter(|told| told.is_unused()).count();
    say(&format!(
        "{} in {}: {unused} never constructed",
        count(told.len(), "code"),
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

/// What is known of a code.
struct Told<'c> {
    code: &'c Code,
    places: Vec<&'c Place>,
    /// Whether the framework sends it by itself.
    is_default: bool,
}

impl<'c> Told<'c> {
    fn of(catalog: &Catalog, code: &'c Code, uses: &'c Uses) -> Self {
        let mut defaults = catalog.defaults.iter().flat_map(|defaults| &defaults.0);
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
fn lines(source: &Source, places: &Files, told: &[Told]) -> Vec<String> {
    let codes = Path::root().key("codes");
    let paths: Vec<Path> = told
        .iter()
        .map(|told| codes.key(told.code.name.key()))
        .collect();
    let lines = source.lines(places, &paths.iter().collect::<Vec<_>>());
    let shown = lines.into_iter().map(|(file, line)| match line {
        Some(line) => format!("{file}:{line}"),
        None => file,
    });
    shown.collect()
}

fn text(told: &[Told], lines: &[String], uses: &Uses) -> String {
    let mut text = String::new();
    let width = told
        .iter()
        .map(|told| told.code.name.key().len())
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
    let pairs = || told.iter().zip(lines);
    let unused = pairs().filter(|(told, _)| told.is_unused());
    section(
        "never constructed",
        unused
            .map(|(told, line)| (told.code.name.key(), line.clone()))
            .collect(),
    );
    let constructed = told.iter().filter(|told| !told.is_unused()).map(|told| {
        let places = told.places.iter().map(ToString::to_string);
        let by_framework = told.is_default.then(|| "by `defaults`".to_owned());
        let all: Vec<String> = by_framework.into_iter().chain(places).collect();
        (told.code.name.key(), all.join(", "))
    });
    section("constructed", constructed.collect());
    let unread = uses
        .unread
        .iter()
        .map(|(what, place)| (what.as_str(), place.to_string()));
    section("not looked into", unread.collect());
    text
}

fn as_json(told: &[Told], lines: &[String], uses: &Uses) -> String {
    let mut text = String::new();
    for (told, line) in told.iter().zip(lines) {
        let places: Vec<String> = told.places.iter().map(ToString::to_string).collect();
        let line = json!({
            "code": told.code.name.key(),
            "unused": told.is_unused(),
            "default": told.is_default,
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
