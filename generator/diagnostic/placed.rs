//! Findings with their lines and columns, for the formats of other programs.

use super::render::Located;
use super::spot::{Position, Spot};
use super::{Diagnostics, Level, Rule};

/// A finding with lines and columns, from 1, in characters.
pub(crate) struct Placed<'d> {
    pub(crate) rule: &'static Rule,
    pub(crate) level: Level,
    pub(crate) message: &'d str,
    pub(crate) help: Option<&'d str>,
    pub(crate) spot: PlacedSpot<'d>,
    /// A related place, and a note about it.
    pub(crate) related: Option<(PlacedSpot<'d>, &'d str)>,
}

/// A range in a file. Its end is the first character behind it.
pub(crate) struct PlacedSpot<'d> {
    pub(crate) file: &'d str,
    pub(crate) start: Position,
    pub(crate) end: Position,
}

impl Placed<'_> {
    /// The message, and below it what to do.
    pub(crate) fn text(&self) -> String {
        match self.help {
            Some(help) => format!("{}\nhelp: {help}", self.message),
            None => self.message.to_owned(),
        }
    }
}

impl Diagnostics {
    /// The findings that are shown, in their order.
    pub(crate) fn placed(&self) -> Vec<Placed<'_>> {
        self.located().iter().map(placed).collect()
    }
}

fn placed<'d>(located: &Located<'d>) -> Placed<'d> {
    let found = located.diagnostic;
    Placed {
        rule: found.rule,
        level: found.level,
        message: &found.message,
        help: found.help.as_deref(),
        spot: place(&located.main),
        related: located
            .related
            .as_ref()
            .map(|(spot, label)| (place(spot), *label)),
    }
}

fn place<'d>(spot: &Spot<'d>) -> PlacedSpot<'d> {
    let (start, end) = spot.position();
    PlacedSpot {
        file: &spot.source.name,
        start,
        end,
    }
}
