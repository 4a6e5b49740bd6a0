//! The sections `sets` and `operations`: what is wrong with them, and what follows from them.

use std::fmt::Write as _;

use errcat::{Diagnostics, Options};

const CODES: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  lost: {status: 404, description: It is lost.}\nretired:\n  absent: {use: lost}\n";

fn check(rest: &str) -> Diagnostics {
    errcat::check(("errors.yaml", &format!("{CODES}{rest}")))
}

#[track_caller]
fn one(rest: &str, message: &str, help: &str) {
    let found = check(rest);
    let shown = found.full(false);
    assert!(
        found.concise().lines().count() == 1 && shown.contains(message) && shown.contains(help),
        "{shown}"
    );
}

#[test]
fn an_operation_is_a_method_and_a_path() {
    let not = |key: &str, message: &str| {
        let operation = format!("operations:\n  {key}: [gone]\n");
        one(&operation, message, "error[invalid-operation]");
    };
    not("get /a", "OpenAPI has no method `get`");
    not("GET a", "does not start with `/`");
    not("GET /a?b", "it must not have a query or a fragment");
    not("GET /{a}/{a}", "two parameters have the same name");
    not("GET /{a", "it has an unbalanced brace");
    not("GET", "`GET` is not an operation");
}

#[test]
fn an_operation_that_makes_no_name_is_given_one() {
    for path in ["/ü", "/a{ü}", "/{日}"] {
        one(
            &format!("operations:\n  GET {path}: [gone]\n"),
            "cannot become a Rust name",
            "name it: `{name: …, codes: […]}`",
        );
    }
    assert!(check("operations:\n  GET /ü: {name: get_u, codes: [gone]}\n").is_empty());
}

#[test]
fn what_a_list_names_is_a_code_or_a_set() {
    one(
        "operations: {GET /a: [gon]}\n",
        "is called `gon`",
        "did you mean `gone`?",
    );
    one(
        "operations: {GET /a: [absent]}\n",
        "is called `absent`",
        "it was retired; use `lost` instead",
    );
    one(
        "operations: {GET /a: [all]}\n",
        "is called `all`",
        "write `all` without brackets",
    );
    one(
        "operations: {GET /a: gone}\n",
        "expected a list of codes",
        "the word `all` stands for every code",
    );
    one(
        "sets: {a: all}\noperations: {GET /a: [a]}\n",
        "expected a list of codes",
        "write `[…]`\n",
    );
    one(
        "sets: {all: [gone]}\noperations: {GET /a: [all]}\n",
        "`all` already stands for every code",
        "another name",
    );
    one(
        "operations: {GET /a-b: [gone], GET /a_b: [gone]}\n",
        "are the same type in `operations`: `GetAB`",
        "name: …",
    );
}

#[test]
fn a_type_is_no_code() {
    let catalog = "version: 1\ntypes: {lot: {status: 404, description: A lot.}}\ncodes: {gone: {type: lot, description: It is gone.}}\noperations: {GET /a: [lot]}\n";
    let found = errcat::check(("errors.yaml", catalog)).full(false);
    assert!(
        found.contains("it is a type: list its codes instead"),
        "{found}"
    );
}

#[test]
fn a_document_of_openapi_is_no_catalog() {
    for document in ["openapi: 3.1.0\npaths: {}\n", "swagger: '2.0'\n"] {
        let found = errcat::check(("errors.yaml", document));
        assert!(
            found.concise().lines().count() == 1
                && found.full(false).contains("errcat verify openapi"),
            "{found}"
        );
    }
}

/// A circle is said once, at its first set, and those that lead into it are not of it.
#[test]
fn a_set_does_not_take_in_itself() {
    let sets = "sets:\n  a: [b]\n  b: [c, gone]\n  c: [b]\noperations: {GET /a: [a]}\n";
    one(
        sets,
        "the set `b` includes itself: `b` → `c` → `b`",
        "remove one of these names from its set",
    );
}

#[test]
fn many_sets_in_a_chain_are_taken_in() {
    let mut chain = String::new();
    for at in 0..32 {
        let _ = writeln!(chain, "  s{at}: [s{}]", at + 1);
    }
    let catalog = format!(
        "{CODES}sets:\n{chain}  s32: [lost]\noperations: {{GET /a: [s0]}}\noutputs: {{openapi: [{{path: a.yaml, form: overlay}}]}}\n"
    );
    let made = errcat::generate(("errors.yaml", &catalog), &Options::new().outputs(true)).unwrap();
    let overlay = made.get("a.yaml").unwrap();
    assert!(
        overlay.contains("'404':") && !overlay.contains("'410':"),
        "{overlay}"
    );
}
