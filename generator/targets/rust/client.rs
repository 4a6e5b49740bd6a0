//! The client's half: `ErrorResponse`, which reads whatever is there.

use heck::ToSnakeCase;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::body::ascii;
use super::parts::{self, piece};
use super::syntax::{Piece, ident, parse};
use super::{Module, identity, prose};
use crate::catalog::{Form, Held, JsonType, JsonValue, ListLayout, Meaning, Member, Step, Wire};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let wire = &module.catalog.wire;
    let mut items = identity::items(module);
    let response = Scope::new(module, wire.body());
    items.extend(error_response(module, &response));
    if let Some(element) = wire.element() {
        items.extend(one_error(module, &Scope::new(module, element)));
    }
    items.push(piece(module, parts::OPEN));
    items.push(piece(module, parts::LENIENT));
    items.push(piece(module, parts::FAILURE));
    items.push(piece(module, parts::HTTP_DATE));
    items
}

/// The members of a response, or of an element in its list of errors.
struct Scope<'w> {
    start: &'w Member,
    members: Vec<&'w Member>,
    /// Each meaning once, in the order of the members.
    meanings: Vec<Meaning>,
    /// Whether it has a code.
    has_code: bool,
}

impl<'w> Scope<'w> {
    fn new(module: &'w Module, start: &'w Member) -> Self {
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
    fn sources(&self, meaning: Meaning) -> Vec<&'w Member> {
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
    fn objects(&self, wire: &Wire) -> (Vec<(&'w [Step], Ident)>, Vec<TokenStream>) {
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
    fn others(&self, wire: &Wire, member: &Member, objects: &[(&[Step], Ident)]) -> TokenStream {
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
    fn found(&self, wire: &Wire, member: &Member, objects: &[(&[Step], Ident)]) -> TokenStream {
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

fn error_response(module: &Module, scope: &Scope) -> Vec<Piece> {
    let fields = fields(module, scope);
    let reading = reading(module, scope, Some(quote!(http_status)));
    let shown = shown(module, scope);
    let names = names(scope);
    let known = known_code(module, scope);
    let http_status = if scope.has_code {
        quote!(http_status)
    } else {
        quote!(_)
    };
    let candidates = candidates(scope);
    let of_arg = of_arg(module, scope);
    let tells_error = tells_error(module, scope);
    let is_success = (!tells_error.is_empty()).then(|| {
        quote!(if Self::tells_success(&json) {
            return None;
        })
    });
    let read_part = names
        .iter()
        // The arguments may be those of another object, and the code may be that of the status.
        .filter(|(meaning, _)| meaning.is_some_and(|meaning| meaning != Meaning::Args))
        .map(|(meaning, name)| {
            if *meaning == Some(Meaning::Errors) {
                quote!(response.#name.is_empty())
            } else {
                quote!(response.#name.is_none())
            }
        });
    let read_part: Vec<TokenStream> = read_part.collect();
    let is_other = if read_part.is_empty() {
        quote!(false)
    } else {
        quote!(#(#read_part)&&*)
    };
    parse(quote! {
        /// An error response, as a client receives it.
        ///
        /// It can read any error response of the API, even one of another version. What was not sent, or what was sent with
        /// another type, is `None`.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct ErrorResponse {
            #(#fields,)*
            /// The whole body, as it was received.
            pub json: JsonValue,
        }

        impl ErrorResponse {
            #candidates
            #known
            #of_arg
            #tells_error

            /// Reads a body, unless nothing in it is about an error.
            fn read(json: JsonValue, http_status: Option<u16>) -> Option<Self> {
                #is_success
                let response = Self::read_all(json, http_status);
                let is_other = #is_other;
                (!is_other).then_some(response)
            }

            fn read_all(received: JsonValue, #http_status: Option<u16>) -> Self {
                let json = &received;
                #reading
            }
        }

        impl<'de> Deserialize<'de> for ErrorResponse {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let json = JsonValue::deserialize(deserializer)?;
                Self::read(json, None).ok_or_else(|| de::Error::custom("expected an error response"))
            }
        }

        impl Serialize for ErrorResponse {
            /// Writes the body as it was received.
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                self.json.serialize(serializer)
            }
        }

        impl fmt::Display for ErrorResponse {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                #shown
            }
        }

        impl Error for ErrorResponse {}
    })
}

/// The struct for the elements of a list of errors.
fn one_error(module: &Module, scope: &Scope) -> Vec<Piece> {
    let fields = fields(module, scope);
    let reading = reading(module, scope, None);
    let candidates = candidates(scope);
    let of_arg = of_arg(module, scope);
    let list = module.catalog.wire.list().and_then(Member::errors);
    let layout = list.map_or(&ListLayout::Array, |errors| &errors.layout);
    let param = has_key(scope, layout);
    let (param_of, with_param) = if param {
        (quote!(param: Option<&str>,), quote!(param,))
    } else {
        (quote!(), quote!())
    };
    let no_param = param.then(|| quote!(None));
    let all = match layout {
        ListLayout::Array => quote! {
            match json {
                None | Some(JsonValue::Null) => Vec::new(),
                Some(JsonValue::List(elements)) => {
                    elements.iter().map(|json| Self::read(json.clone(), #no_param)).collect()
                }
                Some(json) => vec![Self::read(json.clone(), #no_param)],
            }
        },
        ListLayout::ByParam { without_param, .. } => {
            let without_param = without_param.as_deref().unwrap_or_default();
            let name = if param { quote!(name) } else { quote!(_) };
            let is_param = if without_param.is_empty() {
                quote!(!name.is_empty())
            } else {
                quote!(*name != #without_param)
            };
            let param = param.then(|| quote!(let param = Some(name).filter(|name| #is_param);));
            quote! {
                let mut errors = Vec::new();
                match json {
                    None | Some(JsonValue::Null) => {}
                    Some(JsonValue::Object(by_param)) => {
                        for (#name, json) in by_param {
                            #param
                            match json {
                                JsonValue::List(elements) => {
                                    errors.extend(elements.iter().map(|json| Self::read(json.clone(), #with_param)));
                                }
                                json => errors.push(Self::read(json.clone(), #with_param)),
                            }
                        }
                    }
                    Some(JsonValue::List(elements)) => {
                        errors.extend(elements.iter().map(|json| Self::read(json.clone(), #no_param)));
                    }
                    Some(json) => errors.push(Self::read(json.clone(), #no_param)),
                }
                errors
            }
        }
    };
    parse(quote! {
        /// One of the errors of a response that has several.
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub struct OneError {
            #(#fields,)*
            /// The whole element, as it was received.
            pub json: JsonValue,
        }

        impl OneError {
            #candidates
            #of_arg

            fn read(received: JsonValue, #param_of) -> Self {
                let json = &received;
                #reading
            }

            /// The errors in a list.
            fn all(json: Option<&JsonValue>) -> Vec<Self> {
                #all
            }
        }
    })
}

/// Whether an element takes its parameter from the name of the member around it.
fn has_key(scope: &Scope, layout: &ListLayout) -> bool {
    !scope.start.path.is_empty()
        && *layout != ListLayout::Array
        && !scope.meanings.contains(&Meaning::Param)
}

/// The names of the fields, with their meanings. The code has none if other members decide it.
fn names(scope: &Scope) -> Vec<(Option<Meaning>, Ident)> {
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

/// The fields of the struct.
fn fields(module: &Module, scope: &Scope) -> Vec<TokenStream> {
    let mut fields = Vec::new();
    if scope.has_code {
        fields.push(quote! {
            candidates: Vec<ErrorCode>
        });
    }
    for (meaning, name) in names(scope) {
        let (doc, kind) = match meaning {
            Some(meaning) => {
                let sources = scope.sources(meaning);
                let member = sources.first();
                let doc = member.and_then(|member| member.description());
                let kind = member.map(|member| field_type(module, member, meaning));
                (doc.unwrap_or_default().to_owned(), kind.unwrap_or_default())
            }
            None if name == "param" => (
                Meaning::Param.row().description.to_owned(),
                quote!(Option<String>),
            ),
            None => (
                "The code that was sent, or that what was sent belongs to.".to_owned(),
                quote!(Option<Open<ErrorCode>>),
            ),
        };
        let doc = prose::line(&doc);
        fields.push(quote!(#[doc = #doc] pub #name: #kind));
    }
    fields
}

fn field_type(module: &Module, member: &Member, meaning: Meaning) -> TokenStream {
    let plain = match meaning {
        Meaning::Code => quote!(Open<ErrorCode>),
        Meaning::Type if module.has_types() => quote!(Open<ErrorType>),
        Meaning::Status => quote!(u16),
        Meaning::RetryAfter => quote!(Duration),
        Meaning::Args => quote!(JsonValue),
        Meaning::Errors => return quote!(Vec<OneError>),
        Meaning::Number => quote!(i64),
        _ => match member.json_type(meaning) {
            JsonType::Integer { .. } => quote!(i64),
            JsonType::Boolean => quote!(bool),
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Args
            | JsonType::Errors => quote!(String),
        },
    };
    quote!(Option<#plain>)
}

/// The statements that read the members of `json`, and the struct of them.
fn reading(module: &Module, scope: &Scope, http_status: Option<TokenStream>) -> TokenStream {
    let wire = &module.catalog.wire;
    let (objects, mut statements) = scope.objects(wire);
    let list = wire.list().and_then(Member::errors);
    let layout = list.map_or(&ListLayout::Array, |errors| &errors.layout);
    for &meaning in &scope.meanings {
        let name = name(meaning);
        let read = scope.sources(meaning).into_iter().map(|member| {
            if let Held::FlatArgs = member.content {
                return scope.others(wire, member, &objects);
            }
            let found = scope.found(wire, member, &objects);
            read(module, member, meaning, &found)
        });
        let read: Vec<TokenStream> = read.collect();
        let value = match read.split_first() {
            Some((first, _)) if meaning == Meaning::Errors => quote!(#first),
            Some((first, others)) => quote!(#first #(.or_else(|| #others))*),
            None => quote!(None),
        };
        statements.push(quote!(let #name = #value;));
    }
    if has_key(scope, layout) {
        statements.push(quote!(let param = param.map(str::to_owned);));
    }
    if scope.has_code {
        statements.push(identify(module, scope, http_status));
    }
    let candidates = scope.has_code.then(|| quote!(candidates,));
    let names = names(scope).into_iter().map(|(_, name)| name);
    quote! {
        #(#statements)*
        Self { #candidates #(#names,)* json: received }
    }
}

/// The statements that find the code.
fn identify(module: &Module, scope: &Scope, http_status: Option<TokenStream>) -> TokenStream {
    let traits = identity::traits(module);
    let fields = traits.iter().map(|found| {
        let field = &found.field;
        if !scope.meanings.contains(&found.meaning) {
            return quote!(#field: None);
        }
        match found.meaning {
            Meaning::Number => quote!(number),
            Meaning::Type => {
                quote!(error_type: error_type.as_ref().map(Open::as_str))
            }
            _ => quote!(#field: #field.as_deref()),
        }
    });
    let status = match (scope.meanings.contains(&Meaning::Status), http_status) {
        (true, Some(http_status)) => quote!(status: status.or(#http_status)),
        (true, None) => quote!(status),
        (false, Some(http_status)) => quote!(status: #http_status),
        (false, None) => quote!(status: None),
    };
    let code = if traits.iter().any(|found| found.meaning != Meaning::Type) {
        quote!(identity.code(&candidates))
    } else {
        quote!(Identity::code(&candidates))
    };
    quote! {
        let identity = Identity { #(#fields,)* #status };
        let candidates = identity.candidates();
        let code = #code;
    }
}

/// The value of a member, as an `Option`.
fn read(module: &Module, member: &Member, meaning: Meaning, found: &TokenStream) -> TokenStream {
    match meaning {
        Meaning::Type if module.has_types() => {
            quote!(#found.and_then(JsonValue::to_text).map(Open::of))
        }
        Meaning::Status => quote! {
            #found.and_then(JsonValue::to_integer).and_then(|status| u16::try_from(status).ok())
        },
        Meaning::RetryAfter => {
            let duration = if member.form == Form::Ms {
                quote!(Duration::from_millis)
            } else {
                quote!(Duration::from_secs)
            };
            quote! {
                #found
                    .and_then(JsonValue::to_integer)
                    .and_then(|wait| u64::try_from(wait).ok())
                    .map(#duration)
            }
        }
        Meaning::Args => quote!(#found.cloned()),
        Meaning::Errors => quote!(OneError::all(#found)),
        Meaning::Number => quote!(#found.and_then(JsonValue::to_integer)),
        _ => match member.json_type(meaning) {
            JsonType::Integer { .. } => quote!(#found.and_then(JsonValue::to_integer)),
            JsonType::Boolean => quote!(#found.and_then(JsonValue::to_boolean)),
            JsonType::Code
            | JsonType::Type
            | JsonType::Text
            | JsonType::DateTime
            | JsonType::UriReference
            | JsonType::Args
            | JsonType::Errors => quote!(#found.and_then(JsonValue::to_text)),
        },
    }
}

/// The method with the codes that an error can have.
fn candidates(scope: &Scope) -> TokenStream {
    if !scope.has_code {
        return quote!();
    }
    quote! {
        /// The codes that what was sent belongs to. There are several if it does not tell them apart, and none if this version
        /// does not know it.
        #[must_use]
        pub fn candidates(&self) -> &[ErrorCode] {
            &self.candidates
        }
    }
}

/// The method with the code as the catalog knows it.
fn known_code(module: &Module, scope: &Scope) -> TokenStream {
    let first = || {
        let element = Scope::new(module, module.catalog.wire.element()?);
        element
            .has_code
            .then(|| quote!(self.errors.first()?.code.as_ref()?.known()))
    };
    let code = if scope.has_code {
        quote!(self.code.as_ref()?.known())
    } else {
        first().unwrap_or_else(|| quote!(None))
    };
    quote! {
        /// The code, if this catalog has it. In a response that is a list of errors, it is the code of the first.
        #[must_use]
        pub fn known_code(&self) -> Option<ErrorCode> {
            #code
        }
    }
}

/// The methods with an argument and with a field of the catalog, wherever it was sent.
fn of_arg(module: &Module, scope: &Scope) -> TokenStream {
    let has_args = scope.meanings.contains(&Meaning::Args);
    let args = placed(module, scope, |held| match held {
        Held::Arg(name) => Some(name),
        _ => None,
    });
    let other = if has_args {
        quote!(self.args.as_ref()?.get(name).and_then(JsonValue::present))
    } else {
        quote!(None)
    };
    let arg = (has_args || !args.is_empty()).then(|| {
        let body = if args.is_empty() {
            other
        } else {
            quote! {
                match name {
                    #(#args)*
                    _ => #other,
                }
            }
        };
        quote! {
            /// The argument with this name, wherever it was sent.
            #[must_use]
            pub fn arg(&self, name: &str) -> Option<&JsonValue> {
                #body
            }
        }
    });
    let fields = placed(module, scope, |held| match held {
        Held::CodeField(name) => Some(name),
        _ => None,
    });
    let field = (!fields.is_empty()).then(|| {
        quote! {
            /// The field of the catalog with this name, wherever it was sent.
            #[must_use]
            pub fn field(&self, name: &str) -> Option<&JsonValue> {
                match name {
                    #(#fields)*
                    _ => None,
                }
            }
        }
    });
    quote!(#arg #field)
}

/// The functions that tell an error from a success by the constants of the envelope.
fn tells_error(module: &Module, scope: &Scope) -> TokenStream {
    let wire = &module.catalog.wire;
    let (mut are_there, mut are_other) = (Vec::new(), Vec::new());
    for (member, value) in wire.tells() {
        let found = way(wire, scope, member, &quote!(json), &quote!(Some(json)));
        let value = super::value::constant(value);
        are_there.push(quote!(#found.is_some_and(|found| *found == #value.into())));
        are_other.push(quote!(#found.is_some_and(|found| *found != #value.into())));
    }
    if are_there.is_empty() {
        return quote!();
    }
    quote! {
        /// Whether a body says that it is an error.
        fn tells_error(json: &JsonValue) -> bool {
            #(#are_there)&&*
        }

        /// Whether a body says that it is no error.
        fn tells_success(json: &JsonValue) -> bool {
            #(#are_other)||*
        }
    }
}

/// The arms of a `match` on the name of what has a place of its own.
fn placed(
    module: &Module,
    scope: &Scope,
    name_of: impl Fn(&Held) -> Option<&String>,
) -> Vec<TokenStream> {
    let members = scope.members.iter();
    let placed = members.filter_map(|member| Some((name_of(&member.content)?, *member)));
    let arms = placed.map(|(name, member)| {
        let (json, whole) = (quote!(self.json), quote!(Some(&self.json)));
        let found = way(&module.catalog.wire, scope, member, &json, &whole);
        quote!(#name => #found.and_then(JsonValue::present),)
    });
    arms.collect()
}

/// The JSON of a member, from the beginning of what was received.
fn way(
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

/// The body of `Display`: the code and the message, as far as they were sent.
fn shown(module: &Module, scope: &Scope) -> TokenStream {
    let code = scope.has_code;
    let message = scope.meanings.contains(&Meaning::Message);
    let first = || {
        let element = Scope::new(module, module.catalog.wire.element()?);
        let code = element.has_code.then(|| {
            quote! {
                if let Some(code) = self.errors.first().and_then(|error| error.code.as_ref()) {
                    return OneLine(code.as_str()).fmt(f);
                }
            }
        });
        let message = element.meanings.contains(&Meaning::Message).then(|| {
            quote! {
                if let Some(message) = self.errors.first().and_then(|error| error.message.as_ref()) {
                    return OneLine(message).fmt(f);
                }
            }
        });
        Some(quote!(#code #message))
    };
    let own = match (code, message) {
        (true, true) => quote! {
            match (&self.code, &self.message) {
                (Some(code), Some(message)) => return write!(f, "{}: {}", OneLine(code.as_str()), OneLine(message)),
                (Some(code), None) => return code.fmt(f),
                (None, Some(message)) => return message.fmt(f),
                (None, None) => {}
            }
        },
        (true, false) => quote! {
            if let Some(code) = &self.code {
                return OneLine(code.as_str()).fmt(f);
            }
        },
        (false, true) => quote! {
            if let Some(message) = &self.message {
                return OneLine(message).fmt(f);
            }
        },
        (false, false) => quote!(),
    };
    let of_list = first().unwrap_or_default();
    quote! {
        #own
        #of_list
        f.write_str("an error without a code")
    }
}

/// The name of a meaning's field: its word, except for `type`, which is a keyword.
fn name(meaning: Meaning) -> Ident {
    match meaning.row().word {
        "type" => ident("error_type"),
        word => ident(word),
    }
}
