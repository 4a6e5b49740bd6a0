//! The envelope as it is written: the JSON shape of every error response. It is lowered to [`Wire`](super::Wire), which
//! the targets read.

use serde::Serialize;

use super::value::Form;
use super::{JsonValue, Meaning};
use crate::text::Markdown;

/// The shape of an error response.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Envelope {
    pub(crate) media_type: String,
    /// The body. It has no name.
    #[serde(skip)]
    pub(crate) body: Field,
    /// Whether it is a preset, which adapts to the catalog.
    #[serde(skip)]
    pub(crate) is_preset: bool,
}

/// A member of an object of the envelope, an element of an array, or the body.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Field {
    /// The name in an object. Empty for an element and for the body.
    pub(crate) name: String,
    pub(crate) content: Content,
    pub(crate) description: Option<Markdown>,
    /// The value in examples if the catalog has no better one: of a request id or a timestamp.
    pub(crate) example: Option<String>,
    /// Whether the member is omitted if it has no value.
    pub(crate) optional: bool,
    /// Whether the member is `null` if it has no value.
    pub(crate) nullable: bool,
    /// The HTTP header with the same value, in lower case: of a request id.
    pub(crate) header: Option<String>,
    /// How the value is written.
    pub(crate) form: Form,
    /// Whether the constant tells an error from a success.
    pub(crate) tells_error: bool,
}

/// What a member holds.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Content {
    /// A value of the error: any except its arguments and the list of errors.
    Is(Meaning),
    /// The arguments, as an object or as siblings of the member.
    Args { flatten: bool },
    /// The argument with this name.
    Arg(String),
    /// The field of the code with this name.
    CodeField(String),
    /// A constant, which is the same in every response.
    Const(JsonValue),
    /// A nested object. In its long form, its members are in a mapping of their own.
    Members { members: Vec<Field>, is_long: bool },
    /// A fixed array.
    Elements(Vec<Field>),
    /// The errors of the response.
    Errors(ErrorList),
}

/// A list of errors, or an object of such lists.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct ErrorList {
    /// What each error is. `None` in a list inside an element, whose errors have the shape of that element.
    pub(crate) each: Option<Box<Field>>,
    pub(crate) layout: ListLayout,
    /// Whether a list with nothing but the error itself is empty.
    pub(crate) is_empty_alone: bool,
}

/// How the errors of a list are arranged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ListLayout {
    /// In an array.
    Array,
    /// In an object with a member for each parameter.
    ByParam {
        /// Whether the member is the first error alone, and not an array.
        takes_first: bool,
        /// The name of the member with the errors that are about no parameter.
        without_param: Option<String>,
    },
}

impl Field {
    /// Returns a member with this content that is always present.
    pub(crate) fn new(name: &str, content: Content) -> Self {
        Self {
            name: name.to_owned(),
            content,
            description: None,
            example: None,
            optional: false,
            nullable: false,
            header: None,
            form: Form::default(),
            tells_error: false,
        }
    }

    /// Returns the meaning of the member, if it holds a value of the error.
    pub(crate) fn meaning(&self) -> Option<Meaning> {
        match &self.content {
            Content::Is(meaning) => Some(*meaning),
            Content::Args { .. } => Some(Meaning::Args),
            Content::Errors(_) => Some(Meaning::Errors),
            Content::Arg(_)
            | Content::CodeField(_)
            | Content::Const(_)
            | Content::Members { .. }
            | Content::Elements(_) => None,
        }
    }

    /// Returns the fields directly inside it. The shape of the errors in a list counts only with `with_lists`.
    pub(crate) fn inside(&self, with_lists: bool) -> &[Self] {
        match &self.content {
            Content::Members {
                members: inside, ..
            }
            | Content::Elements(inside) => inside,
            Content::Errors(list) if with_lists => {
                list.each.as_deref().map_or(&[], std::slice::from_ref)
            }
            Content::Is(_)
            | Content::Args { .. }
            | Content::Arg(_)
            | Content::CodeField(_)
            | Content::Const(_)
            | Content::Errors(_) => &[],
        }
    }

