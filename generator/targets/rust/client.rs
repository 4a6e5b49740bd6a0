//! The client's half: `ErrorResponse`, with names that may be newer than this catalog.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::{Owned, field_names, object_value, owned_by, owned_struct, owned_type};
use super::parts::{self, piece};
use super::syntax::{Piece, ident, parse};
use super::{Module, prose};
use crate::catalog::{Held, Meaning, Member, Object, Wire};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut items = response(module);
    items.push(piece(module, parts::OPEN));
    if module.options.has(Integration::Client) {
        items.push(piece(module, parts::FAILURE));
    }
    items
}

/// A member of the envelope as a field of the client's struct, which is flat: each meaning is a field, wherever it is in
/// the envelope.
struct Flat<'w> {
    meaning: Meaning,
    member: &'w Member,
    /// The expression that reads it: `body.error.code`.
    from: TokenStream,
}

fn response(module: &Module) -> Vec<Piece> {
    let wire = &module.catalog.wire;
    let root = wire.root();
    let flat = flat(wire, root, &quote!(body));
    let mut made = Vec::new();
    let element = flat.iter().find_map(|member| match member.member.content {
        Held::Errors(id) => Some(wire.object(id)),
        Held::Value(_) | Held::Const(_) | Held::Args | Held::FlatArgs | Held::Object(_) => None,
    });
    if let Some(element) = element {
        made.extend(one_of_several(module, element));
    }
    let body_of = owned_struct(module, root);
    let body_type = body_of.to_string().replace(' ', "");
    let fields = flat.iter().map(|member| member.declared(module));
    let taken = flat.iter().map(|member| member.taken(module));
    let body = object_value(module, root, &|member| {
        given_back(module, &flat, root, member)
    });
    let shown = shown(&flat);
    let known_code = module
        .options
        .has(Integration::Client)
        .then(|| known_code(module));
    made.extend(parse(quote! {
        /// An error response, as a client receives it.
        ///
        /// It can read any error response of the API, even one with codes that this version does not know.
        #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
        #[serde(from = #body_type, into = #body_type)]
        #[non_exhaustive]
        pub struct ErrorResponse {
            #(#fields,)*
        }

        #known_code

        impl From<#body_of> for ErrorResponse {
            fn from(body: #body_of) -> Self {
                Self { #(#taken,)* }
            }
        }

        impl From<ErrorResponse> for #body_of {
            fn from(response: ErrorResponse) -> Self {
                #body
            }
        }

        impl fmt::Display for ErrorResponse {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #shown
            }
        }

        impl Error for ErrorResponse {}
    }));
    made
}

/// The code of a response as the catalog knows it, for [`parts::FAILURE`].
fn known_code(module: &Module) -> TokenStream {
    let code = match module.catalog.wire.find(Meaning::Code) {
        Some(member) if member.presence.may_be_absent() => {
            quote!(self.code.as_ref()?.known())
        }
        Some(_) => quote!(self.code.known()),
        None => quote!(self.errors.first()?.code.known()),
    };
    quote! {
        impl ErrorResponse {
            /// The code, if this catalog has it.
            fn known_code(&self) -> Option<ErrorCode> {
                #code
            }
        }
    }
}

/// The body of `Display`: the code and the message, if they are always present.
fn shown(flat: &[Flat]) -> TokenStream {
    let has = |meaning| {
        flat.iter()
            .find(|member| member.meaning == meaning)
            .map(|member| member.member.presence.may_be_absent())
    };
    match (has(Meaning::Code), has(Meaning::Message)) {
        (Some(false), Some(false)) => quote!(write!(f, "{}: {}", self.code, self.message)),
        (Some(false), _) => quote!(self.code.fmt(f)),
        (_, Some(false)) => quote!(self.message.fmt(f)),
        (Some(true), _) => quote! {
            match &self.code {
                Some(code) => code.fmt(f),
                None => f.write_str("an error without a code"),
            }
        },
        (None, _) => quote! {
            match self.errors.first() {
                Some(error) => error.code.fmt(f),
                None => f.write_str("an error without a code"),
            }
        },
    }
}

/// The struct for the elements of a list of errors.
fn one_of_several(module: &Module, element: &Object) -> Vec<Piece> {
    let flat = flat(&module.catalog.wire, element, &quote!(item));
    let mut made = vec![piece(module, parts::ELEMENTS)];
    let fields = flat.iter().map(|member| member.declared(module));
    let taken = flat.iter().map(|member| member.taken(module));
    let given = object_value(module, element, &|member| {
        given_back(module, &flat, element, member)
    });
    let item_of = owned_struct(module, element);
    made.extend(parse(quote! {
        /// One of the errors of a response that has several.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct OneError {
            #(#fields,)*
        }

        impl From<#item_of> for OneError {
            fn from(item: #item_of) -> Self {
                Self { #(#taken,)* }
            }
        }

        impl From<OneError> for #item_of {
            fn from(response: OneError) -> Self {
                #given
            }
        }
    }));
    made
}

