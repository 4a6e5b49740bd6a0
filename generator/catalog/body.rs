//! The body of an error response, as examples show it and the server sends it.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, SerializeSeq, Serializer};

use super::{
    Arg, Catalog, Code, Errors, Example, Held, JsonType, JsonValue, ListLayout, Meaning, Member,
    Object, OfCode, REDACTED, Status, Value,
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
    /// The status of the response. `None` selects the default of the code.
    pub(crate) status: Option<Status>,
}

impl<'c> Body<'c> {
    /// Returns the message that the client receives.
    pub(crate) fn message(&self) -> String {
        self.code.message.render(|name| match self.find(name) {
            Some(arg) if arg.secret => REDACTED.to_owned(),
            Some(arg) => self.value_of(arg).map_or_else(
                || format!("{{{name}}}"),
                |value| arg.sent(value).to_string(),
            ),
            None => format!("{{{name}}}"),
        })
    }

    /// Returns the argument with this name.
    fn find(&self, name: &str) -> Option<&'c Arg> {
        self.code.args.iter().find(|arg| arg.name == name)
    }

    /// Returns the value of the argument with this name: from the example, or else the `example` of the argument.
    pub(crate) fn arg(&self, name: &str) -> Option<&'c JsonValue> {
        self.value_of(self.find(name)?)
    }

    fn value_of(&self, arg: &'c Arg) -> Option<&'c JsonValue> {
        let mut given = self.example.into_iter().flat_map(|example| &example.args);
        let given = given.find(|(given, _)| *given == arg.name);
        given.map(|(_, value)| value).or(arg.example.as_ref())
    }

    /// Returns the value of an argument as it is sent.
    fn sent(&self, arg: &'c Arg) -> Option<JsonValue> {
        match self.value_of(arg) {
            Some(value) => Some(arg.sent(value)),
            None => arg.placeholder().map(|value| arg.sent(&value)),
        }
    }

    /// Returns the arguments that `{is: args}` stands for.
    fn args(self) -> impl Iterator<Item = (&'c str, JsonValue)> {
        let placed = &self.catalog.wire.placed_args;
        let args = self.code.args.iter();
        let args = args.filter(|arg| arg.is_sent() && !placed.contains(&arg.name));
        args.filter_map(move |arg| Some((arg.name.as_str(), self.sent(arg)?)))
    }

    fn param(&self) -> Option<&'c str> {
        self.example
            .and_then(|example| example.param.as_deref())
            .or(self.code.param.as_deref())
    }

    /// Returns every error in a list.
    fn errors(self, list: &Errors, member: &Member) -> Vec<Self> {
        let given = self.example.map_or(&[][..], |example| &example.errors);
        let given = given.iter().filter_map(|(name, example)| {
            let mut codes = self.catalog.codes.iter();
            let code = codes.find(|code| code.name.key() == name)?;
            Some(Self {
                catalog: self.catalog,
                code,
                example: Some(example),
                status: None,
            })
        });
        let mut errors: Vec<Self> = given.collect();
        let is_empty_alone = list.is_empty_alone || member.presence.may_be_absent();
        if errors.is_empty() && !is_empty_alone {
            errors.push(self);
        }
        if let Some(element) = self.catalog.wire.element() {
            errors.retain(|error| error.is_in_list(element));
        }
        errors
    }

    /// Returns whether an error is an element of the list. An optional element without a value is left out.
    fn is_in_list(&self, element: &'c Member) -> bool {
        let is_const = matches!(element.content, Held::Const(_));
        is_const || !element.presence.is_optional() || self.has(element)
    }

    /// Returns the value of a member that holds a value of the error.
    fn value(&self, meaning: Meaning, member: &'c Member) -> Option<Value<'c>> {
        let value = match meaning.of_code(self.code, self.status.unwrap_or(self.code.status)) {
            OfCode::Always(value) => value,
            OfCode::Never => return None,
            OfCode::Message => Value::Text(self.message().into()),
            OfCode::Param => Value::Text(self.param()?.into()),
            OfCode::Occurrence => return example_of(meaning, member),
        };
        Some(member.form.of_value(value))
    }

    /// Returns whether a member has a value. Constants are not values.
    fn has(&self, member: &'c Member) -> bool {
        match &member.content {
            Held::Value(meaning) => self.value(*meaning, member).is_some(),
            Held::Const(_) => false,
            Held::Args | Held::FlatArgs => self.args().next().is_some(),
            Held::Arg(name) => self.placed(name).is_some(),
            Held::CodeField(name) => self.code.field(name).is_some(),
            Held::Object(id) => {
                let mut inside = self.catalog.wire.object(*id).members.iter();
                inside.any(|member| self.has(member))
            }
            Held::Errors(list) => !self.errors(list, member).is_empty(),
        }
    }

    /// Returns the value of an argument with a place of its own.
    fn placed(&self, name: &str) -> Option<JsonValue> {
        let arg = self.find(name).filter(|arg| arg.is_sent())?;
        self.sent(arg)
    }

    /// Returns how a member appears.
    fn shown(self, member: &'c Member) -> Shown<'c> {
        let is_const = matches!(member.content, Held::Const(_));
        if is_const || !member.presence.may_be_absent() || self.has(member) {
            Shown::Content(Rendered { body: self, member })
        } else if member.presence.is_optional() {
            Shown::Nothing
        } else {
            Shown::Null
        }
    }
}

/// An error as an element of the list in the body.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ListedBody<'c>(pub(crate) Body<'c>);

impl Serialize for ListedBody<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let body = self.0;
        let element = body.catalog.wire.element();
        let element = element.map(|member| Rendered { body, member });
        element.serialize(serializer)
    }
}

