//! Some of the codes, by what is said of them.

/// What codes are selected by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Criterion {
    Type,
    Status,
    Tag,
    WithoutTag,
    Operation,
}

impl Criterion {
    pub(crate) const ALL: [Self; 5] = [
        Self::Type,
        Self::Status,
        Self::Tag,
        Self::WithoutTag,
        Self::Operation,
    ];

    /// The word of catalogs and templates.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Status => "status",
            Self::Tag => "tag",
            Self::WithoutTag => "without_tag",
            Self::Operation => "operation",
        }
    }
}

/// The codes for which all of it holds; without anything, all codes.
#[derive(Clone, Debug, Default)]
pub(crate) struct Selection {
    pub(crate) wanted: Vec<(Criterion, String)>,
}
