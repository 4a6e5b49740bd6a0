//! The errors of a handler in the OpenAPI document that a crate makes of the application.

use serde::de::DeserializeOwned;

/// A piece of OpenAPI, in a crate's own type.
fn read<T: DeserializeOwned>(json: &str) -> T {
    ::serde_json::from_str(json).unwrap_or_else(|error| unreachable!("generated: {error}"))
}
//@ if utoipa

/// The same, of a value.
fn from_value<T: DeserializeOwned>(json: ::serde_json::Value) -> T {
    ::serde_json::from_value(json).unwrap_or_else(|error| unreachable!("generated: {error}"))
}
//@ end

/// A response of OpenAPI: its status, its JSON, and the names and the JSON of its examples.
type Documented<E> = (u16, &'static str, E);

/// The responses that codes have.
fn documented(
    codes: &'static [ErrorCode],
) -> impl Iterator<Item = Documented<impl Iterator<Item = (&'static str, &'static str)>>> {
    fn has_status(code: ErrorCode, status: u16) -> bool {
        //@ if only_listed
        if code.is_only_listed() {
            return false;
        }
        //@ end
        //@ if statuses
        let statuses = code.statuses();
        //@ end
        //@ if no statuses
        let statuses = [code.status()];
        //@ end
        statuses.contains(&status)
    }

    let has = move |status: u16| codes.iter().any(|code| has_status(*code, status));
    let responses = RESPONSES.iter().filter(move |(status, _)| has(*status));
    responses.map(move |&(status, json)| {
        let of_status = move |code: ErrorCode| has_status(code, status) && codes.contains(&code);
        let examples = EXAMPLES.iter().filter(move |(code, ..)| of_status(*code));
        (status, json, examples.map(|&(_, name, json)| (name, json)))
    })
}
