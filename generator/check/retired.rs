//! Checks retired and deprecated codes, and the codes to use instead.

use std::collections::HashMap;

use super::{Index, code_path};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};

pub(super) const RULES: &[&Rule] = &[&RETIRED_CODE, &UNKNOWN_CODE];

static RETIRED_CODE: Rule = Rule {
    name: "retired-code",
    level: Level::Error,
    what: "A retired code is used again.",
    why: "Old clients still know the code, and would mistake the new error for the old one.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired:\n  gone: {since: \"2.0\"}\n",
    good: "version: 1\ncodes:\n  item_gone: {status: 410, description: It is gone.}\nretired:\n  gone: {since: \"2.0\", use: item_gone}\n",
};

pub(crate) static UNKNOWN_CODE: Rule = Rule {
    name: "unknown-code",
    level: Level::Error,
    what: "A name in `use`, a default, a set, an operation or an example is not a code of the catalog.",
    why: "Readers would look for the code in vain, and servers could not send it.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired:\n  absent: {use: gon}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\nretired:\n  absent: {use: gone}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let section = Path::root().key("retired");
    let sent_as = parts.draft.codes.iter().filter_map(|code| {
        let name = code.name.as_ref()?;
        (name.wire() != name.key()).then_some((name.wire(), code.key.as_str()))
    });
    let sent_as: HashMap<&str, &str> = sent_as.collect();
    for retired in &parts.draft.retired {
        let at = section.key(&retired.code);
        let again = parts.codes.get(retired.code.as_str());
        let again = again.map(|code| code_path(&code.key).at_key());
        let sent_again = || {
            let code = sent_as.get(retired.code.as_str())?;
            Some(code_path(code).key("sent_as").at_value())
        };
        if let Some(place) = again.or_else(sent_again) {
            let message = format!(
                "{} was retired and must not be used again",
                quote(&retired.code)
            );
            let diagnostic = Diagnostic::new(&RETIRED_CODE, place, message);
            report.push(
                diagnostic
                    .related(at.at_key(), "retired here")
                    .help("give the new error another code"),
            );
        }
        if let Some(theirs) = parts.imports.called(&retired.code) {
            let message = format!("{} is retired, but imported too", quote(&retired.code));
            report.push(
                Diagnostic::new(&RETIRED_CODE, at.at_key(), message)
                    .related(code_path(&theirs.key).at_key(), "this code")
                    .help("remove it here: clients can be sent the imported one"),
            );
        }
        unknown_code(parts, retired.deprecation.instead.as_deref(), &at, report);
    }
    for code in &parts.draft.codes {
        let instead = code
            .deprecated
            .as_ref()
            .and_then(|deprecated| deprecated.instead.as_deref());
        unknown_code(
            parts,
            instead,
            &code_path(&code.key).key("deprecated"),
            report,
        );
    }
}

fn unknown_code(parts: &Index, instead: Option<&str>, at: &Path, report: &mut Report) {
    if let Some(name) = instead {
        parts.code(name, at.key("use").at_value(), report);
    }
}
