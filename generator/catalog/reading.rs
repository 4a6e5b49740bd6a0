//! What clients read of an error response, in whatever language they are written.

use super::{Catalog, Held, JsonValue, ListLayout, Meaning, Member, Step, Wire};

/// The members of a response, or of an element of its list of errors, as a client reads them.
#[derive(Clone, Debug)]
pub(crate) struct Reading<'w> {
    /// The body, or the element.
    pub(crate) start: &'w Member,
    /// The start and every member inside it, outermost first. An element of a list of errors is not inside the response.
    pub(crate) members: Vec<&'w Member>,
    /// Each meaning once, in the order of the members.
    pub(crate) meanings: Vec<Meaning>,
    /// Whether what is read can identify a code.
    pub(crate) has_code: bool,
    /// Whether only the errors in its list can identify a code: the first does so for the response.
    pub(crate) has_code_in_list: bool,
}

impl<'w> Reading<'w> {
    /// Returns what is read of the response.
    pub(crate) fn of_response(catalog: &'w Catalog) -> Self {
        let response = Self::new(catalog, catalog.wire.body());
        let in_list = Self::of_element(catalog).is_some_and(|element| element.has_code);
        Self {
            has_code_in_list: in_list && !response.has_code,
            ..response
        }
    }

    /// Returns what is read of each error in the list, if there is a list.
    pub(crate) fn of_element(catalog: &'w Catalog) -> Option<Self> {
        Some(Self::new(catalog, catalog.wire.element()?))
    }

    fn new(catalog: &'w Catalog, start: &'w Member) -> Self {
        let mut members = vec![start];
        add_members(&catalog.wire, start, &mut members);
        let mut meanings = Vec::new();
        for meaning in members.iter().filter_map(|member| member.meaning()) {
            if !meanings.contains(&meaning) {
                meanings.push(meaning);
            }
        }
        let (narrowing, decisive): (Vec<_>, Vec<_>) = catalog
            .identifying()
            .into_iter()
            .partition(|meaning| *meaning == Meaning::Type);
        let has = |wanted: &[Meaning]| meanings.iter().any(|meaning| wanted.contains(meaning));
        let has_code = if decisive.is_empty() {
            // Without a member that decides, the type and the status of the response may tell.
            start.path.is_empty() || has(&narrowing)
        } else {
            has(&decisive)
        };
        Self {
            start,
            members,
            meanings,
            has_code,
            has_code_in_list: false,
        }
    }

    /// Returns the members with a meaning. One that is always present is a better source than one that may be absent.
    pub(crate) fn sources(&self, meaning: Meaning) -> Vec<&'w Member> {
        let members = self.members.iter().copied();
        let mut sources: Vec<&Member> = members
            .filter(|member| member.meaning() == Some(meaning))
            .collect();
        sources.sort_by_key(|member| member.presence.may_be_absent());
        sources
    }

    /// Returns whether an element takes its parameter from the name of the member around it.
    pub(crate) fn has_param_of_key(&self, layout: &ListLayout) -> bool {
        !self.start.path.is_empty()
            && *layout != ListLayout::Array
            && !self.meanings.contains(&Meaning::Param)
    }
}

fn add_members<'w>(wire: &'w Wire, outer: &'w Member, members: &mut Vec<&'w Member>) {
    let Some(id) = outer.object() else { return };
    for member in &wire.object(id).members {
        members.push(member);
        add_members(wire, member, members);
    }
}

impl Catalog {
    /// Returns the meanings that tell a client which code an error has, as far as the envelope sends them and a code has
    /// a value. Those that decide come first, in the order in which they do; a type only narrows down what is left.
    pub(crate) fn identifying(&self) -> Vec<Meaning> {
        let any = |has: &dyn Fn(&super::Code) -> bool| self.codes.iter().any(has);
        let all = [
            (Meaning::Code, true),
            (Meaning::Number, any(&|code| code.number.is_some())),
            (Meaning::ProblemType, any(&|code| code.doc_url.is_some())),
            (Meaning::Type, !self.types.is_empty()),
        ];
        let sent = all
            .into_iter()
            .filter(|(meaning, has_values)| *has_values && self.wire.sends(*meaning));
        sent.map(|(meaning, _)| meaning).collect()
    }
}

impl Wire {
    /// Returns the constants that tell an element of a fixed array from the others, with the names of their members.
    pub(crate) fn texts_of_item<'w>(&'w self, member: &Member) -> Vec<(&'w str, &'w str)> {
        let Some(id) = member.object() else {
            return Vec::new();
        };
        let members = self.object(id).members.iter();
        let constants = members.filter_map(|member| match &member.content {
            Held::Const(JsonValue::Text(text)) => Some((member.name.as_str(), text.as_str())),
            _ => None,
        });
        constants.collect()
    }

    /// Returns the names of the members around flattened arguments, which are not arguments.
    pub(crate) fn names_beside<'w>(&'w self, flat_args: &Member) -> Vec<&'w str> {
        let around = &flat_args.path[..flat_args.path.len() - 1];
        let mut members = self.all();
        let object = members
            .find(|outer| outer.path == around)
            .and_then(Member::object);
        let named = object.map(|id| &self.object(id).members);
        let named = named.into_iter().flatten();
        let named = named.filter(|member| member.is_named());
        named.map(|member| member.name.as_str()).collect()
    }

    /// Returns the layout of the list of errors. Without a list, it is that of an array.
    pub(crate) fn layout(&self) -> &ListLayout {
        let list = self.list().and_then(Member::errors);
        list.map_or(&ListLayout::Array, |errors| &errors.layout)
    }
}

/// Returns the part of a member's path that is inside another member.
pub(crate) fn inside<'w>(start: &Member, member: &'w Member) -> &'w [Step] {
    &member.path[start.path.len()..]
}
