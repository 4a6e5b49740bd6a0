//! The Rust target: a module that reads like hand-written code and needs no runtime crate.
//!
//! Properties are columns of a static table, and methods look them up. A `match` or a derive for each would make the module
//! of a large catalog slow to compile.

mod asserted;
mod body;
mod builders;
mod by_name;
mod client;
mod columns;
mod constructors;
mod defaults;
mod documented;
mod enums;
mod error;
mod identity;
mod imports;
mod log;
mod lookup;
mod names;
mod operations;
mod parts;
mod print;
mod prose;
mod sending;
mod syntax;
mod value;

use proc_macro2::TokenStream;
use quote::quote;

use super::Input;
use crate::artifact::{Artifact, Artifacts};
#[cfg(feature = "outputs")]
use crate::catalog::Format;
use crate::catalog::{
    ArgKind, Catalog, Code, Defaults, Form, ListLayout, Meaning, Member, OfCode, RetryAfter,
};
use crate::diagnostic::Report;
use crate::options::{Integration, RustOptions};
use crate::stamp::stamp;
use crate::targets::documented::Documented;
use parts::piece;
use syntax::Piece;

/// The modules that the options and the catalog ask for.
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
    let module = Module::new(catalog, options, stamp);
    let mut pieces = names::types(&module);
    pieces.extend(names::codes(&module));
    pieces.extend(enums::of_fields(&module));
    pieces.extend(defaults::items(&module));
    if !options.is_no_std() {
        pieces.extend(of_errors(&module));
    }
    if options.is_documented() {
        pieces.extend(documented::items(documented));
        #[cfg(feature = "outputs")]
        pieces.extend(documented::integrations(&module));
    }
    let size: usize = pieces.iter().map(Piece::size).sum();
    let mut text = format!(
        "// {}\n\n\
         #[allow(unreachable_pub, unused_imports, reason = \"a crate uses what it needs\")]\n\
         pub use generated::*;\n\n\
         #[allow(dead_code, unreachable_pub, reason = \"a crate uses what it needs\")]\n\
         #[allow(missing_copy_implementations, missing_debug_implementations, reason = \"types that stand for codes have no values\")]\n\
         #[allow(unused_results, reason = \"headers are set whatever they were before\")]\n",
        crate::stamp::advice(stamp),
    );
    text.reserve(size + size / 4 + 10_000);
    if module.any_code(|code| code.deprecated.is_some()) {
        text += "#[allow(deprecated, reason = \"deprecated codes are still sent\")]\n";
    }
    text += ALLOWED_FOR_NAMES;
    text += "mod generated {\n";
    print::print(pieces, options.is_no_std(), &mut text);
    text += "}\n";
    text
}

/// Lints that names, arguments and prose of the catalog can trigger.
const ALLOWED_FOR_NAMES: &str = "\
#[allow(
    clippy::doc_lazy_continuation,
    clippy::doc_markdown,
    clippy::enum_variant_names,
    clippy::many_single_char_names,
    clippy::too_many_arguments,
    reason = \"names, arguments and prose are the catalog's\"
)]
";

/// Everything besides the enums.
fn of_errors(module: &Module) -> Vec<Piece> {
    let mut pieces = error::items(module);
    pieces.extend(enums::of_args(module));
    if module.has_groups() {
        pieces.push(piece(module, parts::ERROR_OF));
    }
    if module.has_operations() {
        pieces.extend(operations::items(module));
    }
    if module.options.has(Integration::Serde) {
        pieces.extend(body::items(module));
    }
    if module.options.has(Integration::ByName) {
        pieces.extend(by_name::items(module));
    }
    if module.options.has(Integration::Client) {
        pieces.extend(client::items(module));
    }
    if let Some((_, parts)) = FRAMEWORKS
        .iter()
        .find(|(framework, _)| module.options.has(*framework))
    {
        pieces.push(piece(module, parts::ANSWERING));
        if module.asserts() {
            pieces.extend(asserted::items(module));
        }
        pieces.extend(parts.iter().map(|part| piece(module, part)));
        let defaults = module.catalog.defaults.as_ref();
        if defaults.is_some_and(Defaults::names_rejections) {
            pieces.push(piece(module, parts::REJECTED));
        }
    }
    pieces
}

/// The parts of each framework, which turn errors into responses and put every error response into the envelope.
const FRAMEWORKS: [(Integration, &[&str]); 5] = [
    (
        Integration::Axum,
        &[parts::AXUM, parts::HEADER_MAP, parts::SENT],
    ),
    (Integration::Actix, &[parts::ACTIX, parts::SENT]),
    (Integration::Poem, &[parts::POEM, parts::HEADER_MAP]),
    (
        Integration::Salvo,
        &[parts::SALVO, parts::HEADER_MAP, parts::SENT],
    ),
    (Integration::Rocket, &[parts::ROCKET]),
];

/// The questions that the parts of the module have about the catalog and the options.
struct Module<'c> {
    catalog: &'c Catalog,
    options: RustOptions,
    /// Whether the envelope sends arguments. It is asked for every code, so the answer is kept.
    has_args: bool,
    /// The types that write the body.
    written: Vec<body::Written>,
    /// The arguments whose enum all codes share.
    shared_enums: Vec<String>,
    /// The same in the module of each imported catalog.
    shared_in_imports: Vec<Vec<String>>,
    /// The documentation of each code, for its variant and its constructor.
    code_docs: Vec<Vec<String>>,
}

