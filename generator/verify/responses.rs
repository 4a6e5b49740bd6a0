//! Compares responses that a server sent with the catalog, one after the other: nothing is kept of a response but what is wrong.

use std::collections::HashMap;

use super::body::Comparison;
use super::example::codes_in;
use super::faults::{Fault, Faults};
use super::findings::Disagreement;
use super::known::KnownCodes;
use super::routes::Routes;
use super::rules::{
    CODE_NOT_IN_CATALOG, EXAMPLE_LACKS_MEMBER, EXAMPLE_UNKNOWN_MEMBER, EXAMPLE_WRONG_TYPE,
};
use super::value::is_json;
use crate::catalog::{Arg, Catalog, Code, Meaning, Occasion, RetryAfter, Status, Step};
use crate::diagnostic::{Path, quote};
use crate::yaml::{self, Node};

/// A response, and the request that it answers.
pub(crate) struct Response<'r> {
    pub(crate) method: &'r str,
    pub(crate) path: &'r str,
    pub(crate) status: u16,
    pub(crate) headers: &'r [(std::borrow::Cow<'r, str>, std::borrow::Cow<'r, str>)],
    pub(crate) body: SentBody<'r>,
}

/// The body of a response.
pub(crate) enum SentBody<'r> {
    Json(&'r Node<'r>),
    Text(&'r str),
    None,
}

/// What was found in the responses so far.
pub(crate) struct Responses<'c> {
    known: KnownCodes<'c>,
    routes: Routes<'c>,
    /// How often each code was sent, by its place in the catalog.
    counts: HashMap<&'c str, u64>,
    pub(crate) faults: Faults,
    pub(crate) all: u64,
    pub(crate) errors: u64,
}

impl<'c> Responses<'c> {
    pub(crate) fn new(catalog: &'c Catalog) -> Self {
        Self {
            known: KnownCodes::new(catalog),
            routes: Routes::new(catalog),
            counts: HashMap::new(),
            faults: Faults::default(),
            all: 0,
            errors: 0,
        }
    }

    /// The codes that were sent and how often, in the order of the catalog.
    pub(crate) fn counts(&self) -> impl Iterator<Item = (&'c str, u64)> {
        let codes = self.known.catalog.codes.iter();
        codes.filter_map(|code| {
            let name = code.name.key();
            Some((name, *self.counts.get(name)?))
        })
    }

    /// Adds a line that is not a response.
    pub(crate) fn unreadable(&mut self, why: &str) {
        self.all += 1;
        let fault = (Fault::NotAResponse, why.to_owned());
        self.faults.add(fault, None, self.all, "");
    }

    /// Returns whether a body states that it is an error, whatever the status is.
    fn states_error(&self, response: &Response) -> bool {
        let wire = &self.known.catalog.wire;
        let states = |body: &Node| {
            wire.tells().all(|(member, value)| {
                let found = member.path.iter().try_fold(body, |node, step| match step {
                    Step::Member(name) => node.get(name),
                    Step::Item(_) | Step::Element | Step::Param => None,
                });
                found.is_some_and(|found| is_json(found, value))
            })
        };
        wire.tells().next().is_some()
            && match response.body {
                SentBody::Json(body) => states(body),
                SentBody::Text(text) => yaml::parse_json(text).is_some_and(|body| states(&body)),
                SentBody::None => false,
            }
    }

