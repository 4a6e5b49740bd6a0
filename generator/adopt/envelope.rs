//! The envelope, from bodies of error responses.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::bodies::{Body, Path, Places, SchemaMembers};
use super::found::Found;
use super::roles::{Role, Roles};
use super::write::{self, scalar};

/// The lines of the envelope's body in a catalog, and what is to be said about them. `None` without any body.
pub(super) fn lines(found: &Found, depth: usize) -> Option<(Vec<String>, Vec<String>)> {
    if found.bodies.is_empty() {
        return None;
    }
    let places = Places::of(found);
    let roles = Roles::of(found, &places);
    let mut writer = Lines {
        found,
        roles: &roles,
        out: Vec::new(),
        todos: Vec::new(),
    };
    let bodies: Vec<(&Body, &Value)> = found
        .bodies
        .iter()
        .map(|body| (body, &body.value))
        .collect();
    writer.members(&mut Vec::new(), &bodies, depth);
    (!writer.out.is_empty()).then_some((writer.out, writer.todos))
}

struct Lines<'f> {
    found: &'f Found,
    roles: &'f Roles,
    out: Vec<String>,
    todos: Vec<String>,
}

impl Lines<'_> {
    fn members(&mut self, path: &mut Path, bodies: &[(&Body, &Value)], depth: usize) {
        let mut keys: Vec<&String> = Vec::new();
        for (_, value) in bodies {
            for key in value.as_object().into_iter().flat_map(Map::keys) {
                if !keys.contains(&key) {
                    keys.push(key);
                }
            }
        }
        let keys: Vec<String> = keys.into_iter().cloned().collect();
        for key in keys {
            let inside: Vec<(&Body, &Value)> = bodies
                .iter()
                .filter_map(|(body, value)| Some((*body, value.get(&key)?)))
                .collect();
            path.push(key.clone());
            let examples = bodies
                .iter()
                .filter(|(body, _)| body.of_schema.is_none())
                .count();
            let present = inside
                .iter()
                .filter(|(body, _)| body.of_schema.is_none())
                .count();
            let of_schema = |set: fn(&SchemaMembers) -> &BTreeSet<Path>| {
                let schemas = inside
                    .iter()
                    .filter_map(|(body, _)| body.of_schema.as_ref());
                schemas
                    .map(|schema| set(schema).contains(path))
                    .collect::<Vec<bool>>()
            };
            let optional = of_schema(|schema| &schema.optional);
            let nullable = of_schema(|schema| &schema.nullable);
            let is_nullable = nullable.contains(&true)
                || inside
                    .iter()
                    .any(|(body, value)| body.of_schema.is_none() && value.is_null());
            let is_optional = !is_nullable && (optional.contains(&true) || present < examples);
            self.member(path, &key, &inside, (is_optional, is_nullable), depth);
            path.pop();
        }
    }

    fn member(
        &mut self,
        path: &mut Path,
        key: &str,
        inside: &[(&Body, &Value)],
        (mut optional, nullable): (bool, bool),
        depth: usize,
    ) {
        let indent = "  ".repeat(depth);
        let name = write::key(key);
        let mut schemas = inside
            .iter()
            .filter_map(|(body, _)| body.of_schema.as_ref());
        let description = schemas.find_map(|schema| schema.descriptions.get(path));
        let description = description.map(|text| format!(", description: {}", scalar(text)));
        let codes = &self.found.codes;
        let value = match self.roles.all.get(path) {
            Some(Role::Object) | None => {
                let objects: Vec<(&Body, &Value)> = inside
                    .iter()
                    .filter(|(_, value)| value.is_object())
                    .copied()
                    .collect();
                self.out.push(format!("{indent}{name}:"));
                if optional {
                    self.out.push(format!("{indent}  optional: true"));
                }
                self.members(path, &objects, depth + 1);
                return;
            }
            Some(Role::Is(word, more)) => {
                let lacks = match *word {
                    "param" => codes.iter().any(|code| code.param.is_none()),
                    "number" => codes.iter().any(|code| code.number.is_none()),
                    "doc_url" | "instance" | "retry_after" => true,
                    _ => false,
                };
                let needs_none = matches!(
                    *word,
                    "code"
                        | "type"
                        | "message"
                        | "status"
                        | "title"
                        | "timestamp"
                        | "retryable"
                        | "problem_type"
                );
                optional = (optional || (lacks && !nullable)) && !needs_none;
                let shown = inside.iter().find_map(|(_, value)| {
                    let text = value.as_str().filter(|text| !text.is_empty());
                    text.filter(|_| matches!(*word, "request_id" | "timestamp"))
                });
                let example = shown.map(|text| format!(", example: {}", scalar(text)));
                format!("is: {word}{more}{}", example.unwrap_or_default())
            }
            Some(Role::Arg(name)) if !self.is_arg(name) => {
                return self.left_out(
                    path,
                    &indent,
                    "is in no example; add it as an argument or a constant",
                );
            }
            Some(Role::Arg(name)) => {
                optional = !nullable;
                format!("arg: {}", scalar(name))
            }
            Some(Role::Errors(each)) => {
                let each: Vec<String> = each
                    .iter()
                    .map(|(name, word)| {
                        let optional = if *word == "param" {
                            ", optional: true"
                        } else {
                            ""
                        };
                        format!("{}: {{is: {word}{optional}}}", write::key(name))
                    })
                    .collect();
                format!("is: errors, each: {{{}}}", each.join(", "))
            }
            Some(Role::Const(_)) if optional => {
                return self.left_out(path, &indent, "is in some responses only");
            }
            Some(Role::Const(value)) => {
                let shown = path.join(".");
                self.todos.push(format!(
                    "`{shown}` has the same value everywhere; check that it is constant"
                ));
                self.out
                    .push(format!("{indent}# TODO: check that it is constant"));
                optional = false;
                format!("const: {value}")
            }
        };
        let presence = match (optional, nullable && !value.starts_with("const")) {
            (_, true) => ", nullable: true",
            (true, false) => ", optional: true",
            _ => "",
        };
        let description = description.unwrap_or_default();
        self.out.push(format!(
            "{indent}{name}: {{{value}{presence}{description}}}"
        ));
    }

    /// Whether a code has this argument.
    fn is_arg(&self, name: &str) -> bool {
        let mut args = self.found.codes.iter().flat_map(|code| &code.args);
        args.any(|(known, _)| known == name)
    }

    /// Tells of a member that the envelope does not have.
    fn left_out(&mut self, path: &Path, indent: &str, why: &str) {
        let shown = path.join(".");
        self.todos.push(format!("`{shown}` {why}"));
        self.out.push(format!("{indent}# TODO: `{shown}` {why}"));
    }
}
