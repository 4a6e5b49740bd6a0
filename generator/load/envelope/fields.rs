//! The members of an envelope: objects, arrays and values.

use std::borrow::Cow;

use crate::catalog::{Content, Field, Form, JsonValue, Meaning};
use crate::diagnostic::{Diagnostic, Path, Report, correction, quote};
use crate::load::form::form as read_form;
use crate::load::headers::HeaderName;
use crate::load::members::{Member, Members, Read, each, wrong_type};
use crate::load::rules;
use crate::load::scalars::word;
use crate::text::Markdown;
use crate::yaml::{Node, items};

/// The properties of an object that are `true` or `false`.
const PROPERTIES: [&str; 2] = ["optional", "nullable"];

/// What reads the members of an envelope.
#[derive(Clone, Copy, Default)]
pub(super) struct Reader {
    /// Whether they are inside an element of the list of errors.
    pub(super) in_list: bool,
}

impl Reader {
    pub(super) fn field(
        self,
        name: &str,
        node: &Node,
        at: &Path,
        report: &mut Report,
    ) -> Option<Field> {
        match node {
            Node::List(elements) => {
                if elements.is_empty() {
                    let message = "expected at least one element, found an empty list";
                    let diagnostic = Diagnostic::new(&rules::WRONG_TYPE, at.at_value(), message);
                    report.push(diagnostic.help("`{const: []}` is an array that is always empty"));
                    return None;
                }
                let elements: Vec<_> = items(elements, at)
                    .map(|(at, node)| self.element(node, &at, report))
                    .collect();
                let elements = elements.into_iter().collect::<Option<_>>()?;
                Some(Field::new(name, Content::Elements(elements)))
            }
            Node::Map(members) if is_leaf(members) => self.leaf(name, node, at, report),
            Node::Map(members) => self.object(name, members, node, at, report),
            Node::Bool(_) if correction(name, PROPERTIES).is_some() => {
                let message = format!("unknown member {}", quote(name));
                let diagnostic = Diagnostic::new(&rules::UNKNOWN_MEMBER, at.at_key(), message);
                report.push(diagnostic.maybe_help(correction(name, PROPERTIES)));
                None
            }
            _ => {
                report.push(
                    wrong_type(
                        node,
                        at,
                        "`{is: …}`, `{const: …}`, `{arg: …}`, `{field: …}`, an object's members or a list",
                    )
                    .help("`{is: message}` is the error's message, `{const: v1}` is a fixed value"),
                );
                None
            }
        }
    }

