//! The rules about a catalog's shape: what can be said of a member by looking at it alone.

use crate::diagnostic::{Level, Rule};
use crate::yaml::SYNTAX;

/// Every rule of this stage.
pub(crate) const ALL: &[&Rule] = &[
    &SYNTAX,
    &VERSION,
    &UNKNOWN_MEMBER,
    &MISSING_MEMBER,
    &WRONG_TYPE,
    &UNKNOWN_VALUE,
    &DUPLICATE_KEY,
    &INVALID_NAME,
    &NOT_AN_IDENTIFIER,
    &KEYWORD,
    &RESERVED_NAME,
    &INVALID_STATUS,
    &INVALID_HEADER,
    &INVALID_PATH,
    &PLACEHOLDER_SYNTAX,
    &UNKNOWN_PLACEHOLDER,
    &INVALID_OPERATION,
];

/// Whether a byte may be in a token of HTTP (RFC 9110, section 5.6.2): a header's name, half a media type.
pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

pub(crate) static VERSION: Rule = Rule {
    name: "version",
    level: Level::Error,
    what: "The catalog does not say which version of the format it has, or it has one that is not known.",
    why: "A later errcat can then read the catalog as it was meant, or say what changed.",
    bad: "codes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static UNKNOWN_MEMBER: Rule = Rule {
    name: "unknown-member",
    level: Level::Error,
    what: "A mapping has a member that the format does not know.",
    why: "It would be ignored, and most often it is a known member misspelt.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, descripton: It is gone., description: Gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static MISSING_MEMBER: Rule = Rule {
    name: "missing-member",
    level: Level::Error,
    what: "A mapping lacks a member that every output needs.",
    why: "There is no default that would be true.",
    bad: "version: 1\ncodes:\n  gone: {status: 410}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    what: "A value is of another type than its member: a number where text belongs, a list where a mapping does.",
    why: "Guessing what was meant would be wrong some of the time, and silently.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: 410}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: \"410\"}\n",
};

pub(crate) static UNKNOWN_VALUE: Rule = Rule {
    name: "unknown-value",
    level: Level::Error,
    what: "A value is none of the words that its member knows.",
    why: "It would be ignored, and most often it is a known word misspelt.",
    bad: "version: 1\nenvelope: strip\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: stripe\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    what: "A mapping has the same key twice: a code defined again, a member given again.",
    why: "YAML readers keep one of the two and drop the other without a word.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  gone: {status: 404, description: Not here.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  absent: {status: 404, description: Not here.}\n",
};

pub(crate) static INVALID_NAME: Rule = Rule {
    name: "invalid-name",
    level: Level::Error,
    what: "The name of a code or a type has characters other than printable ASCII, or spaces.",
    why: "It goes over the wire, into URLs and into programs in every language.",
    bad: "version: 1\ncodes:\n  it is gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  it_is_gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static NOT_AN_IDENTIFIER: Rule = Rule {
    name: "not-an-identifier",
    level: Level::Error,
    what: "The casing of a name gives no Rust identifier.",
    why: "A code is a variant and a constructor in Rust, an argument is a parameter.",
    bad: "version: 1\ncodes:\n  \"410\": {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  \"410\": {name: gone, status: 410, description: It is gone.}\n",
};

pub(crate) static KEYWORD: Rule = Rule {
    name: "keyword",
    level: Level::Error,
    what: "The casing of a name gives a keyword of Rust.",
    why: "A keyword cannot name a variant, a constructor or a parameter, unless it is written in a way nobody likes to read.",
    bad: "version: 1\ncodes:\n  move: {status: 409, description: It moved.}\n",
    good: "version: 1\ncodes:\n  move: {name: moved, status: 409, description: It moved.}\n",
};

pub(crate) static RESERVED_NAME: Rule = Rule {
    name: "reserved-name",
    level: Level::Error,
    what: "The constructor of a code would have the name of a function that `ApiError` has anyway.",
    why: "Two functions of one type cannot share a name.",
    bad: "version: 1\ncodes:\n  status: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  status: {name: bad_status, status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_STATUS: Rule = Rule {
    name: "invalid-status",
    level: Level::Error,
    what: "A status is not a number from 100 to 599.",
    why: "HTTP knows no others (RFC 9110, section 15).",
    bad: "version: 1\ncodes:\n  gone: {status: 4100, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_HEADER: Rule = Rule {
    name: "invalid-header",
    level: Level::Error,
    what: "A header's name or value is not one in HTTP, or the header is written by errcat itself.",
    why: "The response could not be sent, or would contradict itself.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {\"Cache Control\": no-store}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-store}}\n",
};

pub(crate) static INVALID_PATH: Rule = Rule {
    name: "invalid-path",
    level: Level::Error,
    what: "The path of an output is absolute, names a folder, or has an ending that the output is not written for.",
    why: "A catalog is built on other machines than this one, and an ending says which format is written.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: api.txt}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: api.yaml}]}\n",
};

pub(crate) static PLACEHOLDER_SYNTAX: Rule = Rule {
    name: "placeholder-syntax",
    level: Level::Error,
    what: "A brace in a message is no part of a placeholder.",
    why: "A client would read it, or an argument would be missing from the message.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"The item {id is gone\", args: {id: {}}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"The item {id} is gone\", args: {id: {}}}\n",
};

pub(crate) static UNKNOWN_PLACEHOLDER: Rule = Rule {
    name: "unknown-placeholder",
    level: Level::Error,
    what: "The pattern of the documentation's address has a placeholder that has no value.",
    why: "Only what every code has can be part of every code's address.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{cod}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_OPERATION: Rule = Rule {
    name: "invalid-operation",
    level: Level::Error,
    what: "A key of `operations` is not a method of HTTP, a space, and a path with its parameters in braces.",
    why: "It is how OpenAPI tells operations apart.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  get /items: [gone]\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items/{id}: [gone]\n",
};
