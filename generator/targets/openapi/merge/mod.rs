//! A catalog's errors in a document of the team's own: what goes where, and what stands in the way.

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
use view::{Entries, View};

/// What may be chosen about what is put into a document; its version is the document's.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Choices {
    pub(crate) enums: OpenApiEnums,
    pub(crate) codes: OpenApiCodes,
    pub(crate) default_response: bool,
}

/// The document's text with the errors in it, or `None` and a report of why not.
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
        let message = format!("readers of YAML do not agree on this: {}", unread.why);
        let help =
            "indent what is in brackets deeper than the key before them, the closing one too";
        report.push(Diagnostic::new(&rules::AMBIGUOUS, other(unread.at), message).help(help));
    });
    let layout = layout.ok()?;
    let mut merge = Merge {
        source,
        layout: &layout,
        edits: Edits::new(&source.text, &layout.root),
        added: Added::default(),
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
        let message = "the document ends without a line break, and what is put in would be taken for its last text";
        report.push(
            Diagnostic::new(&rules::AMBIGUOUS, other(end), message)
                .help("end the file with a line break"),
        );
        return None;
    }
    let message = "the errors cannot be put into this text so that every reader finds them";
    let help = "write the document in a plainer way: no trailing commas, a line for each entry";
    report.push(Diagnostic::new(&rules::AMBIGUOUS, other(0), message).help(help));
    None
}

/// Whether the text is read as the document with what was added, by all the readers that read the document.
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
    report: &'r mut Report,
}

impl<'h> Merge<'h, '_> {
    fn document<'t>(&mut self, catalog: &Catalog, host: &'h ApiDocument<'t>, choices: Choices) {
        let root = View::root(host.root(), self.layout);
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
        let additions = additions(catalog, &output, &host.references());
        self.operations(catalog, &entries, &additions);
        self.components(&entries, additions.components);
    }

    fn version(&mut self, root: &Entries<'h, '_>) -> Option<OpenApiVersion> {
        let Some(view) = root.get("openapi") else {
            let (view, message) = match root.get("swagger") {
                Some(view) => (view, "this is Swagger 2.0, not OpenAPI 3"),
                None => (&root.of, "the document does not say its version of OpenAPI"),
            };
            let help = "errors are put into OpenAPI 3.0, 3.1 and 3.2: `openapi: 3.1.1`";
            self.find(&NOT_OPENAPI, view, message, help);
            return None;
        };
        let known = match view.node {
            Node::Text(text) => ApiDocument::version_of(text),
            _ => None,
        };
        if known.is_none() {
            let message = format!("found {} for the version of OpenAPI", view.node.kind());
            let help = "known are 3.0, 3.1 and 3.2, with their third number: `openapi: 3.1.1`";
            self.find(&NOT_OPENAPI, view, message, help);
        }
        known
    }

    /// Puts entries into a mapping, unless they would be put at other places as well.
    fn add(&mut self, view: &View<'h, '_>, entries: &Map<String, Value>) {
        if entries.is_empty() {
            return;
        }
        if view.shared {
            let message = format!("{} is at several places of the document", named(view));
            let help = "an alias (`*name`), an anchor (`&name`) or a merge key (`<<`) shares it: write it out here";
            return self.find(&rules::SHARED, view, message, help);
        }
        let room = Room {
            spot: view.spot,
            key: view.key,
            parent: view.parent,
            depth: view.keys.len(),
        };
        if self.edits.add(room, entries) {
            self.added.at(&view.keys).extend(entries.clone());
        } else {
            let message = format!("{} is empty", named(view));
            self.find(&rules::SHAPE, view, message, "write `{}`");
        }
    }

    /// The entries of a mapping that is no `$ref`.
    fn entries<'t>(&mut self, view: &View<'h, 't>) -> Option<Entries<'h, 't>> {
        let entries = self.checked(view)?;
        if entries.reference().is_some() {
            let message = format!("{} is a `$ref`", named(view));
            let help =
                "errors are put into mappings that are here: put in its place what it refers to";
            self.find(&rules::SHAPE, view, message, help);
            return None;
        }
        Some(entries)
    }

    /// The entries of a mapping.
    fn checked<'t>(&mut self, view: &View<'h, 't>) -> Option<Entries<'h, 't>> {
        match view.entries(self.layout) {
            Ok(Some(entries)) => {
                for again in &entries.repeated {
                    let message = format!("the key {} is there twice", named(again));
                    self.find(&DUPLICATE_KEY, again, message, "remove one of the two");
                }
                Some(entries)
            }
            Ok(None) => {
                let message = format!("{} is no mapping: found {}", named(view), view.node.kind());
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
                let message = "readers of YAML do not agree on where this starts";
                self.report.push(
                    Diagnostic::new(&rules::AMBIGUOUS, place, message)
                        .help("write it with spaces and ordinary line breaks alone"),
                );
                None
            }
        }
    }

    fn place(&self, view: &View) -> Place {
        Place::Other {
            source: Arc::clone(self.source),
            span: view.span(),
        }
    }

    fn find(&mut self, rule: &'static Rule, at: &View, message: impl Into<String>, help: &str) {
        self.report
            .push(Diagnostic::new(rule, self.place(at), message).help(help));
    }
}

fn text_ends(text: &str) -> bool {
    text.ends_with(['\n', '\r', '}'])
}

fn named(view: &View) -> String {
    let last = view.keys.last();
    last.map_or_else(|| "the document".to_owned(), |key| quote(key))
}

/// Where the catalog has an operation.
fn in_catalog(endpoint: &Endpoint) -> Place {
    let operations = Path::root().key("operations");
    operations.key(&endpoint.to_string()).at_key()
}
