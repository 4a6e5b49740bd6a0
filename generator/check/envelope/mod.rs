//! Checks the envelope: it identifies errors, and its members have values.

mod arguments;
mod identity;
mod values;

use std::collections::HashSet;

use super::{Index, code_path};
use crate::catalog::{Content, ErrorList, Field, ListLayout, Meaning};
use crate::diagnostic::{Diagnostic, Level, Path, Report, Rule, quote};
use arguments::ARGUMENT_TYPES;
use identity::{ENVELOPE_WITHOUT_CODE, REASON_FORM, reasons, without_code, without_domain};
use values::{ABSENT, NO_VALUE, no_value};

pub(super) const RULES: &[&Rule] = &[
    &ENVELOPE_WITHOUT_CODE,
    &NO_VALUE,
    &NOT_OF_ONE_ERROR,
    &SECOND_LIST,
    &MEMBER_COLLISION,
    &UNKNOWN_ARGUMENT,
    &ARGUMENT_TYPES,
    &INTERNAL_FIELD,
    &REASON_FORM,
];

static NOT_OF_ONE_ERROR: Rule = Rule {
    name: "not-of-one-error",
    level: Level::Error,
    what: "An element in the list of errors has a member that belongs to the whole response.",
    why: "A response has one request id and one time.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {id: {is: request_id}}}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors, each: {code: {is: code}}}, id: {is: request_id}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static SECOND_LIST: Rule = Rule {
    name: "second-list",
    level: Level::Error,
    what: "The envelope has more than one list of errors.",
    why: "Both would hold the same errors, and a client would not know which list to read.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors}, details: {is: errors}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, errors: {is: errors}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

static MEMBER_COLLISION: Rule = Rule {
    name: "member-collision",
    level: Level::Error,
    what: "A flattened argument has the same name as a member of the envelope beside it.",
    why: "JSON parsers disagree about an object that has the same name twice (RFC 8259, section 4).",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args, flatten: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., message: \"{code} is gone\", args: {code: {}}}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, args: {is: args, flatten: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., message: \"{item} is gone\", args: {item: {}}}\n",
};

static UNKNOWN_ARGUMENT: Rule = Rule {
    name: "unknown-argument",
    level: Level::Error,
    what: "The envelope has a place for an argument that no code sends.",
    why: "The member would never have a value. It is usually a misspelt argument.",
    bad: "version: 1\nenvelope: {body: {code: {is: code}, id: {arg: di, optional: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., args: {id: {}}, message: \"{id} is gone\"}\n",
    good: "version: 1\nenvelope: {body: {code: {is: code}, id: {arg: id, optional: true}}}\ncodes:\n  gone: {status: 410, description: It is gone., args: {id: {}}, message: \"{id} is gone\"}\n",
};

static INTERNAL_FIELD: Rule = Rule {
    name: "internal-field",
    level: Level::Error,
    what: "The envelope sends a field that is internal.",
    why: "Clients would see what the catalog keeps out of public documents.",
    bad: "version: 1\nfields: {owner: {default: us, internal: true}}\nenvelope: {body: {code: {is: code}, owner: {field: owner}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
    good: "version: 1\nfields: {owner: {default: us}}\nenvelope: {body: {code: {is: code}, owner: {field: owner}}}\ncodes:\n  gone: {status: 410, description: It is gone.}\n",
};

pub(super) fn check(parts: &Index, report: &mut Report) {
    let Some(envelope) = parts.draft.envelope.given() else {
        return;
    };
    arguments::forms(parts, envelope, report);
    // Presets fit every catalog, except for the domain, and the default envelope is a preset.
    if envelope.is_preset {
        if envelope.field(Meaning::Domain).is_some() {
            without_domain(parts, report);
            reasons(parts, report);
        }
        return;
    }
    let at = Path::root().key("envelope").key("body");
    without_code(parts, envelope, &at, report);
    let mut walk = Walk {
        parts,
        placed: HashSet::new(),
        list: None,
        report,
    };
    walk.find_placed(&envelope.body);
    walk.field(&envelope.body, &at, false);
}

/// Checks the members of an envelope, one by one.
struct Walk<'p, 'd, 'r> {
    parts: &'p Index<'d>,
    /// The arguments that have a place of their own.
    placed: HashSet<&'d str>,
    /// The list of errors, once it is found.
    list: Option<Path>,
    report: &'r mut Report,
}

impl<'d> Walk<'_, 'd, '_> {
    fn find_placed(&mut self, field: &'d Field) {
        if let Content::Arg(name) = &field.content {
            self.placed.insert(name);
        }
        for inside in field.inside(true) {
            self.find_placed(inside);
        }
    }

    fn field(&mut self, field: &'d Field, at: &Path, in_list: bool) {
        match &field.content {
            Content::Is(meaning) => {
                if in_list && meaning.row().origin.is_of_response() {
                    self.not_of_one_error(field, at);
                } else {
                    no_value(self.parts, *meaning, field, at, self.report);
                }
            }
            Content::Arg(name) => self.placed(name, field, at),
            Content::CodeField(name) => self.code_field(name, field, at),
            Content::Args { .. } | Content::Const(_) => {}
            Content::Members { members, is_long } => {
                let at = if *is_long {
                    at.key("members")
                } else {
                    at.clone()
                };
                for member in members {
                    self.field(member, &at.key(&member.name), in_list);
                }
                self.collisions(members, &at);
            }
            Content::Elements(elements) => {
                for (index, element) in elements.iter().enumerate() {
                    self.field(element, &at.item(index), in_list);
                }
            }
            Content::Errors(list) => {
                if !in_list {
                    self.second_list(field, at);
                    self.without_param(list, field, at);
                }
                if let Some(each) = &list.each {
                    self.field(each, &at.key("each"), true);
                }
            }
        }
    }

