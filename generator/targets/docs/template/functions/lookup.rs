//! The functions that look up codes, types and operations, and link to them.

use std::sync::Arc;

use minijinja::value::Kwargs;
use minijinja::{Error, ErrorKind, Value};

use super::{Registered, function};
use crate::targets::markdown;

pub(super) static ENTRIES: &[Registered] = &[
    function(
        "find_code",
        "find_code(\"gone\")",
        "the code with this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value| model.find_code(code));
        },
    ),
    function(
        "find_type",
        "find_type(\"not_found_error\")",
        "the type with this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |kind: &str| model.kind(kind));
        },
    ),
    function(
        "find_operation",
        "find_operation(\"GET /a\")",
        "the operation with this method and path, or with this name",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |operation: &str| model.operation(operation));
        },
    ),
    function(
        "find_example",
        "find_example(\"gone\", 1)",
        "one of a code's examples, counted from 0; the code itself if it has no examples",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |code: Value, number: Option<usize>| {
                model.find_example(code, number.unwrap_or_default())
            });
        },
    ),
    function(
        "select_codes",
        "select_codes(type=…, status=…, tag=…, without_tag=…, operation=…, fields={…})",
        "the codes that match all conditions",
        |environment, name, with| {
            let model = with.model.clone();
            environment.add_function(name, move |options: Kwargs| model.select_codes(&options));
        },
    ),
    function(
        "link",
        "link(\"gone\")",
        "the code's name as a link to its documentation: on this page, or on its own page in the same dialect",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                let code = model.own_name(code);
                model.expect_code(code)?;
                Ok::<_, Error>(links.link(code, &markdown::code(code)))
            });
        },
    ),
    function(
        "page_of",
        "page_of(\"gone\")",
        "the path or URL of the code's own page, relative to this page; `none` if it has no page",
        |environment, name, with| {
            let (model, links) = (with.model.clone(), Arc::clone(&with.links));
            environment.add_function(name, move |code: &str| {
                let code = model.own_name(code);
                model.expect_code(code)?;
                Ok::<_, Error>(links.page_of(code))
            });
        },
    ),
    function(
        "link_type",
        "link_type(\"not_found_error\")",
        "the type's name as a link to its own page",
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
        "the path or URL of the type's own page; `none` if it has no page",
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
        "an error with this text, and no page",
        |environment, name, _| {
            environment.add_function(name, |message: String| {
                Err::<String, _>(Error::new(ErrorKind::InvalidOperation, message))
            });
        },
    ),
];
