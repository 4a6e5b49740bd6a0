//! The body of an error response, as examples show it and the server sends it.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

use super::{
    ArgKind, Catalog, Code, Example, Held, Json, Meaning, Member, Object, OfCode, REDACTED, Scalar,
    Value,
};

/// The response body for one example of a code.
///
/// It serializes to the JSON that the generated server sends. The members are in the envelope's order. A member without
/// a value is omitted or null.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Body<'c> {
    pub(crate) catalog: &'c Catalog,
    pub(crate) code: &'c Code,
    /// `None` for the default case of the code, which uses the examples of its arguments.
    pub(crate) example: Option<&'c Example>,
}

impl<'c> Body<'c> {
    /// Returns the message that the client receives.
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

    /// Returns the value of an argument: from the example, or else the `example` of the argument.
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

    /// Returns every error in the response; only this one if the example lists no errors.
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

    /// Returns whether the example lists errors.
    fn has_errors(&self) -> bool {
        self.example
            .is_some_and(|example| !example.errors.is_empty())
    }

    /// Returns the value of a member that holds a value of the error.
    fn value(&self, meaning: Meaning, member: &'c Member) -> Option<Value<'c>> {
        match meaning.of_code(self.code) {
            OfCode::Always(value) => Some(value),
            OfCode::Never => None,
            OfCode::Message => Some(Value::Text(self.message().into())),
            OfCode::Param => self.param().map(|param| Value::Text(param.into())),
            OfCode::Occurrence => example_of(meaning, member.example.as_deref()?),
        }
    }
}

/// Converts the `example` of a member whose value is known only when an error occurs.
fn example_of(meaning: Meaning, example: &str) -> Option<Value<'_>> {
    match meaning.row().json {
        Json::Code | Json::Type | Json::Text | Json::DateTime | Json::UriReference => {
            Some(Value::Text(Cow::Borrowed(example)))
        }
        Json::Integer { .. } => example.parse().ok().map(Value::Integer),
        Json::Boolean => example.parse().ok().map(Value::Boolean),
        Json::Args | Json::Errors => None,
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Rendered {
            body: *self,
            object: self.catalog.wire.root(),
        }
        .serialize(serializer)
    }
}

/// An object of the body, with the values of one error.
struct Rendered<'c> {
    body: Body<'c>,
    object: &'c Object,
}

impl<'c> Rendered<'c> {
    fn member<M: SerializeMap>(&self, member: &'c Member, map: &mut M) -> Result<(), M::Error> {
        let (body, name) = (self.body, &member.name);
        let object = |id| Rendered {
            body,
            object: body.catalog.wire.object(id),
        };
        match &member.content {
            Held::Const(value) => map.serialize_entry(name, value),
            Held::Object(id) => map.serialize_entry(name, &object(*id)),
            Held::Args => map.serialize_entry(name, &ArgValues(body)),
            Held::FlatArgs => ArgValues(body).entries(map),
            Held::Errors(id) if body.has_errors() || !member.presence.may_be_absent() => {
                let each = body.errors().into_iter();
                let each = each.map(|body| Rendered {
                    body,
                    ..object(*id)
                });
                map.serialize_entry(name, &each.collect::<Vec<_>>())
            }
            Held::Errors(_) => absent(member, map),
            Held::Value(meaning) => match body.value(*meaning, member) {
                Some(value) => map.serialize_entry(name, &value),
                None => absent(member, map),
            },
        }
    }
}

/// Writes a member that has no value: nothing if it is optional, otherwise `null`.
fn absent<M: SerializeMap>(member: &Member, map: &mut M) -> Result<(), M::Error> {
    if member.presence.is_optional() {
        Ok(())
    } else {
        map.serialize_entry(&member.name, &())
    }
}

impl Serialize for Rendered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for member in &self.object.members {
            self.member(member, &mut map)?;
        }
        map.end()
    }
}

struct ArgValues<'c>(Body<'c>);

impl ArgValues<'_> {
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

impl Serialize for ArgValues<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.entries(&mut map)?;
        map.end()
    }
}
