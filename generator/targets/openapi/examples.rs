//! The examples: one per code, or one per example of the code in the catalog.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

use heck::ToKebabCase;
use serde::Serialize;

use super::Map;
use super::names::description_of;
use super::reference::Reference;
use crate::catalog::{Body, Catalog, Code, Example, JsonValue, Meaning, RetryAfter, Status};

/// An example component, which responses refer to.
pub(super) struct NamedExample<'c> {
    /// Its key in a Media Type Object: the code, with a number from the second example of the code.
    pub(super) name: Cow<'c, str>,
    /// Its key in the components.
    component: String,
    pub(super) code: &'c Code,
    /// The status of its response, if the body depends on it.
    status: Option<Status>,
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
    /// The message with its placeholders, as the catalog has it.
    #[serde(rename = "x-message", skip_serializing_if = "Option::is_none")]
    message: Option<String>,
    /// The values in place of them, but for secrets.
    #[serde(rename = "x-args", skip_serializing_if = "Map::is_empty")]
    args: Map<'c, &'c JsonValue>,
    #[serde(rename = "x-retryable", skip_serializing_if = "Option::is_none")]
    retryable: Option<bool>,
    #[serde(rename = "x-retry-after", skip_serializing_if = "Option::is_none")]
    retry_after: Option<u32>,
    #[serde(rename = "x-deprecated", skip_serializing_if = "Option::is_none")]
    deprecated: Option<bool>,
    /// The fields that the catalog declares: `x-severity`.
    #[serde(flatten)]
    fields: Map<'c, &'c JsonValue>,
}

impl CodeExample<'_> {
    /// Removes the extensions (`x-…`).
    pub(super) fn plain(mut self) -> Self {
        self.message = None;
        self.args = Map::default();
        self.retryable = None;
        self.retry_after = None;
        self.deprecated = None;
        self.fields = Map::default();
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
    /// Returns the examples of a code in responses with a status, or in those with any status.
    pub(super) fn of(
        &self,
        code: &Code,
        status: Option<Status>,
    ) -> impl Iterator<Item = &NamedExample<'c>> {
        let found = self.of_code.get(code.name.key());
        let all = found.map_or(&[][..], |range| &self.all[range.clone()]);
        let is_of = move |example: &&NamedExample| {
            let is_other = |(own, status)| own != status;
            !example.status.zip(status).is_some_and(is_other)
        };
        all.iter().filter(is_of)
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
            .map(|code| code.name.key().into())
            .collect(),
    );
    let mut components = Free(HashSet::new());
    let wire = &catalog.wire;
    let sends_status = wire.sends(Meaning::Status) || wire.sends(Meaning::Reason);
    for code in catalog.codes_of_responses() {
        let cases: Vec<Option<&Example>> = if code.examples.is_empty() {
            vec![None]
        } else {
            code.examples.iter().map(Some).collect()
        };
        let statuses: Vec<Option<Status>> = if sends_status && code.statuses.len() > 1 {
            code.statuses.iter().copied().map(Some).collect()
        } else {
            vec![None]
        };
        let with_each = |example| statuses.iter().map(move |status| (example, *status));
        let own: Vec<_> = cases.into_iter().flat_map(with_each).collect();
        let range = examples.len()..examples.len() + own.len();
        of_code.insert(code.name.key(), range);
        for (at, (example, status)) in own.into_iter().enumerate() {
            let wire = code.name.key();
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
                status,
                example: code_example(catalog, code, example, status),
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
    status: Option<Status>,
) -> CodeExample<'c> {
    let title = example.and_then(|example| example.title.as_ref());
    let own = example.and_then(|example| example.description.as_ref());
    let description = own.map_or_else(|| description_of(code), |text| text.as_str().into());
    let description = match &code.doc_url {
        Some(url) if url.contains("://") => format!("{description}\n\nSee <{url}>.").into(),
        _ => description,
    };
    let public = catalog.fields.iter().filter(|field| !field.is_internal);
    let fields = public.filter_map(|field| {
        let key = format!("x-{}", field.name.to_kebab_case());
        Some((Cow::Owned(key), code.field(&field.name)?))
    });
    let has_args = code.message.placeholders().next().is_some();
    let args = code.args.iter().filter(|arg| has_args && !arg.secret);
    let args = args.filter_map(|arg| {
        let mut own = example.iter().flat_map(|example| &example.args);
        let given = own.find(|(name, _)| *name == arg.name);
        let value = given.map(|(_, value)| value).or(arg.example.as_ref())?;
        Some((Cow::Borrowed(arg.name.as_str()), value))
    });
    CodeExample {
        summary: title.unwrap_or(&code.title).as_str(),
        description,
        value: Body {
            catalog,
            code,
            example,
            status,
        },
        message: has_args.then(|| code.message.format(|name| format!("{{{name}}}"))),
        args: Map(args.collect()),
        retryable: code.retryable.then_some(true),
        retry_after: match code.retry_after {
            Some(RetryAfter::Seconds(seconds)) => Some(seconds),
            _ => None,
        },
        deprecated: code.deprecated.is_some().then_some(true),
        fields: Map(fields.collect()),
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
