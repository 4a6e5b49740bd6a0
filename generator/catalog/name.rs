//! Names on the wire, and the Rust names derived from them.

use serde::Serialize;

use crate::casing::{NameError, function, variant};

/// The name of a code in the catalog and on the wire, and its names in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CodeName {
    #[serde(rename = "code")]
    key: String,
    /// The name on the wire, if that is not the key.
    #[serde(skip)]
    sent_as: Option<String>,
    variant: String,
    function: String,
}

/// The name of a type on the wire, and its name in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct TypeName {
    #[serde(rename = "type")]
    wire: String,
    variant: String,
}

/// The name of an operation or of a set of codes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct GroupName {
    wire: String,
    variant: String,
}

impl CodeName {
    /// Derives the names of a code. The Rust names come from `name` if the catalog has one, otherwise from `key`.
    pub(crate) fn new(
        key: &str,
        sent_as: Option<&str>,
        name: Option<&str>,
    ) -> Result<Self, NameError> {
        let from = name.unwrap_or(key);
        Ok(Self {
            key: key.to_owned(),
            sent_as: sent_as.map(str::to_owned),
            variant: variant(from)?,
            function: function(from)?,
        })
    }

    /// Returns the key in the catalog, which no other code has: `email_taken`.
    pub(crate) fn key(&self) -> &str {
        &self.key
    }

    /// Returns the name on the wire, which several codes may share. It is the key unless the catalog says otherwise.
    pub(crate) fn wire(&self) -> &str {
        self.sent_as.as_deref().unwrap_or(&self.key)
    }

    /// Returns the variant of `ErrorCode`: `EmailTaken`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }

    /// Returns the constructor of `ApiError`: `email_taken`.
    pub(crate) fn function(&self) -> &str {
        &self.function
    }
}

impl TypeName {
    /// Derives the names of a type. The Rust name comes from `name` if the catalog has one, otherwise from `wire`.
    pub(crate) fn new(wire: &str, name: Option<&str>) -> Result<Self, NameError> {
        Ok(Self {
            wire: wire.to_owned(),
            variant: variant(name.unwrap_or(wire))?,
        })
    }

    /// Returns the name on the wire: `conflict_error`.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// Returns the variant of `ErrorType`: `ConflictError`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}

impl GroupName {
    /// Derives the names of an operation or a set from its name in the catalog.
    pub(crate) fn new(name: &str) -> Result<Self, NameError> {
        Ok(Self {
            wire: name.to_owned(),
            variant: variant(name)?,
        })
    }

    /// Returns the name in the catalog: `get_store`.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// Returns the name of the Rust type: `GetStore`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}
