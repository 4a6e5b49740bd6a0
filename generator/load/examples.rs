//! The examples that the documentation shows for a code.

use super::members::{Members, Read, each};
use crate::catalog::{Example, JsonValue};
use crate::diagnostic::{Path, Report};
use crate::yaml::Node;

impl Read for Example {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `title`, `description`, `args`, `param` and `errors`",
            report,
        )?;
        let example = Self {
            title: members.optional("title").take(),
            description: members.optional("description").take(),
            args: args(&mut members),
            param: members.optional("param").take(),
            errors: errors(&mut members),
        };
        members.close();
        Some(example)
    }
}

/// One element of an example's `errors`.
struct ExampleError((String, Example));

impl Read for ExampleError {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let what = "a mapping with `code`, `args`, `param` and `errors`";
        let mut members = Members::open(node, at, what, report)?;
        let code = members.required("code");
        let example = Example {
            args: args(&mut members),
            param: members.optional("param").take(),
            errors: errors(&mut members),
            ..Example::default()
        };
        members.close();
        Some(Self((code?, example)))
    }
}

/// The errors that an example lists, if there are any.
fn errors(members: &mut Members) -> Vec<(String, Example)> {
    let errors = members.optional::<Vec<ExampleError>>("errors").take();
    let errors = errors.into_iter().flatten();
    errors.map(|error| error.0).collect()
}

/// The values of the arguments, if there are any.
fn args(members: &mut Members) -> Vec<(String, JsonValue)> {
    let values = members.optional::<ExampleArgs>("args").take();
    values.map(|values| values.0).unwrap_or_default()
}

/// The arguments in an example, with their values.
pub(super) struct ExampleArgs(pub(super) Vec<(String, JsonValue)>);

impl Read for ExampleArgs {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let value = |name: &str, node: &Node, at: &Path, report: &mut Report| {
            Some((name.to_owned(), JsonValue::read(node, at, report)?))
        };
        each(
            node,
            at,
            "a mapping from arguments to values",
            report,
            value,
        )
        .map(Self)
    }
}
