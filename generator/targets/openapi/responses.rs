//! The responses for each status, shared or for a single operation.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use heck::ToUpperCamelCase;
use serde::Serialize;

use super::Map;
use super::examples::Examples;
use super::headers::{Header, headers};
use super::reference::Reference;
use super::schemas::BodySchemas;
use crate::catalog::{Catalog, Code, Meaning, Status};
use crate::targets::markdown;

/// A Response Object.
#[derive(Serialize)]
pub(super) struct Response<'c> {
    description: Cow<'c, str>,
    #[serde(skip_serializing_if = "Map::is_empty")]
    headers: Map<'c, Header<'c>>,
    content: Map<'c, MediaTypeObject<'c>>,
}

#[derive(Serialize)]
struct MediaTypeObject<'c> {
    schema: Reference,
    #[serde(skip_serializing_if = "Map::is_empty")]
    examples: Map<'c, Reference>,
}

/// The codes with a status, and the name of their shared response.
pub(super) struct OfStatus<'c> {
    pub(super) status: Status,
    /// The name of the shared response: `NotFound`.
    pub(super) name: String,
    pub(super) codes: Vec<&'c Code>,
}

/// The number of codes that a description names: a line or two of a page.
const MOST_NAMES: usize = 10;

/// The name of the shared `default` response.
pub(super) const DEFAULT: &str = "AnyError";

/// Groups the codes by status.
pub(super) fn by_status(catalog: &Catalog) -> Vec<OfStatus<'_>> {
    let mut by_status: BTreeMap<Status, Vec<&Code>> = BTreeMap::new();
    for code in &catalog.codes {
        for status in &code.statuses {
            by_status.entry(*status).or_default().push(code);
        }
    }
    let mut taken = HashSet::from([DEFAULT.to_owned()]);
    let named = by_status.into_iter().map(|(status, codes)| {
        let mut name = status
            .reason()
            .map_or_else(|| format!("Status{status}"), str::to_upper_camel_case);
        if !taken.insert(name.clone()) {
            name = format!("Status{status}");
        }
        OfStatus {
            status,
            name,
            codes,
        }
    });
    named.collect()
}

/// A generator of responses.
pub(super) struct Responses<'c, 'e> {
    pub(super) catalog: &'c Catalog,
    pub(super) examples: &'e Examples<'c>,
    pub(super) bodies: BodySchemas,
}

impl<'c> Responses<'c, '_> {
    /// Returns the response for a status with some of its codes.
    pub(super) fn response(&self, of: &OfStatus<'c>, codes: &[&'c Code]) -> Response<'c> {
        let status = of.status;
        let row = self.catalog.status_row(status);
        let description = row.map_or_else(
            || {
                let reason = status.reason();
                reason.map_or_else(|| format!("Status {status}").into(), Cow::Borrowed)
            },
            |row| row.description.as_str().into(),
        );
        self.with(description, codes, Some(status), self.bodies.of_status(of))
    }

    /// Like [`response`](Self::response), with a description that names the codes: what readers see before they open an
    /// example.
    pub(super) fn naming(&self, of: &OfStatus<'c>, codes: &[&'c Code]) -> Response<'c> {
        let mut response = self.response(of, codes);
        response.description = self.naming_codes(&response.description, codes).into();
        response
    }

    /// Adds the codes to a description: `Not found. Codes: …, … and 3 more.`
    fn naming_codes(&self, description: &str, codes: &[&Code]) -> String {
        let sends_codes = self.catalog.wire.identity == Some(Meaning::Code);
        let mut names: Vec<&str> = Vec::new();
        for code in codes {
            let name = if sends_codes {
                code.name.wire()
            } else {
                code.name.key()
            };
            if !names.contains(&name) {
                names.push(name);
            }
        }
        let shown = names
            .iter()
            .take(MOST_NAMES)
            .map(|name| markdown::code(name));
        let shown = shown.collect::<Vec<_>>().join(", ");
        let more = match names.len().saturating_sub(MOST_NAMES) {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        let description = description.trim_end();
        // A list or a fence goes on until the next paragraph.
        let joint = if description.contains('\n') {
            "\n\n"
        } else if description.ends_with(['.', '!', '?', ':']) {
            " "
        } else {
            ". "
        };
        let noun = if names.len() == 1 { "Code" } else { "Codes" };
        format!("{description}{joint}{noun}: {shown}{more}.")
    }

    /// Returns the `default` response.
    pub(super) fn any(&self) -> Response<'c> {
        let codes: Vec<&Code> = self.catalog.codes_of_responses().collect();
        self.with(
            "Any other error.".into(),
            &codes,
            None,
            BodySchemas::of_all(),
        )
    }

    fn with(
        &self,
        description: Cow<'c, str>,
        codes: &[&'c Code],
        status: Option<Status>,
        schema: Reference,
    ) -> Response<'c> {
        let of_code = |code: &&'c Code| self.examples.of(code, status);
        let examples = codes.iter().flat_map(of_code);
        let examples = examples.map(|example| (example.name.clone(), example.reference()));
        let media_type = MediaTypeObject {
            schema,
            examples: Map(examples.collect()),
        };
        Response {
            description,
            headers: headers(self.catalog, codes),
            content: Map(vec![(
                self.catalog.wire.media_type.as_str().into(),
                media_type,
            )]),
        }
    }
}
