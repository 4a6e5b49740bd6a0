//! Where the nodes of a document stand in its text, and how they are written.

use std::collections::HashSet;
use std::ops::Range;

use super::reading;

/// A node's place. All places are bytes of the text.
#[derive(Debug)]
pub(super) struct Spot {
    pub(super) span: Range<usize>,
    /// The number of its anchor; 0 for none.
    pub(super) anchor: usize,
    pub(super) form: Form,
}

#[derive(Debug)]
pub(super) enum Form {
    /// Not even `null`.
    Nothing,
    Scalar,
    Alias,
    List(Vec<Spot>),
    /// A mapping with a line for each entry.
    Block {
        column: usize,
        entries: Vec<Entry>,
    },
    /// A mapping in braces; `close` is where the last one is.
    Flow {
        close: usize,
        entries: Vec<Entry>,
    },
}

#[derive(Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) value: Spot,
}

/// The places of a document.
pub(super) struct Layout {
    pub(super) root: Spot,
    /// The anchors that something refers to.
    used: HashSet<usize>,
}

/// Why a text has no layout, and where that was seen.
pub(super) struct Unread {
    pub(super) at: usize,
    pub(super) why: String,
}

impl Layout {
    pub(super) fn read(text: &str) -> Result<Self, Unread> {
        let (root, used) = reading::read(text)?;
        let nothing = Spot {
            span: 0..0,
            anchor: 0,
            form: Form::Nothing,
        };
        Ok(Self {
            root: root.unwrap_or(nothing),
            used,
        })
    }

    /// Whether a change here would be one elsewhere too.
    pub(super) fn is_shared(&self, spot: &Spot) -> bool {
        matches!(spot.form, Form::Alias) || self.used.contains(&spot.anchor)
    }
}

impl Spot {
    pub(super) fn entries(&self) -> &[Entry] {
        match &self.form {
            Form::Block { entries, .. } | Form::Flow { entries, .. } => entries,
            _ => &[],
        }
    }
}
