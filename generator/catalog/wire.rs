//! The resolved shape of every error response: what the server writes, the client reads, and every document shows.
//!
//! The envelope is lowered to it once. Objects stand in one list, each with its role; a member has its path, what it holds
//! and when it is there. Targets read this, and never walk the envelope as it was written.

use super::envelope::{Content, Envelope, Field};
use super::{Meaning, Scalar};
use crate::text::Markdown;

/// The shape of an error response.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) media_type: String,
    /// From the outside in, and in the order of the members: the first is the body itself.
    objects: Vec<Object>,
}

/// The place of an object in its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectId(usize);

impl ObjectId {
    /// Its place among the objects of the shape, from 0.
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

/// What an object is.
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
    /// How to get to it from the body: the last step is its name.
    pub(crate) path: Vec<Step>,
    pub(crate) content: Held,
    /// As the catalog describes it; by what it holds where it does not.
    description: Option<Markdown>,
    pub(crate) presence: Presence,
    /// What examples show where the catalog knows no value of a code.
    pub(crate) example: Option<String>,
    /// The HTTP header that has the same, in lower case.
    pub(crate) header: Option<String>,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    /// To an element of a list.
    Element,
}

/// What a member holds.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// A value of the error.
    Value(Meaning),
    /// The same in every response.
    Const(Scalar),
    /// The arguments of the code, as an object.
    Args,
    /// The arguments of the code, each a member of its own beside this one, which is none.
    FlatArgs,
    /// An object of the envelope.
    Object(ObjectId),
    /// The errors of the response, each an object.
    Errors(ObjectId),
}

/// What a member is without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Presence {
    /// It always has one.
    Always,
    /// It is left out.
    Optional,
    /// It is `null`.
    Nullable,
    /// It is left out; what is sent by others may be `null`.
    OptionalOrNull,
}

impl Presence {
    /// Whether there may be no value.
    pub(crate) fn may_be_absent(self) -> bool {
        self != Self::Always
    }

    /// Whether the member may be missing.
    pub(crate) fn is_optional(self) -> bool {
        match self {
            Self::Optional | Self::OptionalOrNull => true,
            Self::Always | Self::Nullable => false,
        }
    }

    /// Whether the member may be `null`.
    pub(crate) fn is_nullable(self) -> bool {
        match self {
            Self::Nullable | Self::OptionalOrNull => true,
            Self::Always | Self::Optional => false,
        }
    }
}

impl Member {
    /// What it holds, if that is a value of the error.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match &self.content {
            Held::Value(meaning) => Some(*meaning),
            Held::Args | Held::FlatArgs => Some(Meaning::Args),
            Held::Errors(_) => Some(Meaning::Errors),
            Held::Const(_) | Held::Object(_) => None,
        }
    }

    /// What the documentation says of it; nothing of an object.
    pub(crate) fn description(&self) -> Option<&str> {
        let own = self.own_description();
        own.or_else(|| Some(self.meaning()?.row().description))
    }

    /// What the catalog itself says of it.
    pub(crate) fn own_description(&self) -> Option<&str> {
        self.description.as_ref().map(Markdown::as_str)
    }

    /// Whether it is in the elements of a list.
    pub(crate) fn is_in_list(&self) -> bool {
        self.path.contains(&Step::Element)
    }

    /// Whether it is there in the JSON under its own name: arguments that are flattened have theirs.
    pub(crate) fn is_named(&self) -> bool {
        !matches!(self.content, Held::FlatArgs)
    }
}

impl Object {
    /// The member that holds the code of an error itself.
    pub(crate) fn code(&self) -> Option<&Member> {
        let is_code = |member: &&Member| member.meaning() == Some(Meaning::Code);
        self.members.iter().find(is_code)
    }

    /// Whether the arguments of a code are among its members.
    pub(crate) fn has_flat_args(&self) -> bool {
        !self.members.iter().all(Member::is_named)
    }
}

impl Wire {
    /// Lowers an envelope.
    pub(crate) fn of(envelope: &Envelope) -> Self {
        let mut lowering = Lowering::default();
        lowering.object(&envelope.body, &[], Role::Root);
        Self {
            media_type: envelope.media_type.clone(),
            objects: lowering.objects,
        }
    }

    /// The body.
    pub(crate) fn root(&self) -> &Object {
        &self.objects[0]
    }

    pub(crate) fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0]
    }

    pub(crate) fn objects(&self) -> &[Object] {
        &self.objects
    }

    /// The first object of this role.
    pub(crate) fn object_of(&self, role: Role) -> Option<&Object> {
        self.objects.iter().find(|object| object.role == role)
    }

    /// Every member, from the outside in: an object or a list before what is in it.
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

    /// The first member of this meaning that is not in the elements of a list.
    pub(crate) fn find(&self, meaning: Meaning) -> Option<&Member> {
        let mut members = self.members().into_iter();
        members.find(|member| member.meaning() == Some(meaning) && !member.is_in_list())
    }

    /// Whether some member has this meaning.
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

    /// The role of an object inside one of this role.
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
