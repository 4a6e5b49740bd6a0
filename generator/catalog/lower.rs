//! Lowers an envelope to the [shape](Wire) of the responses.

use super::envelope::{Content, Envelope, ErrorList, Field};
use super::wire::{Errors, Held, Member, Object, ObjectId, Presence, Role, Step, Wire};
use super::{JsonValue, ListLayout, Meaning};
use crate::text::Markdown;

impl Wire {
    /// Lowers an envelope.
    pub(crate) fn of(envelope: &Envelope, domain: Option<&str>) -> Self {
        let mut lowering = Lowering {
            domain: domain.map(str::to_owned),
            identity: identity(envelope),
            ..Lowering::default()
        };
        let body = lowering.member(&envelope.body, Vec::new(), Role::Root);
        Self {
            media_type: envelope.media_type.clone(),
            body,
            element: lowering.element,
            objects: lowering.objects,
            identity: lowering.identity,
            placed_args: lowering.placed_args,
        }
    }
}

/// Returns the meaning of the members that identify an error.
pub(crate) fn identity(envelope: &Envelope) -> Option<Meaning> {
    let identities = [Meaning::Code, Meaning::Number, Meaning::ProblemType];
    identities
        .into_iter()
        .find(|meaning| envelope.field(*meaning).is_some())
}

#[derive(Default)]
struct Lowering {
    /// The domain of the API.
    domain: Option<String>,
    objects: Vec<Object>,
    element: Option<Member>,
    identity: Option<Meaning>,
    placed_args: Vec<String>,
    has_error: bool,
}

impl Lowering {
    fn object(&mut self, fields: &[Field], path: &[Step], role: Role, is_array: bool) -> ObjectId {
        let id = ObjectId(self.objects.len());
        self.objects.push(Object {
            role,
            is_array,
            members: Vec::new(),
        });
        let has_domain = self.domain.is_some();
        let is_left_out = |field: &&Field| {
            let is_domain = field.meaning() == Some(Meaning::Domain);
            is_domain && field.optional && !has_domain
        };
        let fields: Vec<&Field> = fields.iter().filter(|field| !is_left_out(field)).collect();
        let members = fields.into_iter().enumerate().map(|(at, field)| {
            let step = if is_array {
                Step::Item(at)
            } else {
                Step::Member(field.name.clone())
            };
            let path = [path, &[step]].concat();
            let role = self.role_inside(field, role, is_array);
            self.member(field, path, role)
        });
        let members = members.collect();
        self.objects[id.0].members = members;
        id
    }

    /// Lowers a field. `role` is its role if it is an object.
    fn member(&mut self, field: &Field, path: Vec<Step>, role: Role) -> Member {
        let content = match &field.content {
            Content::Is(Meaning::Domain) => Held::Const(match &self.domain {
                Some(domain) => JsonValue::Text(domain.clone()),
                None => JsonValue::Null,
            }),
            Content::Is(meaning) => Held::Value(*meaning),
            Content::Const(value) => Held::Const(value.clone()),
            Content::Args { flatten: true } => Held::FlatArgs,
            Content::Args { flatten: false } => Held::Args,
            Content::Arg(name) => {
                if !self.placed_args.contains(name) {
                    self.placed_args.push(name.clone());
                }
                Held::Arg(name.clone())
            }
            Content::CodeField(name) => Held::CodeField(name.clone()),
            Content::Errors(list) => Held::Errors(self.errors(list, &path)),
            Content::Members {
                members: inside, ..
            } => Held::Object(self.object(inside, &path, role, false)),
            Content::Elements(inside) => Held::Object(self.object(inside, &path, role, true)),
        };
        let meaning = match content {
            Held::Value(meaning) => Some(meaning),
            Held::Const(_)
            | Held::Args
            | Held::FlatArgs
            | Held::Arg(_)
            | Held::CodeField(_)
            | Held::Object(_)
            | Held::Errors(_) => None,
        };
        let example = meaning.and_then(|meaning| field.form.example(meaning));
        let header = meaning.and_then(|meaning| meaning.row().header);
        Member {
            name: field.name.clone(),
            path,
            content,
            description: field.description.clone().or_else(|| {
                let is_domain = field.meaning() == Some(Meaning::Domain);
                is_domain.then(|| Markdown::new(Meaning::Domain.row().description))
            }),
            presence: match (field.optional, field.nullable) {
                (false, false) => Presence::Always,
                (true, false) => Presence::Optional,
                (false, true) => Presence::Nullable,
                (true, true) => Presence::OptionalOrNull,
            },
            example: field.example.clone().or(example),
            header: field.header.clone().or_else(|| header.map(str::to_owned)),
            form: field.form,
            tells_error: field.tells_error,
        }
    }

    fn errors(&mut self, list: &ErrorList, path: &[Step]) -> Errors {
        let errors = Errors {
            layout: list.layout.clone(),
            // The errors inside an error are those that were added to it.
            is_empty_alone: list.is_empty_alone || list.each.is_none(),
        };
        if let Some(each) = &list.each {
            let mut path = path.to_vec();
            if list.layout != ListLayout::Array {
                path.push(Step::Param);
            }
            if !errors.takes_first() {
                path.push(Step::Element);
            }
            self.element = Some(self.member(each, path, Role::Element));
        }
        errors
    }

    /// Returns the role of a field inside an object with the role `outer`, if the field is an object.
    fn role_inside(&mut self, field: &Field, outer: Role, in_array: bool) -> Role {
        let identifies = |field: &Field| match &field.content {
            Content::Is(meaning) => Some(*meaning) == self.identity,
            _ => false,
        };
        match outer {
            Role::Element | Role::GroupOfElement => Role::GroupOfElement,
            Role::Root | Role::Error | Role::Group => {
                // An element of an array has no schema of its own.
                if self.has_error || in_array || !field.inside(false).iter().any(identifies) {
                    return Role::Group;
                }
                self.has_error = true;
                Role::Error
            }
        }
    }
}
