//! The arguments of codes, and the types of their values.

use super::syntax::{comment, list, property, string};
use crate::catalog::{ArgKind, Catalog, Form, ItemKind};
use crate::targets::clients::public::{checked_type, joined, sent_args, summary, with_args};

/// Returns the section about arguments.
pub(super) fn section(catalog: &Catalog) -> String {
    let types = with_args(catalog).map(|code| {
        let members = sent_args(code).map(|arg| {
            let about = arg.description.iter().map(summary);
            let about = comment("    ", &about.collect::<Vec<_>>());
            let kind = value_type(arg.kind, arg.form, &arg.values, true);
            format!("{about}    readonly {}?: {kind};\n", property(&arg.name))
        });
        let members = joined(members);
        format!(
            "  readonly {}: {{\n{members}  }};\n",
            property(code.name.key())
        )
    });
    let types = joined(types);
    let rows = with_args(catalog).map(|code| {
        let args = sent_args(code).map(|arg| {
            let checked = string(checked_type(arg));
            format!("[{}, {checked}]", string(&arg.name))
        });
        format!("  {}: {},\n", property(code.name.key()), list(args))
    });
    let rows = joined(rows);
    format!(
        "/** The arguments of each code that has any. */\n\
         export interface ErrorArgs {{\n{types}}}\n\n\
         /** The arguments of a code. If the catalog has none for it, they can be anything. */\n\
         export type ArgsOf<C> = C extends keyof ErrorArgs\n  \
         ? ErrorArgs[C]\n  : Readonly<Record<string, unknown>>;\n\n\
         /** The names of arguments, each with its type. */\n\
         type ArgTypes = readonly (readonly [string, string])[];\n\n\
         const ARG_TYPES: Readonly<Record<keyof ErrorArgs, ArgTypes>> = {{\n{rows}}};\n"
    )
}

/// Returns the type of a value. With `is_open`, a newer server may send other values.
pub(super) fn value_type(kind: ArgKind, form: Form, values: &[String], is_open: bool) -> String {
    match form {
        Form::String => return "string".to_owned(),
        Form::Unix | Form::UnixMs | Form::Ms => return "number".to_owned(),
        Form::Plain => {}
    }
    if !values.is_empty() {
        let mut values: Vec<String> = values.iter().map(|value| string(value)).collect();
        if is_open {
            values.push("(string & {})".to_owned());
        }
        return values.join(" | ");
    }
    let kind = match kind {
        ArgKind::String | ArgKind::DateTime => "string",
        ArgKind::Integer | ArgKind::Number => "number",
        ArgKind::Boolean => "boolean",
        ArgKind::Array(ItemKind::String) => "readonly string[]",
        ArgKind::Array(ItemKind::Integer | ItemKind::Number) => "readonly number[]",
        ArgKind::Array(ItemKind::Boolean) => "readonly boolean[]",
        ArgKind::Any => "unknown",
    };
    kind.to_owned()
}
