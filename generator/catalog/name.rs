//! Names on the wire, and the Rust names that are derived from them.

use serde::Serialize;

use crate::casing::{NameError, function, variant};

/// The name of a code: what goes over the wire, and what stands for it in Rust.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(crate) struct CodeName {
    #[serde(rename = "code")]
    wire: String,
    variant: String,
    function: String,
}

/// The name of a type: what goes over the wire, and what stands for it in Rust.
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
    /// The names of a code; `name`, where the catalog has one, is what the Rust names are made of.
    pub(crate) fn new(wire: &str, name: Option<&str>) -> Result<Self, NameError> {
        let from = name.unwrap_or(wire);
        Ok(Self {
            wire: wire.to_owned(),
            variant: variant(from)?,
            function: function(from)?,
        })
    }

    /// `email_taken`: what goes over the wire.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `EmailTaken`: the variant of `ErrorCode`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }

    /// `email_taken`: the constructor of `ApiError`.
    pub(crate) fn function(&self) -> &str {
        &self.function
    }
}

impl TypeName {
    /// The names of a type; `name`, where the catalog has one, is what the Rust name is made of.
    pub(crate) fn new(wire: &str, name: Option<&str>) -> Result<Self, NameError> {
        Ok(Self {
            wire: wire.to_owned(),
            variant: variant(name.unwrap_or(wire))?,
        })
    }

    /// `conflict_error`: what goes over the wire.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `ConflictError`: the variant of `ErrorType`.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}

impl GroupName {
    /// The names of what is called `name`.
    pub(crate) fn new(name: &str) -> Result<Self, NameError> {
        Ok(Self {
            wire: name.to_owned(),
            variant: variant(name)?,
        })
    }

    /// `get_store`: as the catalog has it.
    pub(crate) fn wire(&self) -> &str {
        &self.wire
    }

    /// `GetStore`: the type that stands for it.
    pub(crate) fn variant(&self) -> &str {
        &self.variant
    }
}
