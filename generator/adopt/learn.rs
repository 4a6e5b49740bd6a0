//! What the bodies of responses say about their codes, and messages with their arguments.

use serde_json::{Map, Value};

use super::bodies::{Path, Places, at};
use super::found::{Found, FoundCode};
use super::is_name;
use super::roles::Roles;

/// Adds to the codes what the bodies say about them.
pub(super) fn learn(found: &mut Found) {
    learn_lists(found);
    let places = Places::of(found);
    let Some(code) = &places.code else {
        return;
    };
    let shape = Roles::of(found, &places);
    for body in found.bodies.clone() {
        if body.of_schema.is_some() {
            continue;
        }
        let Some(Value::String(name)) = at(&body.value, code) else {
            continue;
        };
        let mut made = FoundCode {
            name: name.clone(),
            place: body.place.clone(),
            statuses: body.status.into_iter().collect(),
            ..FoundCode::default()
        };
        let shown = shape.status.as_ref().and_then(|path| at(&body.value, path));
        let shown = shown.and_then(|status| status.as_u64().or(status.as_str()?.parse().ok()));
        if let (None, Some(status)) = (body.status, shown) {
            made.statuses.extend(u16::try_from(status));
        }
        let text = |path: &Option<Path>| {
            let value = at(&body.value, path.as_ref()?)?;
            value
                .as_str()
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
        };
        made.kind = text(&places.kind);
        made.param = text(&shape.param);
        made.title = text(&shape.title);
        let url = text(&shape.doc_url).or_else(|| text(&shape.problem_type));
        made.doc_url = url.filter(|url| url.contains("://"));
        made.number = shape
            .number
            .as_ref()
            .and_then(|path| at(&body.value, path)?.as_i64());
        for path in &shape.args {
            if let (Some(value), Some(name)) = (at(&body.value, path), path.last()) {
                if !value.is_null() {
                    made.args.push((name.clone(), Some(value.clone())));
                }
            }
        }
        if let Some(message) = text(&shape.message) {
            made.message = Some(with_placeholders(&message, &made.args));
        }
        // A parameter differs from error to error.
        match found.codes.iter_mut().find(|known| known.name == *name) {
            Some(known) => {
                let param = made.param.take();
                known.param = known.param.take().or(param);
                another_message(known, &made);
                known.add(made);
            }
            None => found.codes.push(made),
        }
    }
}

/// Adds the codes of bodies that are a list of errors: `{"errors": [{"status": "404", "code": "gone", "detail": "…"}]}`.
fn learn_lists(found: &mut Found) {
    for body in found.bodies.clone() {
        let Some(members) = body.value.as_object() else {
            continue;
        };
        let has_own = CODES_OF_LISTS
            .iter()
            .any(|name| members.get(*name).is_some_and(Value::is_string));
        let lists = members.values().filter_map(Value::as_array);
        for element in lists
            .flatten()
            .filter(|_| !has_own && body.of_schema.is_none())
        {
            let text = |names: &[&str]| {
                let found = names.iter().find_map(|name| element.get(*name)?.as_str());
                found.filter(|text| !text.is_empty()).map(str::to_owned)
            };
            let Some(name) = code_of(element).map(str::to_owned) else {
                continue;
            };
            let mut made = FoundCode {
                name,
                place: body.place.clone(),
                statuses: body.status.into_iter().collect(),
                title: text(&["title"]),
                ..FoundCode::default()
            };
            let status = element.get("status").or(element.get("status_code"));
            let status =
                status.and_then(|status| status.as_u64().or(status.as_str()?.parse().ok()));
            if let (true, Some(status)) = (made.statuses.is_empty(), status) {
                made.statuses.extend(u16::try_from(status));
            }
            let message = text(&["detail", "message", "description"]);
            made.message = message.map(|message| with_placeholders(&message, &[]));
            found.add_code(made);
        }
    }
}

/// The codes in the lists of a body.
pub(super) fn codes_in_lists(body: &Value) -> Vec<String> {
    let members = body.as_object().into_iter().flat_map(Map::values);
    let elements = members.filter_map(Value::as_array).flatten();
    elements.filter_map(code_of).map(str::to_owned).collect()
}

