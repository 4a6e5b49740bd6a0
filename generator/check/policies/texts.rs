//! How descriptions and messages are written.

use std::collections::{BTreeSet, HashMap};

use super::super::{Index, code_path};
use super::options;
use crate::diagnostic::{Diagnostic, Level, LintOptions, Path, Report, Rule, Stops, quote};
use crate::load::DraftCode;
use crate::text::Markdown;

pub(super) const RULES: &[&Rule] = &[&FINAL_FULL_STOP, &NEAR_DUPLICATE, &DESCRIPTION_REPEATS_CODE];

static FINAL_FULL_STOP: Rule = Rule {
    name: "final-full-stop",
    level: Level::Warning,
    what: "A description or a message ends with a full stop, or without one, against what the catalog asks for: `final-full-stop: {level: \
           warn, descriptions: always, messages: never}`.",
    why: "Pages and programs show these texts one below the other. The Google developer documentation style guide ends sentences with \
          full stops; the Microsoft style guide leaves them out of short messages.",
    bad: "version: 1\nlints: {final-full-stop: {level: deny, descriptions: always}}\ncodes:\n  gone: {status: 410, description: It is gone}\n",
    good: "version: 1\nlints: {final-full-stop: {level: deny, descriptions: always}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static NEAR_DUPLICATE: Rule = Rule {
    name: "near-duplicate-description",
    level: Level::Warning,
    what: "Two codes have descriptions of almost the same words.",
    why: "A reader cannot tell which of the two an error is. AIP-193 asks for a reason that is unique: either the texts differ, or the codes \
          are one.",
    bad: "version: 1\nlints: {near-duplicate-description: deny}\ncodes:\n  gone: {status: 410, description: No order with this ID exists.}\n  absent: {status: 404, description: No order exists with this ID.}\n",
    good: "version: 1\nlints: {near-duplicate-description: deny}\ncodes:\n  gone: {status: 410, description: The order was cancelled and deleted.}\n  absent: {status: 404, description: No order exists with this ID.}\n",
};

static DESCRIPTION_REPEATS_CODE: Rule = Rule {
    name: "description-repeats-code",
    level: Level::Warning,
    what: "A description only has words of the code.",
    why: "A reader learns nothing from it. The Google developer documentation style guide asks for what a name does not show.",
    bad: "version: 1\nlints: {description-repeats-code: deny}\ncodes:\n  item_gone: {status: 410, description: The item is gone.}\n",
    good: "version: 1\nlints: {description-repeats-code: deny}\ncodes:\n  item_gone: {status: 410, description: Someone deleted it in the meantime.}\n",
};

/// Words without a meaning of their own.
const SMALL: [&str; 18] = [
    "a", "an", "and", "are", "be", "been", "error", "for", "has", "have", "is", "it", "of", "or",
    "the", "this", "was", "with",
];

pub(super) fn check(parts: &Index, report: &mut Report) {
    if let Some(LintOptions::Stops {
        descriptions,
        messages,
    }) = options(&FINAL_FULL_STOP, report)
    {
        full_stops(parts, descriptions, messages, report);
    }
    if options(&NEAR_DUPLICATE, report).is_some() {
        near_duplicates(parts, report);
    }
    if options(&DESCRIPTION_REPEATS_CODE, report).is_some() {
        repeats(parts, report);
    }
}

fn full_stops(
    parts: &Index,
    descriptions: Option<Stops>,
    messages: Option<Stops>,
    report: &mut Report,
) {
    for code in &parts.draft.codes {
        let path = code_path(&code.key);
        let is_prose = |text: &&Markdown| !ends_with_block(text.as_str());
        let description = code.description.as_ref().filter(is_prose);
        let description = description.map(|text| text.words().as_str().to_owned());
        if let Some((text, asked)) = description.zip(descriptions) {
            full_stop(&text, "description", asked, &path, report);
        }
        let message = code.message.given().map(ToString::to_string);
        if let Some((text, asked)) = message.zip(messages) {
            full_stop(&text, "message", asked, &path, report);
        }
    }
}

