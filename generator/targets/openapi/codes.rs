//! One schema per code, so that clients know the members of an error by its code.

use std::borrow::Cow;

use super::envelope::{BODY, ELEMENT, Envelope, INNER};
use super::schemas::{ExternalDocs, Schema};
use crate::catalog::{Catalog, Code, Object, OpenApiVersion, Role};

/// The objects that contain the code, and can therefore have one schema per code.
pub(super) struct Holders<'c> {
    pub(super) body: Option<&'c Object>,
    inner: Option<&'c Object>,
    element: Option<&'c Object>,
}

impl<'c> Holders<'c> {
    pub(super) fn of(catalog: &'c Catalog) -> Self {
        let holder = |role| {
            let object = catalog.wire.object_of(role);
            let identity = catalog.wire.identity;
            object.filter(|object| identity.and_then(|is| object.member(is)).is_some())
        };
        Self {
            body: holder(Role::Root),
            inner: holder(Role::Error),
            element: holder(Role::Element),
        }
    }

    /// Returns whether the body contains the code of the response.
    pub(super) fn by_response(&self) -> bool {
        self.body.is_some() || self.inner.is_some()
    }

    /// Returns whether any object contains a code.
    pub(super) fn any(&self) -> bool {
        self.by_response() || self.element.is_some()
    }
}

/// Returns the schemas of the objects that contain a code: one per code, and for list elements one for any code.
pub(super) fn schemas(
    catalog: &Catalog,
    version: OpenApiVersion,
) -> Vec<(Cow<'_, str>, Schema<'_>)> {
    let holders = Holders::of(catalog);
    let mut schemas = Vec::new();
    for (prefix, object) in [
        (BODY, holders.body),
        (INNER, holders.inner),
        (ELEMENT, holders.element),
    ] {
        let Some(object) = object else { continue };
        let is_sent = |code: &&Code| prefix == ELEMENT || !code.is_only_listed();
        for code in catalog.codes.iter().filter(is_sent) {
            let schema = Schema {
                title: Some(code.title.as_str()),
                description: Some(super::names::description_of(code)),
                deprecated: code.deprecated.is_some(),
                is_retryable: code.retryable,
                external_docs: code.doc_url.as_deref().map(|url| ExternalDocs { url }),
                ..Envelope::of_code(catalog, version, object, code)
            };
            schemas.push((format!("{prefix}{}", code.name.variant()).into(), schema));
        }
        if prefix == ELEMENT {
            let any = Envelope::of_any(catalog, version, prefix, object);
            schemas.push((prefix.into(), any));
        }
    }
    let element = catalog.wire.element();
    if let Some(element) = element.filter(|_| holders.element.is_none()) {
        let element = Envelope::of_element(catalog, version, element);
        schemas.push((ELEMENT.into(), element));
    }
    schemas
}
