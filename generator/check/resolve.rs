//! Turns a draft without mistakes into the catalog: resolves references and applies defaults.

use std::collections::{HashMap, HashSet};

use heck::ToSnakeCase;

use super::doc_urls::{anchor, doc_url};
use super::forms::in_form_of_place;
use super::imports::Imports;
use super::join::{add_codes, add_types, make_own, named};
use crate::catalog::{
    Catalog, Code, CodeField, CodeSet, DefaultCode, Defaults, Envelope, JsonValue, LogLevel,
    Meaning, Message, Operation, Returns, Status, StatusRow, Type, TypeName, Wire,
};
use crate::load::{Draft, DraftCode, DraftDefault, DraftSet, DraftType, default_envelope};
use crate::text::Plain;

/// Returns `None` only if the draft has a mistake, and the caller has checked that it has none.
#[expect(clippy::too_many_lines, reason = "one step for each section")]
pub(super) fn resolve(draft: Draft, imports: Imports) -> Option<Catalog> {
    let Draft {
        api,
        imports: _,
        envelope,
        fields,
        statuses,
        types,
        codes,
        defaults,
        mut retired,
        sets,
        operations,
        outputs,
    } = draft;
    let mut envelope: Envelope = match envelope.take() {
        Some(envelope) => envelope,
        None => default_envelope()?,
    };
    let imports = imports.read;
    let has_imported = imports.iter().any(|imported| !imported.types.is_empty());
    envelope.suit(has_imported || types.as_ref().is_some_and(|types| !types.is_empty()));
    let fields = fields?;
    let mut of_types: Vec<Vec<(String, JsonValue)>> = Vec::new();
    let mut types: Vec<Type> = types
        .into_iter()
        .flatten()
        .map(|kind| {
            of_types.push(kind.fields.clone());
            resolve_type(kind)
        })
        .collect::<Option<_>>()?;
    of_types.extend(add_types(&mut types, &imports));
    let mut by_name: HashMap<String, usize> = HashMap::new();
    for (at, kind) in types.iter().enumerate() {
        let wire = kind.name.wire();
        by_name.insert(wire.to_owned(), at);
        let theirs = imports.iter().flat_map(|imported| &imported.types);
        let theirs =
            theirs.filter(|theirs| theirs.name.as_ref().is_some_and(|name| name.wire() == wire));
        by_name.extend(theirs.map(|theirs| (theirs.key.clone(), at)));
    }
    let docs_url = api
        .docs_url
        .as_deref()
        .map(Message::parse)
        .transpose()
        .ok()?;
    let statuses = statuses.unwrap_or_default();
    let of_all = OfAll {
        docs_url: docs_url.as_ref(),
        statuses: &statuses,
        sends_problem_type: envelope.field(Meaning::ProblemType).is_some(),
    };
    let mut resolved: Vec<Code> = Vec::with_capacity(codes.len());
    for mut code in codes {
        let index = match code.error_type.given() {
            Some(name) => Some(*by_name.get(name.as_str())?),
            None => None,
        };
        let error_type = index.map(|index| types[index].name.clone());
        let own = code.statuses.given().cloned();
        let is_only_listed = code.is_only_listed;
        let mut statuses = match own {
            Some(statuses) => statuses,
            None => vec![types[index?].status?],
        };
        let type_title = index.map(|index| title_of(&types[index]));
        let of_type = index.map_or(&[][..], |index| &of_types[index]);
        let fields = values_of(&fields, &std::mem::take(&mut code.fields), of_type);
        let status = *statuses.first()?;
        if is_only_listed {
            statuses.clear();
        }
        let code = resolve_code(code, error_type, status, &of_all)?;
        resolved.push(Code {
            type_title,
            statuses,
            fields,
            ..code
        });
    }
    let mut codes = in_form_of_place(resolved, &envelope);
    let names = add_codes(&mut codes, &imports, &types, &by_name);
    for code in &mut codes {
        for name in named(code) {
            make_own(name, &imports);
        }
    }
    let places = Places::of(&names, &sets);
    let defaults = match defaults {
        Some(defaults) => Some(resolve_defaults(defaults, &codes, &places)?),
        None => None,
    };
    let sets_of = |names: &[(usize, String)]| places.closure(&sets, names);
    let resolved_sets = sets.iter().map(|set| {
        let (codes, sets) = sets_of(&set.names)?;
        let returns = Returns::new(set.name.clone()?, codes, sets);
        Some(CodeSet { returns })
    });
    let resolved_sets = resolved_sets.collect::<Option<_>>()?;
    let resolved_operations = operations.iter().map(|operation| {
        let (codes, sets) = if operation.all {
            ((0..codes.len()).collect(), Vec::new())
        } else {
            sets_of(&operation.names)?
        };
        Some(Operation {
            endpoint: operation.endpoint.clone()?,
            returns: Returns::new(operation.name.clone()?, codes, sets),
            tags: operation.tags.clone(),
        })
    });
    let resolved_operations = resolved_operations.collect::<Option<_>>()?;
    for retired in &mut retired {
        if let Some(name) = &mut retired.deprecation.instead {
            make_own(name, &imports);
        }
        if let Some(pattern) = &docs_url {
            retired.doc_url = Some(doc_url(pattern, &retired.code));
            retired.anchor = anchor(pattern, &retired.code).unwrap_or_else(|| retired.code.clone());
        }
    }
    Some(Catalog {
        wire: Wire::of(&envelope, api.domain.as_deref()),
        imports: imports
            .into_iter()
            .map(|imported| imported.import)
            .collect(),
        api,
        envelope,
        fields,
        statuses,
        types,
        codes,
        defaults,
        retired,
        sets: resolved_sets,
        operations: resolved_operations,
        outputs,
    })
}

