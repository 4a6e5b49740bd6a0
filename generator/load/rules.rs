//! The rules about a catalog's shape: each of them looks at a single member.

use crate::diagnostic::{Level, Rule};
use crate::yaml::{LOST_TEXT, SYNTAX};

/// Every rule of this stage.
pub(crate) const ALL: &[&Rule] = &[
    &SYNTAX,
    &LOST_TEXT,
    &INVISIBLE_CHARACTER,
    &UNSAFE_LINK,
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
    &INVALID_INCLUDE,
    &INVALID_IMPORT,
    &PLACEHOLDER_SYNTAX,
    &UNKNOWN_PLACEHOLDER,
    &INVALID_OPERATION,
];

/// Whether a byte may be in an HTTP token (RFC 9110, section 5.6.2), such as a header name or half a media type.
pub(super) fn is_token_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte)
}

pub(crate) static INVISIBLE_CHARACTER: Rule = Rule {
    name: "invisible-character",
    level: Level::Warning,
    what: "A key or a text has a character that nobody sees: a control character, one without a width, or one that turns \
           the direction of the text.",
    why: "A reader cannot tell the text from another one, and what such a character does to the text around it differs \
          from program to program. It usually comes from copying.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: \"It is\\u200b gone.\"}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static UNSAFE_LINK: Rule = Rule {
    name: "unsafe-link",
    level: Level::Error,
    what: "A link in a text, or the URL of a page, has a scheme such as `javascript:` or `data:`.",
    why: "Whoever follows the link on a page runs what it contains, with the rights of the page.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: \"It is [gone](javascript:alert(1)).\"}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: \"It is [gone](https://example.com/gone).\"}\n",
};

pub(crate) static VERSION: Rule = Rule {
    name: "version",
    level: Level::Error,
    what: "The catalog does not state its format version, or states one that errcat does not know.",
    why: "With the version, a later errcat can read the catalog as intended, or report what changed.",
    bad: "codes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static UNKNOWN_MEMBER: Rule = Rule {
    name: "unknown-member",
    level: Level::Error,
    what: "A mapping has a member that the format does not define.",
    why: "The member would have no effect. It is usually a misspelt known member.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, descripton: It is gone., description: Gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static MISSING_MEMBER: Rule = Rule {
    name: "missing-member",
    level: Level::Error,
    what: "A mapping lacks a required member.",
    why: "No default would be correct.",
    bad: "version: 1\ncodes:\n  gone: {status: 410}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static WRONG_TYPE: Rule = Rule {
    name: "wrong-type",
    level: Level::Error,
    what: "A value has the wrong type, such as a number instead of text or a list instead of a mapping.",
    why: "A guess at the intended value would sometimes be wrong, and nothing would show it.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: 410}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: \"410\"}\n",
};

pub(crate) static UNKNOWN_VALUE: Rule = Rule {
    name: "unknown-value",
    level: Level::Error,
    what: "A member has a value that it does not accept.",
    why: "The value would have no effect. It is usually a misspelt known word.",
    bad: "version: 1\nenvelope: strip\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: stripe\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static DUPLICATE_KEY: Rule = Rule {
    name: "duplicate-key",
    level: Level::Error,
    what: "A mapping has the same key twice, such as a code that is defined again.",
    why: "YAML parsers keep one of the two entries and silently drop the other.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  gone: {status: 404, description: Not here.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  absent: {status: 404, description: Not here.}\n",
};

pub(crate) static INVALID_NAME: Rule = Rule {
    name: "invalid-name",
    level: Level::Error,
    what: "The name of a code or type contains a character that is not printable ASCII, or starts or ends with a space.",
    why: "The name is sent to clients, and appears in URLs and in programs in every language.",
    bad: "version: 1\ncodes:\n  größe: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  groesse: {status: 410, description: It is gone.}\n",
};

