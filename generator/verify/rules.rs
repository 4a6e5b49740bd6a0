//! The rules about documents. Their examples are documents that are compared with one small catalog.

use crate::api_document::{MISSING_OPERATION, NOT_OPENAPI};
use crate::diagnostic::{Level, Rule};

/// Every rule of this stage.
pub(crate) const RULES: &[&[&Rule]] = &[&[
    &NOT_OPENAPI,
    &CODE_NOT_IN_CATALOG,
    &ENUM_LACKS_CODE,
    &EXAMPLE_STATUS,
    &CODE_NOT_RETURNED,
    &MISSING_RESPONSE,
    &RESPONSE_WITHOUT_CODE,
    &MISSING_OPERATION,
    &UNLISTED_OPERATION,
    &EXAMPLE_VALUE,
    &EXAMPLE_LACKS_MEMBER,
    &EXAMPLE_UNKNOWN_MEMBER,
    &EXAMPLE_WRONG_TYPE,
    &WRONG_MEDIA_TYPE,
]];

/// What the documents of the rules' examples are compared with.
const CATALOG: &str = "\
version: 1
codes:
  gone: {status: 410, description: It is gone.}
  taken: {status: 409, description: It is taken.}
operations:
  GET /items/{id}: [gone]
";

impl Rule {
    /// The catalog that [`bad`](Self::bad) and [`good`](Self::good) are compared with, where they are OpenAPI documents.
    ///
    /// ```
    /// let rule = errcat::rule("code-not-in-catalog").expect("a rule of errcat");
    /// let catalog = rule.catalog().expect("a rule about documents");
    /// let found = errcat::verify_openapi(("errors.yaml", catalog), ("api.yaml", rule.bad));
    /// assert_eq!(found.errors(), 1);
    /// ```
    #[must_use]
    pub fn catalog(&self) -> Option<&'static str> {
        let mut rules = RULES.iter().copied().flatten();
        rules.any(|rule| rule.name == self.name).then_some(CATALOG)
    }
}

/// A document with the path that the catalog has: this is its `get`, in one line.
macro_rules! get {
    ($responses:literal) => {
        concat!(
            "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses: ",
            $responses,
            "\n"
        )
    };
}

/// The same, with the one response that there is to be: this is its content.
macro_rules! content {
    ($content:literal) => {
        concat!(
            "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses:\n        410:\n          content:\n            ",
            $content,
            "\n"
        )
    };
}

const GOOD: &str =
    content!("application/json: {example: {error: {code: gone, message: It is gone.}}}");

pub(super) static CODE_NOT_IN_CATALOG: Rule = Rule {
    name: "code-not-in-catalog",
    level: Level::Error,
    what: "A document shows a code, in an example or in a schema, that the catalog does not have.",
    why: "No server sends it: a client would be written for what never comes.",
    bad: content!("application/json: {example: {error: {code: gome, message: It is gone.}}}"),
    good: GOOD,
};

pub(super) static ENUM_LACKS_CODE: Rule = Rule {
    name: "enum-lacks-code",
    level: Level::Warning,
    what: "The schema of a response allows certain codes alone, and an operation with this response returns others too.",
    why: "Clients that are generated from it cannot read those errors.",
    bad: content!(
        "application/json: {schema: {properties: {error: {properties: {code: {enum: [taken]}}}}}}"
    ),
    good: content!(
        "application/json: {schema: {properties: {error: {properties: {code: {enum: [gone, taken]}}}}}}"
    ),
};

pub(super) static EXAMPLE_STATUS: Rule = Rule {
    name: "example-status",
    level: Level::Error,
    what: "An example has a code that is sent with another status than its response's.",
    why: "A client that tells errors apart by their statuses would look for it in the wrong place.",
    bad: get!(
        "{410: {description: Gone}, 409: {content: {application/json: {example: {error: {code: gone, message: It is gone.}}}}}}"
    ),
    good: GOOD,
};

pub(super) static CODE_NOT_RETURNED: Rule = Rule {
    name: "code-not-returned",
    level: Level::Error,
    what: "An example of an operation's response has a code that the operation does not return.",
    why: "Readers would handle what cannot happen; or the catalog has forgotten what can.",
    bad: get!(
        "{410: {description: Gone}, default: {content: {application/json: {example: {error: {code: taken, message: It is taken.}}}}}}"
    ),
    good: get!(
        "{410: {description: Gone}, default: {content: {application/json: {example: {error: {code: gone, message: It is gone.}}}}}}"
    ),
};

pub(super) static MISSING_RESPONSE: Rule = Rule {
    name: "missing-response",
    level: Level::Error,
    what: "An operation has no response for the status of a code that it returns: neither its own, nor a range, nor `default`.",
    why: "Readers do not learn that it can happen.",
    bad: get!("{200: {description: The item}}"),
    good: get!("{200: {description: The item}, 410: {description: Gone}}"),
};

pub(super) static RESPONSE_WITHOUT_CODE: Rule = Rule {
    name: "response-without-code",
    level: Level::Warning,
    what: "An operation has an error response with a status that none of its codes has.",
    why: "The catalog has forgotten a code, or the document has kept what is no more.",
    bad: get!("{410: {description: Gone}, 404: {description: Not found}}"),
    good: get!("{410: {description: Gone}}"),
};

pub(super) static UNLISTED_OPERATION: Rule = Rule {
    name: "unlisted-operation",
    level: Level::Warning,
    what: "The document has an operation that the catalog does not list, though it lists others.",
    why: "Nobody can say which errors it returns.",
    bad: "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses: {410: {description: Gone}}\n    put:\n      responses: {200: {description: Done}}\n",
    good: get!("{410: {description: Gone}}"),
};

pub(super) static EXAMPLE_VALUE: Rule = Rule {
    name: "example-value",
    level: Level::Error,
    what: "A member of an example has another value than the server sends for the code: type, message, title, number, status, page.",
    why: "Examples are copied, into clients and into their tests.",
    bad: content!("application/json: {example: {error: {code: gone, message: It went away.}}}"),
    good: GOOD,
};

pub(super) static EXAMPLE_LACKS_MEMBER: Rule = Rule {
    name: "example-lacks-member",
    level: Level::Error,
    what: "An example lacks a member that every error response has.",
    why: "Readers do not learn that they can rely on it.",
    bad: content!("application/json: {example: {error: {code: gone}}}"),
    good: GOOD,
};

pub(super) static EXAMPLE_UNKNOWN_MEMBER: Rule = Rule {
    name: "example-unknown-member",
    level: Level::Error,
    what: "An example has a member that the envelope does not have, or that this code does not.",
    why: "No response has it: clients would look for it in vain.",
    bad: content!(
        "application/json: {example: {error: {code: gone, message: It is gone., hint: Look elsewhere}}}"
    ),
    good: GOOD,
};

pub(super) static EXAMPLE_WRONG_TYPE: Rule = Rule {
    name: "example-wrong-type",
    level: Level::Error,
    what: "A member of an example has another JSON type than in a response: text for a number, one error for a list.",
    why: "A client that is written by the example cannot read the response.",
    bad: content!("application/json: {example: {error: gone}}"),
    good: GOOD,
};

pub(super) static WRONG_MEDIA_TYPE: Rule = Rule {
    name: "wrong-media-type",
    level: Level::Error,
    what: "An error response has content, and none of it is of the envelope's media type.",
    why: "Clients choose how to read a response by its media type.",
    bad: content!(
        "application/problem+json: {example: {error: {code: gone, message: It is gone.}}}"
    ),
    good: GOOD,
};
