//! A big API's errors, made up the same way each time, and the sources of both sides. The build script and the example
//! `sources` have this module.

pub mod by_hand;
pub mod tables;

use std::fmt::Write as _;

use heck::ToUpperCamelCase;

/// An error of the API.
pub struct Code {
    pub name: String,
    pub variant: String,
    /// What goes wrong, with which sort of thing.
    pub failure: &'static Failure,
    pub description: String,
    pub message: String,
}

/// What goes wrong with any sort of thing: `$` stands for its name.
pub struct Failure {
    name: &'static str,
    pub kind: &'static str,
    pub status: u16,
    description: &'static str,
    message: &'static str,
    pub args: &'static [Arg],
    pub param: Option<&'static str>,
}

/// A placeholder of a message, by what a handler has for it.
#[derive(Clone, Copy)]
pub enum Arg {
    /// What the request said.
    Text(&'static str),
    /// A limit, or a count.
    Number(&'static str),
    /// One of the words that the handler knows.
    Word(&'static str),
}

impl Arg {
    pub fn name(self) -> &'static str {
        let (Self::Text(name) | Self::Number(name) | Self::Word(name)) = self;
        name
    }
}

/// The types: name, status, description.
pub const TYPES: [(&str, u16, &str); 8] = [
    ("invalid_request_error", 400, "The request cannot be read."),
    ("authentication_error", 401, "It is not known who asks."),
    ("permission_error", 403, "Whoever asks must not do this."),
    ("not_found_error", 404, "What was asked for is not there."),
    (
        "conflict_error",
        409,
        "The state of the thing does not allow it.",
    ),
    (
        "validation_error",
        422,
        "The request can be read, and is wrong.",
    ),
    ("rate_limit_error", 429, "There were too many requests."),
    ("api_error", 500, "Something went wrong on our end."),
];

const QUALIFIERS: [&str; 21] = [
    "billing",
    "business",
    "customer",
    "default",
    "draft",
    "fulfillment",
    "guest",
    "legacy",
    "local",
    "marketing",
    "partner",
    "payment",
    "pending",
    "physical",
    "private",
    "public",
    "recurring",
    "reseller",
    "shared",
    "team",
    "virtual",
];

const THINGS: [&str; 20] = [
    "account",
    "address",
    "card",
    "contract",
    "coupon",
    "device",
    "discount",
    "document",
    "invoice",
    "member",
    "order",
    "product",
    "refund",
    "report",
    "schedule",
    "session",
    "shipment",
    "store",
    "subscription",
    "webhook",
];

/// A third of them have placeholders.
#[rustfmt::skip]
const FAILURES: [Failure; 24] = [
    Failure { name: "not_found", kind: "not_found_error", status: 404, param: Some("id"), args: &[Arg::Text("id")],
        description: "There is no $ with this ID, or it belongs to someone else.", message: "No $ has the ID {id}" },
    Failure { name: "id_missing", kind: "invalid_request_error", status: 400, param: Some("id"), args: &[],
        description: "The path has no ID of a $.", message: "Say the ID of the $" },
    Failure { name: "body_unreadable", kind: "invalid_request_error", status: 400, param: None, args: &[],
        description: "The body of the request is no JSON of a $.", message: "The body is no $ in JSON" },
    Failure { name: "already_exists", kind: "conflict_error", status: 409, param: Some("name"), args: &[Arg::Text("name")],
        description: "Names are unique: rename the other $ first.", message: "There is a $ named {name} already" },
    Failure { name: "name_missing", kind: "validation_error", status: 422, param: Some("name"), args: &[],
        description: "Each $ must have a name.", message: "Give the $ a name" },
    Failure { name: "token_missing", kind: "authentication_error", status: 401, param: None, args: &[],
        description: "The request for the $ has no token in its header `Authorization`.", message: "Send a token to see the $" },
    Failure { name: "limit_reached", kind: "validation_error", status: 422, param: None, args: &[Arg::Number("max")],
        description: "The plan does not allow for another $.", message: "The plan has room for at most one $ in {max}" },
    Failure { name: "token_expired", kind: "authentication_error", status: 401, param: None, args: &[],
        description: "The token for the $ was valid once: get a new one.", message: "The token for the $ has expired" },
    Failure { name: "token_revoked", kind: "authentication_error", status: 401, param: None, args: &[],
        description: "Someone has revoked the token for the $.", message: "The token for the $ was revoked" },
    Failure { name: "field_too_long", kind: "validation_error", status: 422, param: None, args: &[Arg::Word("field"), Arg::Number("max")],
        description: "A member of the $ is longer than allowed.", message: "The {field} of a $ has at most {max} characters" },
    Failure { name: "access_denied", kind: "permission_error", status: 403, param: None, args: &[],
        description: "The token is for other things than a $.", message: "The token does not allow to see the $" },
    Failure { name: "read_only", kind: "permission_error", status: 403, param: None, args: &[],
        description: "The token can read a $, and no more.", message: "The token does not allow to change the $" },
    Failure { name: "field_invalid", kind: "validation_error", status: 422, param: None, args: &[Arg::Text("value"), Arg::Word("field")],
        description: "A member of the $ has a value that it cannot have.", message: "{value} cannot be the {field} of a $" },
    Failure { name: "owner_required", kind: "permission_error", status: 403, param: None, args: &[],
        description: "Nobody but the owner can do this to a $.", message: "Only its owner can do this to a $" },
    Failure { name: "gone", kind: "not_found_error", status: 410, param: Some("id"), args: &[],
        description: "There was a $ with this ID.", message: "The $ was deleted" },
    Failure { name: "state_conflict", kind: "conflict_error", status: 409, param: Some("id"), args: &[Arg::Text("id"), Arg::Word("state")],
        description: "Not every $ can be changed this way: look at its state.", message: "The $ {id} is {state}" },
    Failure { name: "parent_missing", kind: "not_found_error", status: 404, param: Some("parent"), args: &[],
        description: "What the $ should belong to is not there.", message: "The parent of the $ is not there" },
    Failure { name: "locked", kind: "conflict_error", status: 423, param: None, args: &[],
        description: "Another request is changing the $: try again.", message: "The $ is being changed" },
    Failure { name: "version_mismatch", kind: "conflict_error", status: 412, param: None, args: &[Arg::Text("id"), Arg::Number("version")],
        description: "Someone else was faster: read the $ again.", message: "The $ {id} has changed since version {version}" },
    Failure { name: "being_deleted", kind: "conflict_error", status: 409, param: None, args: &[],
        description: "The $ will be gone in a moment.", message: "The $ is being deleted" },
    Failure { name: "currency_mismatch", kind: "validation_error", status: 422, param: Some("currency"), args: &[],
        description: "The currency is not that of the $.", message: "The $ has another currency" },
    Failure { name: "rate_limited", kind: "rate_limit_error", status: 429, param: None, args: &[Arg::Number("max")],
        description: "Each $ can be changed so many times a minute.", message: "At most {max} requests a minute can change a $" },
    Failure { name: "upstream_failed", kind: "api_error", status: 502, param: None, args: &[],
        description: "The provider of the $ did not answer.", message: "The provider of the $ did not answer" },
    Failure { name: "storage_unavailable", kind: "api_error", status: 503, param: None, args: &[],
        description: "The storage of the $ is not available: try again later.", message: "The $ is not available at the moment" },
];

/// How many different codes there are.
const ALL: usize = QUALIFIERS.len() * THINGS.len() * FAILURES.len();

/// So many codes, behind so many others. They are all different, and in no order.
pub fn codes(skipped: usize, count: usize) -> Vec<Code> {
    assert!(skipped + count <= ALL, "there are {ALL} codes");
    (skipped..skipped + count)
        .map(|number| code(number * 7919 % ALL))
        .collect()
}

fn code(number: usize) -> Code {
    let failure = &FAILURES[number % FAILURES.len()];
    let thing = THINGS[number / FAILURES.len() % THINGS.len()];
    let qualifier = QUALIFIERS[number / FAILURES.len() / THINGS.len()];
    let name = format!("{qualifier}_{thing}_{}", failure.name);
    let sort = format!("{qualifier} {thing}");
    Code {
        variant: name.to_upper_camel_case(),
        name,
        failure,
        description: failure.description.replace('$', &sort),
        message: failure.message.replace('$', &sort),
    }
}

/// The catalog of errcat.
pub fn catalog(codes: &[Code]) -> String {
    let mut text = "version: 1\n\
        envelope:\n  media_type: application/json\n  body:\n    error:\n      type: {is: type}\n      \
        code: {is: code}\n      message: {is: message}\n      param: {is: param, optional: true}\n    \
        request_id: {is: request_id}\ntypes:\n"
        .to_owned();
    for (name, status, description) in TYPES {
        let _ = writeln!(
            text,
            "  {name}: {{status: {status}, description: {description:?}}}"
        );
    }
    text += "codes:\n";
    for Code {
        name,
        failure,
        description,
        message,
        ..
    } in codes
    {
        let Failure {
            kind,
            status,
            param,
            args,
            ..
        } = failure;
        let _ = writeln!(
            text,
            "  {name}:\n    type: {kind}\n    status: {status}\n    description: {description:?}\n    message: {message:?}"
        );
        if let Some(param) = param {
            let _ = writeln!(text, "    param: {param}");
        }
        if *status == 401 {
            text += "    headers: {WWW-Authenticate: Bearer}\n";
        }
        if !args.is_empty() {
            text += "    args:\n";
        }
        for arg in *args {
            let kind = match arg {
                Arg::Text(_) | Arg::Word(_) => "{type: string, example: some}",
                Arg::Number(_) => "{type: integer, example: 9}",
            };
            let _ = writeln!(text, "      {}: {kind}", arg.name());
        }
    }
    text
}

/// Operations of a catalog: one for five codes, each with twenty codes from all over the catalog.
pub fn operations(codes: &[Code]) -> String {
    let mut text = "operations:\n".to_owned();
    for operation in 0..codes.len() / 5 {
        let _ = write!(text, "  GET /things{operation}: [");
        let mut listed: Vec<usize> = (0..20)
            .map(|at| (operation * 37 + at * 53) % codes.len())
            .collect();
        listed.sort_unstable();
        listed.dedup();
        for at in listed {
            let _ = write!(text, "{}, ", codes[at].name);
        }
        text += "]\n";
    }
    text
}
