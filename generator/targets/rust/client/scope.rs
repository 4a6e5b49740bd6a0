//! Where the members of a response are in what was received, and the names of the fields for them.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::catalog::{Meaning, Member, Reading, Step, Wire, inside};
use crate::targets::rust::body::ascii;
use crate::targets::rust::syntax::ident;

/// Whether something in an object is read.
fn is_read(scope: &Reading, object: &Member) -> bool {
    let mut members = scope.members.iter();
    members.any(|member| {
        member.meaning().is_some()
            && member.path.len() > object.path.len()
            && member.path.starts_with(&object.path)
    })
}

/// The variables for the objects that are read, and the statements that declare them.
pub(super) fn objects<'w>(
    scope: &Reading<'w>,
    wire: &Wire,
) -> (Vec<(&'w [Step], Ident)>, Vec<TokenStream>) {
    let mut objects: Vec<(&[Step], Ident)> = Vec::new();
    let mut statements = Vec::new();
    for member in scope
        .members
        .iter()
        .filter(|member| member.object().is_some() && is_read(scope, member))
    {
        if member.path == scope.start.path {
            objects.push((&member.path, ident("json")));
            continue;
        }
        let found = found(scope, wire, member, &objects);
        let names: Vec<String> = inside(scope.start, member)
            .iter()
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
    scope: &Reading,
    wire: &Wire,
    member: &Member,
    objects: &[(&[Step], Ident)],
) -> TokenStream {
    let around = &member.path[..member.path.len() - 1];
    let named = wire.names_beside(member);
    match objects.iter().find(|(path, _)| *path == around) {
        Some((path, name)) if *path != scope.start.path.as_slice() => {
            quote!(#name.map(|json| json.others(&[#(#named),*])))
        }
        _ => quote!(Some(json.others(&[#(#named),*]))),
    }
}

/// The JSON of a member, as an `Option<&JsonValue>`.
pub(super) fn found(
    scope: &Reading,
    wire: &Wire,
    member: &Member,
    objects: &[(&[Step], Ident)],
) -> TokenStream {
    if member.path == scope.start.path {
        return quote!(Some(json));
    }
    let around = &member.path[..member.path.len() - 1];
    let variable = objects.iter().find(|(path, _)| *path == around);
    let step = if let Some(Step::Item(at)) = member.path.last() {
        item(wire, *at, member)
    } else {
        let name = &member.name;
        quote!(get(#name))
    };
    match variable {
        Some((path, name)) if *path != scope.start.path.as_slice() => {
            quote!(#name.and_then(|json| json.#step))
        }
        _ => quote!(json.#step),
    }
}

/// The step into an element of a fixed array.
fn item(wire: &Wire, at: usize, member: &Member) -> TokenStream {
    let at = proc_macro2::Literal::usize_unsuffixed(at);
    let constants = wire.texts_of_item(member);
    let constants = constants
        .into_iter()
        .map(|(name, text)| quote!((#name, #text)));
    quote!(item(#at, &[#(#constants),*]))
}

/// The JSON of a member, from the beginning of what was received.
pub(super) fn way(
    wire: &Wire,
    scope: &Reading,
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
            Step::Item(place) => Some(item(wire, *place, inner.next()?)),
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
pub(super) fn names(scope: &Reading) -> Vec<(Option<Meaning>, Ident)> {
    let has_code = scope.has_code || scope.has_code_in_list;
    let code = has_code && !scope.meanings.contains(&Meaning::Code);
    let code = code.then(|| (None, ident("code")));
    let by_key =
        scope.start.path.contains(&Step::Param) && !scope.meanings.contains(&Meaning::Param);
    let param = by_key.then(|| (None, ident("param")));
    let meanings = scope.meanings.iter();
    let named = meanings.map(|meaning| (Some(*meaning), name(*meaning)));
    code.into_iter().chain(param).chain(named).collect()
}

/// The name of a meaning's field: its word, except for `type`, which is a keyword.
pub(super) fn name(meaning: Meaning) -> Ident {
    match meaning.row().word {
        "type" => ident("error_type"),
        word => ident(word),
    }
}
