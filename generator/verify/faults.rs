//! What is wrong with responses, each once, and how often.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;

/// What is wrong with responses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fault {
    NotAResponse,
    MediaType,
    Body,
    UnknownCode,
    Status,
    UnlistedCode,
    MissingHeader,
    MissingMember,
    ExtraMember,
    WrongType,
    WrongValue,
}

impl Fault {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotAResponse => "not-a-response",
            Self::MediaType => "wrong-media-type",
            Self::Body => "not-json",
            Self::UnknownCode => "unknown-code",
            Self::Status => "wrong-status",
            Self::UnlistedCode => "unlisted-code",
            Self::MissingHeader => "missing-header",
            Self::MissingMember => "missing-member",
            Self::ExtraMember => "extra-member",
            Self::WrongType => "wrong-type",
            Self::WrongValue => "wrong-value",
        }
    }
}

/// One thing that is wrong, and how often.
pub(crate) struct FaultSeen {
    pub(crate) count: u64,
    /// The number of the first response that has it, from 1, and its request.
    pub(crate) first: u64,
    pub(crate) request: String,
    pub(crate) help: Option<String>,
}

/// How many different faults are kept: enough for any server, and few for what an attacker makes up.
const MOST: usize = 1_000;

/// The faults of the responses so far.
#[derive(Default)]
pub(crate) struct Faults {
    pub(crate) seen: BTreeMap<(Fault, String), FaultSeen>,
    /// How many faults there are beside those that are kept.
    pub(crate) others: u64,
}

impl Faults {
    /// How many faults there are.
    pub(crate) fn count(&self) -> u64 {
        let kept = self.seen.values().map(|seen| seen.count);
        kept.sum::<u64>() + self.others
    }

    /// Adds a fault of a response, with the response's number and its request.
    pub(super) fn add(
        &mut self,
        fault: (Fault, String),
        help: Option<String>,
        response: u64,
        request: &str,
    ) {
        let is_full = self.seen.len() >= MOST;
        match self.seen.entry(fault) {
            Entry::Occupied(mut seen) => seen.get_mut().count += 1,
            Entry::Vacant(_) if is_full => self.others += 1,
            Entry::Vacant(free) => {
                free.insert(FaultSeen {
                    count: 1,
                    first: response,
                    request: request.trim().to_owned(),
                    help,
                });
            }
        }
    }
}
