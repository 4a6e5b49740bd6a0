//! What the generated Rust code is to work with.

/// What the generated module works with beyond `std`.
///
/// The default is nothing: the enums, [`Display`](std::fmt::Display), [`Error`](std::error::Error) and `FromStr`.
///
/// ```
/// use errcat::{Integration, RustOptions};
///
/// let options = RustOptions::default().with(Integration::Axum);
/// assert!(options.has(Integration::Serde), "a response has a body");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RustOptions {
    serde: bool,
    http: bool,
    axum: bool,
}

/// A crate that the generated module can work with. It has to be a dependency of the crate that holds the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Integration {
    /// `serde` 1 with `derive`: the envelope's `Serialize`, and the client's half.
    Serde,
    /// `http` 1: `StatusCode` and `HeaderMap`.
    Http,
    /// `axum` 0.8 with `json`: `IntoResponse`, and the middleware for request ids. It brings [`Serde`](Self::Serde).
    Axum,
}

impl Integration {
    /// The words of the catalog and the command line.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("serde", Self::Serde),
        ("http", Self::Http),
        ("axum", Self::Axum),
    ];
}

impl std::str::FromStr for Integration {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, String> {
        let known = || {
            Self::WORDS
                .iter()
                .map(|(word, _)| *word)
                .collect::<Vec<_>>()
                .join(", ")
        };
        let found = Self::WORDS.iter().find(|(known, _)| *known == word);
        found
            .map(|(_, integration)| *integration)
            .ok_or_else(|| format!("known are {}", known()))
    }
}

impl RustOptions {
    /// These options and one more.
    #[must_use]
    pub fn with(mut self, integration: Integration) -> Self {
        self.set(integration, true);
        self
    }

    pub(crate) fn set(&mut self, integration: Integration, wanted: bool) {
        match integration {
            Integration::Serde => self.serde = wanted,
            Integration::Http => self.http = wanted,
            Integration::Axum => self.axum = wanted,
        }
    }

    /// Whether the module works with a crate.
    #[must_use]
    pub fn has(self, integration: Integration) -> bool {
        match integration {
            Integration::Serde => self.serde || self.axum,
            Integration::Http => self.http,
            Integration::Axum => self.axum,
        }
    }
}
