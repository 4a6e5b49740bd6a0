//! What looks codes, types and operations up, and links to them.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

use super::{Entry, function};
use crate::targets::markdown;

pub(super) static ENTRIES: &[Entry] = &[
    function(
        "find_code",
        "find_code(\"gone\")",
        "the code of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value| model.find_code(code));
        },
    ),
    function(
        "find_type",
        "find_type(\"not_found_error\")",
        "the type of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |kind: &str| model.kind(kind));
        },
    ),
    function(
        "find_operation",
        "find_operation(\"GET /a\")",
        "the operation of this method and path, or of this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |operation: &str| model.operation(operation));
        },
    ),
    function(
        "find_example",
        "find_example(\"gone\", 1)",
        "an example of a code, from 0; of a code without examples, the code",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value, number: Option<usize>| {
                model.find_example(code, number.unwrap_or_default())
            });
        },
    ),
    function(
        "select_codes",
        "select_codes(type=…, status=…, tag=…, without_tag=…, operation=…)",
        "the codes for which all of it holds",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |options: Kwargs| model.select_codes(&options));
        },
    ),
    function(
        "link",
        "link(\"gone\")",
        "the code's name, and a link to where it is documented: on this page, or on its own page in the same dialect",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                model.expect_code(code)?;
                Ok::<_, Error>(links.link(code, &markdown::code(code)))
            });
        },
    ),
    function(
        "page_of",
        "page_of(\"gone\")",
        "the path or URL of the code's own page, seen from this one; `none` without one",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                model.expect_code(code)?;
                Ok::<_, Error>(links.page_of(code))
            });
        },
    ),
    function(
        "link_type",
        "link_type(\"not_found_error\")",
        "the type's name, and a link to its own page",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |kind: &str| {
                model.expect_type(kind)?;
                Ok::<_, Error>(links.link_type(kind, &markdown::code(kind)))
            });
        },
    ),
    function(
        "page_of_type",
        "page_of_type(\"not_found_error\")",
        "the path or URL of the type's own page; `none` without one",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |kind: &str| {
                model.expect_type(kind)?;
                Ok::<_, Error>(links.page_of_type(kind))
            });
        },
    ),
    function(
        "fail",
        "fail(\"…\")",
        "no page, but an error with this text",
        |environment, name, _| {
            environment.add_function(name, |message: String| {
                Err::<String, _>(Error::new(ErrorKind::InvalidOperation, message))
            });
        },
    ),
];
