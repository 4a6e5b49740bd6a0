//! The resolved shape of every error response, as the server writes it, the client reads it and every document shows
//! it.
//!
//! The envelope is lowered to it once. One list contains all objects, each with its role. A member has a path, a
//! content and a presence. Targets read this shape and never walk the envelope as it is written.

use super::envelope::{Content, Envelope, Field};
use super::{Meaning, Scalar};
use crate::text::Markdown;

/// The shape of an error response.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) media_type: String,
    /// All objects, outermost first, in the order of the members. The first is the body itself.
    objects: Vec<Object>,
}

/// The index of an object in its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectId(usize);

impl ObjectId {
    /// Returns the index among the objects of the shape, from 0.
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

/// A JSON object in the body.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) id: ObjectId,
    pub(crate) role: Role,
    pub(crate) members: Vec<Member>,
}

/// The role of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The body.
    Root,
    /// The first object inside the body that holds the code.
    Error,
    /// Any other object inside the body.
    Group,
    /// An element of the list of errors.
    Element,
    /// An object inside an element.
    GroupOfElement,
}

/// A member of an object.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    pub(crate) name: String,
    /// The path from the body. The last step is the name of the member.
    pub(crate) path: Vec<Step>,
    pub(crate) content: Held,
    /// The description in the catalog. `None` selects the default description of the content.
    description: Option<Markdown>,
    pub(crate) presence: Presence,
    /// The value in examples if the catalog has no value for the code.
    pub(crate) example: Option<String>,
    /// The HTTP header with the same value, in lower case.
    pub(crate) header: Option<String>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    /// Into an element of a list.
    Element,
}

/// The content of a member.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// A value of the error.
    Value(Meaning),
    /// A constant, which is the same in every response.
    Const(Scalar),
    /// The arguments of the code, as an object.
    Args,
    /// The arguments of the code as sibling members. This member itself does not appear in the JSON.
    FlatArgs,
    /// An object of the envelope.
    Object(ObjectId),
    /// The errors in the response, each an object.
    Errors(ObjectId),
}

/// How a member without a value appears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It always has a value.
    Always,
    /// It is omitted.
    Optional,
    /// It is `null`.
    Nullable,
    /// The generated server omits it; other servers may send `null`.
    OptionalOrNull,
}

impl Presence {
    /// Returns whether the member may have no value.
    pub(crate) fn may_be_absent(self) -> bool {
        self != Self::Always
    }

    /// Returns whether the member may be missing.
    pub(crate) fn is_optional(self) -> bool {
        match self {
            Self::Optional | Self::OptionalOrNull => true,
            Self::Always | Self::Nullable => false,
        }
    }

    /// Returns whether the member may be `null`.
    pub(crate) fn is_nullable(self) -> bool {
        match self {
            Self::Nullable | Self::OptionalOrNull => true,
            Self::Always | Self::Optional => false,
        }
    }
}

impl Member {
    /// Returns the meaning of the member, if it holds a value of the error.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match &self.content {
            Held::Value(meaning) => Some(*meaning),
            Held::Args | Held::FlatArgs => Some(Meaning::Args),
            Held::Errors(_) => Some(Meaning::Errors),
            Held::Const(_) | Held::Object(_) => None,
        }
    }

    /// Returns the description for the documentation: from the catalog, or else the default of its meaning. Objects and
    /// constants have no default.
    pub(crate) fn description(&self) -> Option<&str> {
        let own = self.own_description();
        own.or_else(|| Some(self.meaning()?.row().description))
    }

    /// Returns the description in the catalog.
    pub(crate) fn own_description(&self) -> Option<&str> {
        self.description.as_ref().map(Markdown::as_str)
    }

    /// Returns whether the member is inside a list element.
    pub(crate) fn is_in_list(&self) -> bool {
        self.path.contains(&Step::Element)
    }

    /// Returns whether the member appears in the JSON under its name. Flattened arguments do not.
    pub(crate) fn is_named(&self) -> bool {
        !matches!(self.content, Held::FlatArgs)
    }
}

impl Object {
    /// Returns the direct member that holds the code.
    pub(crate) fn code(&self) -> Option<&Member> {
        let is_code = |member: &&Member| member.meaning() == Some(Meaning::Code);
        self.members.iter().find(is_code)
    }

    /// Returns whether the object contains flattened arguments.
    pub(crate) fn has_flat_args(&self) -> bool {
        !self.members.iter().all(Member::is_named)
    }
}

