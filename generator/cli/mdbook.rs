//! The preprocessor for mdBook, which fills in the sections in a book.
//!
//! The protocol is JSON on standard input and output. Only the texts of the chapters matter here. Versions of mdBook
//! differ in other members, so those are passed through unchanged.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use serde_json::Value;

use super::arguments::{Mdbook, MdbookAsks};
use super::{Outcome, Result, terminal};
use crate::artifact::Options;
use crate::catalog::{Criterion, Dialect, DocsOutput, Selection};
use crate::diagnostic::{Report, Source};
use crate::paths;
use crate::select::{Views, check_mentions};
use crate::source;
use crate::targets::docs;

pub(super) fn mdbook(command: &Mdbook) -> Result {
    if let Some(MdbookAsks::Supports { .. }) = command.asked {
        return Ok(Outcome::Clean);
    }
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let input: Result<(Value, Value), _> = serde_json::from_slice(&bytes);
    let (context, mut book) = input.map_err(|error| {
        format!("standard input is not the input of an mdBook preprocessor ({error}); `errcat mdbook --help` shows how to set it up")
    })?;
    let setup = Setup::of(&context)?;
    let mut texts = Vec::new();
    setup.chapters(&mut book, &mut texts);
    let sources = texts.iter();
    let sources = sources.map(|(name, text)| Source::exactly(name.clone(), (**text).clone()));
    let Some(filled) = setup.fill(sources.collect())? else {
        return Ok(Outcome::Findings);
    };
    for ((_, text), filled) in texts.into_iter().zip(filled) {
        *text = filled;
    }
    terminal::print_file(&serde_json::to_vec(&book)?)?;
    Ok(Outcome::Clean)
}

/// The settings in book.toml.
struct Setup {
    catalog: PathBuf,
    template: Option<String>,
    select: Selection,
    /// The folder with the chapters.
    chapters: PathBuf,
}

/// Parses the codes that a book selects: `select = { without_tag = "internal" }`.
fn selection(value: &Value) -> Result<Selection> {
    let words = Criterion::ALL.map(Criterion::word).join(", ");
    let wrong = || {
        format!(
            "`select` in [preprocessor.errcat] of book.toml must be a table with the keys {words}"
        )
    };
    let mut selection = Selection::default();
    if value.is_null() {
        return Ok(selection);
    }
    for (key, value) in value.as_object().ok_or_else(wrong)? {
        let mut known = Criterion::ALL.into_iter();
        let criterion = known.find(|criterion| criterion.word() == key);
        let name = match value {
            Value::String(name) => Some(name.clone()),
            Value::Number(status) => Some(status.to_string()),
            _ => None,
        };
        let one = criterion.zip(name).ok_or_else(wrong)?;
        selection.wanted.push(one);
    }
    Ok(selection)
}

impl Setup {
    fn of(context: &Value) -> Result<Self> {
        const KNOWN: [&str; 8] = [
            "command",
            "renderers",
            "before",
            "after",
            "optional",
            "catalog",
            "template",
            "select",
        ];
        let root = Path::new(context["root"].as_str().unwrap_or_default());
        let own = &context["config"]["preprocessor"]["errcat"];
        let mut names = own.as_object().into_iter().flat_map(|own| own.keys());
        if let Some(name) = names.find(|name| !KNOWN.contains(&name.as_str())) {
            return Err(format!("unknown key `{name}` in [preprocessor.errcat] of book.toml; expected catalog, template or select").into());
        }
        let path = |name: &str| match &own[name] {
            Value::Null => Ok(None),
            Value::String(path) => Ok(Some(root.join(path))),
            _ => Err(format!(
                "`{name}` in [preprocessor.errcat] of book.toml must be the path of a file"
            )),
        };
        let chapters = context["config"]["book"]["src"].as_str().unwrap_or("src");
        Ok(Self {
            catalog: path("catalog")?.unwrap_or_else(|| root.join("catalog/errors.yaml")),
            template: path("template")?.map(|path| paths::shown(&path)),
            select: selection(&own["select"])?,
            chapters: root.join(chapters),
        })
    }

    /// Collects the names and texts of the chapters, including nested chapters.
    fn chapters<'b>(&self, value: &'b mut Value, texts: &mut Vec<(String, &'b mut String)>) {
        match value {
            Value::Array(items) => items.iter_mut().for_each(|item| self.chapters(item, texts)),
            Value::Object(members) => {
                for (key, member) in members {
                    match key.as_str() {
                        "Chapter" => self.chapter(member, texts),
                        // mdBook 0.5 uses `items`; older versions use `sections`.
                        "items" | "sections" => self.chapters(member, texts),
                        _ => {}
                    }
                }
            }
            _ => {}
        }
    }

    fn chapter<'b>(&self, chapter: &'b mut Value, texts: &mut Vec<(String, &'b mut String)>) {
        let name = ["source_path", "path", "name"]
            .iter()
            .find_map(|key| chapter[*key].as_str())
            .map(|path| paths::shown(&self.chapters.join(path)))
            .unwrap_or_default();
        for (key, member) in chapter.as_object_mut().into_iter().flatten() {
            match (key.as_str(), member) {
                ("content", Value::String(text)) => texts.push((name.clone(), text)),
                ("sub_items", items) => self.chapters(items, texts),
                _ => {}
            }
        }
    }

    fn fill(&self, chapters: Vec<Source>) -> Result<Option<Vec<String>>> {
        let name = paths::shown(&self.catalog);
        let source = source::read_catalog(&self.catalog, &name)?;
        let options = source::with_files(Options::new().of(&source), &self.catalog)?;
        let sections = DocsOutput {
            splice: true,
            template: self.template.clone(),
            dialect: Dialect::Mdbook,
            ..DocsOutput::default()
        };
        let mut report = Report::default();
        let checked = crate::read(&source, &mut report);
        let filled = match &checked {
            Some(catalog) => {
                // Findings about the catalog's own outputs do not matter here.
                let views = Views::of(catalog, true, &mut Report::default());
                let view = views.view(catalog, &self.select);
                let view = view.map_err(|wrong| {
                    let found = wrong.found.into_line();
                    format!("`select` in [preprocessor.errcat] of book.toml: {found}")
                })?;
                check_mentions(&view, None, &mut report);
                docs::chapters(&views, &view, &options, &sections, chapters, &mut report)
            }
            None => None,
        };
        let failed = report.has_errors();
        let found = report.into_diagnostics(source);
        if found.errors() + found.warnings() > 0 {
            terminal::eprint(found.full(true));
        }
        Ok(filled.filter(|_| !failed))
    }
}
