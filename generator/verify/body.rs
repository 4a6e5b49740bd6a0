//! Compares the body of an example, member by member, with the body that the server sends.

use super::findings::Disagreement;
use super::rules::{
    EXAMPLE_LACKS_MEMBER, EXAMPLE_UNKNOWN_MEMBER, EXAMPLE_VALUE, EXAMPLE_WRONG_TYPE,
};
use super::value::{Wrong, fits, integer, is_json, of_null};
use crate::catalog::{
    Arg, ArgKind, Code, Errors, Form, Held, ItemKind, JsonValue, ListLayout, Member, Object, Wire,
};
use crate::diagnostic::{Diagnostic, Path, quote, suggestion};
use crate::yaml::Node;

/// A function that returns the code of a list element.
pub(super) type OfElement<'f, 'c> = dyn Fn(&Node) -> Option<&'c Code> + 'f;

/// A comparison of bodies with the envelope and with their codes.
pub(super) struct Comparison<'f, 'c> {
    pub(super) wire: &'c Wire,
    /// What is compared, in messages: `the example`.
    pub(super) what: &'static str,
    pub(super) found: Vec<Disagreement>,
    /// `None` skips the elements of lists.
    pub(super) of_element: Option<&'f OfElement<'f, 'c>>,
}

impl<'c> Comparison<'_, 'c> {
    /// Compares a body. Without a known code, every value that depends on the code is accepted.
    pub(super) fn body(&mut self, node: &Node, at: &Path, code: Option<&'c Code>) {
        self.member(self.wire.body(), node, at, code);
    }

    fn object(&mut self, object: &Object, node: &Node, at: &Path, code: Option<&'c Code>) {
        if object.is_array {
            self.array(object, node, at, code);
            return;
        }
        if !matches!(node, Node::Map(_)) {
            self.wrong_type("an object", node, at);
            return;
        }
        let flattened = object.has_flat_args();
        let placed = &self.wire.placed_args;
        let args = || {
            let args = code.filter(|_| flattened).into_iter();
            let args = args.flat_map(|code| code.args.iter());
            args.filter(|arg| arg.is_sent() && !placed.contains(&arg.name))
        };
        let named = || object.members.iter().filter(|member| member.is_named());
        let required = named()
            .filter(|member| !member.presence.is_optional())
            .map(|member| member.name.as_str());
        let always = args().filter(|arg| !arg.optional);
        let required = required.chain(always.map(|arg| arg.name.as_str()));
        self.lacks(required, node, at);
        for (name, value) in node.entries() {
            let at = at.key(name);
            if let Some(member) = named().find(|member| member.name == name) {
                self.member(member, value, &at, code);
            } else if let Some(arg) = args().find(|arg| arg.name == name) {
                self.arg(arg, value, &at);
            } else if !flattened || code.is_some() {
                let known = named().map(|member| member.name.as_str());
                self.unknown(name, known.chain(args().map(|arg| arg.name.as_str())), &at);
            }
        }
    }

    fn lacks<'n>(&mut self, required: impl Iterator<Item = &'n str>, node: &Node, at: &Path) {
        let missing: Vec<String> = required
            .filter(|name| node.get(name).is_none())
            .map(quote)
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            let message = format!("{} lacks {missing}, which is in every response", self.what);
            self.found.push(
                Diagnostic::new(&EXAMPLE_LACKS_MEMBER, at.at_key(), message)
                    .help(format!("add {missing}"))
                    .into(),
            );
        }
    }

    fn unknown<'n>(&mut self, name: &str, known: impl Iterator<Item = &'n str>, at: &Path) {
        let message = format!("the envelope has no member {}", quote(name));
        let known: Vec<&str> = known.collect();
        let help = suggestion(name, known.iter().copied())
            .unwrap_or_else(|| "remove it, or add it to `envelope` in the catalog".to_owned());
        self.found.push(
            Diagnostic::new(&EXAMPLE_UNKNOWN_MEMBER, at.at_key(), message)
                .help(help)
                .into(),
        );
    }

    fn wrong_type(&mut self, expected: &str, node: &Node, at: &Path) {
        let message = format!("expected {expected}, found {}", node.kind());
        self.found
            .push(Diagnostic::new(&EXAMPLE_WRONG_TYPE, at.at_value(), message).into());
    }

    fn member(&mut self, member: &Member, value: &Node, at: &Path, code: Option<&'c Code>) {
        if matches!(value, Node::Null) && member.presence.is_nullable() {
            // `null` is wrong if the code has a value.
            if let Some(wrong) = code.and_then(|code| of_null(member, code)) {
                self.wrong(wrong, member, &Node::Null, at, code);
            }
            return;
        }
        match &member.content {
            Held::Object(id) => self.object(self.wire.object(*id), value, at, code),
            Held::Const(expected) => {
                if !is_json(value, expected) {
                    let expected = match expected {
                        JsonValue::Text(text) => quote(text),
                        _ => expected.to_string(),
                    };
                    self.wrong(Wrong::Value(expected), member, value, at, None);
                }
            }
            Held::Errors(errors) => self.elements(errors, value, at),
            Held::Arg(name) => {
                let mut args = code.into_iter().flat_map(|code| &code.args);
                if let Some(arg) = args.find(|arg| arg.name == *name && arg.is_sent()) {
                    self.arg(arg, value, at);
                }
            }
            Held::CodeField(name) => {
                let expected = code.and_then(|code| code.field(name));
                if let Some(expected) = expected.filter(|expected| !is_json(value, expected)) {
                    let shown = match expected {
                        JsonValue::Text(text) => quote(text),
                        _ => expected.to_string(),
                    };
                    self.wrong(Wrong::Value(shown), member, value, at, code);
                }
            }
            Held::Args | Held::FlatArgs => self.args(value, at, code),
            Held::Value(meaning) => {
                if let Err(wrong) = fits(member, *meaning, value, code) {
                    self.wrong(wrong, member, value, at, code);
                }
            }
        }
    }

    fn wrong(
        &mut self,
        wrong: Wrong,
        member: &Member,
        value: &Node,
        at: &Path,
        code: Option<&Code>,
    ) {
        let (message, help) = match wrong {
            Wrong::Kind(expected) => return self.wrong_type(expected, value, at),
            Wrong::Value(expected) => {
                let name = quote(&member.name);
                let message = match code {
                    Some(code) => format!("{name} of {} is {expected}", quote(code.name.key())),
                    None => format!("{name} is {expected} in every response"),
                };
                (message, format!("write {expected}"))
            }
            Wrong::Other(message, help) => (message, help),
        };
        let diagnostic = Diagnostic::new(&EXAMPLE_VALUE, at.at_value(), message)
            .label(format!("found {}", value.kind()))
            .help(help);
        self.found.push(match code {
            Some(code) => Disagreement::from(diagnostic).of_code(code.name.key(), "the code"),
            None => diagnostic.into(),
        });
    }

    /// Compares a fixed array. Elements without a value are omitted, so that their places vary.
    fn array(&mut self, array: &Object, node: &Node, at: &Path, code: Option<&'c Code>) {
        let Node::List(elements) = node else {
            self.wrong_type("a list", node, at);
            return;
        };
        let mut members = array.members.as_slice();
        for (index, element) in elements.iter().enumerate() {
            let at = at.item(index);
            let fits = |member: &Member| self.fits(member, element, &at, code);
            let place = members.iter().position(fits).unwrap_or_default();
            if let Some(member) = members.get(place) {
                self.member(member, element, &at, code);
                members = &members[place + 1..];
            } else {
                let message = "the array of the envelope has fewer elements";
                self.found.push(
                    Diagnostic::new(&EXAMPLE_UNKNOWN_MEMBER, at.at_value(), message)
                        .help("remove it, or add it to `envelope` in the catalog")
                        .into(),
                );
            }
        }
        let required = array.members.iter();
        let required = required.filter(|member| !member.presence.is_optional());
        let count = required.count();
        if elements.len() < count {
            let message = format!(
                "{} has {} of the {count} elements that every response has",
                self.what,
                elements.len()
            );
            self.found
                .push(Diagnostic::new(&EXAMPLE_LACKS_MEMBER, at.at_value(), message).into());
        }
    }

    /// Whether a value can be a member, without a contradiction.
    fn fits(&self, member: &Member, node: &Node, at: &Path, code: Option<&'c Code>) -> bool {
        let mut trial = Comparison {
            wire: self.wire,
            what: self.what,
            found: Vec::new(),
            of_element: self.of_element,
        };
        trial.member(member, node, at, code);
        trial.found.is_empty()
    }

    /// The number of contradictions between an element of a list and a code.
    pub(super) fn of_element(&mut self, node: &Node, code: &'c Code) -> usize {
        let Some(element) = self.wire.element() else {
            return 0;
        };
        let before = self.found.len();
        self.member(element, node, &Path::root(), Some(code));
        let count = self.found.len() - before;
        self.found.truncate(before);
        count
    }

    fn elements(&mut self, errors: &Errors, value: &Node, at: &Path) {
        if errors.layout == ListLayout::Array {
            self.list(value, at);
            return;
        }
        if !matches!(value, Node::Map(_)) {
            self.wrong_type("an object", value, at);
            return;
        }
        for (param, value) in value.entries() {
            let at = at.key(param);
            if errors.takes_first() {
                self.element(value, &at);
            } else {
                self.list(value, &at);
            }
        }
    }

    fn list(&mut self, value: &Node, at: &Path) {
        let Node::List(list) = value else {
            self.wrong_type("a list", value, at);
            return;
        };
        for (index, element) in list.iter().enumerate() {
            self.element(element, &at.item(index));
        }
    }

    fn element(&mut self, value: &Node, at: &Path) {
        let (Some(of_element), Some(element)) = (self.of_element, self.wire.element()) else {
            return;
        };
        self.member(element, value, at, of_element(value));
    }

    fn args(&mut self, value: &Node, at: &Path, code: Option<&'c Code>) {
        if !matches!(value, Node::Map(_)) {
            self.wrong_type("an object", value, at);
            return;
        }
        let Some(code) = code else { return };
        let placed = &self.wire.placed_args;
        let args = || {
            let args = code.args.iter();
            args.filter(|arg| arg.is_sent() && !placed.contains(&arg.name))
        };
        let always = args().filter(|arg| !arg.optional);
        self.lacks(always.map(|arg| arg.name.as_str()), value, at);
        for (name, value) in value.entries() {
            let at = at.key(name);
            if let Some(arg) = args().find(|arg| arg.name == name) {
                self.arg(arg, value, &at);
                continue;
            }
            let hidden = code.args.iter().find(|arg| arg.name == name);
            let (message, help) = if let Some(arg) = hidden {
                let message = if arg.secret {
                    format!("{} is secret and is never sent", quote(name))
                } else if arg.is_only_in_message {
                    format!("{} is only in the message", quote(name))
                } else {
                    format!("{} has a place of its own", quote(name))
                };
                (message, Some("remove it".to_owned()))
            } else {
                let code = quote(code.name.key());
                let message = format!("{code} has no argument {}", quote(name));
                (
                    message,
                    suggestion(name, args().map(|arg| arg.name.as_str())),
                )
            };
            let diagnostic = Diagnostic::new(&EXAMPLE_UNKNOWN_MEMBER, at.at_key(), message);
            self.found.push(
                Disagreement::from(diagnostic.maybe_help(help))
                    .of_code(code.name.key(), "the code"),
            );
        }
    }

    fn arg(&mut self, arg: &Arg, value: &Node, at: &Path) {
        let is_number = integer(value).is_some();
        let is_text = matches!(value, Node::Text(_));
        let (fits, expected) = match (arg.kind, arg.form) {
            (ArgKind::DateTime, Form::Unix | Form::UnixMs) => (is_number, "an integer"),
            (_, Form::String) | (ArgKind::DateTime, _) => (is_text, "text"),
            (ArgKind::String, _) => match value {
                Node::Text(text) if !arg.values.is_empty() => (
                    arg.values.contains(&text.clone().into_owned()),
                    "a value of its `enum`",
                ),
                _ => (is_text, "text"),
            },
            (ArgKind::Integer, _) => (is_number, "an integer"),
            (ArgKind::Number, _) => (
                matches!(value, Node::Integer(_) | Node::Float(_)),
                "a number",
            ),
            (ArgKind::Boolean, _) => (matches!(value, Node::Bool(_)), "`true` or `false`"),
            (ArgKind::Array(item), _) => match value {
                Node::List(elements) => {
                    let (fits, expected) = of_item(item);
                    (elements.iter().all(fits), expected)
                }
                _ => (false, "a list"),
            },
            (ArgKind::Any, _) => (true, ""),
        };
        if !fits {
            self.wrong_type(expected, value, at);
        }
    }
}

/// Whether a node is an element of an array, and what it should be.
fn of_item(item: ItemKind) -> (fn(&Node) -> bool, &'static str) {
    match item {
        ItemKind::String => (|node| matches!(node, Node::Text(_)), "a list of texts"),
        ItemKind::Integer => (|node| integer(node).is_some(), "a list of integers"),
        ItemKind::Number => (
            |node| matches!(node, Node::Integer(_) | Node::Float(_)),
            "a list of numbers",
        ),
        ItemKind::Boolean => (
            |node| matches!(node, Node::Bool(_)),
            "a list of `true` and `false`",
        ),
    }
}
