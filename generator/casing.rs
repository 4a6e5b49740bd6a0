//! Converts names in the catalog to Rust names, and lists the names that are reserved.

use heck::{ToSnakeCase, ToUpperCamelCase};

/// Why a name has no valid Rust form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NameError {
    /// The Rust form, which is not an identifier.
    NotAnIdentifier(String),
    /// The Rust form, which is a keyword.
    Keyword(String),
    /// The Rust form, which is already a function of `ApiError`.
    Reserved(String),
}

/// The functions and methods that the generated `ApiError` has besides its constructors, and names that readers and
/// clippy expect to be trait methods.
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
    "by_name",
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
    "event",
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
    "into_parts",
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
    "of_code",
    "of_invalid_body",
    "of_invalid_parameter",
    "of_malformed_body",
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
    "sent_as",
    "sent_headers",
    "sent_id",
    "serialize",
    "shl",
    "shr",
    "source",
    "status",
    "status_code",
    "statuses",
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
    "with_some_args",
    "with_source",
    "with_status",
    "with_timestamp",
];

/// The enum variant or the type for a name, such as `EmailTaken`.
pub(crate) fn variant(name: &str) -> Result<String, NameError> {
    identifier(upper_camel(name))
}

/// The constructor of `ApiError` for a name, such as `email_taken`.
pub(crate) fn function(name: &str) -> Result<String, NameError> {
    let function = identifier(snake(name))?;
    if RESERVED.contains(&function.as_str()) {
        return Err(NameError::Reserved(function));
    }
    Ok(function)
}

/// The methods that the generated `ErrorCode` has besides those for fields, and that `ApiError` does not have.
const RESERVED_OF_CODES: &[&str] = &[
    "as_str",
    "find",
    "level",
    "name",
    "of",
    "resolution",
    "row",
    "type_title",
    "variant",
];

/// The method of `ErrorCode` for a field of the team's own.
pub(crate) fn field(name: &str) -> Result<String, NameError> {
    let function = identifier(snake(name))?;
    if RESERVED.contains(&&*function) || RESERVED_OF_CODES.contains(&&*function) {
        return Err(NameError::Reserved(function));
    }
    Ok(function)
}

/// The parameter of a constructor for an argument of a message.
pub(crate) fn parameter(name: &str) -> Result<String, NameError> {
    identifier(snake(name))
}

/// Whether a name is in snake case already: lower-case words of ASCII, one underscore between two. Nearly all are.
fn is_snake(name: &str) -> bool {
    let is_word = |c: u8| c.is_ascii_lowercase() || c.is_ascii_digit();
    let mut before = b'_';
    for c in name.bytes() {
        if !(is_word(c) || (c == b'_' && before != b'_')) {
            return false;
        }
        before = c;
    }
    before != b'_'
}

fn snake(name: &str) -> String {
    if is_snake(name) {
        name.to_owned()
    } else {
        name.to_snake_case()
    }
}

fn upper_camel(name: &str) -> String {
    if !is_snake(name) {
        return name.to_upper_camel_case();
    }
    let mut made = String::with_capacity(name.len());
    let mut is_start = true;
    for c in name.chars() {
        if c == '_' {
            is_start = true;
        } else {
            made.push(if is_start { c.to_ascii_uppercase() } else { c });
            is_start = false;
        }
    }
    made
}

fn identifier(name: String) -> Result<String, NameError> {
    let mut chars = name.chars();
    let starts = chars.next().is_some_and(|c| c.is_ascii_alphabetic());
    if !starts || !chars.all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err(NameError::NotAnIdentifier(name));
    }
    // No keyword has more than eight letters.
    let is_keyword = name.len() <= 8 && syn::parse_str::<syn::Ident>(&name).is_err();
    // A keyword since edition 2024, but not in syn.
    if is_keyword || name == "gen" {
        return Err(NameError::Keyword(name));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use heck::{ToSnakeCase, ToUpperCamelCase};

    /// Every text of up to six of these characters.
    #[test]
    fn the_short_way_is_that_of_heck() {
        let pieces = ["a", "b", "7", "_", "A", "-"];
        for length in 0..=6 {
            for number in 0..6_usize.pow(length) {
                let digits = (0..length).map(|place| number / 6_usize.pow(place) % 6);
                let name: String = digits.map(|digit| pieces[digit]).collect();
                assert_eq!(super::snake(&name), name.to_snake_case(), "{name}");
                assert_eq!(
                    super::upper_camel(&name),
                    name.to_upper_camel_case(),
                    "{name}"
                );
            }
        }
    }
}
