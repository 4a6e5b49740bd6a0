//! A schema for each code: for clients that are to know which members an error has by its code.

use std::borrow::Cow;

use super::envelope::{BODY, ELEMENT, Envelope, INNER, holds_code};
use super::schemas::{ExternalDocs, Schema};
use crate::catalog::{Catalog, Content, Field, OpenApiVersion};

/// Whether the body or an object in it tells errors apart by their codes, so that there can be a schema for each; and
/// whether that is so for the whole response, and not for the elements of a list.
pub(super) struct Holders<'c> {
    body: Option<&'c [Field]>,
    inner: Option<&'c [Field]>,
    element: Option<&'c [Field]>,
}

impl<'c> Holders<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let body = &catalog.envelope.body;
        Self {
            body: Some(body.as_slice()).filter(|fields| holds_code(fields)),
            inner: find(body, &|field| match &field.content {
                Content::Members(members) => Some(members),
                _ => None,
            }),
            element: find(body, &|field| Some(&field.each)),
        }
    }

    /// Whether a response has one code, by which it can be described.
    pub(super) fn by_response(&self) -> bool {
        self.body.is_some() || self.inner.is_some()
    }

    /// Whether there is anything to tell apart.
    pub(super) fn any(&self) -> bool {
        self.by_response() || self.element.is_some()
    }
}

/// The members of the first object that holds the code, of those that `inside` finds in a field.
fn find<'c>(
    fields: &'c [Field],
    inside: &dyn Fn(&'c Field) -> Option<&'c Vec<Field>>,
) -> Option<&'c [Field]> {
    fields.iter().find_map(|field| {
        let own = inside(field).filter(|fields| holds_code(fields));
        own.map(Vec::as_slice).or_else(|| match &field.content {
            Content::Members(members) => find(members, inside),
            _ => None,
        })
    })
}

/// The schemas of the objects that hold codes: one for each code, and one that is any of them.
pub(super) fn schemas(
    catalog: &Catalog,
    version: OpenApiVersion,
) -> Vec<(Cow<'_, str>, Schema<'_>)> {
    let Holders {
        body,
        inner,
        element,
    } = Holders::of(catalog);
    let mut schemas = Vec::new();
    for (prefix, fields) in [(BODY, body), (INNER, inner), (ELEMENT, element)] {
        let Some(fields) = fields else { continue };
        for code in &catalog.codes {
            let schema = Schema {
                title: Some(&code.title),
                description: Some(super::names::description_of(code)),
                deprecated: code.deprecated.is_some(),
                is_retryable: code.retryable,
                external_docs: code.doc_url.as_deref().map(|url| ExternalDocs { url }),
                ..Envelope::of_code(catalog, version, fields, code)
            };
            schemas.push((format!("{prefix}{}", code.name.variant()).into(), schema));
        }
        if prefix != BODY {
            let any = Envelope::of_any(catalog, version, prefix, fields);
            schemas.push((prefix.into(), any));
        }
    }
    schemas
}
