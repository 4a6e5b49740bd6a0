//! What was found in files about errors.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::bodies::Body;

/// What was found in one file, or in all of them.
#[derive(Default)]
pub(super) struct Found {
    pub(super) name: Option<String>,
    pub(super) version: Option<String>,
    pub(super) base_url: Option<String>,
    /// The pattern of all `doc_url`s.
    pub(super) docs_url: Option<String>,
    /// The names of a team's own members.
    pub(super) fields: Vec<String>,
    /// The codes in the order of an enum that lists all of them.
    pub(super) order: Vec<String>,
    pub(super) types: Vec<FoundType>,
    pub(super) codes: Vec<FoundCode>,
    pub(super) statuses: BTreeMap<u16, (String, String)>,
    pub(super) operations: Vec<(String, Vec<String>)>,
    /// Bodies of error responses.
    pub(super) bodies: Vec<Body>,
    pub(super) media_type: Option<String>,
    /// What else is to be said.
    pub(super) notes: Vec<String>,
}

/// A category of errors.
#[derive(Default)]
pub(super) struct FoundType {
    pub(super) name: String,
    pub(super) description: Option<String>,
    pub(super) status: Option<u16>,
    pub(super) comments: Vec<String>,
}

/// An error.
#[derive(Clone, Default)]
pub(super) struct FoundCode {
    pub(super) name: String,
    /// Where it was found: `errors.md:12`.
    pub(super) place: String,
    pub(super) kind: Option<String>,
    pub(super) statuses: BTreeSet<u16>,
    pub(super) number: Option<i64>,
    pub(super) title: Option<String>,
    pub(super) description: Option<String>,
    pub(super) message: Option<String>,
    pub(super) param: Option<String>,
    pub(super) doc_url: Option<String>,
    pub(super) resolution: Option<String>,
    /// A note for operators.
    pub(super) internal: Option<String>,
    pub(super) retryable: Option<bool>,
    pub(super) retry_after: Option<u32>,
    pub(super) headers: Vec<(String, String)>,
    pub(super) fields: Vec<(String, String)>,
    /// It is only sent in the list of another error.
    pub(super) is_only_listed: bool,
    /// Each with an example, if there is one.
    pub(super) args: Vec<(String, Option<Value>)>,
    /// The types of arguments that are no text, where an example does not tell.
    pub(super) kinds: BTreeMap<String, &'static str>,
    pub(super) comments: Vec<String>,
}

impl Found {
    /// The code of this name, which is added if it is new.
    pub(super) fn code(&mut self, name: &str, place: &str) -> &mut FoundCode {
        let known = self.codes.iter().position(|code| code.name == name);
        let index = known.unwrap_or_else(|| {
            self.codes.push(FoundCode {
                name: name.to_owned(),
                place: place.to_owned(),
                ..FoundCode::default()
            });
            self.codes.len() - 1
        });
        &mut self.codes[index]
    }

    /// The type of this name, which is added if it is new.
    pub(super) fn kind(&mut self, name: &str) -> &mut FoundType {
        let known = self.types.iter().position(|kind| kind.name == name);
        let index = known.unwrap_or_else(|| {
            self.types.push(FoundType {
                name: name.to_owned(),
                ..FoundType::default()
            });
            self.types.len() - 1
        });
        &mut self.types[index]
    }

    /// Adds a code, or what it says of one that is there already.
    pub(super) fn add_code(&mut self, code: FoundCode) {
        match self.codes.iter_mut().find(|known| known.name == code.name) {
            Some(known) => known.add(code),
            None => self.codes.push(code),
        }
    }

    /// Adds what was found in another file.
    pub(super) fn add(&mut self, other: Self) {
        self.name = self.name.take().or(other.name);
        self.version = self.version.take().or(other.version);
        self.base_url = self.base_url.take().or(other.base_url);
        if self.order.is_empty() {
            self.order = other.order;
        }
        self.media_type = self.media_type.take().or(other.media_type);
        for (status, row) in other.statuses {
            self.statuses.entry(status).or_insert(row);
        }
        for name in other.fields {
            if !self.fields.contains(&name) {
                self.fields.push(name);
            }
        }
        for kind in other.types {
            let known = self.kind(&kind.name);
            known.description = known.description.take().or(kind.description);
            known.status = known.status.or(kind.status);
            known.comments.extend(kind.comments);
        }
        for code in other.codes {
            self.add_code(code);
        }
        for (operation, codes) in other.operations {
            match self
                .operations
                .iter_mut()
                .find(|(known, _)| *known == operation)
            {
                Some((_, known)) => known.extend(codes),
                None => self.operations.push((operation, codes)),
            }
        }
        self.bodies.extend(other.bodies);
        self.notes.extend(other.notes);
    }

    /// Finds out what follows from the whole.
    pub(super) fn complete(&mut self) {
        for (_, codes) in &mut self.operations {
            let mut seen = BTreeSet::new();
            codes.retain(|code| seen.insert(code.clone()));
        }
        let named: BTreeSet<String> = self
            .codes
            .iter()
            .filter_map(|code| code.kind.clone())
            .collect();
        for kind in named {
            self.kind(&kind);
        }
        self.statuses_of_types();
        self.pattern_of_urls();
        let place = |code: &FoundCode| {
            let known = self.order.iter().position(|name| *name == code.name);
            known.unwrap_or(usize::MAX)
        };
        self.codes.sort_by_key(place);
        // A code of a type with the same status needs none of its own.
        for code in &mut self.codes {
            let kind = self
                .types
                .iter()
                .find(|kind| Some(&kind.name) == code.kind.as_ref());
            let of_kind = kind.and_then(|kind| kind.status);
            if code.statuses.len() == 1 && code.statuses.first().copied() == of_kind {
                code.statuses.clear();
            }
        }
    }