fn resolve_type(draft: DraftType) -> Option<Type> {
    let DraftType {
        key: _,
        name,
        status,
        title,
        description,
        handling,
        fields: _,
    } = draft;
    Some(Type {
        name: name?,
        status: status.take(),
        title,
        description: description?,
        handling,
    })
}

fn resolve_defaults(
    drafts: Vec<DraftDefault>,
    codes: &[Code],
    places: &Places,
) -> Option<Defaults> {
    let resolve = |draft: DraftDefault| {
        let code = &codes[*places.codes.get(draft.code?.as_str())?];
        Some(DefaultCode {
            key: draft.key,
            occasion: draft.occasion,
            code: code.name.clone(),
            filling: draft.filling.take().unwrap_or_default(),
        })
    };
    drafts
        .into_iter()
        .map(resolve)
        .collect::<Option<_>>()
        .map(Defaults)
}

/// The indices of codes and sets in the catalog, by name.
struct Places<'a> {
    codes: HashMap<&'a str, usize>,
    sets: HashMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    fn of(codes: &'a [String], sets: &'a [DraftSet]) -> Self {
        let codes = codes.iter().map(String::as_str);
        let sets = sets.iter().map(|set| set.key.as_str());
        let places = |names: &mut dyn Iterator<Item = &'a str>| {
            names.enumerate().map(|(at, name)| (name, at)).collect()
        };
        Self {
            codes: places(&mut { codes }),
            sets: places(&mut { sets }),
        }
    }

    /// The codes that a list of names stands for, and the sets that they come from.
    fn closure(
        &self,
        drafts: &[DraftSet],
        names: &[(usize, String)],
    ) -> Option<(Vec<usize>, Vec<usize>)> {
        let (mut codes, mut sets) = (Vec::new(), Vec::new());
        let mut seen = HashSet::new();
        let mut waiting: Vec<&str> = names.iter().map(|(_, name)| name.as_str()).collect();
        while let Some(name) = waiting.pop() {
            if let Some(code) = self.codes.get(name) {
                codes.push(*code);
                continue;
            }
            let set = *self.sets.get(name)?;
            if seen.insert(set) {
                sets.push(set);
                waiting.extend(drafts[set].names.iter().map(|(_, name)| name.as_str()));
            }
        }
        Some((codes, sets))
    }
}

