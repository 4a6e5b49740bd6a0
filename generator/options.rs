//! The options for the generated Rust code.

/// The options for the generated module: the crates that it supports beyond `std`.
///
/// Defaults to none: the enums with [`Display`](std::fmt::Display), [`Error`](std::error::Error) and `FromStr`.
///
/// ```
/// use errcat::{Integration, RustOptions};
///
/// let options = RustOptions::default().with(Integration::Axum);
/// assert!(options.has(Integration::Serde), "a response has a body");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RustOptions {
    /// One bit per integration.
    wanted: u32,
    /// One bit per property of the module.
    properties: u8,
}

/// What a module is like, whatever it supports.
#[derive(Clone, Copy)]
enum Property {
    NoStd,
    NonExhaustive,
    CrateConstructors,
    AssertOperations,
}

/// A crate that the generated module can support. It must be a dependency of the crate that contains the module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Integration {
    /// `serde` 1 with `derive`: `Serialize` for the envelope, and `Deserialize` for clients.
    Serde,
    /// `http` 1: `StatusCode` and `HeaderMap`.
    Http,
    /// `axum` 0.8 with `json`: `IntoResponse`, the extractor `Input`, and the middleware `envelope`. It implies
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
    /// `tracing` 0.1 with `std`: an event for each sent error.
    Tracing,
    /// `metrics` 0.24: the counter `api_errors_total` of sent errors, by code and status. With [`Tracing`](Self::Tracing), the current
    /// span gets the code as `error.type`.
    Metrics,
    /// `serde_json` 1: a client type that reads any error response. It implies [`Serde`](Self::Serde).
    Client,
    /// `serde_json` 1: errors by the names of their codes, with arguments by their names, for validators. It implies
    /// [`Serde`](Self::Serde).
    ByName,
    /// `utoipa` 5 or 6 and `serde_json` 1: errors as documented responses. It implies [`Serde`](Self::Serde).
    #[cfg(feature = "outputs")]
    Utoipa,
    /// `aide` 0.15 or 0.16 and `serde_json` 1: errors as documented responses. It implies [`Serde`](Self::Serde).
    #[cfg(feature = "outputs")]
    Aide,
}

impl Integration {
    /// The names in the catalog and on the command line.
    pub(crate) const WORDS: &[(&str, Self)] = &[
        ("serde", Self::Serde),
        ("http", Self::Http),
        ("axum", Self::Axum),
        ("actix", Self::Actix),
        ("poem", Self::Poem),
        ("salvo", Self::Salvo),
        ("rocket", Self::Rocket),
        ("tracing", Self::Tracing),
        ("metrics", Self::Metrics),
        ("client", Self::Client),
        ("by_name", Self::ByName),
        #[cfg(feature = "outputs")]
        ("utoipa", Self::Utoipa),
        #[cfg(feature = "outputs")]
        ("aide", Self::Aide),
    ];

    /// Returns the name in the catalog and on the command line.
    pub(crate) fn word(self) -> &'static str {
        let mut words = Self::WORDS.iter();
        let found = words.find(|(_, integration)| *integration == self);
        found.map_or("", |(word, _)| word)
    }

    /// Returns the crates that it needs, each with what `cargo add` takes.
    fn crates(self) -> &'static [(&'static str, &'static str)] {
        const SERDE: (&str, &str) = ("serde", "serde --features derive");
        const SERDE_JSON: (&str, &str) = ("serde_json", "serde_json");
        match self {
            Self::Serde => &[SERDE],
            Self::Http => &[("http", "http")],
            Self::Axum => &[("axum", "axum"), SERDE],
            Self::Actix => &[("actix-web", "actix-web"), SERDE],
            Self::Poem => &[("poem", "poem"), SERDE],
            Self::Salvo => &[("salvo", "salvo"), SERDE],
            Self::Rocket => &[("rocket", "rocket --features json"), SERDE],
            Self::Tracing => &[("tracing", "tracing")],
            Self::Metrics => &[("metrics", "metrics")],
            Self::Client | Self::ByName => &[SERDE, SERDE_JSON],
            #[cfg(feature = "outputs")]
            Self::Utoipa => &[("utoipa", "utoipa"), SERDE, SERDE_JSON],
            #[cfg(feature = "outputs")]
            Self::Aide => &[("aide", "aide"), SERDE, SERDE_JSON],
        }
    }

    /// Returns whether this is a web framework. A module supports only one.
    pub(crate) fn is_framework(self) -> bool {
        matches!(
            self,
            Self::Axum | Self::Actix | Self::Poem | Self::Salvo | Self::Rocket
        )
    }

    fn bit(self) -> u32 {
        1 << self as u32
    }

    /// Returns whether the integration needs `Serialize` for the body.
    fn needs_serde(self) -> bool {
        !matches!(self, Self::Http | Self::Tracing | Self::Metrics)
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
            .ok_or_else(|| format!("expected one of {}", known()))
    }
}

