//! The Rust target: a module that reads as if it were written by hand, and needs nothing of errcat.
//!
//! Properties are rows of a static table and methods that look them up, not a `match` or a derive for each: that is
//! what makes the module of a large catalog fast to compile.

mod args;
mod body;
mod builders;
mod client;
mod columns;
mod constructors;
mod conversions;
mod defaults;
mod documented;
mod error;
mod failure;
mod framework;
mod handoff;
mod headers;
mod http;
mod log;
mod lookup;
mod names;
mod operations;
mod print;
mod prose;
mod request;
mod syntax;
mod text;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::Input;
use crate::artifact::{Artifact, Artifacts};
#[cfg(feature = "outputs")]
use crate::catalog::Format;
use crate::catalog::{Catalog, Code, Meaning, ObjectId, OfCode, RetryAfter};
use crate::diagnostic::Report;
use crate::options::{Integration, RustOptions};
use crate::stamp::stamp;
use crate::targets::documented::Documented;
use syntax::Piece;

/// The module that the options ask for, and those that the catalog does.
pub(crate) fn files(input: &Input, _: &mut Report) -> Artifacts {
    let (catalog, options) = (input.catalog, input.options);
    let mut artifacts = Artifacts::new();
    if let Some((path, rust)) = &options.rust {
        let stamp = stamp(&options.source_name, path.trim_start_matches('/'));
        let contents = super::rust_module(catalog, *rust, &stamp);
        let path = path.clone();
        artifacts.extend([Artifact { path, contents }]);
    }
    #[cfg(feature = "outputs")]
    for (output, view) in input.views.outputs() {
        if let Format::Rust(rust) = &output.format {
            let path = output.path.text().to_owned();
            let contents = super::rust_module(view.catalog(), *rust, &options.stamp(&path));
            artifacts.extend([Artifact { path, contents }]);
        }
    }
    artifacts
}

/// The text of the module.
pub(crate) fn generate(
    catalog: &Catalog,
    options: RustOptions,
    stamp: &str,
    documented: &Documented,
) -> String {
    let module = Module::new(catalog, options);
    let mut items = names::types(&module);
    items.extend(names::codes(&module));
    items.extend(defaults::items(&module));
    if !options.is_no_std() {
        items.extend(of_errors(&module));
    }
    if !options.is_no_std() && module.has_groups() {
        items.extend(operations::errors());
        items.extend(operations::error_of(&module));
    }
    if !options.is_no_std() && module.has_operations() {
        items.extend(operations::items(&module));
    }
    if options.is_documented() {
        items.extend(documented::items(documented));
        #[cfg(feature = "outputs")]
        items.extend(documented::integrations(options));
    }
    format!(
        "// {}\n{}",
        crate::stamp::advice(stamp),
        print::print(items)
    )
}

/// What there is besides the enums.
fn of_errors(module: &Module) -> Vec<Piece> {
    let mut items = error::items(module);
    items.extend(conversions::items());
    if module.options.has(Integration::Serde) {
        items.extend(body::items(module));
        items.extend(client::items(module));
        items.extend(request::items(module));
    }
    items.extend(headers::items(module));
    items.extend(http::items(module));
    if module.options.has(Integration::Tracing) {
        items.extend(log::items(module));
    }
    if module.options.has(Integration::Client) {
        items.extend(failure::items(module));
    }
    if module.has_framework() {
        items.extend(handoff::items(module));
    }
    items.extend(framework::items(module));
    items
}

/// What the parts of the module ask about the whole.
struct Module<'c> {
    catalog: &'c Catalog,
    options: RustOptions,
    /// Whether the envelope sends the arguments that messages name: asked for every code.
    has_args: bool,
    /// The structs of the objects in the body, each at its object's place.
    structs: Vec<body::Struct>,
}

impl<'c> Module<'c> {
    fn new(catalog: &'c Catalog, options: RustOptions) -> Self {
        Self {
            catalog,
            options,
            has_args: catalog.wire.sends(Meaning::Args),
            structs: body::structs(&catalog.wire),
        }
    }

    /// The struct of an object in the body.
    fn struct_of(&self, object: ObjectId) -> &body::Struct {
        &self.structs[object.index()]
    }

    /// Whether there is an `ErrorType`.
    fn has_types(&self) -> bool {
        !self.catalog.types.is_empty()
    }

