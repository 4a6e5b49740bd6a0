//! Places in a catalog: paths of keys and indices, without lines and columns.
//!
//! A stage that finds a mistake knows the path of the node (`codes.email_taken.status`), but not the text.
//! [`locate`](super::locate) turns paths into positions, and only if there is something to report.

use std::fmt;
use std::sync::Arc;

/// One step from a node of a YAML document to a node inside it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Segment {
    /// The entry of a mapping with this key. `nth` distinguishes the entries of a repeated key.
    Key { key: Arc<str>, nth: usize },
    /// The element of a sequence, from 0.
    Item(usize),
}

/// The path from the root of the document to a node. It is cheap to extend, because parents are shared.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path(Option<Arc<PathStep>>);

#[derive(Debug)]
struct PathStep {
    parent: Path,
    segment: Segment,
}

impl Path {
    /// The document itself.
    pub(crate) fn root() -> Self {
        Self::default()
    }

    fn step(&self, segment: Segment) -> Self {
        Self(Some(Arc::new(PathStep {
            parent: self.clone(),
            segment,
        })))
    }

    /// The (first) entry of this mapping that has the key.
    pub(crate) fn key(&self, key: &str) -> Self {
        self.nth_key(key, 0)
    }

    /// The entry that repeats a key for the `nth` time, from 0.
    pub(crate) fn nth_key(&self, key: &str, nth: usize) -> Self {
        self.step(Segment::Key {
            key: key.into(),
            nth,
        })
    }

    /// The element of this sequence.
    pub(crate) fn item(&self, index: usize) -> Self {
        self.step(Segment::Item(index))
    }

    /// Whether it leads to an element of a list.
    pub(crate) fn is_item(&self) -> bool {
        let last = self.0.as_ref().map(|step| &step.segment);
        matches!(last, Some(Segment::Item(_)))
    }

    /// The path of the node around this one. `None` for the document.
    pub(crate) fn parent(&self) -> Option<&Self> {
        self.0.as_ref().map(|step| &step.parent)
    }

    /// The key of the section that it leads into.
    #[cfg(feature = "cli")]
    pub(crate) fn section(&self) -> Option<&str> {
        match self.segments().first() {
            Some(Segment::Key { key, .. }) => Some(key),
            _ => None,
        }
    }

    /// The segments, from the root.
    pub(crate) fn segments(&self) -> Vec<&Segment> {
        let mut segments = Vec::new();
        let mut path = self;
        while let Some(step) = &path.0 {
            segments.push(&step.segment);
            path = &step.parent;
        }
        segments.reverse();
        segments
    }

    /// The key of the entry.
    pub(crate) fn at_key(&self) -> Place {
        Place::Node {
            path: self.clone(),
            part: Part::Key,
        }
    }

    /// The value of the entry, or the element.
    pub(crate) fn at_value(&self) -> Place {
        Place::Node {
            path: self.clone(),
            part: Part::Value,
        }
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, segment) in self.segments().into_iter().enumerate() {
            match segment {
                Segment::Key { key, .. } if at == 0 => f.write_str(key)?,
                Segment::Key { key, .. } => write!(f, ".{key}")?,
                Segment::Item(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

/// The half of a mapping's entry that a place points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Key,
    Value,
}

#[cfg(feature = "cli")]
impl Place {
    /// The path of the node, if it is one.
    pub(crate) fn path(&self) -> Option<&Path> {
        match self {
            Self::Node { path, .. } => Some(path),
            Self::Byte(_) | Self::Other { .. } => None,
        }
    }
}

/// The place that a diagnostic points at.
#[derive(Clone, Debug)]
pub(crate) enum Place {
    /// A node of the catalog. A missing node stands for the nearest node around it that exists.
    Node { path: Path, part: Part },
    /// A byte of the catalog's text.
    Byte(usize),
    /// A range in another file: a page's template, or the catalog that a document is compared with.
    Other {
        source: Arc<super::Source>,
        span: std::ops::Range<usize>,
    },
}
