//! The rules for merging a catalog's errors into a document.
//!
//! The stage `verify` contains the rules that also apply to comparing a document with a catalog. The examples are
//! documents. The comment in their first line describes the catalog.

use crate::diagnostic::{Level, Rule};

/// All rules of this stage.
pub(crate) const RULES: &[&Rule] = &[&SHAPE, &AMBIGUOUS, &SHARED, &COMPONENT, &RESPONSE];

/// A document with these parts after its head.
macro_rules! document {
    ($($rest:literal),*) => {
        concat!("# for a catalog with `GET /items: [gone]`\nopenapi: 3.1.0\n", $($rest),*)
    };
}

pub(super) static SHAPE: Rule = Rule {
    name: "openapi-shape",
    level: Level::Error,
    what: "The document has a `$ref`, or another value that is not a mapping, in a place where errcat adds errors.",
    why: "The target of a `$ref` may be in another file, or may be shared with other places.",
    bad: document!("paths: {/items: {$ref: items.yaml}}\n"),
    good: document!("paths: {/items: {get: {}}}\n"),
};

pub(super) static AMBIGUOUS: Rule = Rule {
    name: "ambiguous-yaml",
    level: Level::Error,
    what: "Two YAML parsers do not agree on the contents of the document.",
    why: "Other tools could read the result differently than errcat.",
    bad: document!("paths: {/items: {get: {}}}\nx-notes: {\n}\n"),
    good: document!("paths: {/items: {get: {}}}\nx-notes: {}\n"),
};

pub(super) static SHARED: Rule = Rule {
    name: "shared-node",
    level: Level::Error,
    what: "An alias or a merge key shares a mapping that errcat adds errors to.",
    why: "Errors that are added in one place would also appear in the other places.",
    bad: document!("paths:\n  /items: {get: &get {}, put: *get}\n"),
    good: document!("paths:\n  /items: {get: {}, put: {}}\n"),
};

pub(super) static COMPONENT: Rule = Rule {
    name: "component-conflict",
    level: Level::Error,
    what: "The document has a component with the same name as a component of the catalog, but with different contents.",
    why: "A reference to that name can only mean one of them.",
    bad: document!(
        "paths: {/items: {get: {}}}\ncomponents: {schemas: {ErrorCode: {type: integer}}}\n"
    ),
    good: document!(
        "paths: {/items: {get: {}}}\ncomponents: {schemas: {ItemCode: {type: integer}}}\n"
    ),
};

pub(super) static RESPONSE: Rule = Rule {
    name: "response-conflict",
    level: Level::Error,
    what: "An operation in the document has a response with the same status as a response of the catalog, but with different contents.",
    why: "A hand-written and a generated response drift apart, and one of these two is already wrong.",
    bad: document!("paths: {/items: {get: {responses: {410: {description: Gone.}}}}}\n"),
    good: document!("paths: {/items: {get: {responses: {200: {description: OK.}}}}}\n"),
};
