//! The body of an error response, rendered from the envelope: what examples show.

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{ArgKind, Catalog, Code, Content, Example, Field, Meaning, REDACTED, Scalar, TypeName};

/// What examples show for the id of a request, where the catalog has no example of it.
pub(crate) const EXAMPLE_REQUEST_ID: &str = "req_4f9c2a7e81b03d56";

/// The body of the response to an example of a code.
///
/// Serializes to the JSON that the generated server sends for it: the members in the envelope's order, those without a
/// value left out or null.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) code: &'c Code,
    /// `None` for the plainest case of the code: its arguments' own examples.
    pub(crate) example: Option<&'c Example>,
}

impl<'c> Body<'c> {
    /// What the client reads.
    pub(crate) fn message(&self) -> String {
        let is_secret = |name: &str| {
            self.code
                .args
                .iter()
                .any(|arg| arg.name == name && arg.secret)
        };
        self.code.message.render(|name| match self.arg(name) {
            _ if is_secret(name) => REDACTED.to_owned(),
            Some(value) => value.to_string(),
            None => format!("{{{name}}}"),
        })
    }

    /// The value of an argument: the example's, or the argument's own.
    pub(crate) fn arg(&self, name: &str) -> Option<&'c Scalar> {
        let given = self.example.into_iter().flat_map(|example| &example.args);
        let own = || {
            self.code
                .args
                .iter()
                .find(|arg| arg.name == name)?
                .example
                .as_ref()
        };
        given
            .into_iter()
            .find(|(given, _)| given == name)
            .map(|(_, value)| value)
            .or_else(own)
    }

    fn param(&self) -> Option<&'c str> {
        self.example
            .and_then(|example| example.param.as_deref())
            .or(self.code.param.as_deref())
    }

    /// Each error of the response: this one itself, where it is alone.
    fn errors(self) -> Vec<Self> {
        let given = self.example.map_or(&[][..], |example| &example.errors);
        let of_example = given.iter().filter_map(|(wire, example)| {
            let mut codes = self.catalog.codes.iter();
            let code = codes.find(|code| code.name.wire() == wire)?;
            Some(Self {
                catalog: self.catalog,
                code,
                example: Some(example),
            })
        });
        if given.is_empty() {
            vec![self]
        } else {
            of_example.collect()
        }
    }

    /// Whether there are several.
    fn has_errors(&self) -> bool {
        self.example
            .is_some_and(|example| !example.errors.is_empty())
    }

    fn has_value(&self, meaning: Meaning) -> bool {
        match meaning {
            Meaning::Type => self.code.error_type.is_some(),
            Meaning::Number => self.code.number.is_some(),
            Meaning::Param => self.param().is_some(),
            Meaning::DocUrl => self.code.doc_url.is_some(),
            Meaning::Instance => false,
            _ => true,
        }
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Object {
            body: *self,
            fields: &self.catalog.envelope.body,
        }
        .serialize(serializer)
    }
}

struct Object<'c> {
    body: Body<'c>,
    fields: &'c [Field],
}

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = self.body;
        let mut map = serializer.serialize_map(None)?;
        for field in self.fields {
            let name = &field.name;
            match &field.content {
                Content::Const(value) => map.serialize_entry(name, value)?,
                Content::Members(fields) => map.serialize_entry(name, &Object { body, fields })?,
                Content::Is(Meaning::Errors) if field.may_be_absent() && !body.has_errors() => {
                    if !field.optional {
                        map.serialize_entry(name, &())?;
                    }
                }
                Content::Is(meaning) if !body.has_value(*meaning) => {
                    if !field.optional {
                        map.serialize_entry(name, &())?;
                    }
                }
                Content::Is(meaning) => {
                    let code = body.code;
                    let example = |default| field.example.as_deref().unwrap_or(default);
                    match meaning {
                        Meaning::Type => map
                            .serialize_entry(name, &code.error_type.as_ref().map(TypeName::wire))?,
                        Meaning::Code => map.serialize_entry(name, code.name.wire())?,
                        Meaning::Number => map.serialize_entry(name, &code.number)?,
                        Meaning::Message => map.serialize_entry(name, &body.message())?,
                        Meaning::Param => map.serialize_entry(name, &body.param())?,
                        Meaning::Status => map.serialize_entry(name, &code.status)?,
                        Meaning::Title => map.serialize_entry(name, &code.title)?,
                        Meaning::DocUrl => map.serialize_entry(name, &code.doc_url)?,
                        Meaning::Timestamp => {
                            map.serialize_entry(name, example("2026-01-15T10:30:00.000Z"))?;
                        }
                        Meaning::RequestId => {
                            map.serialize_entry(name, example(EXAMPLE_REQUEST_ID))?;
                        }
                        Meaning::Args if field.flatten => Args(body).entries(&mut map)?,
                        Meaning::Args => map.serialize_entry(name, &Args(body))?,
                        Meaning::ProblemType => {
                            let url = code.doc_url.as_deref();
                            map.serialize_entry(name, url.unwrap_or("about:blank"))?;
                        }
                        Meaning::Instance => {}
                        Meaning::Errors => {
                            let fields = &field.each;
                            let each = body.errors().into_iter();
                            let each: Vec<_> = each.map(|body| Object { body, fields }).collect();
                            map.serialize_entry(name, &each)?;
                        }
                    }
                }
            }
        }
        map.end()
    }
}

struct Args<'c>(Body<'c>);

impl Args<'_> {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for arg in self.0.code.args.iter().filter(|arg| !arg.secret) {
            let name = &arg.name;
            match (self.0.arg(name), arg.kind) {
                (Some(value), _) => map.serialize_entry(name, value)?,
                (None, ArgKind::String) => map.serialize_entry(name, &format!("{{{name}}}"))?,
                (None, ArgKind::Integer | ArgKind::Number) => map.serialize_entry(name, &1)?,
                (None, ArgKind::Boolean) => map.serialize_entry(name, &true)?,
            }
        }
        Ok(())
    }
}

impl Serialize for Args<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.entries(&mut map)?;
        map.end()
    }
}
