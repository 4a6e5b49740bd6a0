//! The section `defaults`.

use super::draft::DraftDefault;
use super::members::Read;
use super::rules;
use crate::catalog::Occasion;
use crate::diagnostic::{Diagnostic, Path, Report, nearest, quote, suggestion};
use crate::yaml::Node;

pub(super) fn default(
    key: &str,
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<DraftDefault> {
    let code = String::read(node, at, report);
    let Some(occasion) = Occasion::parse(key) else {
        let words = || Occasion::WORDS.iter().map(|(word, _)| *word);
        let message = format!("unknown default {}", quote(key));
        let help = suggestion(key, words()).unwrap_or_else(|| {
            let words = words().map(quote).collect::<Vec<_>>().join(", ");
            format!("known: statuses from 400 to 599, {words}")
        });
        report.push(Diagnostic::new(&rules::UNKNOWN_MEMBER, at.at_key(), message).help(help));
        // A misspelt key counts as present, so that the check does not also report it as missing.
        return nearest(key, words())
            .and_then(Occasion::parse)
            .map(|occasion| DraftDefault {
                key: key.to_owned(),
                occasion,
                code: None,
            });
    };
    Some(DraftDefault {
        key: key.to_owned(),
        occasion,
        code,
    })
}
