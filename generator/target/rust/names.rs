//! `ErrorType` and `ErrorCode`: enums, their tables, and what both have in common.

use std::fmt::Write as _;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use super::syntax::{Piece, filled, ident, integer, option, parse, string};
use super::{Module, allow_unused, prose};
use crate::catalog::{Code, RetryAfter, TypeName};
use crate::options::Integration;

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
    for kind in types {
        let mut docs = prose::lines(&kind.description);
        docs.extend([
            String::new(),
            format!("Sent as {}.", prose::code_span(kind.name.wire())),
        ]);
        let columns = [
            ("name", string(kind.name.wire())),
            ("description", string(&kind.description)),
        ];
        set.push(kind.name.variant(), kind.name.wire(), &docs, None, columns);
    }
    let columns = quote! {
        struct TypeRow {
            name: &'static str,
            description: &'static str,
        }
    };
    let methods = quote! {
        /// What errors of this type have in common, in Markdown.
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
    for code in &module.catalog.codes {
        let row = columns
            .iter()
            .map(|column| (column.name, (column.value)(code)));
        set.push(
            code.name.variant(),
            code.name.wire(),
            &code_docs(code),
            deprecated(code),
            row,
        );
    }
    let fields = columns.iter().map(|Column { name, kind, .. }| {
        let name = ident(name);
        quote!(#name: #kind)
    });
    let methods = columns.iter().map(|column| &column.method);
    set.pieces(
        module,
        quote!(struct CodeRow { #(#fields),* }),
        &quote!(#(#methods)*),
    )
}

/// What the documentation says of a code, for its variant and its constructor.
pub(super) fn code_docs(code: &Code) -> Vec<String> {
    let mut docs = prose::lines(&code.description);
    let since = code
        .since
        .as_ref()
        .map(|since| format!(", since {}", prose::code_span(since)))
        .unwrap_or_default();
    docs.extend([
        String::new(),
        format!(
            "Sent as {} with status {}{since}.",
            prose::code_span(code.name.wire()),
            code.status
        ),
    ]);
    if let Some(internal) = &code.internal {
        docs.push(String::new());
        docs.extend(prose::lines(internal));
    }
    docs
}

/// The attribute of a code that is on its way out.
pub(super) fn deprecated(code: &Code) -> Option<String> {
    let deprecated = code.deprecated.as_ref()?;
    let instead = deprecated
        .instead
        .as_ref()
        .map(|instead| format!("use `{instead}`"));
    let note = match (&deprecated.note, instead) {
        (Some(note), Some(instead)) => Some(format!("{note} ({instead})")),
        (note, instead) => note.clone().or(instead),
    };
    // An API's versions need not be SemVer, as `since` must be to clippy.
    let since = deprecated
        .since
        .as_ref()
        .map(|since| format!("since {since}"));
    let told: Vec<String> = since.into_iter().chain(note).collect();
    Some(if told.is_empty() {
        "#[deprecated]".to_owned()
    } else {
        format!("#[deprecated(note = {:?})]", told.join(": "))
    })
}

/// A column of the table of codes, and the method that reads it.
struct Column {
    name: &'static str,
    kind: TokenStream,
    /// What a row has there, as an expression.
    value: fn(&Code) -> String,
    method: TokenStream,
}

/// The columns that this catalog has values for.
fn columns(module: &Module) -> Vec<Column> {
    let text_of = quote!(&'static str);
    let mut columns = vec![Column {
        name: "name",
        kind: text_of.clone(),
        value: |code| string(code.name.wire()),
        method: quote!(),
    }];
    if module.has_types() {
        columns.push(Column {
            name: "error_type",
            kind: quote!(ErrorType),
            value: |code| {
                let variant = code.error_type.as_ref().map(TypeName::variant);
                format!("ErrorType::{}", variant.unwrap_or_default())
            },
            method: quote! {
                /// The category of the error.
                #[must_use]
                pub const fn error_type(self) -> ErrorType { self.row().error_type }
            },
        });
    }
    columns.extend([
        Column {
            name: "status",
            kind: quote!(u16),
            value: |code| integer(code.status.get()),
            method: quote! {
                /// The HTTP status of the response.
                #[must_use]
                pub const fn status(self) -> u16 { self.row().status }
            },
        },
        Column {
            name: "title",
            kind: text_of.clone(),
            value: |code| string(&code.title),
            method: quote! {
                /// What kind of error this is, in a few words.
                #[must_use]
                pub const fn title(self) -> &'static str { self.row().title }
            },
        },
        Column {
            name: "description",
            kind: text_of.clone(),
            value: |code| string(&code.description),
            method: quote! {
                /// What the documentation says of the error, in Markdown.
                #[must_use]
                pub const fn description(self) -> &'static str { self.row().description }
            },
        },
        Column {
            name: "message",
            kind: text_of.clone(),
            // Nothing can fill a placeholder here, and nobody should read one.
            value: |code| {
                let plain = code.message.placeholders().next().is_none();
                string(&if plain {
                    code.message.render(|_| String::new())
                } else {
                    code.description
                        .split_whitespace()
                        .collect::<Vec<_>>()
                        .join(" ")
                })
            },
            method: quote! {
                /// What a client reads, where nothing more is known than the code.
                #[must_use]
                pub const fn message(self) -> &'static str { self.row().message }
            },
        },
        Column {
            name: "retryable",
            kind: quote!(bool),
            value: |code| code.retryable.to_string(),
            method: quote! {
                /// Whether the same request may succeed later.
                #[must_use]
                pub const fn retryable(self) -> bool { self.row().retryable }
            },
        },
    ]);
    optional_columns(module, &mut columns);
    columns
}

fn optional_columns(module: &Module, columns: &mut Vec<Column>) {
    if module.has_numbers() {
        columns.push(Column {
            name: "number",
            kind: quote!(Option<u32>),
            value: |code| option(code.number.map(integer)),
            method: quote! {
                /// The number of the error.
                #[must_use]
                pub const fn number(self) -> Option<u32> { self.row().number }
            },
        });
    }
    if module.has_param() {
        columns.push(Column {
            name: "param",
            kind: quote!(Option<&'static str>),
            value: |code| option(code.param.as_deref().map(string)),
            method: quote! {
                /// The parameter that the error is about, where it is always the same.
                #[must_use]
                pub const fn param(self) -> Option<&'static str> { self.row().param }
            },
        });
    }
    if module.has_doc_urls() {
        columns.push(Column {
            name: "doc_url",
            kind: quote!(&'static str),
            value: |code| string(code.doc_url.as_deref().unwrap_or_default()),
            method: quote! {
                /// Where the error is documented.
                #[must_use]
                pub const fn doc_url(self) -> &'static str { self.row().doc_url }
            },
        });
    }
    if module.has_retry_after() {
        columns.push(Column {
            name: "retry_after",
            kind: quote!(Option<u32>),
            value: |code| match code.retry_after {
                Some(RetryAfter::Seconds(seconds)) => option(Some(integer(seconds))),
                Some(RetryAfter::Arg) | None => option(None),
            },
            method: quote! {
                /// How long a client should wait before it tries again, where it is always the same.
                #[must_use]
                pub const fn retry_after(self) -> Option<std::time::Duration> {
                    match self.row().retry_after {
                        Some(seconds) => Some(std::time::Duration::from_secs(seconds as u64)),
                        None => None,
                    }
                }
            },
        });
    }
    if module.has_headers() {
        columns.push(Column {
            name: "headers",
            kind: quote!(&'static [(&'static str, &'static str)]),
            value: |code| {
                let pair = |(name, value): &(String, String)| format!("({:?}, {value:?})", name.to_ascii_lowercase());
                format!("&[{}]", code.headers.iter().map(pair).collect::<Vec<_>>().join(", "))
            },
            method: quote! {
                /// The HTTP headers that the response has for it, their names in lower case.
                #[must_use]
                pub const fn headers(self) -> &'static [(&'static str, &'static str)] { self.row().headers }
            },
        });
    }
}

/// An enum of names with a table behind it.
struct Set<'n> {
    name: &'static str,
    row: &'static str,
    table: &'static str,
    what: &'static str,
    doc: &'static str,
    /// The names on the wire, and their variants.
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
        let mut made = self.methods(module, methods);
        made.extend(self.table(module));
        made.extend(self.traits());
        if module.options.has(Integration::Serde) {
            made.extend(serde(self.name, self.what));
        }
        let mut all = self.declaration();
        all.append(&mut made);
        // A row is declared where its table is.
        let at = all
            .iter()
            .position(|piece| matches!(piece.item, syn::Item::Static(_)))
            .unwrap_or(all.len());
        all.splice(at..at, parse(columns));
        all
    }

    fn declaration(self) -> Vec<Piece> {
        let name = ident(self.name);
        let doc = format!(" {}", self.doc);
        let allow = allow_unused();
        let declaration = quote! {
            #[doc = #doc]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[allow(clippy::enum_variant_names, clippy::doc_markdown, clippy::doc_lazy_continuation, reason = "names and prose are the catalog's")]
            #allow
            pub enum #name {}
        };
        filled(declaration, self.variants)
    }

    fn methods(&self, module: &Module, methods: &TokenStream) -> Vec<Piece> {
        let Self { what, .. } = self;
        let [name, row, table] = [self.name, self.row, self.table].map(ident);
        let count = proc_macro2::Literal::usize_unsuffixed(self.names.len());
        let allow = allow_unused();
        let deprecated = module.allow_deprecated();
        let doc = format!(" Every {what}, in the order of the catalog.");
        let code = quote! {
            #allow
            #deprecated
            impl #name {
                #[doc = #doc]
                pub const ALL: [Self; #count] = [];

                const fn row(self) -> &'static #row {
                    &#table[self as usize]
                }

                /// The name that goes over the wire.
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    self.row().name
                }

                #methods
            }
        };
        let mut all = "\n".to_owned();
        for (_, variant) in &self.names {
            let _ = writeln!(all, "        Self::{variant},");
        }
        filled(code, all + "    ")
    }

    fn table(&mut self, module: &Module) -> Vec<Piece> {
        let [name, row, table] = [self.name, self.row, self.table].map(ident);
        let sorted = self.sorted();
        let count = proc_macro2::Literal::usize_unsuffixed(self.names.len());
        let deprecated = module.allow_deprecated();
        let mut names = self.names.clone();
        names.sort_unstable();
        let mut by_name = "\n".to_owned();
        for (_, variant) in names {
            let _ = writeln!(by_name, "    {name}::{variant},");
        }
        let mut made = filled(
            quote!(static #table: [#row; #count] = [];),
            std::mem::take(&mut self.rows),
        );
        made.extend(filled(
            quote!(#deprecated static #sorted: [#name; #count] = [];),
            by_name,
        ));
        made
    }

    fn sorted(&self) -> Ident {
        ident(&format!("{}_BY_NAME", self.table))
    }

    fn traits(&self) -> Vec<Piece> {
        let Self { what, .. } = self;
        let (name, sorted) = (ident(self.name), self.sorted());
        let unknown = ident(&format!("Unknown{name}"));
        let doc = format!(" A name that no {what} of the catalog has.");
        let display = format!("no such error {what}");
        parse(quote! {
            impl std::fmt::Display for #name {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.pad(self.as_str())
                }
            }

            impl std::str::FromStr for #name {
                type Err = #unknown;

                fn from_str(name: &str) -> Result<Self, #unknown> {
                    let found = #sorted.binary_search_by(|known| known.as_str().cmp(name));
                    found.map(|at| #sorted[at]).map_err(|_| #unknown(()))
                }
            }

            #[doc = #doc]
            #[derive(Clone, Copy, Debug, PartialEq, Eq)]
            pub struct #unknown(());

            impl std::fmt::Display for #unknown {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    f.write_str(#display)
                }
            }

            impl std::error::Error for #unknown {}
        })
    }
}

fn serde(name: &str, what: &str) -> Vec<Piece> {
    let name = ident(name);
    let expected = format!("an error {what}");
    parse(quote! {
        impl ::serde::Serialize for #name {
            fn serialize<S: ::serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D: ::serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let name = <String as ::serde::Deserialize>::deserialize(deserializer)?;
                name.parse().map_err(|_| {
                    <D::Error as ::serde::de::Error>::invalid_value(::serde::de::Unexpected::Str(&name), &#expected)
                })
            }
        }
    })
}
