//! `ErrorType` and `ErrorCode`: the enums and their tables.

use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::columns::{Column, columns};
use super::lookup::{Lookup, hash_function, lookup};
use super::parts;
use super::syntax::{Piece, filled, ident, option, parse, string};
use super::{Module, prose, sending};
use crate::catalog::{Catalog, Code};
use crate::targets::markdown;

/// `ErrorType`, where the catalog has types.
pub(super) fn types(module: &Module) -> Vec<Piece> {
    let types = &module.catalog.types;
    if types.is_empty() {
        return Vec::new();
    }
    let mut set = Set::new(
        "ErrorType",
        "TypeRow",
        "TYPES",
        "type",
        "The category of an error.",
    );
    let has_titles = types.iter().any(|kind| kind.title.is_some());
    for kind in types {
        let mut docs = prose::lines(kind.description.as_str());
        docs.extend([
            String::new(),
            format!("Sent as {}.", markdown::code(kind.name.wire())),
        ]);
        let title = kind.title.as_ref().map(|title| string(title.as_str()));
        let columns = [
            ("variant", string(kind.name.variant())),
            ("name", string(kind.name.wire())),
            ("description", string(kind.description.as_str())),
        ];
        let title = has_titles.then(|| ("title", option(title)));
        let columns = columns.into_iter().chain(title);
        set.push(kind.name.variant(), kind.name.wire(), &docs, None, columns);
    }
    let title = has_titles.then(|| quote!(title: Option<&'static str>,));
    let columns = quote! {
        struct TypeRow {
            variant: &'static str,
            name: &'static str,
            description: &'static str,
            #title
        }
    };
    let title = has_titles.then(|| {
        quote! {
            /// The title of the type, if the catalog has one.
            #[must_use]
            pub const fn title(self) -> Option<&'static str> {
                self.row().title
            }
        }
    });
    let methods = quote! {
        #title

        /// The description of the type in the documentation, in Markdown.
        #[must_use]
        pub const fn description(self) -> &'static str {
            self.row().description
        }
    };
    set.pieces(module, columns, &methods)
}

