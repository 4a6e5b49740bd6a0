//! A schema for each code: for clients that are to know which members an error has by its code.

use std::borrow::Cow;

use super::envelope::{BODY, ELEMENT, Envelope, INNER, first_list, holds_code};
use super::schemas::{ExternalDocs, Schema};
use crate::catalog::{Catalog, Content, Field, OpenApiVersion};

/// The objects that tell errors apart by their codes, so that there can be a schema for each.
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
            inner: inner(body),
            element: first_list(body)
                .map(|list| list.each.as_slice())
                .filter(|fields| holds_code(fields)),
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

/// The members of the first object in the body that holds the code.
fn inner(fields: &[Field]) -> Option<&[Field]> {
    fields.iter().find_map(|field| match &field.content {
        Content::Members(members) if holds_code(members) => Some(members.as_slice()),
        Content::Members(members) => inner(members),
        _ => None,
    })
}

/// The schemas of the objects that hold codes: one for each code, and one that is any of them.
pub(super) fn schemas(
    catalog: &Catalog,
    version: OpenApiVersion,
) -> Vec<(Cow<'_, str>, Schema<'_>)> {
    let holders = Holders::of(catalog);
    let mut schemas = Vec::new();
    for (prefix, fields) in [
        (BODY, holders.body),
        (INNER, holders.inner),
        (ELEMENT, holders.element),
    ] {
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
        if prefix == ELEMENT {
            let any = Envelope::of_any(catalog, version, prefix, fields);
            schemas.push((prefix.into(), any));
        }
    }
    if let Some(list) = first_list(&catalog.envelope.body).filter(|_| holders.element.is_none()) {
        let element = Envelope::of_element(catalog, version, list);
        schemas.push((ELEMENT.into(), element));
    }
    schemas
}
