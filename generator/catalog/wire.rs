//! The resolved shape of every error response, as the server writes it, the client reads it and every document shows
//! it.
//!
//! The envelope is [lowered](super::lower) to it once. A shape is a tree of members, which starts at the body. Each member has a path, a
//! content and a presence. One list contains all objects and arrays, each with its role. Targets read this shape and
//! never walk the envelope as it is written.

use super::value::{Form, JsonType};
use super::{JsonValue, ListLayout, Meaning};
use crate::text::Markdown;

/// The shape of an error response.
#[derive(Clone, Debug)]
pub(crate) struct Wire {
    pub(crate) media_type: String,
    /// The body, as a member without a name.
    pub(super) body: Member,
    /// What each error is in the list of errors, as a member without a name.
    pub(super) element: Option<Member>,
    /// All objects and arrays, an outer one before those inside it.
    pub(super) objects: Vec<Object>,
    /// The meaning of the members that identify the error, if there are any.
    pub(crate) identity: Option<Meaning>,
    /// The arguments that have a place of their own, and are therefore not among the other arguments.
    pub(crate) placed_args: Vec<String>,
}

/// The index of an object in its shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ObjectId(pub(super) usize);

/// A JSON object, or a fixed array, in the body.
#[derive(Clone, Debug)]
pub(crate) struct Object {
    pub(crate) role: Role,
    /// Whether it is an array. Its members have no names.
    pub(crate) is_array: bool,
    pub(crate) members: Vec<Member>,
}

/// The role of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// The body.
    Root,
    /// The first object inside the body that identifies the error.
    Error,
    /// Any other object inside the body.
    Group,
    /// An element of the list of errors.
    Element,
    /// An object inside an element.
    GroupOfElement,
}

/// A member of an object, an element of an array, or the body.
#[derive(Clone, Debug)]
pub(crate) struct Member {
    /// The name in an object. Empty for an element and for the body.
    pub(crate) name: String,
    /// The path from the body. It ends in the member.
    pub(crate) path: Vec<Step>,
    pub(crate) content: Held,
    /// The description in the catalog. `None` selects the default description of the content.
    pub(super) description: Option<Markdown>,
    pub(crate) presence: Presence,
    /// The value in examples if the catalog has no value for the code.
    pub(crate) example: Option<String>,
    /// The HTTP header with the same value, in lower case.
    pub(crate) header: Option<String>,
    /// How the value is written.
    pub(crate) form: Form,
    /// Whether the constant tells an error from a success.
    pub(crate) tells_error: bool,
}

/// A step of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    Member(String),
    /// Into the element of a fixed array that was at this place, before those without a value were omitted.
    Item(usize),
    /// Into an element of the list of errors.
    Element,
    /// Into the member for a parameter, of an object with lists of errors.
    Param,
}

/// The content of a member.
#[derive(Clone, Debug)]
pub(crate) enum Held {
    /// A value of the error.
    Value(Meaning),
    /// A constant, which is the same in every response.
    Const(JsonValue),
    /// The arguments of the code, as an object.
    Args,
    /// The arguments of the code as sibling members. This member itself does not appear in the JSON.
    FlatArgs,
    /// The argument with this name.
    Arg(String),
    /// The field of the code with this name.
    CodeField(String),
    /// An object or an array of the envelope.
    Object(ObjectId),
    /// The errors in the response.
    Errors(Errors),
}

/// The errors in the response. [`Wire::element`] is the shape of each.
#[derive(Clone, Debug)]
pub(crate) struct Errors {
    pub(crate) layout: ListLayout,
    /// Whether there is nothing in it if nothing was added to the error.
    pub(crate) is_empty_alone: bool,
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
            Held::Const(_) | Held::Arg(_) | Held::CodeField(_) | Held::Object(_) => None,
        }
    }

    /// Returns the JSON type of a value of the error.
    pub(crate) fn json_type(&self, meaning: Meaning) -> JsonType {
        self.form.of_type(meaning.row().json)
    }

    /// Returns the description for the documentation: from the catalog, or else the default of its meaning. Objects and
    /// constants have no default.
    pub(crate) fn description(&self) -> Option<&str> {
        let own = self.own_description();
        own.or_else(|| Some(self.form.description(self.meaning()?)))
    }

    /// Returns the description in the catalog.
    pub(crate) fn own_description(&self) -> Option<&str> {
        self.description.as_ref().map(Markdown::as_str)
    }

    /// Returns whether the member is inside an element of the list of errors.
    pub(crate) fn is_in_list(&self) -> bool {
        let is_list = |step: &Step| matches!(step, Step::Element | Step::Param);
        self.path.iter().any(is_list)
    }

    /// Returns whether the member appears in the JSON. Flattened arguments appear under their own names.
    pub(crate) fn is_named(&self) -> bool {
        !matches!(self.content, Held::FlatArgs)
    }

    /// Returns the object or the array that the member is.
    pub(crate) fn object(&self) -> Option<ObjectId> {
        match self.content {
            Held::Object(id) => Some(id),
            Held::Value(_)
            | Held::Const(_)
            | Held::Args
            | Held::FlatArgs
            | Held::Arg(_)
            | Held::CodeField(_)
            | Held::Errors(_) => None,
        }
    }

    /// Returns the list of errors that the member is.
    pub(crate) fn errors(&self) -> Option<&Errors> {
        match &self.content {
            Held::Errors(errors) => Some(errors),
            Held::Value(_)
            | Held::Const(_)
            | Held::Args
            | Held::FlatArgs
            | Held::Arg(_)
            | Held::CodeField(_)
            | Held::Object(_) => None,
        }
    }
}