/// How a member appears in the JSON.
enum Shown<'c> {
    Content(Rendered<'c>),
    Null,
    Nothing,
}

/// Converts the `example` of a member whose value is known only when an error occurs.
fn example_of(meaning: Meaning, member: &Member) -> Option<Value<'_>> {
    let example = member.example.as_deref()?;
    match member.json_type(meaning) {
        JsonType::Code
        | JsonType::Type
        | JsonType::Text
        | JsonType::DateTime
        | JsonType::UriReference => Some(Value::Text(Cow::Borrowed(example))),
        JsonType::Integer { .. } => example.parse().ok().map(Value::Integer),
        JsonType::Boolean => example.parse().ok().map(Value::Boolean),
        JsonType::Args | JsonType::Errors => None,
    }
}

impl Serialize for Body<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Rendered {
            body: *self,
            member: self.catalog.wire.body(),
        }
        .serialize(serializer)
    }
}

/// A member of the body, with the values of one error.
struct Rendered<'c> {
    body: Body<'c>,
    member: &'c Member,
}

impl Serialize for Rendered<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { body, member } = *self;
        match &member.content {
            Held::Const(value) => value.serialize(serializer),
            Held::Value(meaning) => body.value(*meaning, member).serialize(serializer),
            Held::Args | Held::FlatArgs => serializer.collect_map(body.args()),
            Held::Arg(name) => body.placed(name).serialize(serializer),
            Held::CodeField(name) => body.code.field(name).serialize(serializer),
            Held::Object(id) => {
                let object = body.catalog.wire.object(*id);
                if object.is_array {
                    array(body, object, serializer)
                } else {
                    object_of(body, object, serializer)
                }
            }
            Held::Errors(list) => errors(body, list, member, serializer),
        }
    }
}

fn object_of<S: Serializer>(body: Body, object: &Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(None)?;
    for member in &object.members {
        if matches!(member.content, Held::FlatArgs) {
            for (name, value) in body.args() {
                map.serialize_entry(name, &value)?;
            }
            continue;
        }
        match body.shown(member) {
            Shown::Content(content) => map.serialize_entry(&member.name, &content)?,
            Shown::Null => map.serialize_entry(&member.name, &())?,
            Shown::Nothing => {}
        }
    }
    map.end()
}

fn array<S: Serializer>(body: Body, array: &Object, serializer: S) -> Result<S::Ok, S::Error> {
    let mut list = serializer.serialize_seq(None)?;
    for member in &array.members {
        match body.shown(member) {
            Shown::Content(content) => list.serialize_element(&content)?,
            Shown::Null => list.serialize_element(&())?,
            Shown::Nothing => {}
        }
    }
    list.end()
}

fn errors<S: Serializer>(
    body: Body,
    list: &Errors,
    member: &Member,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let wire = &body.catalog.wire;
    let rendered = |body| {
        Some(Rendered {
            body,
            member: wire.element()?,
        })
    };
    let errors = body.errors(list, member).into_iter();
    let (takes_first, without_param) = match &list.layout {
        ListLayout::Array => return serializer.collect_seq(errors.filter_map(rendered)),
        ListLayout::ByParam {
            takes_first,
            without_param,
        } => (*takes_first, without_param.as_deref().unwrap_or_default()),
    };
    let mut by_param: Vec<(&str, Vec<Rendered>)> = Vec::new();
    for body in errors {
        let param = body.param().unwrap_or(without_param);
        let place = by_param.iter().position(|(known, _)| *known == param);
        let place = place.unwrap_or_else(|| {
            by_param.push((param, Vec::new()));
            by_param.len() - 1
        });
        by_param[place].1.extend(rendered(body));
    }
    let mut map = serializer.serialize_map(Some(by_param.len()))?;
    for (param, errors) in &by_param {
        match errors.first().filter(|_| takes_first) {
            Some(first) => map.serialize_entry(param, first)?,
            None => map.serialize_entry(param, errors)?,
        }
    }
    map.end()
}
