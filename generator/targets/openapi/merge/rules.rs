//! The rules about a document that a catalog's errors are put into.
//!
//! What such a document has in common with one that is compared with a catalog is among the rules of that. The
//! examples are documents, for the catalog of the comment in their first line.

use crate::diagnostic::{Level, Rule};

/// Every rule about documents.
pub(crate) const RULES: &[&Rule] = &[&SHAPE, &AMBIGUOUS, &SHARED, &COMPONENT, &RESPONSE];

/// A document's text, of what it has besides its head.
macro_rules! document {
    ($($rest:literal),*) => {
        concat!("# for a catalog with `GET /items: [gone]`\nopenapi: 3.1.0\n", $($rest),*)
    };
}

pub(super) static SHAPE: Rule = Rule {
    name: "openapi-shape",
    level: Level::Error,
    what: "The document has something else, or a `$ref`, where errors are to be put into a mapping.",
    why: "What a `$ref` leads to may be another file, or be used by others.",
    bad: document!("paths: {/items: {$ref: items.yaml}}\n"),
    good: document!("paths: {/items: {get: {}}}\n"),
};

pub(super) static AMBIGUOUS: Rule = Rule {
    name: "ambiguous-yaml",
    level: Level::Error,
    what: "Two readers of YAML do not agree on what the document says.",
    why: "Whoever reads the result could find something else in it than errcat did.",
    bad: document!("paths: {/items: {get: {}}}\nx-notes: {\n}\n"),
    good: document!("paths: {/items: {get: {}}}\nx-notes: {}\n"),
};

pub(super) static SHARED: Rule = Rule {
    name: "shared-node",
    level: Level::Error,
    what: "Errors are to be put into a mapping that is at several places of the document, by an alias or a merge key.",
    why: "What is put in for one place would be at the others too.",
    bad: document!("paths:\n  /items: {get: &get {}, put: *get}\n"),
    good: document!("paths:\n  /items: {get: {}, put: {}}\n"),
};

pub(super) static COMPONENT: Rule = Rule {
    name: "component-conflict",
    level: Level::Error,
    what: "The document has a component of the name that one of the catalog's has, and it is another.",
    why: "A reference to that name can mean only one of them.",
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
    what: "An operation of the document has a response with a status of the catalog's, and it is another.",
    why: "Written by hand and generated, the two drift apart; one of them is wrong already.",
    bad: document!("paths: {/items: {get: {responses: {410: {description: Gone.}}}}}\n"),
    good: document!("paths: {/items: {get: {responses: {200: {description: OK.}}}}}\n"),
};
