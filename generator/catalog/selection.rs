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
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Selection {
    pub(crate) wanted: Vec<(Criterion, String)>,
}

#[cfg(feature = "outputs")]
impl Selection {
    /// What leaves out a code with these tags because of them, if anything does.
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

    /// Whether it asks for nothing but tags.
    pub(crate) fn is_of_tags(&self) -> bool {
        let is_tag = |criterion| matches!(criterion, Criterion::Tag | Criterion::WithoutTag);
        self.wanted.iter().all(|(criterion, _)| is_tag(*criterion))
    }
}