impl Wire {
    /// Lowers an envelope to its resolved shape.
    pub(crate) fn of(envelope: &Envelope) -> Self {
        let mut lowering = Lowering::default();
        lowering.object(&envelope.body, &[], Role::Root);
        Self {
            media_type: envelope.media_type.clone(),
            objects: lowering.objects,
        }
    }

    /// Returns the body.
    pub(crate) fn root(&self) -> &Object {
        &self.objects[0]
    }

    pub(crate) fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0]
    }

    pub(crate) fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// Returns the first object with this role.
    pub(crate) fn object_of(&self, role: Role) -> Option<&Object> {
        self.objects.iter().find(|object| object.role == role)
    }

    /// Returns every member, outermost first: an object or a list comes before its contents.
    pub(crate) fn members(&self) -> Vec<&Member> {
        let mut members = Vec::new();
        self.add_members(self.root(), &mut members);
        members
    }

    fn add_members<'w>(&'w self, object: &'w Object, members: &mut Vec<&'w Member>) {
        for member in &object.members {
            members.push(member);
            match member.content {
                Held::Object(id) | Held::Errors(id) => self.add_members(self.object(id), members),
                Held::Value(_) | Held::Const(_) | Held::Args | Held::FlatArgs => {}
            }
        }
    }

    /// Returns the first member with this meaning, ignoring list elements.
    pub(crate) fn find(&self, meaning: Meaning) -> Option<&Member> {
        let mut members = self.members().into_iter();
        members.find(|member| member.meaning() == Some(meaning) && !member.is_in_list())
    }

    /// Returns whether any member has this meaning.
    pub(crate) fn sends(&self, meaning: Meaning) -> bool {
        let mut members = self.objects.iter().flat_map(|object| &object.members);
        members.any(|member| member.meaning() == Some(meaning))
    }
}

#[derive(Default)]
struct Lowering {
    objects: Vec<Object>,
    has_error: bool,
}

impl Lowering {
    fn object(&mut self, fields: &[Field], path: &[Step], role: Role) -> ObjectId {
        let id = ObjectId(self.objects.len());
        self.objects.push(Object {
            id,
            role,
            members: Vec::new(),
        });
        let members = fields
            .iter()
            .map(|field| self.member(field, path, role))
            .collect();
        self.objects[id.0].members = members;
        id
    }

    fn member(&mut self, field: &Field, around: &[Step], role: Role) -> Member {
        let mut path = around.to_vec();
        path.push(Step::Member(field.name.clone()));
        let content = match &field.content {
            Content::Const(value) => Held::Const(value.clone()),
            Content::Is(Meaning::Args) if field.flatten => Held::FlatArgs,
            Content::Is(Meaning::Args) => Held::Args,
            Content::Is(Meaning::Errors) => {
                let inside = [path.as_slice(), &[Step::Element]].concat();
                Held::Errors(self.object(&field.each, &inside, Role::Element))
            }
            Content::Is(meaning) => Held::Value(*meaning),
            Content::Members(members) => {
                let role = self.role_inside(members, role);
                Held::Object(self.object(members, &path, role))
            }
        };
        let row = match &field.content {
            Content::Is(meaning) => Some(meaning.row()),
            Content::Const(_) | Content::Members(_) => None,
        };
        let example = row.and_then(|row| row.example).map(str::to_owned);
        let header = row.and_then(|row| row.header).map(str::to_owned);
        Member {
            name: field.name.clone(),
            path,
            content,
            description: field.description.clone(),
            presence: match (field.optional, field.nullable) {
                (false, false) => Presence::Always,
                (true, false) => Presence::Optional,
                (false, true) => Presence::Nullable,
                (true, true) => Presence::OptionalOrNull,
            },
            example: field.example.clone().or(example),
            header: field.header.clone().or(header),
        }
    }

    /// Returns the role of an object inside an object with the role `outer`.
    fn role_inside(&mut self, members: &[Field], outer: Role) -> Role {
        let is_code = |field: &Field| matches!(field.content, Content::Is(Meaning::Code));
        match outer {
            Role::Element | Role::GroupOfElement => Role::GroupOfElement,
            Role::Root | Role::Error | Role::Group => {
                if self.has_error || !members.iter().any(is_code) {
                    return Role::Group;
                }
                self.has_error = true;
                Role::Error
            }
        }
    }
}
