//! Selections: the codes that an output contains.

/// A property that selects codes.
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

    /// Returns the word in catalogs and templates.
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

/// The codes that match every criterion. Without criteria, it selects all codes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) wanted: Vec<(Criterion, String)>,
    /// Fields that the catalog declares, with the values that codes must have, as text.
    pub(crate) fields: Vec<(String, String)>,
}

#[cfg(feature = "outputs")]
impl Selection {
    /// Returns the criterion that excludes a code with these tags, if any.
    pub(crate) fn hiding(&self, tags: &[String]) -> Option<Criterion> {
        let hides = |(criterion, tag): &&(Criterion, String)| match criterion {
            Criterion::Tag => !tags.contains(tag),
            Criterion::WithoutTag => tags.contains(tag),
            Criterion::Type | Criterion::Status | Criterion::Operation => false,
        };
        let found = self.wanted.iter().find(hides);
        found.map(|(criterion, _)| *criterion)
    }

    pub(crate) fn hides(&self, tags: &[String]) -> bool {
        self.hiding(tags).is_some()
    }

    /// Returns whether all criteria are about tags.
    pub(crate) fn is_of_tags(&self) -> bool {
        let is_tag = |criterion| matches!(criterion, Criterion::Tag | Criterion::WithoutTag);
        let mut wanted = self.wanted.iter();
        self.fields.is_empty() && wanted.all(|(criterion, _)| is_tag(*criterion))
    }
}
