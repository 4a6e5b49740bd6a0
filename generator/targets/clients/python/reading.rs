//! Where a response has its values, as constants of the module.

use super::codes::literal;
use super::syntax::{doc, path, string, tuple};
use crate::catalog::{Catalog, Meaning};
use crate::targets::clients::places::{Places, Reads, Value, constants, values_of, without_param};
use crate::targets::clients::public::joined;

/// Returns the class of the values of an error.
pub(super) fn values(catalog: &Catalog) -> String {
    let members = values_of(catalog).into_iter().map(|(value, about)| {
        let about = if let Reads::Duration = value.reads {
            "The number of seconds to wait before the request is sent again."
        } else {
            about.unwrap_or_default()
        };
        let about = doc(&[crate::text::Markdown::new(about)
            .words()
            .as_str()
            .to_owned()]);
        let kind = match value.reads {
            Reads::Text => "str",
            Reads::Integer => "int",
            Reads::Duration => "float",
            Reads::Boolean => "bool",
        };
        format!("    {}: {kind} | None = None\n{about}", name(value))
    });
    format!(
        "@dataclass(frozen=True)\nclass ErrorValues:\n    \"\"\"The values that an error can have.\"\"\"\n\n{}",
        joined(members)
    )
}

/// Returns the sections about what is read.
pub(super) fn sections(catalog: &Catalog) -> Vec<String> {
    let values = values_of(catalog);
    let mut sections = vec![reading(&values)];
    let response = places(&Places::in_response(catalog));
    sections.push(format!("_RESPONSE: Final = {response}\n"));
    if let Some(element) = Places::in_element(catalog) {
        sections.push(format!("_ELEMENT: Final = {}\n", places(&element)));
    }
    sections.push(format!(
        "_REQUEST_ID_HEADER: Final = {}\n",
        string(catalog.wire.request_id_header())
    ));
    if let Some(without) = without_param(catalog) {
        sections.push(format!("_WITHOUT_PARAM: Final = {}\n", string(without)));
    }
    let constants = constants(catalog);
    if !constants.is_empty() {
        let constants = constants
            .iter()
            .map(|(way, value)| format!("({}, {})", path(way), literal(value)));
        sections.push(format!(
            "# The constants that tell an error from a success.\n\
             _CONSTANTS: Final[tuple[tuple[_Path, Any], ...]] = {}\n",
            tuple(constants)
        ));
    }
    sections
}

/// Returns the name of a value in Python.
fn name(value: Value) -> &'static str {
    match value.meaning {
        Meaning::Status => "body_status",
        meaning => meaning.row().word,
    }
}

fn reading(values: &[(Value, Option<&str>)]) -> String {
    let members = values.iter().map(|(value, _)| {
        let of = match value.reads {
            Reads::Text => "_text_of",
            Reads::Integer => "_integer_of",
            Reads::Boolean => "_boolean_of",
            Reads::Duration => "lambda value: _duration_of(value, unit_ms)",
        };
        let name = name(*value);
        format!("        {name}=read({}, {of}),\n", string(name))
    });
    format!(
        "class _Read(Protocol):\n    def __call__(self, name: str, convert: Callable[[Any], _V | None]) -> _V | None: ...\n\n\n\
         def _values_of(read: _Read, unit_ms: int) -> ErrorValues:\n    return ErrorValues(\n{}    )\n",
        joined(members)
    )
}

fn places(places: &Places) -> String {
    let values = places.values.iter().map(|(value, ways)| {
        let ways = tuple(ways.iter().map(path));
        format!("        {}: {ways},\n", string(name(*value)))
    });
    let named = |entries: &[(String, _)]| {
        tuple(
            entries
                .iter()
                .map(|(name, way)| format!("({}, {})", string(name), path(way))),
        )
    };
    let args = tuple(places.args.iter().map(|(way, beside)| {
        let beside = tuple(beside.iter().map(|name| string(name)));
        format!("({}, {beside})", path(way))
    }));
    let identify = if places.identify { "True" } else { "False" };
    format!(
        "_Places(\n    values={{\n{}    }},\n    unit_ms={},\n    identify={identify},\n    args={args},\n    placed_args={},\n    fields={},\n    errors={},\n)",
        joined(values),
        places.unit_ms,
        named(&places.placed_args),
        named(&places.fields),
        tuple(places.errors.iter().map(path)),
    )
}
