//! The exceptions for types and codes, and their arguments.

use super::codes::{about, member, typed_dict, value_type};
use super::names::Names;
use super::syntax::{doc, string, tuple};
use crate::catalog::Catalog;
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::public::{checked_type, joined, sent_args, summary, with_args};

/// Returns the dictionaries of arguments, and the types of their values.
pub(super) fn arguments(catalog: &Catalog) -> Vec<String> {
    let mut sections: Vec<String> = with_args(catalog)
        .map(|code| {
            let members: Vec<(&str, String)> = sent_args(code)
                .map(|arg| {
                    // A newer server may send other values than those of an enum.
                    let kind = value_type(arg.kind, arg.form, &[]);
                    (arg.name.as_str(), kind)
                })
                .collect();
            let name = format!("{}Arguments", code.name.variant());
            let about = format!("The arguments of `{}`.", code.name.key());
            let about = about.replace('\\', "\\\\").replace('"', "\\\"");
            typed_dict(&name, &about, &members, false)
        })
        .collect();
    let rows = with_args(catalog).map(|code| {
        let args: Vec<String> = sent_args(code)
            .map(|arg| format!("{}: {}", string(&arg.name), string(checked_type(arg))))
            .collect();
        format!("    ErrorCode.{}: {{{}}},\n", member(code), args.join(", "))
    });
    sections.push(format!(
        "_ARG_TYPES: Final[Mapping[ErrorCode, Mapping[str, str]]] = {{\n{}}}\n",
        joined(rows)
    ));
    sections
}

/// Returns the exceptions for types and codes, and which belongs to which.
pub(super) fn exceptions(catalog: &Catalog, conditions: &Conditions) -> Vec<String> {
    let names = Names::of(catalog);
    let mut sections: Vec<String> = names
        .types(catalog)
        .map(|(error_type, name)| {
            let about = doc(&[summary(&error_type.description)]);
            format!("class {name}(ApiError):\n{}", or_pass(about))
        })
        .collect();
    let has_args = conditions.hold("typed_args");
    for (code, name) in names.codes(catalog) {
        let mut types = names.types(catalog);
        let of_code = types.find(|(known, _)| Some(&known.name) == code.error_type.as_ref());
        let base = of_code.map_or("ApiError", |(_, name)| name);
        let has_own_arguments = has_args && sent_args(code).next().is_some();
        let arguments = has_own_arguments.then(|| {
            let arguments = format!("{}Arguments", code.name.variant());
            format!(
                "\n    @property\n    def arguments(self) -> {arguments}:\n        return cast({arguments}, super().arguments)\n"
            )
        });
        let body = or_pass(doc(&about(code)) + &arguments.unwrap_or_default());
        sections.push(format!("class {name}({base}):\n{body}"));
    }
    let rows = names
        .codes(catalog)
        .map(|(code, name)| format!("    ErrorCode.{}: {name},\n", member(code)));
    sections.push(format!(
        "_CLASSES: Final[Mapping[ErrorCode, type[ApiError]]] = {{\n{}}}\n",
        joined(rows)
    ));
    if conditions.hold("exception_types") {
        let rows = names
            .types(catalog)
            .map(|(error_type, name)| format!("    {}: {name},\n", string(error_type.name.wire())));
        sections.push(format!(
            "_CLASSES_OF_TYPES: Final[Mapping[str, type[ApiError]]] = {{\n{}}}\n",
            joined(rows)
        ));
    }
    sections.extend(operations(catalog, &names));
    sections
}

/// Returns the body of a class, which cannot be empty.
fn or_pass(body: String) -> String {
    if body.is_empty() {
        "    pass\n".to_owned()
    } else {
        body
    }
}

fn operations(catalog: &Catalog, names: &Names) -> Vec<String> {
    if catalog.operations.is_empty() {
        return Vec::new();
    }
    let endpoints: Vec<String> = catalog
        .operations
        .iter()
        .map(|operation| string(&operation.endpoint.to_string()))
        .collect();
    let rows = catalog.operations.iter().map(|operation| {
        let codes = operation.returns.codes(catalog);
        let codes = codes.map(|code| format!("ErrorCode.{}", member(code)));
        let endpoint = string(&operation.endpoint.to_string());
        format!("    {endpoint}: {},\n", tuple(codes))
    });
    let mut sections = vec![
        format!(
            "Operation: TypeAlias = Literal[\n    {},\n]\n\"\"\"An operation of the API.\"\"\"\n",
            endpoints.join(",\n    ")
        ),
        format!(
            "OPERATIONS: Final[Mapping[Operation, tuple[ErrorCode, ...]]] = {{\n{}}}\n\
             \"\"\"The operations of the API, each with the codes that it lists.\"\"\"\n",
            joined(rows)
        ),
    ];
    for operation in &catalog.operations {
        let classes = names.at(operation.returns.places());
        let classes = if classes.is_empty() {
            "Never".to_owned()
        } else {
            classes.join(" | ")
        };
        let about = doc(&[format!("The errors that `{}` lists.", operation.endpoint)]);
        sections.push(format!(
            "{}Errors: TypeAlias = {classes}\n{}",
            operation.returns.name.variant(),
            about.trim_start()
        ));
    }
    sections
}
