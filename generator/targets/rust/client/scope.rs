//! What a response has, or an element of its list of errors: its members, the names of their fields, and where they are in
//! what was received.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::catalog::{Held, JsonValue, Meaning, Member, Step, Wire};
use crate::targets::rust::body::ascii;
use crate::targets::rust::syntax::ident;
use crate::targets::rust::{Module, identity};

/// The members of a response, or of an element in its list of errors.
pub(super) struct Scope<'w> {
    pub(super) start: &'w Member,
    pub(super) members: Vec<&'w Member>,
    /// Each meaning once, in the order of the members.
    pub(super) meanings: Vec<Meaning>,
    /// Whether it has a code.
    pub(super) has_code: bool,
}

impl<'w> Scope<'w> {
    pub(super) fn new(module: &'w Module, start: &'w Member) -> Self {
        let wire = &module.catalog.wire;
        let mut members = vec![start];
        add_members(wire, start, &mut members);
        let mut meanings = Vec::new();
        for meaning in members.iter().filter_map(|member| member.meaning()) {
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
        let traits = identity::traits(module);
        let (others, decisive): (Vec<_>, Vec<_>) = traits
            .iter()
            .map(|found| found.meaning)
            .partition(|meaning| *meaning == Meaning::Type);
        let has = |wanted: &[Meaning]| meanings.iter().any(|meaning| wanted.contains(meaning));
        let has_code = if decisive.is_empty() {
            // Without a member that decides, the type and the status of the response may tell.
            start.path.is_empty() || has(&others)
        } else {
            has(&decisive)
        };
        Self {
            start,
            members,
            meanings,
            has_code,
        }
    }

    /// The members with a meaning. One that is always present is a better source than one that may be absent.
    pub(super) fn sources(&self, meaning: Meaning) -> Vec<&'w Member> {
        let members = self.members.iter().copied();
        let mut sources: Vec<&Member> = members
            .filter(|member| member.meaning() == Some(meaning))
            .collect();
        sources.sort_by_key(|member| member.presence.may_be_absent());
        sources
    }

    /// Whether something in an object is read.
    fn is_read(&self, object: &Member) -> bool {
        let mut members = self.members.iter();
        members.any(|member| {
            member.meaning().is_some()
                && member.path.len() > object.path.len()
                && member.path.starts_with(&object.path)
        })
    }

