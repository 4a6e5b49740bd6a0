//! Changes of the values that a code has on the wire.

use super::Severity::{Breaking, Fix};
use super::{At, Change, ChangeKind, Comparison, code_path, shown};
use crate::diagnostic::{Path, quote};
use crate::export::Code;

pub(super) const KINDS: &[&ChangeKind] = &[
    &TYPE_CHANGED,
    &NUMBER_CHANGED,
    &MESSAGE_CHANGED,
    &TITLE_CHANGED,
    &PARAM_CHANGED,
    &FIELD_VALUE_CHANGED,
    &DOC_URL_CHANGED,
];

/// A catalog with one code.
const ONE: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n";

static TYPE_CHANGED: ChangeKind = ChangeKind {
    name: "type-changed",
    clients: Breaking,
    rust: Fix,
    what: "A code has another type.",
    why: "A client that acts on the type acts otherwise. It is a fix where the envelope has no type.",
    old: "version: 1\ntypes: {a: {description: One., status: 410}, b: {description: Two.}}\ncodes:\n  gone: {type: a, description: It is gone.}\n  other: {type: b, status: 400, description: Other.}\n",
    new: "version: 1\ntypes: {a: {description: One., status: 410}, b: {description: Two.}}\ncodes:\n  gone: {type: b, status: 410, description: It is gone.}\n  other: {type: b, status: 400, description: Other.}\n",
    other: "version: 1\ntypes: {a: {description: Uno., status: 410}, b: {description: Two.}}\ncodes:\n  gone: {type: a, description: It is gone.}\n  other: {type: b, status: 400, description: Other.}\n",
};

static NUMBER_CHANGED: ChangeKind = ChangeKind {
    name: "number-changed",
    clients: Breaking,
    rust: Fix,
    what: "A code has another number, or none any more.",
    why: "A client that compares the number no longer knows the error. It is a fix where the envelope has no number.",
    old: "version: 1\nenvelope: {body: {code: {is: code}, number: {is: number, optional: true}}}\ncodes:\n  gone: {status: 410, number: 1, description: It is gone.}\n",
    new: "version: 1\nenvelope: {body: {code: {is: code}, number: {is: number, optional: true}}}\ncodes:\n  gone: {status: 410, number: 2, description: It is gone.}\n",
    other: "version: 1\nenvelope: {body: {code: {is: code}, number: {is: number, optional: true}}}\ncodes:\n  gone: {status: 410, number: 1, description: It went.}\n",
};

static MESSAGE_CHANGED: ChangeKind = ChangeKind {
    name: "message-changed",
    clients: Fix,
    rust: Fix,
    what: "A code has another message.",
    why: "A message is written for people, and programs do not read it.",
    old: ONE,
    new: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone., message: It went away}\n",
    other: "version: 1\ncodes:\n  gone: {status: 410, description: It went away., message: It is gone.}\n",
};

static TITLE_CHANGED: ChangeKind = ChangeKind {
    name: "title-changed",
    clients: Fix,
    rust: Fix,
    what: "A code has another title, and the envelope sends titles.",
    why: "A title is written for people, and programs do not read it.",
    old: "version: 1\nenvelope: {body: {code: {is: code}, title: {is: title}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    new: "version: 1\nenvelope: {body: {code: {is: code}, title: {is: title}}}\ncodes:\n  gone: {status: 410, title: Not here, description: It is gone.}\n",
    other: "version: 1\nenvelope: {body: {code: {is: code}, title: {is: title}}}\ncodes:\n  gone: {status: 410, title: Gone, description: It is gone.}\n",
};

static PARAM_CHANGED: ChangeKind = ChangeKind {
    name: "param-changed",
    clients: Breaking,
    rust: Fix,
    what: "A code is about another parameter, or about none any more.",
    why: "A client marks the parameter that a response names. It is a fix where the envelope names none.",
    old: "version: 1\ncodes:\n  gone: {status: 410, param: id, description: It is gone.}\n",
    new: "version: 1\ncodes:\n  gone: {status: 410, param: item_id, description: It is gone.}\n",
    other: "version: 1\ncodes:\n  gone: {status: 410, param: id, description: It went.}\n",
};

