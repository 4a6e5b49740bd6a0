//! The section `defaults`.

use super::draft::DraftDefault;
use super::examples::ExampleArgs;
use super::members::{Member, Members, Read};
use super::rules;
use crate::catalog::{Filled, Filling, JsonValue, Occasion};
use crate::diagnostic::{Diagnostic, Path, Report, correction, nearest, quote};
use crate::yaml::Node;

pub(super) fn default(
    key: &str,
    node: &Node,
    at: &Path,
    report: &mut Report,
) -> Option<DraftDefault> {
    let (code, filling) = match node {
        Node::Map(_) => long(node, at, report),
        _ => (String::read(node, at, report), Member::Absent),
    };
    let Some(occasion) = Occasion::parse(key) else {
        let words = || Occasion::WORDS.iter().map(|(word, _)| *word);
        let message = format!("unknown default {}", quote(key));
        let help = correction(key, words()).unwrap_or_else(|| {
            let words = words().map(quote).collect::<Vec<_>>().join(", ");
            format!("known: statuses from 400 to 599, {words}").into()
        });
        report.push(Diagnostic::new(&rules::UNKNOWN_MEMBER, at.at_key(), message).help(help));
        // A misspelt key counts as present, so that the check does not also report it as missing.
        return nearest(key, words())
            .and_then(Occasion::parse)
            .map(|occasion| DraftDefault {
                key: key.to_owned(),
                occasion,
                code: None,
                is_long: false,
                filling: Member::Absent,
            });
    };
    Some(DraftDefault {
        key: key.to_owned(),
        occasion,
        code,
        is_long: matches!(node, Node::Map(_)),
        filling,
    })
}

/// A default that gives values to its code.
fn long(node: &Node, at: &Path, report: &mut Report) -> (Option<String>, Member<Filling>) {
    let what = "a code, or a mapping with `code`, `args`, …";
    let Some(mut members) = Members::open(node, at, what, report) else {
        return (None, Member::Invalid);
    };
    let code = members.required("code");
    let args = members.optional::<ExampleArgs>("args");
    let param = members.optional::<JsonValue>("param");
    let retry_after = members.optional("retry_after");
    members.close();
    let filling = match (args, param, retry_after) {
        (Member::Invalid, ..) | (_, Member::Invalid, _) | (.., Member::Invalid) => Member::Invalid,
        (args, param, retry_after) => {
            let args = args.take().map(|args| args.0).unwrap_or_default();
            let args = args.into_iter();
            Member::Given(Filling {
                args: args
                    .map(|(name, value)| (name, Filled::of(value)))
                    .collect(),
                param: param.take().map(Filled::of),
                retry_after: retry_after.take(),
            })
        }
    };
    (code, filling)
}
