//! Names on the wire, and the Rust names that are derived from them.

use heck::{ToSnakeCase, ToUpperCamelCase};
use serde::Serialize;

/// The name of a code: what goes over the wire, and what stands for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CodeName {
    #[serde(rename = "code")]
    wire: String,
    variant: String,
    function: String,
}

/// The name of a type: what goes over the wire, and what stands for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct TypeName {
    #[serde(rename = "type")]
    wire: String,
    variant: String,
}

/// The name of an operation or of a set of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupName {
    wire: String,
    variant: String,
}

/// Why a name has no Rust name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameError {
    /// The casing gives this, which is no identifier.
    NotAnIdentifier(String),
    /// The casing gives this word of the language.
    Keyword(String),
    /// The casing gives a function that `ApiError` has already.
    Reserved(String),
}

/// The functions and methods that the generated `ApiError` has besides its constructors, and those whose names mean a
/// trait's method to a reader and to clippy.
const RESERVED: &[&str] = &[
    "add",
    "already_logged",
    "answer",
    "answered",
    "api_error",
    "args",
    "as_error",
    "as_mut",
    "as_ref",
    "as_response",
    "bitand",
    "bitor",
    "bitxor",
    "body",
    "borrow",
    "borrow_mut",
    "clone",
    "cmp",
    "code",
    "default",
    "deref",
    "deref_mut",
    "description",
    "details_mut",
    "div",
    "doc_url",
    "drop",
    "eq",
    "error_response",
    "error_type",
    "errors",
    "fmt",
    "from",
    "from_iter",
    "from_str",
    "hash",
    "header",
    "headers",
    "index",
    "index_mut",
    "instance",
    "into",
    "into_iter",
    "into_response",
    "is_retryable",
    "log",
    "message",
    "mul",
    "neg",
    "new",
    "next",
    "not",
    "noted",
    "number",
    "of_status",
    "own_headers",
    "param",
    "partial_cmp",
    "refuse",
    "rem",
    "render",
    "request_id",
    "respond_to",
    "responses",
    "retry_after",
    "retryable",
    "sent_headers",
    "sent_id",
    "serialize",
    "shl",
    "shr",
    "source",
    "status",
    "status_code",
    "sub",
    "timestamp",
    "title",
    "to_body",
    "to_owned",
    "to_string",
    "try_from",
    "try_into",
    "with_args",
    "with_error",
    "with_errors",
    "with_header",
    "with_instance",
    "with_message",
    "with_param",
    "with_request_id",
    "with_retry_after",
    "with_source",
    "with_timestamp",
];

impl CodeName {
    /// The names of a code; `name`, where the catalog has one, is what the Rust names are made of.
    pub(crate) fn new(wire: &str, name: Option<&str>) -> Result<Self, NameError> {
        let from = name.unwrap_or(wire);
        let variant = identifier(from.to_upper_camel_case())?;
        let function = identifier(from.to_snake_case())?;
        if RESERVED.contains(&function.as_str()) {
            return Err(NameError::Reserved(function));
        }
        Ok(Self {
            wire: wire.to_owned(),
            variant,
            function,
        })
    }

    /// `email_taken`: what goes over the wire.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `EmailTaken`: the variant of `ErrorCode`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }

    /// `email_taken`: the constructor of `ApiError`.
    pub(crate) fn function(&self) -> &str {
        &self.function
    }
}

impl TypeName {
    /// The names of a type; `name`, where the catalog has one, is what the Rust name is made of.
    pub(crate) fn new(wire: &str, name: Option<&str>) -> Result<Self, NameError> {
        let variant = identifier(name.unwrap_or(wire).to_upper_camel_case())?;
        Ok(Self {
            wire: wire.to_owned(),
            variant,
        })
    }

    /// `conflict_error`: what goes over the wire.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `ConflictError`: the variant of `ErrorType`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}

impl GroupName {
    /// The names of what is called `name`.
    pub(crate) fn new(name: &str) -> Result<Self, NameError> {
        Ok(Self {
            wire: name.to_owned(),
            variant: identifier(name.to_upper_camel_case())?,
        })
    }

    /// `get_store`: as the catalog has it.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `GetStore`: the type that stands for it.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}

/// The parameter that an argument of a message is in Rust.
pub(crate) fn argument_name(name: &str) -> Result<String, NameError> {
    identifier(name.to_snake_case())
}

fn identifier(name: String) -> Result<String, NameError> {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    if !starts || !chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(NameError::NotAnIdentifier(name));
    }
    // No keyword has more than eight letters.
    let is_keyword = name.len() <= 8 && syn::parse_str::<syn::Ident>(&name).is_err();
    // One of edition 2024, which syn does not count.
    if is_keyword || name == "gen" {
        return Err(NameError::Keyword(name));
    }
    Ok(name)
}
