//! Turns a template's error into a finding with its place in the template and a suggested name.

use std::path::Path;
use std::sync::Arc;

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Value};

use super::functions;
use super::templates::{BUILT_IN, Templates};
use crate::diagnostic::{Diagnostic, Place, Source, quote, suggestion};
use crate::targets::docs::TEMPLATE;

/// An error and its sources.
fn chain(error: &Error) -> Vec<&Error> {
    let mut chain = vec![error];
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source.and_then(|inner| inner.downcast_ref::<Error>()) {
        chain.push(inner);
        source = std::error::Error::source(inner);
    }
    chain
}

/// The innermost error in one of the user's templates. The built-in templates are correct: if one fails, the user's
/// template passed it a wrong argument.
fn own<'e>(chain: &[&'e Error], templates: &Templates) -> Option<&'e Error> {
    let is_own = |error: &&&Error| error.name().is_some_and(|name| templates.is_own(name));
    chain.iter().rev().find(is_own).copied()
}

/// Whether an error is in one of the user's templates.
pub(in crate::targets::docs) fn is_own(error: &Error, templates: &Templates) -> bool {
    own(&chain(error), templates).is_some()
}

/// The names that templates can use.
pub(in crate::targets::docs) struct KnownNames<'k> {
    /// The variable `catalog`.
    pub(in crate::targets::docs) catalog: &'k Value,
    /// The names of variables and of their members.
    pub(in crate::targets::docs) names: Vec<String>,
    pub(in crate::targets::docs) vars: Vec<&'k str>,
}

impl KnownNames<'_> {
    /// The help for an undefined name: "`catalog.titel` is undefined".
    fn meant(&self, message: &str) -> Option<String> {
        let (before, _) = message.split_once("` is undefined")?;
        let named = &before[before.rfind('`')? + 1..];
        let last = named.rsplit('.').next()?;
        if let "code" | "type" | "retired" = named {
            return Some(format!(
                "`{named}` is defined only if the output's `path` contains `{{{named}}}`"
            ));
        }
        if named.starts_with("vars.") {
            return suggestion(last, self.vars.iter().copied()).or_else(|| {
                Some(format!(
                    "set it in the entry of this output: `vars: {{{last}: …}}`"
                ))
            });
        }
        if let Some(members) = self.members(named) {
            return suggestion(last, members.iter().map(String::as_str))
                .or_else(|| Some(format!("known: {}", members.join(", "))));
        }
        suggestion(last, self.names.iter().map(String::as_str))
            .filter(|_| !self.names.iter().any(|name| name == last))
    }

    /// The siblings of a name in `catalog.…`.
    fn members(&self, named: &str) -> Option<Vec<String>> {
        let mut steps = named.split('.');
        steps.next().filter(|first| *first == "catalog")?;
        steps.next_back()?;
        let mut value = self.catalog.clone();
        for step in steps {
            value = value.get_attr(step).ok()?;
        }
        let members = value
            .try_iter()
            .ok()
            .filter(|_| value.kind() == ValueKind::Map)?;
        Some(members.map(|name| name.to_string()).collect())
    }

    /// A suggestion for an unknown filter or function: "filter markdwn is unknown".
    fn meant_word(kind: ErrorKind, message: &str) -> Option<String> {
        let name = message.strip_suffix(" is unknown")?.rsplit(' ').next()?;
        let is_filter = matches!(kind, ErrorKind::UnknownFilter);
        suggestion(name, functions::names(is_filter))
    }
}

/// The help for a template that does not exist: where errcat looked for it.
fn where_looked(message: &str, folder: Option<&Path>) -> String {
    if let Some((_, name)) = message.split_once("`errcat/") {
        let name = name.trim_end_matches('`');
        let known = BUILT_IN.iter().map(|(known, _)| format!("errcat/{known}"));
        let known: Vec<String> = known.collect();
        return suggestion(&format!("errcat/{name}"), known.iter().map(String::as_str))
            .unwrap_or_else(|| format!("the built-in templates are {}", known.join(", ")));
    }
    let from = if folder.is_some() {
        "the catalog's folder"
    } else {
        "the working folder"
    };
    let built_in = BUILT_IN
        .iter()
        .find(|(name, _)| message.ends_with(&format!("{name}`")));
    let built_in = built_in.map(|(name, _)| format!("; the built-in one is `errcat/{name}`"));
    format!(
        "the path of a page's template is relative to {from}; templates that it names are in its own folder{}",
        built_in.unwrap_or_default()
    )
}

/// Template paths are shown relative to `folder`. An error without a place is shown at `asked`, the entry that requests
/// the template. Suggestions for a misspelled name come from `known`.
pub(in crate::targets::docs) fn diagnose(
    error: &Error,
    templates: &Templates,
    folder: Option<&Path>,
    asked: &Place,
    known: &KnownNames,
) -> Diagnostic {
    let chain = chain(error);
    let innermost = chain[chain.len() - 1];
    let shown = own(&chain, templates).unwrap_or(innermost);
    // MiniJinja's name for the kind of an error adds nothing to its detail.
    let message = match (innermost.kind(), innermost.detail()) {
        (ErrorKind::TemplateNotFound, Some(detail)) => {
            detail.split(['"', '\'']).nth(1).map_or_else(
                || detail.to_owned(),
                |name| format!("there is no template {}", quote(&templates.asked(name))),
            )
        }
        (kind @ ErrorKind::SyntaxError, Some(detail)) => format!("{kind}: {detail}"),
        (ErrorKind::OutOfFuel, _) => "the template takes too many steps".to_owned(),
        (_, Some(detail)) => detail.to_owned(),
        (kind, None) => kind.to_string(),
    };
    let help = match innermost.kind() {
        ErrorKind::UndefinedError | ErrorKind::UnknownMethod => known.meant(&message),
        kind @ (ErrorKind::UnknownFilter | ErrorKind::UnknownFunction) => {
            KnownNames::meant_word(kind, &message)
        }
        ErrorKind::TemplateNotFound => Some(where_looked(&message, folder)),
        ErrorKind::OutOfFuel => Some("look for a loop in a loop over many values".to_owned()),
        _ => None,
    };
    let (Some(name), Some(text)) = (shown.name(), shown.template_source()) else {
        return Diagnostic::new(&TEMPLATE, asked.clone(), message).maybe_help(help);
    };
    let line = || {
        let before = text
            .split_inclusive('\n')
            .take(shown.line().unwrap_or(1).saturating_sub(1));
        let start = before.map(str::len).sum::<usize>();
        start..start + text[start..].find('\n').unwrap_or(text.len() - start)
    };
    let span = shown.range().unwrap_or_else(line);
    let message = if innermost.kind() == ErrorKind::UndefinedError && innermost.detail().is_none() {
        format!("{} is undefined", quote(&text[span.clone()]))
    } else {
        message
    };
    let source = Source::exactly(templates.shown(name, folder), text.to_owned());
    let place = Place::Other {
        source: Arc::new(source),
        span,
    };
    Diagnostic::new(&TEMPLATE, place, message).maybe_help(help)
}
