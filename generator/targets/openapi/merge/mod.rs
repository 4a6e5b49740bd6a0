//! Merges a catalog's errors into a hand-written document, and reports conflicts.

mod characters;
mod compare;
mod components;
mod edit;
mod flow;
mod layout;
mod operations;
mod reading;
mod responses;
mod rules;
mod style;
mod success;
mod view;

use std::sync::Arc;

use serde_json::{Map, Value};

use crate::api_document::{ApiDocument, NOT_OPENAPI};
use crate::catalog::{
    Catalog, Endpoint, OpenApiCodes, OpenApiEnums, OpenApiForm, OpenApiOutput, OpenApiVersion,
};
use crate::diagnostic::{Diagnostic, Path, Place, Report, Rule, Source, quote};
use crate::load::rules::DUPLICATE_KEY;
use crate::targets::openapi::additions;
use crate::yaml::Node;
use compare::{Added, is_with};
use edit::{Edits, Room};
use layout::Layout;
pub(crate) use rules::RULES;
use view::{Entries, NodeView};

/// The options for merging. The version is that of the document.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choices {
    pub(crate) enums: OpenApiEnums,
    pub(crate) codes: OpenApiCodes,
    pub(crate) default_response: bool,
    /// Whether to replace what differs from the catalog. It is then reported as a warning.
    pub(crate) replace: bool,
}

/// Returns the document's text with the errors merged into it, or reports the conflicts and returns `None`.
pub(crate) fn into(
    catalog: &Catalog,
    source: &Arc<Source>,
    choices: Choices,
    report: &mut Report,
) -> Option<String> {
    let mut found = Report::default();
    let host = ApiDocument::read(&source.text, &mut found);
    report.append(found, source);
    let host = host?;
    let other = |at: usize| Place::Other {
        source: Arc::clone(source),
        span: at..at,
    };
    let layout = Layout::read(&source.text).map_err(|unread| {
        let message = format!("YAML parsers do not agree on this: {}", unread.why);
        let help = "indent the contents of brackets and the closing bracket deeper than the key";
        report.push(Diagnostic::new(&rules::AMBIGUOUS, other(unread.at), message).help(help));
    });
    let layout = layout.ok()?;
    let mut merge = Merge {
        source,
        layout: &layout,
        edits: Edits::new(&source.text, &layout.root),
        added: Added::default(),
        replaces: choices.replace,
        report,
    };
    merge.document(catalog, &host, choices);
    let Merge {
        edits,
        added,
        report,
        ..
    } = merge;
    if report.has_errors() {
        return None;
    }
    let text = edits.apply();
    if proven(&host, &source.text, &text, &added) {
        return Some(text);
    }
    if !text_ends(&source.text) {
        let end = source.text.len();
        let message = "the document does not end with a line break, so added text would become part of its last value";
        report.push(
            Diagnostic::new(&rules::AMBIGUOUS, other(end), message)
                .help("end the file with a line break"),
        );
        return None;
    }
    let message = "the errors cannot be added so that every YAML parser reads them";
    let help = "simplify the document: no trailing commas, and one line per entry";
    report.push(Diagnostic::new(&rules::AMBIGUOUS, other(0), message).help(help));
    None
}

/// Returns whether every parser that reads the original document reads the new text as the document with the additions.
fn proven(host: &ApiDocument, before: &str, after: &str, added: &Added) -> bool {
    let is_json = |text: &str| serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok();
    let found = ApiDocument::read(after, &mut Report::default());
    found.is_some_and(|found| is_with(host.root(), found.root(), Some(added)))
        && Layout::read(after).is_ok()
        && (!is_json(before) || is_json(after))
}

struct Merge<'h, 'r> {
    source: &'h Arc<Source>,
    layout: &'h Layout,
    edits: Edits<'h>,
    added: Added,
    /// Whether to replace what differs from the catalog.
    replaces: bool,
    report: &'r mut Report,
}