impl RustOptions {
    /// Adds an integration. A module supports one framework; the last call wins.
    #[must_use]
    pub fn with(mut self, integration: Integration) -> Self {
        self.set(integration, true);
        self
    }

    /// Sets whether the module does not use `std`. If so, it contains only the enums, optionally with `serde`, and
    /// ignores all other integrations. Defaults to `false`.
    #[must_use]
    pub fn no_std(self, no_std: bool) -> Self {
        self.with_property(Property::NoStd, no_std)
    }

    /// Sets whether the enums of codes and types are `#[non_exhaustive]`. In a published crate, a new code is then not
    /// a breaking change for its users. Defaults to `false`: a `match` over the codes does not need a wildcard arm.
    #[must_use]
    pub fn non_exhaustive(self, non_exhaustive: bool) -> Self {
        self.with_property(Property::NonExhaustive, non_exhaustive)
    }

    /// Sets whether the constructors are `pub(crate)`, so that rustc warns of those that the crate never calls, as of any dead code.
    /// Defaults to `false`: they are public. It is for a service whose crate makes all of its errors. A code that an operation lists has
    /// two constructors, in `ApiError` and in `ErrorOf`, and rustc looks at each: `errcat usage` takes them together.
    #[must_use]
    pub fn crate_constructors(self, crate_constructors: bool) -> Self {
        self.with_property(Property::CrateConstructors, crate_constructors)
    }

    /// Sets whether the middleware `envelope` asserts in debug builds that the operation of a request lists each error that its handler
    /// sends. A handler that sends another one panics. Defaults to `false`. It needs a framework, and `operations` in the catalog.
    ///
    /// Codes of `defaults` are sent for any operation. A request that fits no operation is not checked.
    #[must_use]
    pub fn assert_operations(self, assert_operations: bool) -> Self {
        self.with_property(Property::AssertOperations, assert_operations)
    }

    fn with_property(mut self, property: Property, is_wanted: bool) -> Self {
        let bit = 1 << property as u8;
        self.properties = if is_wanted {
            self.properties | bit
        } else {
            self.properties & !bit
        };
        self
    }

    fn has_property(self, property: Property) -> bool {
        self.properties & (1 << property as u8) != 0
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

    /// Returns whether the module supports a crate.
    #[must_use]
    pub fn has(self, integration: Integration) -> bool {
        let mut all = Integration::WORDS
            .iter()
            .map(|(_, integration)| *integration);
        let said = self.wanted & integration.bit() != 0;
        let implied = integration == Integration::Serde
            && all.any(|other| other.needs_serde() && self.wanted & other.bit() != 0);
        (said || implied) && (!self.is_no_std() || integration == Integration::Serde)
    }

    /// Returns the crates that the module needs, each with what `cargo add` takes.
    pub(crate) fn crates(self) -> Vec<(&'static str, &'static str)> {
        let mut crates = Vec::new();
        for (_, integration) in Integration::WORDS {
            if self.has(*integration) {
                crates.extend(integration.crates());
            }
        }
        crates.sort_unstable();
        crates.dedup();
        crates
    }

    /// Returns whether utoipa or aide documents the errors.
    #[cfg(feature = "outputs")]
    pub(crate) fn is_documented(self) -> bool {
        self.has(Integration::Utoipa) || self.has(Integration::Aide)
    }

    /// Returns whether utoipa or aide documents the errors, which requires the OpenAPI target.
    #[cfg(not(feature = "outputs"))]
    #[expect(clippy::unused_self, reason = "the feature `outputs` uses `self`")]
    pub(crate) fn is_documented(self) -> bool {
        false
    }

    /// Returns whether the module supports a web framework.
    pub(crate) fn has_framework(self) -> bool {
        let mut all = Integration::WORDS
            .iter()
            .map(|(_, integration)| *integration);
        all.any(|integration| integration.is_framework() && self.has(integration))
    }

    /// Returns whether the module does not use `std`.
    #[must_use]
    pub fn is_no_std(self) -> bool {
        self.has_property(Property::NoStd)
    }

    /// Returns whether the middleware asserts that errors are listed by their operations.
    #[must_use]
    pub fn asserts_operations(self) -> bool {
        self.has_property(Property::AssertOperations)
    }

    /// Returns whether the constructors are `pub(crate)`.
    #[must_use]
    pub fn has_crate_constructors(self) -> bool {
        self.has_property(Property::CrateConstructors)
    }

    /// Returns whether the enums of codes and types are `#[non_exhaustive]`.
    #[must_use]
    pub fn is_non_exhaustive(self) -> bool {
        self.has_property(Property::NonExhaustive)
    }
}