/// Where the defaults of a code's members come from.
struct OfAll<'a> {
    docs_url: Option<&'a Message>,
    statuses: &'a [StatusRow],
    sends_problem_type: bool,
}

fn resolve_code(
    draft: DraftCode,
    error_type: Option<TypeName>,
    status: Status,
    of_all: &OfAll,
) -> Option<Code> {
    let name = draft.name?;
    let description = draft.description?;
    let pattern = of_all.docs_url;
    let doc_url = draft
        .doc_url
        .or_else(|| pattern.map(|pattern| doc_url(pattern, name.key())));
    let has_own_title = draft.title.is_some();
    // A problem without its own type has the title of its status (RFC 9457, section 4.2.1).
    let title = draft.title.or_else(|| {
        let is_blank = of_all.sends_problem_type && doc_url.is_none();
        is_blank.then(|| status.reason().map(Plain::new))?
    });
    let anchor = pattern.and_then(|pattern| anchor(pattern, name.key()));
    Some(Code {
        import: None,
        number: draft.number.take(),
        error_type,
        type_title: None,
        status,
        statuses: Vec::new(),
        has_own_title,
        title: title.unwrap_or_else(|| words(name.function())),
        // A message is short plain text, but a description may have markup and several paragraphs.
        message: draft
            .message
            .take()
            .unwrap_or_else(|| Message::text(&description.first_paragraph())),
        description,
        param: draft.param,
        args: draft.args.take().unwrap_or_default(),
        retryable: draft.retryable.unwrap_or(draft.retry_after.is_some()),
        retry_after: draft.retry_after,
        headers: headers(draft.headers, of_all, status),
        log: draft.log.unwrap_or(if status.is_server_error() {
            LogLevel::Error
        } else {
            LogLevel::Info
        }),
        internal: draft.internal,
        since: draft.since,
        deprecated: draft.deprecated,
        resolution: draft.resolution,
        handling: draft.handling,
        examples: draft.examples,
        tags: draft.tags,
        fields: Vec::new(),
        doc_url,
        anchor: anchor.unwrap_or_else(|| name.key().to_owned()),
        name,
    })
}

/// The headers of a code, and the headers of its status that it does not set.
fn headers(own: Vec<(String, String)>, of_all: &OfAll, status: Status) -> Vec<(String, String)> {
    let row = of_all
        .statuses
        .iter()
        .find(|row| row.statuses.contains(&status));
    let of_status = row.into_iter().flat_map(|row| &row.headers);
    let mut headers = own;
    for (name, value) in of_status {
        if !headers
            .iter()
            .any(|(known, _)| known.eq_ignore_ascii_case(name))
        {
            headers.push((name.clone(), value.clone()));
        }
    }
    headers
}

/// The values of a code's fields: its own, those of its type, or the defaults.
fn values_of(
    fields: &[CodeField],
    own: &[(String, JsonValue)],
    of_type: &[(String, JsonValue)],
) -> Vec<(String, JsonValue)> {
    let value = |field: &CodeField| {
        let mut given = own.iter().chain(of_type);
        let given = given.find(|(name, _)| *name == field.name);
        let value = given.map(|(_, value)| value).or(field.default.as_ref())?;
        Some((field.name.clone(), value.clone()))
    };
    fields.iter().filter_map(value).collect()
}

/// The title of a type, or else the words of its name.
fn title_of(kind: &Type) -> Plain {
    let words = || words(&kind.name.variant().to_snake_case());
    kind.title.clone().unwrap_or_else(words)
}

/// The default title of a code: `email_taken` becomes "Email taken".
fn words(name: &str) -> Plain {
    let words = name.replace('_', " ");
    let first = words.chars().next().map(|first| first.to_ascii_uppercase());
    let words: String = first.into_iter().chain(words.chars().skip(1)).collect();
    Plain::new(&words)
}
