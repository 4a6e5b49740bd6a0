//! The imports of a module: what it uses of the standard library.

use crate::catalog::Catalog;
use crate::targets::clients::conditions::Conditions;
use crate::targets::clients::public::{self, may_be_absent};

/// The widest line of an import. Linters want a longer one in parentheses.
const WIDTH: usize = 88;

/// Returns the imports.
pub(super) fn imports(catalog: &Catalog, conditions: &Conditions) -> String {
    let holds = |condition| conditions.hold(condition);
    let has_fields = public::fields(catalog).next().is_some();
    let has_enums = public::fields(catalog).any(|field| !field.values.is_empty());
    let has_operations = holds("operations");
    let lists_nothing =
        |operation: &crate::catalog::Operation| operation.returns.codes(catalog).next().is_none();
    let modules = [
        "builtins",
        "contextlib",
        "email.utils",
        "json",
        "random",
        "re",
        "time",
    ];
    let dataclasses = [
        ("astuple", true),
        ("dataclass", true),
        ("replace", holds("code_in_list") || holds("param_of_key")),
    ];
    let typing = [
        ("Any", true),
        ("Final", true),
        ("Literal", has_operations || has_enums),
        ("Never", catalog.operations.iter().any(lists_nothing)),
        ("NotRequired", public::fields(catalog).any(may_be_absent)),
        ("Protocol", true),
        ("TypeAlias", true),
        ("TypedDict", holds("typed_args") || has_fields),
        ("TypeGuard", true),
        ("TypeVar", true),
        ("cast", holds("typed_args")),
    ];
    let modules = modules.map(|module| format!("import {module}\n"));
    modules.concat()
        + "from collections.abc import Callable, Iterable, Mapping, Sequence\n"
        + &from("dataclasses", &dataclasses)
        + "from enum import StrEnum\n"
        + if holds("args") || holds("sent_fields") {
            "from types import MappingProxyType\n"
        } else {
            ""
        }
        + &from("typing", &typing)
}

/// Returns the import of the names that are used.
fn from(module: &str, names: &[(&str, bool)]) -> String {
    let used = names.iter().filter(|(_, is_used)| *is_used);
    let used: Vec<&str> = used.map(|(name, _)| *name).collect();
    let line = format!("from {module} import {}\n", used.join(", "));
    if line.len() <= WIDTH {
        return line;
    }
    format!("from {module} import (\n    {},\n)\n", used.join(",\n    "))
}