pub(crate) static NOT_AN_IDENTIFIER: Rule = Rule {
    name: "not-an-identifier",
    level: Level::Error,
    what: "The Rust form of a name is not an identifier.",
    why: "In Rust, a code becomes a variant and a constructor, and an argument becomes a parameter.",
    bad: "version: 1\ncodes:\n  \"410\": {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  \"410\": {name: gone, status: 410, description: It is gone.}\n",
};

pub(crate) static KEYWORD: Rule = Rule {
    name: "keyword",
    level: Level::Error,
    what: "The Rust form of a name is a keyword.",
    why: "A keyword cannot name a variant, a constructor or a parameter, except as a raw identifier, which is hard to read.",
    bad: "version: 1\ncodes:\n  move: {status: 409, description: It moved.}\n",
    good: "version: 1\ncodes:\n  move: {name: moved, status: 409, description: It moved.}\n",
};

pub(crate) static RESERVED_NAME: Rule = Rule {
    name: "reserved-name",
    level: Level::Error,
    what: "The constructor for a code would have the same name as another function of `ApiError`.",
    why: "A type cannot have two functions with the same name.",
    bad: "version: 1\ncodes:\n  status: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  status: {name: bad_status, status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_STATUS: Rule = Rule {
    name: "invalid-status",
    level: Level::Error,
    what: "A status is not a number from 100 to 599.",
    why: "HTTP defines no other status codes (RFC 9110, section 15).",
    bad: "version: 1\ncodes:\n  gone: {status: 4100, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_HEADER: Rule = Rule {
    name: "invalid-header",
    level: Level::Error,
    what: "A header has a name or value that HTTP does not allow, or the catalog cannot set the header.",
    why: "The server could not send the response, or the response would contradict itself.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {\"Cache Control\": no-store}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., headers: {Cache-Control: no-store}}\n",
};

pub(crate) static INVALID_PATH: Rule = Rule {
    name: "invalid-path",
    level: Level::Error,
    what: "The path of an output is absolute, names a folder, or has an extension that does not match the output.",
    why: "A catalog is also built on other machines, and the extension selects the format.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: api.txt}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {openapi: [{path: api.yaml}]}\n",
};

pub(crate) static INVALID_INCLUDE: Rule = Rule {
    name: "invalid-include",
    level: Level::Error,
    what: "A pattern of `include` leads out of the catalog's folder, matches no file, or matches the catalog itself or a file \
           that is included already.",
    why: "Codes would be missing, or there twice.",
    bad: "version: 1\ninclude: [../codes.yaml]\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_IMPORT: Rule = Rule {
    name: "invalid-import",
    level: Level::Error,
    what: "An entry of `import` leads to no catalog, or to one that imports others, or its name or its Rust module cannot be \
           used.",
    why: "Nobody would know the codes that it stands for.",
    bad: "version: 1\nimport: {common: {path: ../no-such-folder/errors.yaml}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static PLACEHOLDER_SYNTAX: Rule = Rule {
    name: "placeholder-syntax",
    level: Level::Error,
    what: "A message has a brace that is not part of a placeholder.",
    why: "Clients would see the brace, or the message would lack an argument.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"The item {id is gone\", args: {id: {}}}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: Gone., message: \"The item {id} is gone\", args: {id: {}}}\n",
};

pub(crate) static UNKNOWN_PLACEHOLDER: Rule = Rule {
    name: "unknown-placeholder",
    level: Level::Error,
    what: "The pattern in `docs_url` has an unknown placeholder.",
    why: "The pattern applies to every code, so it can only use values that every code has.",
    bad: "version: 1\napi: {docs_url: \"https://example.com/errors#{cod}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\napi: {docs_url: \"https://example.com/errors#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(crate) static INVALID_OPERATION: Rule = Rule {
    name: "invalid-operation",
    level: Level::Error,
    what: "A key of `operations` is not an HTTP method, a space, and a path with its parameters in braces.",
    why: "OpenAPI identifies an operation by its method and path.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  get /items: [gone]\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /items/{id}: [gone]\n",
};