    /// Reads an element of an array or of a list, which has no siblings.
    pub(super) fn element(self, node: &Node, at: &Path, report: &mut Report) -> Option<Field> {
        let element = self.field("", node, at, report)?;
        if matches!(element.content, Content::Args { flatten: true }) {
            let message = "only a member of an object can be flattened";
            let place = at.key("flatten").at_key();
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message);
            report.push(diagnostic.help("remove `flatten`, or put the member into an object"));
            return None;
        }
        Some(element)
    }

    /// Reads an object: its members beside its own properties, or in a mapping of their own.
    fn object(
        self,
        name: &str,
        entries: &[(Cow<str>, Node)],
        node: &Node,
        at: &Path,
        report: &mut Report,
    ) -> Option<Field> {
        if let Some(inside) = long_form(entries) {
            let mut members = Members::open(node, at, "a mapping", report)?;
            members.node("members");
            let around = Around::of(&mut members);
            members.close();
            let inside = self.members(inside, &at.key("members"), report)?;
            let content = Content::Members {
                members: inside,
                is_long: true,
            };
            return Some(around.field(name, content));
        }
        let mut around = Around::default();
        for (key, node) in entries {
            let at = at.key(key);
            match (&**key, node) {
                ("optional", Node::Bool(value)) => around.optional = *value,
                ("nullable", Node::Bool(value)) => around.nullable = *value,
                ("description", Node::Text(_)) => {
                    around.description = Some(Markdown::read(node, &at, report)?);
                }
                _ => {}
            }
        }
        let members = each(
            node,
            at,
            "a mapping: the members of the JSON object",
            report,
            |name, node, at, report| {
                let is_property = matches!(
                    (name, node),
                    ("optional" | "nullable", Node::Bool(_)) | ("description", Node::Text(_))
                );
                if is_property {
                    return Some(None);
                }
                self.field(name, node, at, report).map(Some)
            },
        )?;
        let members: Vec<Field> = members.into_iter().flatten().collect();
        if members.is_empty() {
            report.push(empty(at));
            return None;
        }
        let content = Content::Members {
            members,
            is_long: false,
        };
        Some(around.field(name, content))
    }

    fn members(self, node: &Node, at: &Path, report: &mut Report) -> Option<Vec<Field>> {
        if matches!(node, Node::Map(members) if members.is_empty()) {
            report.push(empty(at));
            return None;
        }
        let what = "a mapping: the members of the JSON object";
        each(node, at, what, report, |name, node, at, report| {
            self.field(name, node, at, report)
        })
    }

    /// Reads a value: `{is: …}`, `{const: …}`, `{arg: …}` or `{field: …}`.
    fn leaf(self, name: &str, node: &Node, at: &Path, report: &mut Report) -> Option<Field> {
        let mut members = Members::open(node, at, "a mapping", report)?;
        let meaning = members.optional::<Meaning>("is");
        let constant = members.optional::<JsonValue>("const");
        let arg = members.optional::<String>("arg");
        let code_field = members.optional::<String>("field");
        let around = Around::of(&mut members);
        let example = members.optional("example").take();
        let tells_error = self.tells_error(&mut members, &constant);
        let given = [
            ("is", !meaning.is_absent()),
            ("const", !constant.is_absent()),
            ("arg", !arg.is_absent()),
            ("field", !code_field.is_absent()),
        ];
        let mut given = given.iter().filter(|(_, is_given)| *is_given);
        if let (Some((first, _)), Some((second, _))) = (given.next(), given.next()) {
            let message = format!("expected either `{first}` or `{second}`, found both");
            let diagnostic =
                Diagnostic::new(&rules::UNKNOWN_MEMBER, at.key(second).at_key(), message);
            members.report.push(diagnostic.help("remove one of them"));
        }
        for (name, given) in [("optional", around.optional), ("nullable", around.nullable)] {
            if given && constant.given().is_some() {
                let message = "a constant is never absent or `null`";
                let diagnostic =
                    Diagnostic::new(&rules::UNKNOWN_MEMBER, at.key(name).at_key(), message);
                members
                    .report
                    .push(diagnostic.help(format!("remove {}", quote(name))));
            }
        }
        let mut header = None;
        let mut form = Form::default();
        let content = match (meaning, constant, arg, code_field) {
            (Member::Given(Meaning::Args), ..) => {
                let flatten = members.optional("flatten").take().unwrap_or_default();
                form = read_form(&mut members, Meaning::Args.forms());
                Some(Content::Args { flatten })
            }
            (Member::Given(Meaning::Errors), ..) => self
                .errors(&mut members, around.optional)
                .map(Content::Errors),
            (Member::Given(meaning), ..) => {
                if meaning.row().header.is_some() {
                    let name = members.optional::<HeaderName>("header").take();
                    header = name.map(|name| name.0.to_ascii_lowercase());
                }
                form = read_form(&mut members, meaning.forms());
                Some(Content::Is(meaning))
            }
            (_, Member::Given(constant), ..) => {
                read_form(&mut members, &[]);
                Some(Content::Const(constant))
            }
            (.., Member::Given(arg), _) => {
                form = read_form(&mut members, &[Form::String]);
                Some(Content::Arg(arg))
            }
            (.., Member::Given(name)) => {
                read_form(&mut members, &[]);
                Some(Content::CodeField(name))
            }
            _ => None,
        };
        members.close();
        Some(Field {
            example,
            header,
            form,
            tells_error,
            ..around.field(name, content?)
        })
    }

    /// Reads whether a constant tells an error from a success.
    fn tells_error(self, members: &mut Members, constant: &Member<JsonValue>) -> bool {
        let Member::Given(constant) = constant else {
            return false;
        };
        if self.in_list {
            return false;
        }
        let tells = members.optional("tells_error").take().unwrap_or_default();
        let is_scalar = !matches!(
            constant,
            JsonValue::Null | JsonValue::List(_) | JsonValue::Object(_)
        );
        if tells && !is_scalar {
            let place = members.path.key("tells_error").at_key();
            let message = "only text, a number, `true` or `false` can tell an error from a success";
            let diagnostic = Diagnostic::new(&rules::UNKNOWN_MEMBER, place, message);
            members.report.push(diagnostic.help("remove it"));
        }
        tells && is_scalar
    }
}

