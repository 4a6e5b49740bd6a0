//! The examples: one per code, or one per example of the code in the catalog.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use serde::Serialize;

use super::names::description_of;
use super::reference::Reference;
use crate::catalog::{Body, Catalog, Code, Example, RetryAfter};

/// An example component, which responses refer to.
pub(super) struct NamedExample<'c> {
    /// Its key in a Media Type Object: the code, with a number from the second example of the code.
    pub(super) name: Cow<'c, str>,
    /// Its key in the components.
    component: String,
    pub(super) code: &'c Code,
    pub(super) example: CodeExample<'c>,
}

impl<'c> NamedExample<'c> {
    pub(super) fn into_component(self) -> (Cow<'c, str>, CodeExample<'c>) {
        (self.component.into(), self.example)
    }

    pub(super) fn reference(&self) -> Reference {
        Reference::to("examples", &self.component)
    }
}

/// An Example Object.
#[derive(Serialize)]
pub(super) struct CodeExample<'c> {
    summary: &'c str,
    description: Cow<'c, str>,
    value: Body<'c>,
    #[serde(rename = "x-retryable", skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    #[serde(rename = "x-retry-after", skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(rename = "x-deprecated", skip_serializing_if = "Option::is_none")]
    deprecated: Option<bool>,
}

impl CodeExample<'_> {
    /// Removes the extensions (`x-…`).
    pub(super) fn plain(mut self) -> Self {
        self.retryable = None;
        self.retry_after = None;
        self.deprecated = None;
        self
    }
}

/// The examples of a catalog.
#[derive(Default)]
pub(super) struct Examples<'c> {
    /// All examples, in the catalog's order.
    pub(super) all: Vec<NamedExample<'c>>,
    /// The range in `all` for each code.
    of_code: HashMap<&'c str, Range<usize>>,
}

impl<'c> Examples<'c> {
    /// Returns the examples of a code.
    pub(super) fn of(&self, code: &Code) -> &[NamedExample<'c>] {
        let found = self.of_code.get(code.name.wire());
        found.map_or(&[], |range| &self.all[range.clone()])
    }
}

/// Creates the examples for a catalog.
pub(super) fn examples(catalog: &Catalog) -> Examples<'_> {
    let mut of_code = HashMap::with_capacity(catalog.codes.len());
    let mut examples = Vec::with_capacity(catalog.codes.len());
    let mut names = Free(
        catalog
            .codes
            .iter()
            .map(|code| code.name.wire().into())
            .collect(),
    );
    let mut components = Free(HashSet::new());
    for code in &catalog.codes {
        let own: Vec<Option<&Example>> = if code.examples.is_empty() {
            vec![None]
        } else {
            code.examples.iter().map(Some).collect()
        };
        let range = examples.len()..examples.len() + own.len();
        of_code.insert(code.name.wire(), range);
        for (at, example) in own.into_iter().enumerate() {
            let wire = code.name.wire();
            let name: Cow<str> = if at == 0 {
                wire.into()
            } else {
                names.numbered(wire, at + 1).into()
            };
            let key = component_key(&name);
            examples.push(NamedExample {
                component: if components.0.insert(key.clone().into()) {
                    key
                } else {
                    components.numbered(&key, 2)
                },
                name,
                code,
                example: code_example(catalog, code, example),
            });
        }
    }
    Examples {
        all: examples,
        of_code,
    }
}

fn code_example<'c>(
    catalog: &'c Catalog,
    code: &'c Code,
    example: Option<&'c Example>,
) -> CodeExample<'c> {
    let title = example.and_then(|example| example.title.as_ref());
    let own = example.and_then(|example| example.description.as_ref());
    let description = own.map_or_else(|| description_of(code), |text| text.as_str().into());
    let description = match &code.doc_url {
        Some(url) if url.contains("://") => format!("{description}\n\nSee <{url}>.").into(),
        _ => description,
    };
    CodeExample {
        summary: title.unwrap_or(&code.title).as_str(),
        description,
        value: Body {
            catalog,
            code,
            example,
        },
        retryable: code.retryable.then_some(true),
        retry_after: match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(seconds),
            _ => None,
        },
        deprecated: code.deprecated.is_some().then_some(true),
    }
}

/// Converts a name to a valid component key (OpenAPI, section 4.8.7: letters, digits, `.`, `-`, `_`).
fn component_key(name: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "._-".contains(c);
    name.chars()
        .map(|c| if plain(c) { c } else { '.' })
        .collect()
}

/// The set of taken names.
struct Free<'c>(HashSet<Cow<'c, str>>);

impl Free<'_> {
    /// Returns the name with the first free number, starting at `from`.
    fn numbered(&mut self, name: &str, from: usize) -> String {
        // The range has more numbers than there are taken names, so that one is always free.
        let last = from + self.0.len() + 1;
        let mut numbered = (from..=last).map(|number| format!("{name}-{number}"));
        numbered
            .find(|name| self.0.insert(name.clone().into()))
            .unwrap_or_default()
    }
}