    /// Compares a response with the catalog.
    pub(crate) fn check(&mut self, response: &Response) {
        self.all += 1;
        if response.status < 400 && !self.states_error(response) {
            return;
        }
        self.errors += 1;
        let wanted = self.known.catalog.wire.media_type.as_str();
        let media_type = header(response, "content-type");
        if let Some(found) = media_type.filter(|found| !is_media_type(found, wanted)) {
            let message = format!(
                "the media type is {}, and not {}",
                quote(found),
                quote(wanted)
            );
            self.fault_of(Fault::MediaType, message, None, response);
        }
        let parsed;
        let body = match response.body {
            SentBody::Json(body) => body,
            SentBody::Text(text) => match yaml::parse_json(text) {
                Some(body) => {
                    parsed = body;
                    &parsed
                }
                None => {
                    return self.fault_of(
                        Fault::Body,
                        "the body is not JSON".to_owned(),
                        None,
                        response,
                    );
                }
            },
            // The answer to HEAD has none.
            SentBody::None if response.method.eq_ignore_ascii_case("HEAD") => return,
            SentBody::None => {
                return self.fault_of(Fault::Body, "there is no body".to_owned(), None, response);
            }
        };
        let mut codes = Vec::new();
        let wire = &self.known.catalog.wire;
        codes_in(wire, wire.body(), body, &Path::root(), None, &mut codes);
        let own = codes.iter().find(|code| code.element.is_none());
        let own = own.or_else(|| codes.first().filter(|_| !self.known.has_own_code()));
        let code = match own {
            Some(raw) => {
                let candidates = self.known.codes(&raw.text);
                if candidates.is_empty() {
                    let help = self.help_for(&raw.text);
                    let message = format!("no code is called {}", quote(&raw.text));
                    return self.fault_of(Fault::UnknownCode, message, help, response);
                }
                self.best(candidates, response.status, body)
            }
            None => None,
        };
        if let Some(code) = code {
            *self.counts.entry(code.name.key()).or_default() += 1;
            self.of_code(code, response);
        }
        let unknown = codes.iter().filter(|code| code.element.is_some());
        let unknown = unknown.filter(|code| self.known.codes(&code.text).is_empty());
        let unknown: Vec<String> = unknown.map(|code| code.text.to_string()).collect();
        for name in unknown {
            let message = format!("no code is called {}, which is in a list", quote(&name));
            self.fault_of(Fault::UnknownCode, message, self.help_for(&name), response);
        }
        if let Some(missing) = code.and_then(|code| self.missing_args(code, body)) {
            self.fault_of(Fault::MissingMember, missing, None, response);
        }
        self.members(body, code, response);
    }

    /// Tells that an error lacks all of its arguments: the member is only optional for codes that have none.
    fn missing_args(&self, code: &Code, body: &Node) -> Option<String> {
        let wire = &self.known.catalog.wire;
        let member = wire
            .find(Meaning::Args)
            .filter(|member| member.is_named())?;
        let is_always =
            |arg: &&Arg| arg.is_sent() && !arg.optional && !wire.placed_args.contains(&arg.name);
        let arg = code.args.iter().find(is_always)?;
        let mut there = Some(body);
        for step in &member.path {
            let Step::Member(name) = step else {
                return None;
            };
            there = there.and_then(|node| node.get(name));
        }
        let name = quote(code.name.key());
        there
            .is_none()
            .then(|| format!("{name} lacks its arguments, such as {}", quote(&arg.name)))
    }