impl Object {
    /// Returns the direct member with this meaning.
    pub(crate) fn member(&self, meaning: Meaning) -> Option<&Member> {
        let mut members = self.members.iter();
        members.find(|member| member.meaning() == Some(meaning))
    }

    /// Returns whether the object contains flattened arguments.
    pub(crate) fn has_flat_args(&self) -> bool {
        !self.members.iter().all(Member::is_named)
    }
}

impl Errors {
    /// Returns whether each parameter has a member with one error alone, and not with an array.
    pub(crate) fn takes_first(&self) -> bool {
        match self.layout {
            ListLayout::Array => false,
            ListLayout::ByParam { takes_first, .. } => takes_first,
        }
    }
}

impl Wire {
    /// Returns the body.
    pub(crate) fn body(&self) -> &Member {
        &self.body
    }

    /// Returns what each error is in the list of errors, if there is one.
    pub(crate) fn element(&self) -> Option<&Member> {
        self.element.as_ref()
    }

    pub(crate) fn object(&self, id: ObjectId) -> &Object {
        &self.objects[id.0]
    }

    /// Returns the first object with this role.
    pub(crate) fn object_of(&self, role: Role) -> Option<&Object> {
        self.objects.iter().find(|object| object.role == role)
    }

    /// Returns every member inside the body, outermost first: an object or a list comes before its contents. An element
    /// of the list of errors that is not an object is a member, too.
    pub(crate) fn members(&self) -> Vec<&Member> {
        let mut members = Vec::new();
        self.add_contents(&self.body, &mut members);
        members
    }

    fn add_contents<'w>(&'w self, member: &'w Member, members: &mut Vec<&'w Member>) {
        if let Some(id) = member.object() {
            for member in &self.object(id).members {
                members.push(member);
                self.add_contents(member, members);
            }
        }
        // The errors of a list inside an element have the shape of that element.
        let is_list = member.errors().is_some() && !member.is_in_list();
        if let Some(element) = self.element().filter(|_| is_list) {
            if element.object().is_none() {
                members.push(element);
            }
            self.add_contents(element, members);
        }
    }

    /// Returns every member, the body and the shape of list elements included.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Member> {
        let members = self.objects.iter().flat_map(|object| &object.members);
        std::iter::once(&self.body)
            .chain(&self.element)
            .chain(members)
    }

    /// Returns the first member with this meaning, ignoring list elements.
    pub(crate) fn find(&self, meaning: Meaning) -> Option<&Member> {
        let mut members = self.members().into_iter();
        members.find(|member| member.meaning() == Some(meaning) && !member.is_in_list())
    }

    /// Returns whether any member has this meaning.
    pub(crate) fn sends(&self, meaning: Meaning) -> bool {
        self.all().any(|member| member.meaning() == Some(meaning))
    }

    /// Returns the name of the header with the id of requests and responses, in lower case.
    pub(crate) fn request_id_header(&self) -> &str {
        let member = self.find(Meaning::RequestId);
        let header = member.and_then(|member| member.header.as_deref());
        header
            .or(Meaning::RequestId.row().header)
            .unwrap_or_default()
    }

    /// Returns the constants that tell an error from a success, each with its member.
    pub(crate) fn tells(&self) -> impl Iterator<Item = (&Member, &JsonValue)> {
        self.all().filter_map(|member| match &member.content {
            Held::Const(value) if member.tells_error => Some((member, value)),
            _ => None,
        })
    }

    /// Returns the list of errors that is not inside an element of it.
    pub(crate) fn list(&self) -> Option<&Member> {
        let mut members = self.all();
        members.find(|member| member.errors().is_some() && !member.is_in_list())
    }
}
