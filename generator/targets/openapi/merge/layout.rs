//! The places of a document's nodes in its text, and the form in which they are written.

use std::collections::HashSet;
use std::ops::Range;

use super::reading;

/// The place of a node. All places are byte positions in the text.
#[derive(Debug)]
pub(super) struct Extent {
    pub(super) span: Range<usize>,
    /// The number of its anchor, or 0 for none.
    pub(super) anchor: usize,
    pub(super) form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
    /// An empty value, without even `null`.
    Nothing,
    Scalar,
    Alias,
    List(Vec<Extent>),
    /// A mapping with one line per entry.
    Block {
        column: usize,
        entries: Vec<MappingEntry>,
    },
    /// A mapping in braces. `close` is the place of the closing brace.
    Flow {
        close: usize,
        entries: Vec<MappingEntry>,
    },
}

#[derive(Debug)]
pub(super) struct MappingEntry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) value: Extent,
}

/// The places of all nodes in a document.
pub(super) struct Layout {
    pub(super) root: Extent,
    /// The anchors that an alias refers to.
    used: HashSet<usize>,
}

/// The reason why a text has no layout, and its place.
pub(super) struct Unread {
    pub(super) at: usize,
    pub(super) why: String,
}

impl Layout {
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let (root, used) = reading::read(text)?;
        let nothing = Extent {
            span: 0..0,
            anchor: 0,
            form: Form::Nothing,
        };
        Ok(Self {
            root: root.unwrap_or(nothing),
            used,
        })
    }

    /// Returns whether a change here would also change another place.
    pub(super) fn is_shared(&self, spot: &Extent) -> bool {
        matches!(spot.form, Form::Alias) || self.used.contains(&spot.anchor)
    }
}

impl Extent {
    pub(super) fn entries(&self) -> &[MappingEntry] {
        match &self.form {
            Form::Block { entries, .. } | Form::Flow { entries, .. } => entries,
            _ => &[],
        }
    }
}
