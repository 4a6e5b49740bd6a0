//! The envelope as it is written: the JSON shape of every error response. It is lowered to [`Wire`](super::Wire), which
//! the targets read.

use serde::Serialize;

use super::{Meaning, Scalar};
use crate::text::Markdown;

/// The shape of an error response.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Envelope {
    pub(crate) media_type: String,
    pub(crate) body: Vec<Field>,
    /// Whether it is a preset, which adapts to the catalog.
    #[serde(skip)]
    pub(crate) is_preset: bool,
}

/// A member of an object of the envelope.
#[derive(Clone, Debug, Serialize)]
pub(crate) struct Field {
    pub(crate) name: String,
    #[serde(flatten)]
    pub(crate) content: Content,
    pub(crate) description: Option<Markdown>,
    /// The value in examples if the catalog has no better one: of a request id or a timestamp.
    pub(crate) example: Option<String>,
    /// Whether the member is omitted if it has no value.
    pub(crate) optional: bool,
    /// Whether the member is `null` if it has no value.
    pub(crate) nullable: bool,
    /// The HTTP header with the same value, in lower case: of a request id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) header: Option<String>,
    /// Whether its members are written into the enclosing object.
    pub(crate) flatten: bool,
    /// The members of one element in a list of errors.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(crate) each: Vec<Field>,
}

/// What a member holds.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Content {
    /// A value of the error.
    Is(Meaning),
    /// A constant, which is the same in every response.
    Const(Scalar),
    /// A nested object.
    Members(Vec<Field>),
}

impl Envelope {
    /// Returns every member that is not an object, with the names of the enclosing members, outermost first. Members
    /// of list elements are not included.
    pub(crate) fn leaves(&self) -> Vec<(Vec<&str>, &Field)> {
        fn walk<'e>(
            fields: &'e [Field],
            around: &mut Vec<&'e str>,
            leaves: &mut Vec<(Vec<&'e str>, &'e Field)>,
        ) {
            for field in fields {
                if let Content::Members(members) = &field.content {
                    around.push(&field.name);
                    walk(members, around, leaves);
                    around.pop();
                } else {
                    leaves.push((around.clone(), field));
                }
            }
        }
        let mut leaves = Vec::new();
        walk(&self.body, &mut Vec::new(), &mut leaves);
        leaves
    }

    /// Makes the type in a preset required if the catalog has types, and optional if it has none.
    pub(crate) fn suit(&mut self, has_types: bool) {
        fn walk(fields: &mut [Field], has_types: bool) {
            for field in fields {
                match &mut field.content {
                    Content::Is(Meaning::Type) => field.optional = !has_types,
                    Content::Members(members) => walk(members, has_types),
                    Content::Is(_) | Content::Const(_) => {}
                }
                walk(&mut field.each, has_types);
            }
        }
        if self.is_preset {
            walk(&mut self.body, has_types);
        }
    }

    /// Returns the first member with this meaning, ignoring list elements.
    pub(crate) fn leaf(&self, meaning: Meaning) -> Option<&Field> {
        let is = |field: &&Field| matches!(field.content, Content::Is(found) if found == meaning);
        self.leaves().into_iter().map(|(_, field)| field).find(is)
    }

    /// Returns the first member with this meaning, including list elements.
    pub(crate) fn field(&self, meaning: Meaning) -> Option<&Field> {
        field(&self.body, meaning)
    }
}

impl Field {
    /// Returns whether the member may have no value.
    pub(crate) fn may_be_absent(&self) -> bool {
        self.optional || self.nullable
    }
}

/// Returns the first member with this meaning, at any depth.
pub(crate) fn field(fields: &[Field], meaning: Meaning) -> Option<&Field> {
    fields.iter().find_map(|found| match &found.content {
        Content::Is(is) if *is == meaning => Some(found),
        Content::Members(members) => field(members, meaning),
        Content::Is(_) | Content::Const(_) => field(&found.each, meaning),
    })
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
      is: errors
      each:
        \"@type\": {const: type.googleapis.com/google.rpc.ErrorInfo}
        reason: {is: code}
        metadata: {is: args}
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
