//! Compares the body of an example, member by member, with the body that the server sends.

use super::findings::Disagreement;
use super::rules::{
    EXAMPLE_LACKS_MEMBER, EXAMPLE_UNKNOWN_MEMBER, EXAMPLE_VALUE, EXAMPLE_WRONG_TYPE,
};
use super::value::{Wrong, fits, integer, is_scalar, of_null};
use crate::catalog::{Arg, ArgKind, Code, Held, Member, Object, ObjectId, Scalar, Wire};
use crate::diagnostic::{Diagnostic, Path, quote, suggestion};
use crate::yaml::Node;

/// A function that returns the code of a list element.
pub(super) type OfElement<'f, 'c> = dyn Fn(&Object, &Node) -> Option<&'c Code> + 'f;

/// A comparison of bodies with the envelope and with their codes.
pub(super) struct Comparison<'f, 'c> {
    pub(super) wire: &'c Wire,
    pub(super) found: Vec<Disagreement>,
    /// `None` skips the elements of lists.
    pub(super) of_element: Option<&'f OfElement<'f, 'c>>,
}

impl<'c> Comparison<'_, 'c> {
    /// Compares an object. Without a known code, every value that depends on the code is accepted.
    pub(super) fn object(
        &mut self,
        object: &Object,
        node: &Node,
        at: &Path,
        code: Option<&'c Code>,
    ) {
        if !matches!(node, Node::Map(_)) {
            self.wrong_type("an object", node, at);
            return;
        }
        let flattened = object.has_flat_args();
        let args = || {
            let args = code.filter(|_| flattened).into_iter();
            args.flat_map(|code| code.args.iter().filter(|arg| !arg.secret))
        };
        let named = || object.members.iter().filter(|member| member.is_named());
        let required = named()
            .filter(|member| !member.presence.is_optional())
            .map(|member| member.name.as_str());
        let required = required.chain(args().map(|arg| arg.name.as_str()));
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
            let message = format!("the example lacks {missing}, which is in every response");
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
                if !is_scalar(value, expected) {
                    let expected = match expected {
                        Scalar::Text(text) => quote(text),
                        Scalar::Integer(_) | Scalar::Number(_) | Scalar::Boolean(_) => {
                            expected.to_string()
                        }
                    };
                    self.wrong(Wrong::Value(expected), member, value, at, None);
                }
            }
            Held::Errors(id) => self.elements(*id, value, at),
            Held::Args | Held::FlatArgs => self.args(value, at, code),
            Held::Value(meaning) => {
                if let Err(wrong) = fits(*meaning, value, code) {
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
                    Some(code) => format!("{name} of {} is {expected}", quote(code.name.wire())),
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
            Some(code) => Disagreement::from(diagnostic).of_code(code.name.wire(), "the code"),
            None => diagnostic.into(),
        });
    }

    fn elements(&mut self, element: ObjectId, value: &Node, at: &Path) {
        let Node::List(list) = value else {
            self.wrong_type("a list", value, at);
            return;
        };
        let Some(of_element) = self.of_element else {
            return;
        };
        let object = self.wire.object(element);
        for (index, element) in list.iter().enumerate() {
            let code = of_element(object, element);
            self.object(object, element, &at.item(index), code);
        }
    }

    fn args(&mut self, value: &Node, at: &Path, code: Option<&'c Code>) {
        if !matches!(value, Node::Map(_)) {
            self.wrong_type("an object", value, at);
            return;
        }
        let Some(code) = code else { return };
        let args = || code.args.iter().filter(|arg| !arg.secret);
        self.lacks(args().map(|arg| arg.name.as_str()), value, at);
        for (name, value) in value.entries() {
            let at = at.key(name);
            if let Some(arg) = args().find(|arg| arg.name == name) {
                self.arg(arg, value, &at);
                continue;
            }
            let secret = code.args.iter().any(|arg| arg.name == name);
            let (message, help) = if secret {
                let message = format!("{} is secret and is never sent", quote(name));
                (message, Some("remove it".to_owned()))
            } else {
                let code = quote(code.name.wire());
                let message = format!("{code} has no argument {}", quote(name));
                (
                    message,
                    suggestion(name, args().map(|arg| arg.name.as_str())),
                )
            };
            let diagnostic = Diagnostic::new(&EXAMPLE_UNKNOWN_MEMBER, at.at_key(), message);
            self.found.push(
                Disagreement::from(diagnostic.maybe_help(help))
                    .of_code(code.name.wire(), "the code"),
            );
        }
    }

    fn arg(&mut self, arg: &Arg, value: &Node, at: &Path) {
        let (fits, expected) = match arg.kind {
            ArgKind::String => (matches!(value, Node::Text(_)), "text"),
            ArgKind::Integer => (integer(value).is_some(), "an integer"),
            ArgKind::Number => (
                matches!(value, Node::Integer(_) | Node::Float(_)),
                "a number",
            ),
            ArgKind::Boolean => (matches!(value, Node::Bool(_)), "`true` or `false`"),
        };
        if !fits {
            self.wrong_type(expected, value, at);
        }
    }
}