    fn not_of_one_error(&mut self, field: &Field, at: &Path) {
        let message = format!(
            "{} belongs to the whole response, not to an error in the list",
            quote(&field.name)
        );
        self.report.push(
            Diagnostic::new(&NOT_OF_ONE_ERROR, at.at_key(), message).help("move it out of `each`"),
        );
    }

    fn second_list(&mut self, field: &Field, at: &Path) {
        let Some(first) = &self.list else {
            self.list = Some(at.clone());
            return;
        };
        let message = format!("{} is a second list of errors", quote(&field.name));
        self.report.push(
            Diagnostic::new(&SECOND_LIST, at.at_key(), message)
                .related(first.at_key(), "first here")
                .help("remove one of them"),
        );
    }

    /// Reports errors about no parameter, which an object with the parameters has no member for.
    fn without_param(&mut self, list: &ErrorList, field: &Field, at: &Path) {
        let has_place = match &list.layout {
            ListLayout::Array => true,
            ListLayout::ByParam { without_param, .. } => without_param.is_some(),
        };
        if has_place {
            return;
        }
        let help = "add `without_param: …`, the name of the member for such errors";
        if !field.may_be_absent() && !list.is_empty_alone {
            let mut codes = self.parts.draft.codes.iter();
            if let Some(code) = codes.find(|code| code.param.is_none()) {
                let message = format!("{} is about no parameter", quote(&code.key));
                self.report.push(
                    Diagnostic::new(&NO_VALUE, at.at_key(), message)
                        .related(code_path(&code.key).at_key(), "this code")
                        .help(format!("{help}; or `optional: true`, or `alone: empty`")),
                );
                return;
            }
        }
        for code in &self.parts.draft.codes {
            for (example, found) in code.examples.iter().enumerate() {
                for (index, (name, error)) in found.errors.iter().enumerate() {
                    let known = self.parts.codes.get(name.as_str());
                    let of_code = known.is_none_or(|code| code.param.is_some());
                    if error.param.is_some() || of_code {
                        continue;
                    }
                    let path = code_path(&code.key).key("examples").item(example);
                    let place = path.key("errors").item(index).at_value();
                    let message = format!("{} is about no parameter here", quote(name));
                    self.report.push(
                        Diagnostic::new(&NO_VALUE, place, message)
                            .related(at.at_key(), "the errors are arranged by parameter")
                            .help(format!("add `param: …`; or in the envelope, {help}")),
                    );
                }
            }
        }
    }

    /// Checks a field that the catalog declares.
    fn code_field(&mut self, name: &str, field: &Field, at: &Path) {
        let Some(declared) = &self.parts.draft.fields else {
            return;
        };
        let Some(found) = declared.iter().find(|known| known.name == *name) else {
            let known = declared.iter().map(|known| known.name.as_str());
            let at = at.key("field").at_value();
            let diagnostic = super::fields::unknown(name, known, at, self.report);
            self.report.push(diagnostic);
            return;
        };
        let declared_at = Path::root().key("fields").key(name);
        if found.is_internal {
            let message = format!("{} is internal, but the envelope sends it", quote(name));
            self.report.push(
                Diagnostic::new(&INTERNAL_FIELD, at.key("field").at_value(), message)
                    .related(declared_at.key("internal").at_key(), "internal here")
                    .help("remove `internal` or the member"),
            );
        }
        if found.optional && !field.may_be_absent() {
            let message = format!(
                "{} is in every response, but the field {} is optional",
                quote(&field.name),
                quote(name)
            );
            self.report.push(
                Diagnostic::new(&NO_VALUE, at.at_key(), message)
                    .related(declared_at.at_key(), "this field")
                    .help(ABSENT),
            );
        }
    }

    /// Reports flattened arguments with the same name as a member beside them.
    fn collisions(&mut self, fields: &[Field], at: &Path) {
        let is_flat = |field: &&Field| matches!(field.content, Content::Args { flatten: true });
        let mut flattened = fields.iter().filter(is_flat);
        let Some(first) = flattened.next() else {
            return;
        };
        for second in flattened {
            let message = format!(
                "{} would have the same members as {}",
                quote(&second.name),
                quote(&first.name)
            );
            self.report.push(
                Diagnostic::new(&MEMBER_COLLISION, at.key(&second.name).at_key(), message)
                    .related(at.key(&first.name).at_key(), "first here")
                    .help("remove one of them"),
            );
        }
        for field in fields.iter().filter(|field| !is_flat(field)) {
            for code in &self.parts.draft.codes {
                let args = code.args.given().into_iter().flatten();
                let args = args.filter(|arg| arg.is_sent() && !self.placed.contains(&*arg.name));
                for arg in args.filter(|arg| arg.name == field.name) {
                    let path = code_path(&code.key).key("args").key(&arg.name);
                    let message = format!("{} is also a member of the envelope", quote(&arg.name));
                    self.report.push(
                        Diagnostic::new(&MEMBER_COLLISION, path.at_key(), message)
                            .related(at.key(&field.name).at_key(), "this member")
                            .help("give the argument another name"),
                    );
                }
            }
        }
    }
}
