//! The rules about documents. Their examples are documents, which are compared with one small catalog.

use crate::api_document::{MISSING_OPERATION, NOT_OPENAPI};
use crate::diagnostic::{Level, Rule};

/// All rules of this stage.
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

/// The catalog for the documents in the rules' examples.
const CATALOG: &str = "\
version: 1
codes:
  gone: {status: 410, description: It is gone.}
  taken: {status: 409, description: It is taken.}
operations:
  GET /items/{id}: [gone]
";

impl Rule {
    /// Returns the catalog for [`bad`](Self::bad) and [`good`](Self::good), if they are OpenAPI documents to compare
    /// with it.
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

/// A document with the catalog's path. The argument is the `responses` of its `get`, in one line.
macro_rules! get {
    ($responses:literal) => {
        concat!(
            "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses: ",
            $responses,
            "\n"
        )
    };
}

/// The same document with a single response. The argument is its content.
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
    what: "An example or a schema in the document contains a code that is not in the catalog.",
    why: "No server sends this code, so clients would handle an error that never occurs.",
    bad: content!("application/json: {example: {error: {code: gome, message: It is gone.}}}"),
    good: GOOD,
};

pub(super) static ENUM_LACKS_CODE: Rule = Rule {
    name: "enum-lacks-code",
    level: Level::Warning,
    what: "The schema of a response only allows some codes, but an operation with this response also returns others.",
    why: "Clients that are generated from the document cannot read the other errors.",
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
    what: "An example contains a code with a different status than its response.",
    why: "A client that distinguishes errors by status would look for the code in the wrong place.",
    bad: get!(
        "{410: {description: Gone}, 409: {content: {application/json: {example: {error: {code: gone, message: It is gone.}}}}}}"
    ),
    good: GOOD,
};

pub(super) static CODE_NOT_RETURNED: Rule = Rule {
    name: "code-not-returned",
    level: Level::Error,
    what: "An example in an operation's response contains a code that the operation does not return.",
    why: "Either readers would handle an error that cannot occur, or the catalog lacks a code for this operation.",
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
    what: "An operation has no response for the status of a code that it returns: neither the exact status, nor a range, nor `default`.",
    why: "Readers do not learn that the error can occur.",
    bad: get!("{200: {description: The item}}"),
    good: get!("{200: {description: The item}, 410: {description: Gone}}"),
};

pub(super) static RESPONSE_WITHOUT_CODE: Rule = Rule {
    name: "response-without-code",
    level: Level::Warning,
    what: "An operation has an error response with a status that none of its codes has.",
    why: "Either the catalog lacks a code for this operation, or the response in the document is obsolete.",
    bad: get!("{410: {description: Gone}, 404: {description: Not found}}"),
    good: get!("{410: {description: Gone}}"),
};

pub(super) static UNLISTED_OPERATION: Rule = Rule {
    name: "unlisted-operation",
    level: Level::Warning,
    what: "The document has an operation that the catalog does not list, although it lists others.",
    why: "It is unknown which errors the operation returns.",
    bad: "openapi: 3.1.0\npaths:\n  /items/{id}:\n    get:\n      responses: {410: {description: Gone}}\n    put:\n      responses: {200: {description: Done}}\n",
    good: get!("{410: {description: Gone}}"),
};

pub(super) static EXAMPLE_VALUE: Rule = Rule {
    name: "example-value",
    level: Level::Error,
    what: "A member of an example differs from the value that the server sends for the code: type, message, title, number, status or documentation page.",
    why: "Developers copy examples into clients and tests.",
    bad: content!("application/json: {example: {error: {code: gone, message: It went away.}}}"),
    good: GOOD,
};

pub(super) static EXAMPLE_LACKS_MEMBER: Rule = Rule {
    name: "example-lacks-member",
    level: Level::Error,
    what: "An example lacks a member that every error response has.",
    why: "Readers do not learn that they can rely on the member.",
    bad: content!("application/json: {example: {error: {code: gone}}}"),
    good: GOOD,
};

pub(super) static EXAMPLE_UNKNOWN_MEMBER: Rule = Rule {
    name: "example-unknown-member",
    level: Level::Error,
    what: "An example has a member that the envelope or this code does not have.",
    why: "No response contains the member, so clients would look for it in vain.",
    bad: content!(
        "application/json: {example: {error: {code: gone, message: It is gone., hint: Look elsewhere}}}"
    ),
    good: GOOD,
};

pub(super) static EXAMPLE_WRONG_TYPE: Rule = Rule {
    name: "example-wrong-type",
    level: Level::Error,
    what: "A member of an example has a different JSON type than in a response, such as text instead of a number.",
    why: "A client that is written for the example cannot read the response.",
    bad: content!("application/json: {example: {error: gone}}"),
    good: GOOD,
};

pub(super) static WRONG_MEDIA_TYPE: Rule = Rule {
    name: "wrong-media-type",
    level: Level::Error,
    what: "An error response has content, but not in the envelope's media type.",
    why: "Clients use the media type to decide how to read a response.",
    bad: content!(
        "application/problem+json: {example: {error: {code: gone, message: It is gone.}}}"
    ),
    good: GOOD,
};