/// The code of an element of a list.
fn code_of(element: &Value) -> Option<&str> {
    let mut names = CODES_OF_LISTS.iter();
    let code = names.find_map(|name| element.get(*name)?.as_str());
    code.filter(|code| is_name(code))
}

/// The names of codes in the elements of a list.
const CODES_OF_LISTS: [&str; 3] = ["code", "error_code", "errorCode"];

/// Compares the messages of two examples of a code. The words in which they differ are arguments.
fn another_message(known: &mut FoundCode, made: &FoundCode) {
    let (Some(old), Some(new)) = (&known.message, &made.message) else {
        return;
    };
    let is_known = known
        .args
        .iter()
        .any(|(name, _)| old.contains(&format!("{{{name}}}")));
    if old == new || is_known {
        return;
    }
    let (old_words, new_words): (Vec<&str>, Vec<&str>) =
        (old.split(' ').collect(), new.split(' ').collect());
    let differ = old_words
        .iter()
        .zip(&new_words)
        .filter(|(old, new)| old != new)
        .count();
    if old_words.len() != new_words.len() || differ * 2 > old_words.len() || old.contains('{') {
        let told = format!("{} has the message {new:?}: add its arguments", made.place);
        known.comments.push(told);
        return;
    }
    let mut args = Vec::new();
    let words = old_words.iter().zip(&new_words).map(|(old, new)| {
        if old == new {
            return (*old).to_owned();
        }
        // What both end with is no part of the value.
        let is_end = |c: &char| !c.is_alphanumeric();
        let end: String = old
            .chars()
            .rev()
            .take_while(is_end)
            .collect::<Vec<_>>()
            .into_iter()
            .rev()
            .collect();
        let end = if new.ends_with(&end) {
            end
        } else {
            String::new()
        };
        let name = format!("value_{}", args.len() + 1);
        args.push((
            name.clone(),
            Some(Value::from(&old[..old.len() - end.len()])),
        ));
        format!("{{{name}}}{end}")
    });
    let message = words.collect::<Vec<_>>().join(" ");
    known.message = Some(message);
    known.args.extend(args);
    known
        .comments
        .push("name its arguments: these are the words in which its examples differ".to_owned());
}

/// A message as the catalog has it: braces are doubled, and the texts of arguments become placeholders.
fn with_placeholders(message: &str, args: &[(String, Option<Value>)]) -> String {
    let mut text = message.replace('{', "{{").replace('}', "}}");
    for (name, value) in args {
        let shown = match value {
            Some(Value::String(text)) => text.clone(),
            Some(value @ (Value::Number(_) | Value::Bool(_))) => value.to_string(),
            _ => continue,
        };
        // A short text may be there for another reason.
        if shown.len() >= 2 && text.matches(&shown).count() == 1 && !shown.contains(['{', '}']) {
            text = text.replace(&shown, &format!("{{{name}}}"));
        }
    }
    text
}

/// Sets the message that a table or a program has: `{id}` in it is an argument.
pub(super) fn set_message(code: &mut FoundCode, message: &str) {
    let mut text = String::new();
    let mut rest = message;
    while let Some(start) = rest.find(['{', '}']) {
        text += &rest[..start];
        let behind = &rest[start..];
        let name = behind
            .strip_prefix('{')
            .and_then(|inside| inside.split_once('}'))
            .map(|(name, _)| name);
        let is_arg = |name: &&str| {
            !name.is_empty()
                && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
                && name.starts_with(|c: char| c.is_ascii_alphabetic())
        };
        if let Some(name) = name.filter(is_arg) {
            text += &behind[..name.len() + 2];
            if !code.args.iter().any(|(known, _)| known == name) {
                code.args.push((name.to_owned(), None));
            }
            rest = &behind[name.len() + 2..];
        } else {
            text += if behind.starts_with('{') { "{{" } else { "}}" };
            rest = &behind[1..];
        }
    }
    code.message = Some(text + rest);
}