impl<'h> Merge<'h, '_> {
    fn document<'t>(&mut self, catalog: &Catalog, host: &'h ApiDocument<'t>, choices: Choices) {
        let root = NodeView::root(host.root(), self.layout);
        let Some(entries) = self.entries(&root) else {
            return;
        };
        let Some(version) = self.version(&entries) else {
            return;
        };
        let output = OpenApiOutput {
            version,
            form: OpenApiForm::Standalone,
            enums: choices.enums,
            codes: choices.codes,
            default_response: choices.default_response,
            ..OpenApiOutput::default()
        };
        let mut additions = additions(catalog, &output, &host.references());
        self.operations(catalog, &entries, &additions);
        self.drop_written_out(&mut additions, host);
        self.components(&entries, additions.components);
    }

    fn version(&mut self, root: &Entries<'h, '_>) -> Option<OpenApiVersion> {
        let Some(view) = root.get("openapi") else {
            let (view, message) = match root.get("swagger") {
                Some(view) => (view, "expected OpenAPI 3, found Swagger 2.0"),
                None => (&root.of, "the document does not state its OpenAPI version"),
            };
            let help = "use OpenAPI 3.0, 3.1 or 3.2, such as `openapi: 3.1.1`";
            self.find(&NOT_OPENAPI, view, message, help);
            return None;
        };
        let known = match view.node {
            Node::Text(text) => ApiDocument::version_of(text),
            _ => None,
        };
        if known.is_none() {
            let message = format!("expected an OpenAPI version, found {}", view.node.kind());
            let help = "write 3.0, 3.1 or 3.2 with the patch number: `openapi: 3.1.1`";
            self.find(&NOT_OPENAPI, view, message, help);
        }
        known
    }

    /// Adds entries to a mapping. It reports an error if that would also change other places.
    fn add(&mut self, view: &NodeView<'h, '_>, entries: &Map<String, Value>) {
        if entries.is_empty() {
            return;
        }
        if view.shared {
            return self.shared(view);
        }
        if self.edits.add(room(view), entries) {
            self.added.add(&view.keys, entries);
        } else {
            let message = format!("{} is empty", named(view));
            self.find(&rules::SHAPE, view, message, "write `{}`");
        }
    }

    /// Replaces an entry with the catalog's, and reports what it was. It reports an error if that would also change other
    /// places.
    fn replace(&mut self, view: &NodeView<'h, '_>, value: Value, conflict: Diagnostic) {
        let Some((key, above)) = view.keys.split_last() else {
            return;
        };
        if view.shared {
            return self.shared(view);
        }
        let entry = Map::from_iter([((*key).to_owned(), value.clone())]);
        if self.edits.replace(room(view), &entry) {
            self.added.replace(above, key, value);
            self.report.push(conflict);
        } else {
            let message = format!("{} is not in a mapping of its own", named(view));
            self.find(&rules::SHAPE, view, message, "write it out here");
        }
    }

    fn shared(&mut self, view: &NodeView) {
        let message = format!(
            "{} is shared by several places in the document",
            named(view)
        );
        let help = "an alias (`*name`), an anchor (`&name`) or a merge key (`<<`) shares it; write it out here";
        self.find(&rules::SHARED, view, message, help);
    }

    /// Returns the entries of a mapping that is not a `$ref`.
    fn entries<'t>(&mut self, view: &NodeView<'h, 't>) -> Option<Entries<'h, 't>> {
        let entries = self.checked(view)?;
        if entries.reference().is_some() {
            let message = format!("{} is a `$ref`", named(view));
            let help =
                "errcat only changes mappings in this document; replace the `$ref` with its target";
            self.find(&rules::SHAPE, view, message, help);
            return None;
        }
        Some(entries)
    }

    /// Returns the entries of a mapping.
    fn checked<'t>(&mut self, view: &NodeView<'h, 't>) -> Option<Entries<'h, 't>> {
        match view.entries(self.layout) {
            Ok(Some(entries)) => {
                for again in &entries.repeated {
                    let message = format!("duplicate key {}", named(again));
                    self.find(&DUPLICATE_KEY, again, message, "remove one of the two");
                }
                Some(entries)
            }
            Ok(None) => {
                let message = format!(
                    "expected a mapping for {}, found {}",
                    named(view),
                    view.node.kind()
                );
                self.find(
                    &rules::SHAPE,
                    view,
                    message,
                    if view.keys.is_empty() {
                        "a document is a mapping with `openapi`, `info` and `paths`"
                    } else {
                        "write a mapping, or remove it"
                    },
                );
                None
            }
            Err(at) => {
                let place = Place::Other {
                    source: Arc::clone(self.source),
                    span: at..at,
                };
                let message = "YAML parsers do not agree on where this starts";
                self.report.push(
                    Diagnostic::new(&rules::AMBIGUOUS, place, message)
                        .help("use only spaces and ordinary line breaks here"),
                );
                None
            }
        }
    }

    fn place(&self, view: &NodeView) -> Place {
        Place::Other {
            source: Arc::clone(self.source),
            span: view.span(),
        }
    }

    fn find(&mut self, rule: &'static Rule, at: &NodeView, message: impl Into<String>, help: &str) {
        self.report
            .push(Diagnostic::new(rule, self.place(at), message).help(help));
    }
}

fn room<'h>(view: &NodeView<'h, '_>) -> Room<'h> {
    Room {
        spot: view.spot,
        key: view.key,
        parent: view.parent,
        depth: view.keys.len(),
    }
}

fn text_ends(text: &str) -> bool {
    text.ends_with(['\n', '\r', '}'])
}

fn named(view: &NodeView) -> String {
    let last = view.keys.last();
    last.map_or_else(|| "the document".to_owned(), |key| quote(key))
}

/// Returns the place of an operation in the catalog.
fn in_catalog(endpoint: &Endpoint) -> Place {
    let operations = Path::root().key("operations");
    operations.key(&endpoint.to_string()).at_key()
}