impl Flat<'_> {
    /// The field that holds it.
    fn declared(&self, module: &Module) -> TokenStream {
        let (name, plain) = (
            name(self.meaning),
            owned_type(module, self.meaning.row().json),
        );
        let doc = prose::line(self.member.description().unwrap_or_default());
        let kind = if self.is_option() {
            quote!(Option<#plain>)
        } else {
            plain
        };
        quote!(#[doc = #doc] pub #name: #kind)
    }

    /// The field of the struct literal, with its value from the body.
    fn taken(&self, module: &Module) -> TokenStream {
        let (name, from) = (name(self.meaning), &self.from);
        let into_owned = quote!(Cow::into_owned);
        let value = match (&self.member.content, self.is_option()) {
            (Held::Errors(_), _) if self.member.presence.may_be_absent() => {
                quote!(#from.into_iter().flatten().map(Into::into).collect())
            }
            (Held::Errors(_), _) => quote!(#from.into_iter().map(Into::into).collect()),
            (
                Held::Value(_) | Held::Args | Held::FlatArgs | Held::Const(_) | Held::Object(_),
                is_option,
            ) => match (owned_by(module, self.meaning.row().json), is_option) {
                (Owned::Cow, true) => quote!(#from.map(#into_owned)),
                (Owned::Cow, false) => quote!(#from.into_owned()),
                (Owned::Plain, _) => from.clone(),
            },
        };
        quote!(#name: #value)
    }

    /// Whether there may be no value. A list is empty then.
    fn is_option(&self) -> bool {
        self.member.presence.may_be_absent() && self.meaning != Meaning::Errors
    }
}

/// The members of an object and of those inside it, each meaning once.
fn flat<'w>(wire: &'w Wire, object: &'w Object, around: &TokenStream) -> Vec<Flat<'w>> {
    let mut flat = Vec::new();
    flatten(wire, object, around, &mut flat);
    flat
}

fn flatten<'w>(wire: &'w Wire, object: &'w Object, around: &TokenStream, flat: &mut Vec<Flat<'w>>) {
    for (member, ident) in object.members.iter().zip(field_names(&object.members)) {
        let from = quote!(#around.#ident);
        if let Held::Object(id) = member.content {
            flatten(wire, wire.object(id), &from, flat);
        }
        let Some(meaning) = member.meaning() else {
            continue;
        };
        let found = Flat {
            meaning,
            member,
            from,
        };
        let may_be_absent = |member: &Member| member.presence.may_be_absent();
        match flat.iter_mut().find(|known| known.meaning == meaning) {
            // If two members hold the same value, the one that is always present is the better source.
            Some(known) if may_be_absent(known.member) && !may_be_absent(member) => *known = found,
            Some(_) => {}
            None => flat.push(found),
        }
    }
}

/// The name of a meaning's field: its word, except for `type`, which is a keyword.
fn name(meaning: Meaning) -> proc_macro2::Ident {
    match meaning.row().word {
        "type" => ident("error_type"),
        word => ident(word),
    }
}

/// How many members of an object, and of those inside it, have a meaning.
fn count(wire: &Wire, object: &Object, meaning: Meaning) -> usize {
    let of_member = |member: &Member| match &member.content {
        Held::Object(id) => count(wire, wire.object(*id), meaning),
        Held::Value(_) | Held::Const(_) | Held::Args | Held::FlatArgs | Held::Errors(_) => {
            usize::from(member.meaning() == Some(meaning))
        }
    };
    object.members.iter().map(of_member).sum()
}

/// The value of a member of the body, from the client's struct. A meaning that the envelope has twice is read once and
/// written twice.
fn given_back(module: &Module, flat: &[Flat], object: &Object, member: &Member) -> TokenStream {
    let Some(meaning) = member.meaning() else {
        return quote!();
    };
    let (name, json) = (name(meaning), meaning.row().json);
    let source_maybe = flat
        .iter()
        .find(|known| known.meaning == meaning)
        .is_some_and(Flat::is_option);
    let clone = count(&module.catalog.wire, object, meaning) > 1;
    let value = if clone && !json.is_number_or_boolean() {
        quote!(response.#name.clone())
    } else {
        quote!(response.#name)
    };
    let owned = quote!(Cow::Owned);
    let maybe = member.presence.may_be_absent();
    let wrap = maybe && !source_maybe;
    if meaning == Meaning::Errors {
        let list = quote!(#value.into_iter().map(Into::into).collect());
        return if maybe {
            quote!((!response.#name.is_empty()).then(|| #list))
        } else {
            list
        };
    }
    match (owned_by(module, json), source_maybe) {
        (Owned::Cow, true) => quote!(#value.map(#owned)),
        (Owned::Cow, false) if wrap => quote!(Some(#owned(#value))),
        (Owned::Cow, false) => quote!(#owned(#value)),
        (Owned::Plain, _) if wrap => quote!(Some(#value)),
        (Owned::Plain, _) => value,
    }
}
