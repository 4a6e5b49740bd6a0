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
    /// A bit for each integration.
    wanted: u32,
    no_std: bool,
    non_exhaustive: bool,
}

/// A crate that the generated module can work with. It has to be a dependency of the crate that holds the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Integration {
    /// `serde` 1 with `derive`: the envelope's `Serialize`, and the client's half.
    Serde,
    /// `http` 1: `StatusCode` and `HeaderMap`.
    Http,
    /// `axum` 0.8 with `json`: `IntoResponse`, the extractor `Input`, and the middleware `envelope`. It brings
    /// [`Serde`](Self::Serde), as every framework does.
    Axum,
    /// `actix-web` 4.9: `ResponseError`, and the middleware `envelope`.
    Actix,
    /// `poem` 3.1: `ResponseError`, and the middleware `envelope`.
    Poem,
    /// `salvo` 1: `Writer`, and the middleware `envelope`.
    Salvo,
    /// `rocket` 0.5 with `json`: `Responder`, the data guard `Input`, and the fairing `envelope`.
    Rocket,
    /// `tracing` 0.1 with `std`: an event for each error that is sent.
    Tracing,
    /// `serde_json` 1: for clients, whatever a server answered as an error. It brings [`Serde`](Self::Serde).
    Client,
    /// `utoipa` 6 and `serde_json` 1: errors among the responses of operations. It brings [`Serde`](Self::Serde).
    #[cfg(feature = "outputs")]
    Utoipa,
    /// `aide` 0.15 or 0.16 and `serde_json` 1: errors among the responses of operations. It brings
    /// [`Serde`](Self::Serde).
    #[cfg(feature = "outputs")]
    Aide,
}

impl Integration {
    /// The words of the catalog and the command line.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("serde", Self::Serde),
        ("http", Self::Http),
        ("axum", Self::Axum),
        ("actix", Self::Actix),
        ("poem", Self::Poem),
        ("salvo", Self::Salvo),
        ("rocket", Self::Rocket),
        ("tracing", Self::Tracing),
        ("client", Self::Client),
        #[cfg(feature = "outputs")]
        ("utoipa", Self::Utoipa),
        #[cfg(feature = "outputs")]
        ("aide", Self::Aide),
    ];

    /// Whether it is a framework, which answers requests. A module works with one of them.
    pub(crate) fn is_framework(self) -> bool {
        matches!(
            self,
            Self::Axum | Self::Actix | Self::Poem | Self::Salvo | Self::Rocket
        )
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Whether what it brings needs the body's `Serialize`.
    fn needs_serde(self) -> bool {
        !matches!(self, Self::Http | Self::Tracing)
    }
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
    /// These options and one more. A module works with one framework: the last one counts.
    #[must_use]
    pub fn with(mut self, integration: Integration) -> Self {
        self.set(integration, true);
        self
    }

    /// Whether the module does without `std`: then it has the enums alone, with `serde` if that is wanted, and no other
    /// integration counts. Defaults to `false`.
    #[must_use]
    pub fn no_std(mut self, no_std: bool) -> Self {
        self.no_std = no_std;
        self
    }

    /// Whether the enums of codes and types are `#[non_exhaustive]`, so that a new code is no breaking change for the crates
    /// that use them: for a crate that is published. Defaults to `false`, where a `match` over the codes need not have a
    /// wildcard arm.
    #[must_use]
    pub fn non_exhaustive(mut self, non_exhaustive: bool) -> Self {
        self.non_exhaustive = non_exhaustive;
        self
    }

    pub(crate) fn set(&mut self, integration: Integration, wanted: bool) {
        if wanted {
            let others = Integration::WORDS.iter().map(|(_, other)| other);
            for other in others.filter(|other| integration.is_framework() && other.is_framework()) {
                self.wanted &= !other.bit();
            }
            self.wanted |= integration.bit();
        } else {
            self.wanted &= !integration.bit();
        }
    }

    /// Whether the module works with a crate.
    #[must_use]
    pub fn has(self, integration: Integration) -> bool {
        let mut all = Integration::WORDS
            .iter()
            .map(|(_, integration)| *integration);
        let said = self.wanted & integration.bit() != 0;
        let implied = integration == Integration::Serde
            && all.any(|other| other.needs_serde() && self.wanted & other.bit() != 0);
        (said || implied) && (!self.no_std || integration == Integration::Serde)
    }

    /// Whether a crate that documents handlers is to know the errors.
    #[cfg(feature = "outputs")]
    pub(crate) fn is_documented(self) -> bool {
        self.has(Integration::Utoipa) || self.has(Integration::Aide)
    }

    /// Whether a crate that documents handlers is to know the errors: for that, errcat needs its OpenAPI target.
    #[cfg(not(feature = "outputs"))]
    #[expect(
        clippy::unused_self,
        reason = "there is something to ask with a feature"
    )]
    pub(crate) fn is_documented(self) -> bool {
        false
    }

    /// Whether the module works with a framework.
    pub(crate) fn has_framework(self) -> bool {
        let mut all = Integration::WORDS
            .iter()
            .map(|(_, integration)| *integration);
        all.any(|integration| integration.is_framework() && self.has(integration))
    }

    /// Whether the module does without `std`.
    #[must_use]
    pub fn is_no_std(self) -> bool {
        self.no_std
    }

    /// Whether the enums of codes and types are `#[non_exhaustive]`.
    #[must_use]
    pub fn is_non_exhaustive(self) -> bool {
        self.non_exhaustive
    }
}
