//! Objects of which a page has thousands, as templates see them.

use std::sync::Arc;

use minijinja::Value;
use minijinja::value::{Enumerator, Object, ObjectRepr};

/// The members of an object in their order. All objects of a kind share the names: with a map of its own, each would hold
/// and hash every name.
#[derive(Debug)]
pub(super) struct Record {
    names: &'static [&'static str],
    values: Vec<Value>,
}

impl Record {
    /// The object with these values for the names.
    pub(super) fn value(names: &'static [&'static str], values: Vec<Value>) -> Value {
        debug_assert_eq!(names.len(), values.len());
        Value::from_object(Self { names, values })
    }
}

impl Object for Record {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        // There are a few dozen names, and most differ in their length or their first letter.
        let first = key.bytes().next();
        let mut names = self.names.iter();
        let at = names.position(|name| name.bytes().next() == first && *name == key)?;
        self.values.get(at).cloned()
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        Enumerator::Str(self.names)
    }
}

/// A [`Record`] from its members: `record! { title: …, description: … }`.
macro_rules! record {
    ($($name:literal: $value:expr),+ $(,)?) => {
        $crate::targets::docs::page::record::Record::value(
            &[$($name),+],
            vec![$(minijinja::Value::from($value)),+],
        )
    };
}
pub(super) use record;