/// Whether a mapping is a value of the error or a constant, and not an object.
fn is_leaf(members: &[(Cow<str>, Node)]) -> bool {
    let is_scalar = |node: &Node| !matches!(node, Node::Map(_) | Node::List(_));
    members.iter().any(|(key, node)| match &**key {
        "const" => true,
        "is" | "arg" | "field" => is_scalar(node),
        _ => false,
    })
}

/// The members in the long form of an object: `{members: {…}}`.
fn long_form<'n, 't>(entries: &'n [(Cow<'t, str>, Node<'t>)]) -> Option<&'n Node<'t>> {
    let is_own = |(key, _): &(Cow<str>, Node)| {
        matches!(&**key, "members" | "optional" | "nullable" | "description")
    };
    if !entries.iter().all(is_own) {
        return None;
    }
    let (_, inside) = entries.iter().find(|(key, _)| key == "members")?;
    let Node::Map(members) = inside else {
        return None;
    };
    // In the long form, a member can be called `const`. It is a member if there is one in it, and otherwise a constant.
    let is_value = is_leaf(members) && !members.iter().any(|(_, node)| has_member(node));
    (!is_value).then_some(inside)
}

/// Whether a node is a member of an envelope, or has one inside.
fn has_member(node: &Node) -> bool {
    match node {
        Node::Map(members) => {
            is_leaf(members) || members.iter().any(|(_, inside)| has_member(inside))
        }
        Node::List(elements) => elements.iter().any(has_member),
        _ => false,
    }
}

fn empty(at: &Path) -> Diagnostic {
    let message = "expected at least one member, found an empty object";
    let place = if at.segments().is_empty() {
        at.at_value()
    } else {
        at.at_key()
    };
    Diagnostic::new(&rules::WRONG_TYPE, place, message)
        .help("`{const: {}}` is an object that is always empty")
}

/// The properties that every member can have.
#[derive(Default)]
struct Around {
    description: Option<Markdown>,
    optional: bool,
    nullable: bool,
}

impl Around {
    fn of(members: &mut Members) -> Self {
        Self {
            description: members.optional("description").take(),
            optional: members.optional("optional").take().unwrap_or_default(),
            nullable: members.optional("nullable").take().unwrap_or_default(),
        }
    }

    pub(super) fn field(self, name: &str, content: Content) -> Field {
        Field {
            description: self.description,
            optional: self.optional,
            nullable: self.nullable,
            ..Field::new(name, content)
        }
    }
}

impl Read for Meaning {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "a known word for `is`", &Self::WORDS, report)
    }
}

/// Any JSON.
impl Read for JsonValue {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        match node {
            Node::Null => Some(Self::Null),
            Node::Bool(value) => Some(Self::Boolean(*value)),
            Node::Integer(number) => {
                let number = i64::try_from(*number).ok().map(Self::Integer);
                if number.is_none() {
                    report.push(wrong_type(node, at, "a 64-bit number"));
                }
                number
            }
            Node::Float(number) if number.is_finite() => Some(Self::Number(*number)),
            Node::Float(_) => {
                report.push(wrong_type(node, at, "a number that JSON can express"));
                None
            }
            Node::Text(text) => Some(Self::Text(text.clone().into_owned())),
            Node::List(elements) => {
                let elements: Vec<_> = items(elements, at)
                    .map(|(at, node)| Self::read(node, &at, report))
                    .collect();
                elements.into_iter().collect::<Option<_>>().map(Self::List)
            }
            Node::Map(_) => each(node, at, "a mapping", report, |name, node, at, report| {
                Some((name.to_owned(), Self::read(node, at, report)?))
            })
            .map(Self::Object),
        }
    }
}