static FIELD_VALUE_CHANGED: ChangeKind = ChangeKind {
    name: "field-value-changed",
    clients: Fix,
    rust: Fix,
    what: "A code has another value of a field that the catalog declares.",
    why: "Programs read the value that is there.",
    old: "version: 1\nfields: {owner: {type: string}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {owner: a}}\n",
    new: "version: 1\nfields: {owner: {type: string}}\ncodes:\n  gone: {status: 410, description: It is gone., fields: {owner: b}}\n",
    other: "version: 1\nfields: {owner: {type: string, default: a}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static DOC_URL_CHANGED: ChangeKind = ChangeKind {
    name: "doc-url-changed",
    clients: Fix,
    rust: Fix,
    what: "The documentation of codes has another URL.",
    why: "Clients show the URL that a response has. Keep a redirect at the old one.",
    old: "version: 1\napi: {docs_url: \"https://example.com/a#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    new: "version: 1\napi: {docs_url: \"https://example.com/b#{code}\"}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    other: "version: 1\napi: {docs_url: \"https://example.com/a#{code}\"}\ncodes:\n  gone: {status: 410, description: It went., message: It is gone.}\n",
};

pub(super) fn compare(comparison: &mut Comparison, old: &Code, new: &Code, is_api: bool) {
    let name = &new.key;
    let path = code_path(new);
    let at = |member: &str| At::New(path.key(member));
    if old.kind != new.kind {
        let message = format!(
            "{} has the type {} instead of {}",
            quote(name),
            shown(new.kind.as_ref()),
            shown(old.kind.as_ref())
        );
        let is_sent = comparison.sends("type");
        let values = (old.kind.clone(), new.kind.clone());
        comparison
            .push(Change::new(&TYPE_CHANGED, at("type"), name, values, message).if_sent(is_sent));
    }
    if old.number != new.number {
        let message = format!(
            "{} has the number {} instead of {}",
            quote(name),
            shown(new.number),
            shown(old.number)
        );
        let is_sent = comparison.sends("number") && old.number.is_some();
        let values = (old.number, new.number);
        comparison.push(
            Change::new(&NUMBER_CHANGED, at("number"), name, values, message).if_sent(is_sent),
        );
    }
    if old.message != new.message {
        let message = format!(
            "{} has the message {} instead of {}",
            quote(name),
            quote(&new.message),
            quote(&old.message)
        );
        let values = (&*old.message, &*new.message);
        comparison.push(Change::new(
            &MESSAGE_CHANGED,
            at("message"),
            name,
            values,
            message,
        ));
    }
    if old.title != new.title && comparison.always_sends("title") {
        let message = format!(
            "{} has the title {} instead of {}",
            quote(name),
            quote(&new.title),
            quote(&old.title)
        );
        let values = (&*old.title, &*new.title);
        comparison.push(Change::new(
            &TITLE_CHANGED,
            at("title"),
            name,
            values,
            message,
        ));
    }
    if old.param != new.param {
        let message = format!(
            "{} is about the parameter {} instead of {}",
            quote(name),
            shown(new.param.as_ref()),
            shown(old.param.as_ref())
        );
        let is_sent = comparison.sends("param") && old.param.is_some();
        let values = (old.param.clone(), new.param.clone());
        comparison
            .push(Change::new(&PARAM_CHANGED, at("param"), name, values, message).if_sent(is_sent));
    }
    if old.doc_url != new.doc_url && !is_api {
        let message = format!(
            "{} is documented at {}",
            quote(name),
            shown(new.doc_url.as_ref())
        );
        let values = (old.doc_url.clone(), new.doc_url.clone());
        comparison.push(Change::new(
            &DOC_URL_CHANGED,
            at("doc_url"),
            name,
            values,
            message,
        ));
    }
    for (field, value) in &new.fields {
        if let Some(before) = old.fields.get(field).filter(|before| *before != value) {
            let message = format!(
                "the field {} of {} is {value} instead of {before}",
                quote(field),
                quote(name)
            );
            let at = At::New(path.key("fields").key(field));
            let values = (before.clone(), value.clone());
            comparison.push(Change::new(&FIELD_VALUE_CHANGED, at, name, values, message));
        }
    }
}

/// Reports the documentation of all codes at another URL. Returns whether it is.
pub(super) fn compare_docs_url(comparison: &mut Comparison) -> bool {
    let (old, new) = (comparison.old, comparison.new);
    let is_api = old.api.docs_url != new.api.docs_url;
    if is_api {
        let urls = (old.api.docs_url.clone(), new.api.docs_url.clone());
        let message = format!(
            "the documentation is at {}, and was at {}",
            shown(urls.1.as_ref()),
            shown(urls.0.as_ref())
        );
        let at = At::New(Path::root().key("api").key("docs_url"));
        comparison.push(Change::new(&DOC_URL_CHANGED, at, "api", urls, message));
    }
    is_api
}