/// `ErrorCode`.
pub(super) fn codes(module: &Module) -> Vec<Piece> {
    let columns = columns(module);
    let mut set = Set::new(
        "ErrorCode",
        "CodeRow",
        "CODES",
        "code",
        "An error that the API returns.",
    );
    for (code, docs) in module.catalog.codes.iter().zip(&module.code_docs) {
        let row = columns
            .iter()
            .map(|column| (&*column.name, (column.value)(code)));
        set.push(
            code.name.variant(),
            code.name.key(),
            docs,
            deprecated(code),
            row,
        );
    }
    let fields = columns.iter().map(|Column { name, kind, .. }| {
        let name = ident(name);
        quote!(#name: #kind)
    });
    let methods = columns.iter().map(|column| &column.method);
    let status_code = sending::status_code(module, &quote!(self));
    let mut made = set.pieces(
        module,
        quote!(struct CodeRow { #(#fields),* }),
        &quote!(#(#methods)* #status_code),
    );
    made.extend(hash_function(module));
    made
}

/// The doc comment of a code, for its variant and its constructor.
pub(super) fn code_docs(catalog_file: &str, catalog: &Catalog, code: &Code) -> Vec<String> {
    let mut docs = prose::lines(code.description.as_str());
    let since = code
        .since
        .as_ref()
        .map(|since| format!(", since {}", markdown::code(since.as_str())))
        .unwrap_or_default();
    let statuses: Vec<String> = code.statuses.iter().map(ToString::to_string).collect();
    let statuses = if code.is_only_listed() {
        "in the list of another error".to_owned()
    } else {
        format!("with status {}", statuses.join(" or "))
    };
    let key = match code.import {
        Some(import) => format!("{}::{}", catalog.imports[import].name, code.name.key()),
        None => format!("codes.{}", code.name.key()),
    };
    let key = markdown::code(&key);
    let file = markdown::code(catalog_file);
    let name = if code.name.wire() == code.name.key() {
        String::new()
    } else {
        format!("as {} ", markdown::code(code.name.wire()))
    };
    docs.extend([
        String::new(),
        format!("{key} in {file}: sent {name}{statuses}{since}."),
    ]);
    let message = code.message.to_string();
    if message != code.description.as_str() {
        docs.push(format!("Message: {}", markdown::code(&message)));
    }
    if let Some(internal) = &code.internal {
        docs.push(String::new());
        docs.extend(prose::lines(internal.as_str()));
    }
    docs
}

/// The attribute of a deprecated code.
pub(super) fn deprecated(code: &Code) -> Option<String> {
    // clippy wants SemVer in `since`, and the versions of an API need not be SemVer: they are in the note.
    let sentence = code.deprecated.as_ref()?.sentence("");
    Some(if sentence.is_empty() {
        "#[deprecated]".to_owned()
    } else {
        format!("#[deprecated(note = {sentence:?})]")
    })
}

/// An enum of names with a table of their properties.
struct Set<'n> {
    name: &'static str,
    row: &'static str,
    table: &'static str,
    what: &'static str,
    doc: &'static str,
    /// The names as they are sent, and their variants.
    names: Vec<(&'n str, &'n str)>,
    variants: String,
    rows: String,
}

impl<'n> Set<'n> {
    fn new(
        name: &'static str,
        row: &'static str,
        table: &'static str,
        what: &'static str,
        doc: &'static str,
    ) -> Self {
        Self {
            name,
            row,
            table,
            what,
            doc,
            names: Vec::new(),
            variants: "\n".to_owned(),
            rows: "\n".to_owned(),
        }
    }

    fn push<'c>(
        &mut self,
        variant: &'n str,
        wire: &'n str,
        docs: &[String],
        deprecated: Option<String>,
        columns: impl IntoIterator<Item = (&'c str, String)>,
    ) {
        self.names.push((wire, variant));
        super::syntax::docs(&mut self.variants, docs);
        if let Some(deprecated) = deprecated {
            let _ = writeln!(self.variants, "    {deprecated}");
        }
        let _ = writeln!(self.variants, "    {variant},");
        let _ = writeln!(self.rows, "    {} {{", self.row);
        for (column, value) in columns {
            let _ = writeln!(self.rows, "        {column}: {value},");
        }
        self.rows += "    },\n";
    }

    fn pieces(
        mut self,
        module: &Module,
        columns: TokenStream,
        methods: &TokenStream,
    ) -> Vec<Piece> {
        let wire: Vec<&str> = self.names.iter().map(|(wire, _)| *wire).collect();
        let Lookup { table, find } = lookup(self.table, self.what, &wire);
        let mut made = self.methods(module, methods, &find);
        made.extend(parse(columns));
        made.extend(self.table());
        made.extend(table);
        made.push(parts::names(module, self.name, self.what));
        let mut all = self.declaration(module);
        all.append(&mut made);
        all
    }

    fn declaration(self, module: &Module) -> Vec<Piece> {
        let name = ident(self.name);
        let doc = format!(" {}", self.doc);
        let non_exhaustive = module.non_exhaustive();
        let declaration = quote! {
            #[doc = #doc]
            #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #non_exhaustive
            pub enum #name {}
        };
        filled(declaration, self.variants)
    }

    fn methods(&self, module: &Module, methods: &TokenStream, find: &TokenStream) -> Vec<Piece> {
        let Self { what, .. } = self;
        let [name, row, table] = [self.name, self.row, self.table].map(ident);
        let doc = format!(" Every {what}, in the order of the catalog.");
        let name_doc = if *what == "code" && module.shares_codes() {
            " The name in the catalog."
        } else {
            " The name that is sent."
        };
        let code = quote! {
            impl #name {
                #[doc = #doc]
                pub const ALL: &'static [Self] = &[];

                const fn row(self) -> &'static #row {
                    &#table[self as usize]
                }

                #[doc = #name_doc]
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    self.row().name
                }

                #methods

                fn find(name: &str) -> Option<Self> {
                    #find
                }
            }
        };
        let mut all = "\n".to_owned();
        for (_, variant) in &self.names {
            let _ = writeln!(all, "        Self::{variant},");
        }
        filled(code, all + "    ")
    }

    fn table(&mut self) -> Vec<Piece> {
        let [row, table] = [self.row, self.table].map(ident);
        let count = proc_macro2::Literal::usize_unsuffixed(self.names.len());
        filled(
            quote!(static #table: [#row; #count] = [];),
            std::mem::take(&mut self.rows),
        )
    }
}