    /// Of several codes that are sent alike, the one that fits best.
    fn best(&self, candidates: &[&'c Code], status: u16, body: &Node) -> Option<&'c Code> {
        if let [one] = candidates {
            return Some(one);
        }
        let status = Status::new(i128::from(status));
        let codes = candidates.iter().copied();
        codes.min_by_key(|code| {
            let is_listed = status.is_some_and(|status| code.statuses.contains(&status));
            (!is_listed, self.compared(body, Some(code)).len())
        })
    }

    /// What is wrong with the members of a body.
    fn compared(&self, body: &Node, code: Option<&'c Code>) -> Vec<Disagreement> {
        let of_element = |node: &Node| self.known.code_of_element(node);
        let mut comparison = Comparison {
            wire: &self.known.catalog.wire,
            what: "the response",
            found: Vec::new(),
            of_element: Some(&of_element),
        };
        comparison.body(body, &Path::root(), code);
        comparison.found
    }

    /// Compares what a code has with a response that it identifies.
    fn of_code(&mut self, code: &'c Code, response: &Response) {
        let name = quote(code.name.key());
        let status = Status::new(i128::from(response.status));
        let is_listed = status.is_some_and(|status| code.statuses.contains(&status));
        if !is_listed && !self.is_default(code, status) {
            let own: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
            let message = if own.is_empty() {
                format!("{name} is a response, and not in the list of another error")
            } else {
                format!(
                    "{name} has the status {}, and not {}",
                    response.status,
                    own.join(" or ")
                )
            };
            self.fault_of(Fault::Status, message, None, response);
        }
        let wait = code.retry_after.map(|_: RetryAfter| "Retry-After");
        let wanted = code
            .headers
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(wait);
        let missing: Vec<&str> = wanted
            .filter(|wanted| header(response, wanted).is_none())
            .collect();
        for wanted in missing {
            let message = format!("{name} has no header `{wanted}`");
            self.fault_of(Fault::MissingHeader, message, None, response);
        }
        let operation = self.routes.find(response.method, response.path);
        let is_default = self.is_default(code, None);
        if let Some(operation) = operation.filter(|_| !is_default) {
            let mut returned = operation.returns.codes(self.known.catalog);
            if !returned.any(|returned| std::ptr::eq(returned, code)) {
                let message = format!(
                    "{} returns {name}, which it does not list",
                    quote(&operation.endpoint.to_string())
                );
                let help = "add the code to the operation, or return another one".to_owned();
                self.fault_of(Fault::UnlistedCode, message, Some(help), response);
            }
        }
    }

    /// Whether the framework may answer with a code by itself: with this status, or at all.
    fn is_default(&self, code: &Code, status: Option<Status>) -> bool {
        let defaults = self.known.catalog.default_codes();
        let mut own = defaults.filter(|default| default.code == code.name);
        own.any(|default| match (default.occasion, status) {
            (_, None) => true,
            (Occasion::Status(own), Some(status)) => own == status,
            (Occasion::ServerError, Some(status)) => status.is_server_error(),
            (_, Some(status)) => !status.is_server_error(),
        })
    }

    fn members(&mut self, body: &Node, code: Option<&'c Code>, response: &Response) {
        for found in self.compared(body, code) {
            let diagnostic = found.into_diagnostic();
            let rule = diagnostic.rule.name;
            let fault = if rule == EXAMPLE_LACKS_MEMBER.name {
                Fault::MissingMember
            } else if rule == EXAMPLE_UNKNOWN_MEMBER.name {
                Fault::ExtraMember
            } else if rule == EXAMPLE_WRONG_TYPE.name {
                Fault::WrongType
            } else if rule == CODE_NOT_IN_CATALOG.name {
                Fault::UnknownCode
            } else {
                Fault::WrongValue
            };
            let at = diagnostic
                .place
                .path()
                .map(ToString::to_string)
                .unwrap_or_default();
            let message = if at.is_empty() {
                diagnostic.message
            } else {
                format!("{}: {}", quote(&at), diagnostic.message)
            };
            self.fault_of(fault, message, None, response);
        }
    }

    fn help_for(&self, code: &str) -> Option<String> {
        let mut retired = self.known.catalog.retired.iter();
        let retired = retired.find(|retired| retired.code == code);
        retired.map(|retired| retired.deprecation.remedy())
    }

    fn fault_of(
        &mut self,
        fault: Fault,
        message: String,
        help: Option<String>,
        response: &Response,
    ) {
        let path = response.path.split('?').next().unwrap_or_default();
        let request = format!("{} {}", response.method, quote(path).trim_matches('`'));
        self.faults.add((fault, message), help, self.all, &request);
    }
}

fn header<'r>(response: &'r Response, wanted: &str) -> Option<&'r str> {
    let mut headers = response.headers.iter();
    let found = headers.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
    found.map(|(_, value)| value.as_ref())
}

/// Whether a header names a media type, whatever its parameters are.
fn is_media_type(header: &str, wanted: &str) -> bool {
    let essence = |text: &str| {
        text.split(';')
            .next()
            .unwrap_or_default()
            .trim()
            .to_ascii_lowercase()
    };
    essence(header) == essence(wanted)
}

#[cfg(test)]
mod tests {
    use super::is_media_type;

    #[test]
    fn a_media_type_has_parameters() {
        assert!(is_media_type(
            "Application/JSON; charset=utf-8",
            "application/json"
        ));
        assert!(!is_media_type("text/html", "application/json"));
    }
}
