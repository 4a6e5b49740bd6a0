//! A template's error as a finding: at its place in the template, with the name that is meant.

use std::path::Path;
use std::sync::Arc;

use minijinja::{Error, ErrorKind};

use super::TEMPLATE;
use super::templates::Templates;
use crate::diagnostic::{Diagnostic, Place, Source, suggestion};

/// An error, and those that it came of.
fn chain(error: &Error) -> Vec<&Error> {
    let mut chain = vec![error];
    let mut source = std::error::Error::source(error);
    while let Some(inner) = source.and_then(|inner| inner.downcast_ref::<Error>()) {
        chain.push(inner);
        source = std::error::Error::source(inner);
    }
    chain
}

/// The innermost of them in a template of the user's. The built-in ones are right: what fails inside them was given to
/// them.
fn own<'e>(chain: &[&'e Error], templates: &Templates) -> Option<&'e Error> {
    let is_own = |error: &&&Error| error.name().is_some_and(|name| templates.is_own(name));
    chain.iter().rev().find(is_own).copied()
}

/// Whether an error is one of a template of the user's.
pub(super) fn is_own(error: &Error, templates: &Templates) -> bool {
    own(&chain(error), templates).is_some()
}

/// What a name was meant to be that is not defined: "`catalog.titel` is undefined".
fn meant(message: &str, known: &[String]) -> Option<String> {
    let named = message.split('`').nth(1)?;
    let last = named.rsplit('.').next()?;
    suggestion(last, known.iter().map(String::as_str))
}

/// Templates are shown as seen from `folder`; an error without a place is shown where the template is `asked` for.
/// `known` are names that a misspelt one may be.
pub(super) fn diagnose(
    error: &Error,
    templates: &Templates,
    folder: Option<&Path>,
    asked: &Place,
    known: &[String],
) -> Diagnostic {
    let chain = chain(error);
    let innermost = chain[chain.len() - 1];
    let shown = own(&chain, templates).unwrap_or(innermost);
    let message = innermost.detail().map_or_else(
        || innermost.kind().to_string(),
        |detail| format!("{}: {detail}", innermost.kind()),
    );
    let (Some(name), Some(text)) = (shown.name(), shown.template_source()) else {
        return Diagnostic::new(&TEMPLATE, asked.clone(), message);
    };
    let line = || {
        let before = text
            .split_inclusive('\n')
            .take(shown.line().unwrap_or(1).saturating_sub(1));
        let start = before.map(str::len).sum::<usize>();
        start..start + text[start..].find('\n').unwrap_or(text.len() - start)
    };
    let span = shown.range().unwrap_or_else(line);
    let help = (innermost.kind() == ErrorKind::UndefinedError)
        .then(|| meant(&message, known))
        .flatten();
    let source = Source {
        name: templates.shown(name, folder),
        text: text.to_owned(),
    };
    let place = Place::Other {
        source: Arc::new(source),
        span,
    };
    Diagnostic::new(&TEMPLATE, place, message).maybe_help(help)
}
