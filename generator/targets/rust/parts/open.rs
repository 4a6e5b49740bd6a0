//! Names that may be newer than the catalog, for clients.

use serde::Deserialize;
use serde::Deserializer;
use serde::Serialize;
use serde::Serializer;
use std::fmt;
use std::str::FromStr;

/// A name that a server sent: one of this catalog, or a newer one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Open<T> {
    /// A name that this catalog has.
    Known(T),
    /// Any other name.
    Unknown(String),
}

impl<T: Copy> Open<T> {
    /// The name, if this catalog has it.
    #[must_use]
    pub const fn known(&self) -> Option<T> {
        match self {
            Self::Known(name) => Some(*name),
            Self::Unknown(_) => None,
        }
    }
}

impl<T: AsRef<str>> Open<T> {
    /// The name as it was sent.
    #[must_use]
    pub fn as_str(&self) -> &str {
        match self {
            Self::Known(name) => name.as_ref(),
            Self::Unknown(name) => name,
        }
    }
}

impl<T: FromStr> Open<T> {
    /// What a name stands for.
    fn of(name: String) -> Self {
        name.parse()
            .map_or_else(|_| Self::Unknown(name), Self::Known)
    }
}

impl<T> From<T> for Open<T> {
    fn from(name: T) -> Self {
        Self::Known(name)
    }
}

impl<T: PartialEq> PartialEq<T> for Open<T> {
    fn eq(&self, other: &T) -> bool {
        matches!(self, Self::Known(name) if name == other)
    }
}

impl<T: fmt::Display> fmt::Display for Open<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Known(name) => name.fmt(f),
            Self::Unknown(name) => f.pad(name),
        }
    }
}

impl<T: Serialize> Serialize for Open<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Known(name) => name.serialize(serializer),
            Self::Unknown(name) => serializer.serialize_str(name),
        }
    }
}

impl<'de, T: FromStr> Deserialize<'de> for Open<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer).map(Self::of)
    }
}

#[cfg(test)]
mod tests {
    use super::Open;

    /// `char` stands for the names of a catalog: it parses, and knows few texts.
    type Name = Open<char>;

    #[test]
    fn a_name_is_known_or_kept() {
        let names: [Name; 2] = serde_json::from_str(r#"["x","xyz"]"#).unwrap();
        assert_eq!(names, ['x'.into(), Open::Unknown("xyz".to_owned())]);
        assert_eq!(names.each_ref().map(Open::known), [Some('x'), None]);
        assert_eq!(serde_json::to_string(&names).unwrap(), r#"["x","xyz"]"#);
        assert_eq!(format!("{:>4}|{:<4}|", names[0], names[1]), "   x|xyz |");
        assert!(names[0] == 'x' && names[0] != 'y' && names[1] != 'x');
    }

    #[test]
    fn a_name_has_its_text() {
        assert_eq!(Open::from("known").as_str(), "known");
        assert_eq!(Open::<&str>::Unknown("new".to_owned()).as_str(), "new");
    }
}
