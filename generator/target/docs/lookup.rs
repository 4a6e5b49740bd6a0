//! What is looked up by its name, and is not there.

use minijinja::{Error, ErrorKind};

use crate::diagnostic::{quote, suggestion};

/// That nothing is called so.
pub(super) struct NotFound {
    pub(super) message: String,
    pub(super) help: Option<String>,
}

impl NotFound {
    /// What it may be instead is looked for among those that there are.
    pub(super) fn new<'k>(what: &str, name: &str, known: impl Iterator<Item = &'k str>) -> Self {
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        let all = || format!("known: {}", known.join(", "));
        let is_short = known.len() <= 24 && !known.is_empty();
        Self {
            message: format!("no {what} is called {}", quote(name)),
            help: suggestion(name, known.iter().copied()).or_else(|| is_short.then(all)),
        }
    }

    pub(super) fn said(message: String) -> Self {
        Self {
            message,
            help: None,
        }
    }
}

impl From<NotFound> for Error {
    fn from(found: NotFound) -> Self {
        let help = found.help.map(|help| format!("; {help}"));
        let detail = found.message + &help.unwrap_or_default();
        Self::new(ErrorKind::InvalidOperation, detail)
    }
}
