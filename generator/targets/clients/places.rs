//! Where a client finds the values of a response: the same for every language.

use crate::catalog::{
    Catalog, Form, Held, JsonType, JsonValue, ListLayout, Meaning, Member, Reading, Step, Wire,
    inside,
};

/// A step towards a value.
pub(super) enum To {
    /// The member of an object with this name.
    Member(String),
    /// The element of an array that has these constants. Without constants, the element at this place.
    Item {
        at: usize,
        having: Vec<(String, String)>,
    },
}

/// The steps from the body, or from an element of the list of errors, to a value.
pub(super) type Way = Vec<To>;

/// Where a response, or an element of its list of errors, has its values.
pub(super) struct Places {
    /// The ways to each value. If the first leads to none, the next is tried.
    pub(super) values: Vec<(Value, Vec<Way>)>,
    /// The number of milliseconds in the unit of its duration.
    pub(super) unit_ms: u32,
    /// Whether the values can identify a code.
    pub(super) identify: bool,
    /// The objects with the arguments, and the names of their other members.
    pub(super) args: Vec<(Way, Vec<String>)>,
    /// The arguments with a place of their own.
    pub(super) placed_args: Vec<(String, Way)>,
    /// The fields of the catalog.
    pub(super) fields: Vec<(String, Way)>,
    /// The lists of errors.
    pub(super) errors: Vec<Way>,
}

/// A value that a client reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Value {
    pub(super) meaning: Meaning,
    pub(super) reads: Reads,
}

/// The type of a value after it was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reads {
    Text,
    Integer,
    Boolean,
    /// A duration. The places have its unit.
    Duration,
}

impl Places {
    /// Returns the places in a response.
    pub(super) fn in_response(catalog: &Catalog) -> Self {
        Self::new(&catalog.wire, &Reading::of_response(catalog))
    }

    /// Returns the places in an element of the list of errors, if there is a list.
    pub(super) fn in_element(catalog: &Catalog) -> Option<Self> {
        Some(Self::new(&catalog.wire, &Reading::of_element(catalog)?))
    }

    fn new(wire: &Wire, reading: &Reading) -> Self {
        let way = |member: &Member| way(wire, reading, member);
        let mut places = Self {
            values: values(reading, &way),
            unit_ms: match reading.sources(Meaning::RetryAfter).first() {
                Some(member) if member.form == Form::Ms => 1,
                Some(_) | None => 1000,
            },
            identify: reading.has_code,
            args: Vec::new(),
            placed_args: Vec::new(),
            fields: Vec::new(),
            errors: Vec::new(),
        };
        for member in &reading.members {
            match &member.content {
                Held::Args => places.args.push((way(member), Vec::new())),
                Held::FlatArgs => {
                    let beside = wire.names_beside(member).into_iter();
                    let mut object = way(member);
                    object.pop();
                    places
                        .args
                        .push((object, beside.map(str::to_owned).collect()));
                }
                Held::Arg(name) => places.placed_args.push((name.clone(), way(member))),
                Held::CodeField(name) => places.fields.push((name.clone(), way(member))),
                Held::Errors(_) => places.errors.push(way(member)),
                Held::Value(_) | Held::Const(_) | Held::Object(_) => {}
            }
        }
        places
    }
}

fn values(reading: &Reading, way: &impl Fn(&Member) -> Way) -> Vec<(Value, Vec<Way>)> {
    let meanings = reading.meanings.iter();
    let values = meanings.filter_map(|meaning| {
        let sources = reading.sources(*meaning);
        let first = sources.first()?;
        let reads = reads(first, *meaning)?;
        let alike = sources.iter().filter(|member| member.form == first.form);
        let ways = alike.map(|member| way(member)).collect();
        let meaning = *meaning;
        Some((Value { meaning, reads }, ways))
    });
    values.collect()
}

/// Returns how a value is read. `None` for arguments and lists of errors.
fn reads(member: &Member, meaning: Meaning) -> Option<Reads> {
    Some(match (meaning, member.json_type(meaning)) {
        (_, JsonType::Args | JsonType::Errors) | (Meaning::Args | Meaning::Errors, _) => {
            return None;
        }
        (Meaning::RetryAfter, _) => Reads::Duration,
        // Numbers are read from text, too.
        (Meaning::Status | Meaning::Number, _) | (_, JsonType::Integer { .. }) => Reads::Integer,
        (_, JsonType::Boolean) => Reads::Boolean,
        (
            _,
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference,
        ) => Reads::Text,
    })
}

fn way(wire: &Wire, reading: &Reading, member: &Member) -> Way {
    let start = reading.start.path.len();
    let steps = inside(reading.start, member).iter().enumerate();
    let steps = steps.filter_map(|(at, step)| match step {
        Step::Member(name) => Some(To::Member(name.clone())),
        Step::Item(place) => {
            let mut members = reading.members.iter();
            let item = members.find(|item| item.path == member.path[..=start + at])?;
            let having = wire.texts_of_item(item).into_iter();
            let having = having.map(|(name, text)| (name.to_owned(), text.to_owned()));
            Some(To::Item {
                at: *place,
                having: having.collect(),
            })
        }
        Step::Element | Step::Param => None,
    });
    steps.collect()
}

/// Returns the constants that tell an error from a success, each with the way to it.
pub(super) fn constants(catalog: &Catalog) -> Vec<(Way, &JsonValue)> {
    let reading = Reading::of_response(catalog);
    let tells = catalog.wire.tells();
    tells
        .map(|(member, value)| (way(&catalog.wire, &reading, member), value))
        .collect()
}

/// Returns the name of the member for errors about no parameter, where the members of a list are named by parameters. `None` if
/// errors have their parameter among their own members.
pub(super) fn without_param(catalog: &Catalog) -> Option<&str> {
    let layout = catalog.wire.layout();
    let has_key = Reading::of_element(catalog).is_some_and(|each| each.has_param_of_key(layout));
    match layout {
        ListLayout::ByParam { without_param, .. } if has_key => {
            Some(without_param.as_deref().unwrap_or_default())
        }
        ListLayout::ByParam { .. } | ListLayout::Array => None,
    }
}

/// Returns the values that a response or an element of its list has, each once, in the order of the meanings. The code and the
/// message are not among them: each language has names of its own for these.
pub(super) fn values_of(catalog: &Catalog) -> Vec<(Value, Option<&str>)> {
    let readings = [
        Some(Reading::of_response(catalog)),
        Reading::of_element(catalog),
    ];
    let mut found: Vec<(Value, Option<&str>)> = Vec::new();
    for reading in readings.into_iter().flatten() {
        for meaning in &reading.meanings {
            let sources = reading.sources(*meaning);
            let Some(member) = sources.first() else {
                continue;
            };
            let is_known = found.iter().any(|(value, _)| value.meaning == *meaning);
            let Some(reads) = reads(member, *meaning).filter(|_| !is_known) else {
                continue;
            };
            let meaning = *meaning;
            found.push((Value { meaning, reads }, member.description()));
        }
        let is_known = found
            .iter()
            .any(|(value, _)| value.meaning == Meaning::Param);
        if !is_known && reading.has_param_of_key(catalog.wire.layout()) {
            let value = Value {
                meaning: Meaning::Param,
                reads: Reads::Text,
            };
            found.push((value, Some(Meaning::Param.row().description)));
        }
    }
    found.retain(|(value, _)| !matches!(value.meaning, Meaning::Code | Meaning::Message));
    found.sort_by_key(|(value, _)| value.meaning as usize);
    found
}
