//! The style of a document: its line endings, indentation and spaces.

use super::layout::{Extent, Form};
use crate::targets::openapi::Indentation;

/// The style of the text, which added text follows.
pub(super) struct YamlStyle<'t> {
    pub(super) eol: &'static str,
    pub(super) yaml: Indentation,
    /// One level of indentation in braces.
    pub(super) unit: &'t str,
    /// Whether a space follows the colon after a key in braces.
    pub(super) spaced: bool,
}

impl<'t> YamlStyle<'t> {
    pub(super) fn of(text: &'t str, root: &Extent) -> Self {
        let eol = match text.find(['\n', '\r']) {
            Some(at) if text[at..].starts_with("\r\n") => "\r\n",
            Some(at) if text[at..].starts_with('\r') => "\r",
            _ => "\n",
        };
        let mut steps = Steps::default();
        steps.look(root, text);
        let step = steps.mapping.unwrap_or(2);
        let yaml = Indentation {
            step,
            list: steps.list.unwrap_or(0),
        };
        let first = root.entries().first().map(|entry| &entry.key_span);
        let unit = match (&root.form, first) {
            (Form::Flow { .. }, Some(key)) => {
                let line = text[..key.start].rfind(['\n', '\r']);
                let before = &text[line.map_or(0, |at| at + 1)..key.start];
                Some(before).filter(|it| !it.is_empty() && it.trim_matches([' ', '\t']).is_empty())
            }
            _ => None,
        };
        let widest = "                ";
        let unit = unit.unwrap_or(&widest[..step.min(widest.len())]);
        let spaced = !matches!(root.form, Form::Flow { .. })
            || first.is_none_or(|key| {
                !text[key.end..].starts_with(':') || text[key.end..].starts_with(": ")
            });
        Self {
            eol,
            yaml,
            unit,
            spaced,
        }
    }
}

/// The indentation of the first nested mapping and of the first nested list, relative to the enclosing mapping.
#[derive(Default)]
struct Steps {
    mapping: Option<usize>,
    list: Option<usize>,
}

impl Steps {
    fn look(&mut self, spot: &Extent, text: &str) {
        if self.mapping.is_some() && self.list.is_some() {
            return;
        }
        if let Form::List(items) = &spot.form {
            for item in items {
                self.look(item, text);
            }
        }
        for entry in spot.entries() {
            if let Form::Block { column, .. } = &spot.form {
                match &entry.value.form {
                    Form::Block { column: inner, .. } if self.mapping.is_none() => {
                        self.mapping = inner.checked_sub(*column).filter(|step| *step > 0);
                    }
                    Form::List(_) if self.list.is_none() => {
                        let at = entry.value.span.start;
                        let line = text[..at].rfind(['\n', '\r']).map_or(0, |at| at + 1);
                        let dash = text[line..].trim_start_matches(' ');
                        let inner = text.len() - line - dash.len();
                        if dash.starts_with('-') && line > entry.key_span.start {
                            self.list = inner.checked_sub(*column);
                        }
                    }
                    _ => {}
                }
            }
            self.look(&entry.value, text);
        }
    }
}
