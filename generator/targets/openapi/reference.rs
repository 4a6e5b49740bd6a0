//! References to components.

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// A Reference Object: `{$ref: '#/components/…'}`.
#[derive(Clone, Debug)]
pub(super) struct Reference(String);

impl Reference {
    /// Creates a reference to a component. Its key must not need escaping.
    pub(super) fn to(section: &str, key: &str) -> Self {
        Self(format!("#/components/{section}/{key}"))
    }
}

impl Serialize for Reference {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(1))?;
        map.serialize_entry("$ref", &self.0)?;
        map.end()
    }
}