    /// The variables for the objects inside it that are read, and the statements that declare them.
    pub(super) fn objects(&self, wire: &Wire) -> (Vec<(&'w [Step], Ident)>, Vec<TokenStream>) {
        let mut objects: Vec<(&[Step], Ident)> = Vec::new();
        let mut statements = Vec::new();
        for member in self
            .members
            .iter()
            .filter(|member| member.object().is_some() && self.is_read(member))
        {
            if member.path == self.start.path {
                objects.push((&member.path, ident("json")));
                continue;
            }
            let found = self.found(wire, member, &objects);
            let inside = member.path[self.start.path.len()..].iter();
            let names: Vec<String> = inside
                .map(|step| match step {
                    Step::Member(name) => ascii(name).to_snake_case(),
                    Step::Item(at) => at.to_string(),
                    Step::Element | Step::Param => String::new(),
                })
                .collect();
            let mut name = format!("in_{}", names.join("_"));
            while objects.iter().any(|(_, known)| *known == name) {
                name.push('_');
            }
            let name = ident(&name);
            statements.push(quote!(let #name = #found;));
            objects.push((&member.path, name));
        }
        (objects, statements)
    }

    /// The members of an object that the envelope does not name, as an `Option<JsonValue>`.
    pub(super) fn others(
        &self,
        wire: &Wire,
        member: &Member,
        objects: &[(&[Step], Ident)],
    ) -> TokenStream {
        let around = &member.path[..member.path.len() - 1];
        let mut members = wire.all();
        let object = members
            .find(|outer| outer.path == around)
            .and_then(Member::object);
        let named = object
            .map(|id| &wire.object(id).members)
            .into_iter()
            .flatten();
        let named = named
            .filter(|member| member.is_named())
            .map(|member| &member.name);
        match objects.iter().find(|(path, _)| *path == around) {
            Some((path, name)) if *path != self.start.path.as_slice() => {
                quote!(#name.map(|json| json.others(&[#(#named),*])))
            }
            _ => quote!(Some(json.others(&[#(#named),*]))),
        }
    }

    /// The JSON of a member, as an `Option<&JsonValue>`.
    pub(super) fn found(
        &self,
        wire: &Wire,
        member: &Member,
        objects: &[(&[Step], Ident)],
    ) -> TokenStream {
        if member.path == self.start.path {
            return quote!(Some(json));
        }
        let around = &member.path[..member.path.len() - 1];
        let variable = objects.iter().find(|(path, _)| *path == around);
        let step = if let Some(Step::Item(at)) = member.path.last() {
            let at = proc_macro2::Literal::usize_unsuffixed(*at);
            let constants = constants(wire, member);
            quote!(item(#at, &[#(#constants),*]))
        } else {
            let name = &member.name;
            quote!(get(#name))
        };
        match variable {
            Some((path, name)) if *path != self.start.path.as_slice() => {
                quote!(#name.and_then(|json| json.#step))
            }
            _ => quote!(json.#step),
        }
    }
}

fn add_members<'w>(wire: &'w Wire, outer: &'w Member, members: &mut Vec<&'w Member>) {
    let Some(id) = outer.object() else { return };
    for member in &wire.object(id).members {
        members.push(member);
        add_members(wire, member, members);
    }
}

/// The constants that tell an element of an array from the others.
fn constants(wire: &Wire, member: &Member) -> Vec<TokenStream> {
    let Some(id) = member.object() else {
        return Vec::new();
    };
    let members = wire.object(id).members.iter();
    let constants = members.filter_map(|member| match &member.content {
        Held::Const(JsonValue::Text(text)) => Some((&member.name, text)),
        _ => None,
    });
    constants
        .map(|(name, text)| quote!((#name, #text)))
        .collect()
}

/// The JSON of a member, from the beginning of what was received.
pub(super) fn way(
    wire: &Wire,
    scope: &Scope,
    member: &Member,
    json: &TokenStream,
    whole: &TokenStream,
) -> TokenStream {
    let start = scope.start.path.len();
    let steps = (start..member.path.len()).filter_map(|at| {
        let inner = scope.members.iter();
        let mut inner = inner.filter(|inner| inner.path == member.path[..=at]);
        match &member.path[at] {
            Step::Member(name) => Some(quote!(get(#name))),
            Step::Item(item) => {
                let item = proc_macro2::Literal::usize_unsuffixed(*item);
                let constants = constants(wire, inner.next()?);
                Some(quote!(item(#item, &[#(#constants),*])))
            }
            Step::Element | Step::Param => None,
        }
    });
    let steps: Vec<TokenStream> = steps.collect();
    if let Some((first, others)) = steps.split_first() {
        quote!(#json.#first #(.and_then(|json| json.#others))*)
    } else {
        whole.clone()
    }
}

/// The names of the fields, with their meanings. The code has none if other members decide it.
pub(super) fn names(scope: &Scope) -> Vec<(Option<Meaning>, Ident)> {
    let code = scope.has_code && !scope.meanings.contains(&Meaning::Code);
    let code = code.then(|| (None, ident("code")));
    let by_key = is_by_param(scope) && !scope.meanings.contains(&Meaning::Param);
    let param = by_key.then(|| (None, ident("param")));
    let meanings = scope.meanings.iter();
    let named = meanings.map(|meaning| (Some(*meaning), name(*meaning)));
    code.into_iter().chain(param).chain(named).collect()
}

fn is_by_param(scope: &Scope) -> bool {
    scope.start.path.contains(&Step::Param)
}

/// The name of a meaning's field: its word, except for `type`, which is a keyword.
pub(super) fn name(meaning: Meaning) -> Ident {
    match meaning.row().word {
        "type" => ident("error_type"),
        word => ident(word),
    }
}
