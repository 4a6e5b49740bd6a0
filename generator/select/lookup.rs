//! Unknown names.

use crate::diagnostic::{Help, quote, reference};

/// The error for an unknown name.
pub(crate) struct NotFound {
    pub(crate) message: String,
    pub(crate) help: Option<Help>,
}

impl NotFound {
    /// Creates an error with a suggestion from the known names.
    pub(crate) fn new<'k>(what: &str, name: &str, known: impl Iterator<Item = &'k str>) -> Self {
        let mut known: Vec<&str> = known.collect();
        known.sort_unstable();
        let all = || format!("known: {}", known.join(", "));
        let is_short = known.len() <= 24 && !known.is_empty();
        Self {
            message: format!("no {what} is called {}", quote(name)),
            help: reference(name, known.iter().copied()).or_else(|| is_short.then(|| all().into())),
        }
    }

    pub(crate) fn said(message: String) -> Self {
        Self {
            message,
            help: None,
        }
    }

    /// Formats the error on one line.
    pub(crate) fn into_line(self) -> String {
        let help = self.help.map(|help| format!("; {}", help.text));
        self.message + &help.unwrap_or_default()
    }
}