fn full_stop(text: &str, member: &str, asked: Stops, path: &Path, report: &mut Report) {
    // A full stop may stand inside of quotation marks and brackets.
    let text = text.trim_end_matches(|c: char| c.is_whitespace() || ")]\"'”’»›".contains(c));
    let ends = text.ends_with(['.', '。']) && !text.ends_with("...");
    let may_lack = text.ends_with(['!', '?', ':', '…', '！', '？']);
    let (is_wrong, what, help) = match asked {
        Stops::Always => (
            !ends && !may_lack,
            "ends without a full stop",
            "add a full stop",
        ),
        Stops::Never => (ends, "ends with a full stop", "remove the full stop"),
    };
    if is_wrong {
        let message = format!("the {member} {what}");
        let place = path.key(member).at_value();
        report.push(Diagnostic::new(&FINAL_FULL_STOP, place, message).help(help));
    }
}

/// Whether Markdown ends with code or with a list, which have no full stop.
fn ends_with_block(text: &str) -> bool {
    let last = text
        .trim_end()
        .lines()
        .last()
        .unwrap_or_default()
        .trim_start();
    let item = last.trim_start_matches(|c: char| c.is_ascii_digit());
    last.starts_with("```")
        || ["- ", "* ", "+ ", ". ", ") "]
            .iter()
            .any(|mark| item.starts_with(mark))
}

/// The words of a description, each once. Small words count: `is` and `is not` differ.
fn words(code: &DraftCode) -> BTreeSet<String> {
    let text = code
        .description
        .as_ref()
        .map(|text| text.words().as_str().to_lowercase());
    let text = text.unwrap_or_default();
    let words = text.split(|c: char| !c.is_alphanumeric());
    words
        .filter(|word| !word.is_empty())
        .map(str::to_owned)
        .collect()
}

/// Reports pairs that share four fifths of their words. Two such texts share one of their rarest words (the prefix filter of Bayardo, Ma and Srikant),
/// so that few of all pairs are compared.
fn near_duplicates(parts: &Index, report: &mut Report) {
    const LEAST: usize = 4;
    let texts: Vec<(&DraftCode, BTreeSet<String>)> = parts
        .draft
        .codes
        .iter()
        .map(|code| (code, words(code)))
        .collect();
    let mut counts: HashMap<&str, usize> = HashMap::new();
    for word in texts.iter().flat_map(|(_, words)| words) {
        *counts.entry(word).or_default() += 1;
    }
    let mut by_word: HashMap<&str, Vec<usize>> = HashMap::new();
    for (index, (code, own)) in texts.iter().enumerate() {
        if own.len() < LEAST {
            continue;
        }
        let mut rare: Vec<&str> = own.iter().map(String::as_str).collect();
        rare.sort_by_key(|word| (counts[word], *word));
        rare.truncate(own.len() - (own.len() * 4).div_ceil(5) + 1);
        let candidates: BTreeSet<usize> = rare
            .iter()
            .filter_map(|word| by_word.get(word))
            .flatten()
            .copied()
            .collect();
        let alike = candidates.into_iter().find(|other| {
            let other = &texts[*other].1;
            let shared = own.intersection(other).count();
            let all = own.len() + other.len() - shared;
            shared * 5 >= all * 4
        });
        if let Some(first) = alike {
            let first = &texts[first].0.key;
            let message = format!(
                "{} has almost the same description as {}",
                quote(&code.key),
                quote(first)
            );
            let place = code_path(&code.key).key("description").at_value();
            report.push(
                Diagnostic::new(&NEAR_DUPLICATE, place, message)
                    .related(code_path(first).key("description").at_value(), "this one")
                    .help("describe what differs, or make them one code"),
            );
        }
        for word in rare {
            by_word.entry(word).or_default().push(index);
        }
    }
}

fn repeats(parts: &Index, report: &mut Report) {
    for code in &parts.draft.codes {
        let name = heck::ToSnakeCase::to_snake_case(&*code.key);
        let of_name: BTreeSet<&str> = name.split('_').collect();
        let own = words(code);
        let mut said = own.iter().filter(|word| !SMALL.contains(&word.as_str()));
        let is_said = own.iter().any(|word| !SMALL.contains(&word.as_str()));
        if is_said && said.all(|word| of_name.contains(word.as_str())) {
            let message = format!(
                "the description of {} only repeats the code",
                quote(&code.key)
            );
            let place = code_path(&code.key).key("description").at_value();
            report.push(
                Diagnostic::new(&DESCRIPTION_REPEATS_CODE, place, message)
                    .help("describe when it happens, and what it means for a client"),
            );
        }
    }
}