    fn inside_mut(&mut self) -> &mut [Self] {
        match &mut self.content {
            Content::Members {
                members: inside, ..
            }
            | Content::Elements(inside) => inside,
            Content::Errors(list) => list
                .each
                .as_deref_mut()
                .map_or(&mut [], std::slice::from_mut),
            Content::Is(_)
            | Content::Args { .. }
            | Content::Arg(_)
            | Content::CodeField(_)
            | Content::Const(_) => &mut [],
        }
    }

    /// Returns the first field with this meaning: this one, or one inside it.
    pub(crate) fn find(&self, meaning: Meaning, with_lists: bool) -> Option<&Self> {
        if self.meaning() == Some(meaning) {
            return Some(self);
        }
        let mut inside = self.inside(with_lists).iter();
        inside.find_map(|field| field.find(meaning, with_lists))
    }

    /// Returns whether the member may have no value.
    pub(crate) fn may_be_absent(&self) -> bool {
        self.optional || self.nullable
    }
}

impl Envelope {
    /// Makes the type in a preset required if the catalog has types, and optional if it has none.
    pub(crate) fn suit(&mut self, has_types: bool) {
        fn walk(field: &mut Field, has_types: bool) {
            if field.meaning() == Some(Meaning::Type) {
                field.optional = !has_types;
            }
            for inside in field.inside_mut() {
                walk(inside, has_types);
            }
        }
        if self.is_preset {
            walk(&mut self.body, has_types);
        }
    }

    /// Returns whether another envelope makes the same of every error. Descriptions of members may differ.
    pub(crate) fn sends_as(&self, other: &Self) -> bool {
        fn untold(field: &Field) -> Field {
            let mut field = field.clone();
            (field.description, field.example) = (None, None);
            for inside in field.inside_mut() {
                *inside = untold(inside);
            }
            if let Content::Members { is_long, .. } = &mut field.content {
                *is_long = false;
            }
            field
        }
        self.media_type == other.media_type && untold(&self.body) == untold(&other.body)
    }

    /// Returns the first member with this meaning, including list elements.
    pub(crate) fn field(&self, meaning: Meaning) -> Option<&Field> {
        self.body.find(meaning, true)
    }
}

/// The presets by name. Each is the YAML that a catalog would contain.
pub(crate) const PRESETS: &[(&str, &str)] = &[
    (
        "stripe",
        "media_type: application/json
body:
  error:
    type: {is: type}
    code: {is: code}
    message: {is: message}
    param: {is: param, optional: true}
    doc_url: {is: doc_url, optional: true}
",
    ),
    (
        "problem",
        "media_type: application/problem+json
body:
  type: {is: problem_type}
  title: {is: title}
  status: {is: status}
  detail: {is: message}
  instance: {is: instance, optional: true}
  code: {is: code}
  errors: {is: errors, optional: true}
",
    ),
    (
        "flat",
        "media_type: application/json
body:
  message: {is: message}
  code: {is: code}
  type: {is: type}
  link: {is: doc_url, optional: true}
",
    ),
    (
        "google",
        "media_type: application/json
body:
  error:
    code: {is: status}
    message: {is: message}
    status: {is: type}
    details:
      - \"@type\": {const: type.googleapis.com/google.rpc.ErrorInfo}
        reason: {is: code}
        domain: {is: domain}
        metadata: {is: args, as: string}
      - optional: true
        \"@type\": {const: type.googleapis.com/google.rpc.BadRequest}
        fieldViolations:
          is: errors
          optional: true
          each:
            field: {is: param, optional: true}
            description: {is: message}
            reason: {is: code}
      - optional: true
        \"@type\": {const: type.googleapis.com/google.rpc.Help}
        links:
          - {optional: true, description: {const: Documentation}, url: {is: doc_url, optional: true}}
",
    ),
];

/// Returns the YAML of a preset.
pub(crate) fn preset(name: &str) -> Option<&'static str> {
    PRESETS
        .iter()
        .find(|(preset, _)| *preset == name)
        .map(|(_, text)| *text)
}