    fn has_param(&self) -> bool {
        self.catalog.wire.sends(Meaning::Param)
    }

    /// Whether errors know which request they answer: for the body, or for the header and the log.
    fn has_request_id(&self) -> bool {
        self.catalog.wire.sends(Meaning::RequestId) || self.has_framework()
    }

    /// The header that requests and responses have their id in.
    fn request_id_header(&self) -> &str {
        let member = self.catalog.wire.find(Meaning::RequestId);
        let header = member.and_then(|member| member.header.as_deref());
        header
            .or(Meaning::RequestId.row().header)
            .unwrap_or_default()
    }

    fn has_timestamp(&self) -> bool {
        self.catalog.wire.sends(Meaning::Timestamp)
    }

    fn has_numbers(&self) -> bool {
        self.any_code(|code| code.number.is_some())
    }

    fn has_headers(&self) -> bool {
        self.any_code(|code| !code.headers.is_empty())
    }

    fn has_doc_urls(&self) -> bool {
        self.any_code(|code| code.doc_url.is_some())
    }

    fn all_have_doc_urls(&self) -> bool {
        !self.any_code(|code| code.doc_url.is_none())
    }

    /// Whether an error can have another status than its code.
    fn keeps_statuses(&self) -> bool {
        self.has_framework() && self.catalog.defaults.is_some()
    }

    /// Whether some message is made when its error is.
    fn makes_messages(&self) -> bool {
        self.any_code(|code| code.message.placeholders().next().is_some())
    }

    fn has_instance(&self) -> bool {
        self.catalog.wire.sends(Meaning::Instance)
    }

    fn has_errors(&self) -> bool {
        self.catalog.wire.sends(Meaning::Errors)
    }

    fn has_operations(&self) -> bool {
        !self.catalog.operations.is_empty()
    }

    /// Whether parts of the API are told apart by the errors that they return.
    fn has_groups(&self) -> bool {
        self.has_operations() || self.options.is_documented()
    }

    /// Whether some framework makes responses of errors.
    fn has_framework(&self) -> bool {
        self.options.has_framework()
    }

    fn logs(&self) -> bool {
        self.options.has(Integration::Tracing)
    }

    fn has_retry_after(&self) -> bool {
        self.any_code(|code| code.retry_after.is_some())
    }

    /// The meanings that have a column of their own in the table of codes: the envelope sends them, and some code has one.
    fn stored(&self) -> impl Iterator<Item = Meaning> {
        let meanings = Meaning::WORDS.iter().map(|(_, meaning)| *meaning);
        meanings.filter(|meaning| {
            let has = |code: &Code| matches!(meaning.of_code(code), OfCode::Always(_));
            meaning.row().has_column && self.catalog.wire.sends(*meaning) && self.any_code(has)
        })
    }

    fn any_code(&self, is: impl Fn(&Code) -> bool) -> bool {
        self.catalog.codes.iter().any(is)
    }

    /// Whether the handler says for some code how long a client should wait.
    fn says_retry_after(&self) -> bool {
        self.any_code(|code| code.retry_after == Some(RetryAfter::Arg))
    }

    /// Whether every response says which request it answers, though nobody may have said it.
    fn must_have_request_id(&self) -> bool {
        let members = self.catalog.wire.members();
        let mut ids = members
            .iter()
            .filter(|member| member.meaning() == Some(Meaning::RequestId));
        ids.any(|member| !member.presence.may_be_absent())
    }

    /// The attribute of items that use what may be deprecated.
    fn allow_deprecated(&self) -> TokenStream {
        let any = self.any_code(|code| code.deprecated.is_some());
        if any {
            quote!(#[allow(deprecated, reason = "deprecated codes are still sent")])
        } else {
            quote!()
        }
    }

    /// The path of the crate `http`, in the hands of the user or of axum.
    fn http(&self) -> Option<TokenStream> {
        if self.options.has(Integration::Http) {
            Some(quote!(::http))
        } else if self.options.has(Integration::Axum) {
            Some(quote!(::axum::http))
        } else {
            None
        }
    }
}

/// The attribute of what a crate may leave unused.
fn allow_unused() -> TokenStream {
    quote!(#[allow(dead_code, reason = "a crate uses what it needs")])
}