impl<'c> Module<'c> {
    fn new(catalog: &'c Catalog, options: RustOptions, stamp: &str) -> Self {
        let file = crate::stamp::file_of(stamp);
        let docs = catalog.codes.iter();
        let docs = docs.map(|code| names::code_docs(&file, catalog, code));
        let shared_in_imports = (0..catalog.imports.len()).map(|import| {
            let theirs = catalog
                .codes
                .iter()
                .filter(|code| code.import == Some(import));
            enums::shared_enums(theirs)
        });
        Self {
            catalog,
            options,
            has_args: catalog.wire.sends(Meaning::Args) || !catalog.wire.placed_args.is_empty(),
            written: body::written(&catalog.wire),
            shared_enums: enums::shared_enums(&catalog.codes),
            shared_in_imports: shared_in_imports.collect(),
            code_docs: docs.collect(),
        }
    }

    /// Whether some code is sent under another name than its own, which other codes may share.
    fn shares_codes(&self) -> bool {
        self.any_code(|code| code.name.wire() != code.name.key())
    }

    /// Whether some code is only sent in the list of another error.
    fn has_only_listed(&self) -> bool {
        self.any_code(Code::is_only_listed)
    }

    /// Whether a handler can choose among the statuses of some code.
    fn has_statuses(&self) -> bool {
        self.any_code(|code| code.statuses.len() > 1)
    }

    /// Whether a member or an argument is written in this form.
    fn writes(&self, form: Form) -> bool {
        self.catalog.wire.all().any(|member| member.form == form)
            || self.any_code(|code| code.args.iter().any(|arg| arg.form == form))
    }

    /// Whether handlers have arguments as values of `serde_json`: any JSON, or those of a validator.
    fn reads_serde_json(&self) -> bool {
        let is_any = |code: &Code| code.args.iter().any(|arg| arg.kind == ArgKind::Any);
        let has_any =
            self.options.has(Integration::Serde) && self.has_args && self.any_code(is_any);
        has_any || self.options.has(Integration::ByName)
    }

    /// Whether JSON values are read: by clients, or from those of `serde_json`.
    fn reads_json(&self) -> bool {
        self.options.has(Integration::Client) || self.reads_serde_json()
    }

    /// Whether some argument is a point in time.
    fn has_times(&self) -> bool {
        self.any_code(|code| code.args.iter().any(|arg| arg.kind == ArgKind::DateTime))
    }

    /// Whether there is an `ErrorType`.
    fn has_types(&self) -> bool {
        !self.catalog.types.is_empty()
    }

    fn has_param(&self) -> bool {
        let list = self.catalog.wire.list().and_then(Member::errors);
        let is_by_param = list.is_some_and(|errors| errors.layout != ListLayout::Array);
        is_by_param || self.catalog.wire.sends(Meaning::Param)
    }

    /// Whether errors have a request id: for the body, or for the header and the log.
    fn has_request_id(&self) -> bool {
        self.catalog.wire.sends(Meaning::RequestId) || self.has_framework()
    }

    /// The header with the id of requests and responses.
    fn request_id_header(&self) -> &str {
        self.catalog.wire.request_id_header()
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
        self.has_statuses() || (self.has_framework() && self.catalog.defaults.is_some())
    }

    /// Whether some message has placeholders, and is formatted when its error is constructed.
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

    /// Whether parts of the API have types with the codes that they return.
    fn has_groups(&self) -> bool {
        self.has_operations() || self.options.is_documented()
    }

    /// Whether the middleware asserts that errors are listed by their operations.
    fn asserts(&self) -> bool {
        self.options.asserts_operations() && self.has_framework() && self.has_operations()
    }

    /// Whether some framework makes responses of errors.
    fn has_framework(&self) -> bool {
        self.options.has_framework()
    }

    /// Whether errors that are sent are recorded: as events, or by counters.
    fn records(&self) -> bool {
        self.logs() || self.counts()
    }

    fn logs(&self) -> bool {
        self.options.has(Integration::Tracing)
    }

    fn counts(&self) -> bool {
        self.options.has(Integration::Metrics)
    }

    fn has_retry_after(&self) -> bool {
        self.any_code(|code| code.retry_after.is_some())
    }

    /// The meanings with a column in the table of codes: the envelope sends them, and some code has a value.
    fn stored(&self) -> impl Iterator<Item = Meaning> {
        let meanings = Meaning::WORDS.iter().map(|(_, meaning)| *meaning);
        meanings.filter(|meaning| {
            let has = |code: &Code| matches!(meaning.of_code(code, code.status), OfCode::Always(_));
            meaning.row().has_column && self.catalog.wire.sends(*meaning) && self.any_code(has)
        })
    }

    fn any_code(&self, is: impl Fn(&Code) -> bool) -> bool {
        self.catalog.codes.iter().any(is)
    }

    /// Whether the handler states for some code how long a client should wait.
    fn says_retry_after(&self) -> bool {
        self.any_code(|code| code.retry_after == Some(RetryAfter::Arg))
    }

    /// Whether every response must have a request id, so that errors without one get a new one.
    fn must_have_request_id(&self) -> bool {
        let members = self.catalog.wire.members();
        let mut ids = members
            .iter()
            .filter(|member| member.meaning() == Some(Meaning::RequestId));
        ids.any(|member| !member.presence.may_be_absent())
    }

    /// The attribute of public types that may get more members without a breaking change.
    fn non_exhaustive(&self) -> TokenStream {
        if self.options.is_non_exhaustive() {
            quote!(#[non_exhaustive])
        } else {
            quote!()
        }
    }

    /// The path of the crate `http`: the user's dependency, or axum's re-export.
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