    /// The pattern of the URLs of all codes, if there is one.
    fn pattern_of_urls(&mut self) {
        let urls = self
            .codes
            .iter()
            .filter_map(|code| Some((code.doc_url.as_deref()?, code.name.as_str())));
        let pattern = |(url, name): (&str, &str)| {
            let kebab = heck::ToKebabCase::to_kebab_case(name);
            let forms = [(name, "{code}"), (kebab.as_str(), "{code_kebab}")];
            let fits = forms
                .iter()
                .find(|(form, _)| url.matches(form).count() == 1);
            fits.map(|(form, placeholder)| url.replace(form, placeholder))
        };
        let mut patterns: Vec<Option<String>> = urls.map(pattern).collect();
        patterns.dedup();
        // A name of one word is the same in both forms.
        let only = match &patterns[..] {
            [Some(only)] => only.clone(),
            _ => return,
        };
        self.docs_url = Some(only);
        for code in &mut self.codes {
            code.doc_url = None;
        }
    }

    /// The status of each type: that of its codes, or else the one that its name stands for.
    fn statuses_of_types(&mut self) {
        for kind in &mut self.types {
            if kind.status.is_some() {
                continue;
            }
            let codes = self
                .codes
                .iter()
                .filter(|code| code.kind.as_ref() == Some(&kind.name));
            let mut count: BTreeMap<u16, usize> = BTreeMap::new();
            let mut without = codes.clone().next().is_none();
            for code in codes {
                match code.statuses.first() {
                    Some(status) => *count.entry(*status).or_default() += 1,
                    None => without = true,
                }
            }
            if let (1, false) = (count.len(), without) {
                kind.status = count.keys().next().copied();
            } else if without {
                let guessed = status_of_name(&kind.name).filter(|status| {
                    self.statuses.is_empty() || self.statuses.contains_key(status)
                });
                if let Some(status) = guessed {
                    kind.status = Some(status);
                    kind.comments
                        .push(format!("{status} is inferred from the name; check it"));
                }
            }
        }
    }
}

/// The status that the name of a category usually stands for.
fn status_of_name(name: &str) -> Option<u16> {
    const WORDS: [(&[&str], u16); 13] = [
        (&["not", "found"], 404),
        (&["authentication"], 401),
        (&["unauthorized"], 401),
        (&["unauthenticated"], 401),
        (&["authorization"], 403),
        (&["permission"], 403),
        (&["forbidden"], 403),
        (&["conflict"], 409),
        (&["rate", "limit"], 429),
        (&["invalid", "request"], 400),
        (&["bad", "request"], 400),
        (&["validation"], 422),
        (&["api"], 500),
    ];
    let name = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = name.split('_').collect();
    if ["internal", "server"]
        .iter()
        .any(|word| words.contains(word))
    {
        return Some(500);
    }
    let found = WORDS
        .iter()
        .find(|(all, _)| all.iter().all(|word| words.contains(word)));
    found.map(|(_, status)| *status)
}

impl FoundCode {
    /// Adds what another place says about the same code. The first value is kept, and a contradiction becomes a comment.
    pub(super) fn add(&mut self, other: Self) {
        let place = other.place;
        let mut comments = Vec::new();
        let mut differs =
            |what: &str, known: &dyn std::fmt::Display, new: &dyn std::fmt::Display| {
                comments.push(format!("{place} has the {what} {new}, and not {known}"));
            };
        if !self.statuses.is_empty()
            && !other.statuses.is_empty()
            && self.statuses != other.statuses
        {
            differs(
                "status",
                &numbers(&self.statuses),
                &numbers(&other.statuses),
            );
        } else {
            self.statuses.extend(other.statuses);
        }
        keep(&mut self.kind, other.kind, "type", &mut differs);
        keep(&mut self.number, other.number, "number", &mut differs);
        keep(&mut self.param, other.param, "param", &mut differs);
        keep(
            &mut self.retryable,
            other.retryable,
            "retryability",
            &mut differs,
        );
        keep(
            &mut self.retry_after,
            other.retry_after,
            "retry_after",
            &mut differs,
        );
        for (name, value) in other.fields {
            if !self.fields.iter().any(|(known, _)| *known == name) {
                self.fields.push((name, value));
            }
        }
        self.is_only_listed &= other.is_only_listed;
        for (name, value) in other.headers {
            if !self.headers.iter().any(|(known, _)| *known == name) {
                self.headers.push((name, value));
            }
        }
        // Texts are worded anew in each place, and no contradictions.
        self.title = self.title.take().or(other.title);
        self.description = self.description.take().or(other.description);
        self.doc_url = self.doc_url.take().or(other.doc_url);
        self.resolution = self.resolution.take().or(other.resolution);
        self.internal = self.internal.take().or(other.internal);
        if self.message.is_none() {
            self.message = other.message;
            self.args = other.args;
            self.kinds = other.kinds;
        }
        self.comments.extend(other.comments);
        self.comments.extend(comments);
    }
}

/// Keeps the first of two values. Tells if they differ.
fn keep<T: PartialEq + std::fmt::Display>(
    known: &mut Option<T>,
    new: Option<T>,
    what: &str,
    differs: &mut dyn FnMut(&str, &dyn std::fmt::Display, &dyn std::fmt::Display),
) {
    match (&known, new) {
        (Some(known), Some(new)) if *known != new => differs(what, known, &new),
        (None, new) => *known = new,
        _ => {}
    }
}

fn numbers(numbers: &BTreeSet<u16>) -> String {
    let numbers: Vec<String> = numbers.iter().map(ToString::to_string).collect();
    numbers.join(", ")
}
