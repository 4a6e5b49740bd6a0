//! The arguments of codes: structs, and what makes them of what was sent.

use std::collections::HashSet;

use super::codes::{constant, unique};
use super::syntax::{comment, slice, string};
use crate::catalog::{Arg, Catalog};
use crate::targets::clients::public::{checked_type, joined, sent_args, summary, with_args};

/// Returns the names of all constants.
fn constants(catalog: &Catalog) -> HashSet<String> {
    let codes = catalog.codes.iter().map(constant);
    let types = catalog.types.iter();
    let types = types.map(|error_type| format!("Type{}", error_type.name.variant()));
    let operations = catalog.operations.iter();
    let operations =
        operations.map(|operation| format!("Operation{}", operation.returns.name.variant()));
    let own = std::iter::once("ListedError".to_owned());
    own.chain(codes).chain(types).chain(operations).collect()
}

/// Takes a name, or the first like it that is free.
fn free(mut name: String, taken: &mut HashSet<String>) -> String {
    while !taken.insert(name.clone()) {
        name.push('_');
    }
    name
}

/// Returns the structs of arguments, and what makes them.
pub(super) fn sections(catalog: &Catalog) -> Vec<String> {
    let mut sections = Vec::new();
    let mut targets = Vec::new();
    let mut taken = constants(catalog);
    for code in with_args(catalog) {
        let variant = code.name.variant();
        let short = variant
            .strip_suffix("Error")
            .filter(|rest| !rest.is_empty());
        let short = short.unwrap_or(variant);
        let name = free(format!("{short}Error"), &mut taken);
        let of_args = free(format!("{short}Args"), &mut taken);
        let mut names = HashSet::new();
        let args: Vec<(String, &Arg)> = sent_args(code)
            .map(|arg| (unique(&arg.name, &mut names), arg))
            .collect();
        let members: Vec<String> = args
            .iter()
            .map(|(name, arg)| {
                let about = arg.description.iter();
                let about = about.map(|text| format!("{name}: {}", summary(text)));
                let about = comment("\t", &about.collect::<Vec<_>>());
                format!("{about}\t{name} {}\n", arg_type(arg).0)
            })
            .collect();
        sections.push(format!(
            "// {name} is an error with the code {}. It is a target of errors.As.\ntype {name} struct {{\n\t*Contents\n\tArgs {of_args}\n}}\n\n// Unwrap returns the whole error.\nfunc (e *{name}) Unwrap() error {{\n\treturn e.whole\n}}\n",
            code.name.key().replace('\\', "/"),
        ));
        sections.push(format!(
            "// {of_args} are the arguments of {name}. A server of another version may not send them all.\ntype {of_args} struct {{\n{}}}\n",
            members.join("\n")
        ));
        let values: Vec<String> = args
            .iter()
            .map(|(name, arg)| format!("{name}: {}", arg_type(arg).1))
            .collect();
        targets.push(format!(
            "\tcase **{name}:\n\t\tif c.Code != {} {{\n\t\t\treturn false\n\t\t}}\n\t\t*target = &{name}{{c, {of_args}{{{}}}}}\n\t\treturn true\n",
            constant(code),
            values.join(", ")
        ));
    }
    let body = if targets.is_empty() {
        "\treturn false\n".to_owned()
    } else {
        format!(
            "\targs := c.TypedArgs()\n\tswitch target := target.(type) {{\n{}\tdefault:\n\t\treturn false\n\t}}\n",
            targets.concat()
        )
    };
    sections.push(format!(
        "// As sets the target to the error with its arguments, if the code of the error is that of the target.\n\
         func (c *Contents) As(target any) bool {{\n{body}}}\n"
    ));
    let rows = with_args(catalog).map(|code| {
        let args = sent_args(code)
            .map(|arg| format!("{{{}, {}}}", string(&arg.name), string(checked_type(arg))));
        format!(
            "\tcase {}:\n\t\treturn {}\n",
            constant(code),
            slice("[][2]string", args)
        )
    });
    let rows = joined(rows);
    let body = if rows.is_empty() {
        "\treturn nil\n".to_owned()
    } else {
        format!("\tswitch code {{\n{rows}\tdefault:\n\t\treturn nil\n\t}}\n")
    };
    sections.push(format!(
        "// argTypes returns the names of the arguments of a code, each with its type.\nfunc argTypes(code Code) [][2]string {{\n{body}}}\n"
    ));
    sections
}

/// Returns the type of an argument's field, and the expression of its value.
fn arg_type(arg: &Arg) -> (String, String) {
    let kind = match checked_type(arg) {
        "string" => "string",
        "integer" => "int64",
        "number" => "float64",
        "boolean" => "bool",
        "string[]" => "[]string",
        "integer[]" => "[]int64",
        "number[]" => "[]float64",
        "boolean[]" => "[]bool",
        _ => {
            return ("any".to_owned(), format!("args[{}]", string(&arg.name)));
        }
    };
    let value = format!("arg[{kind}](args, {})", string(&arg.name));
    (format!("*{kind}"), value)
}
