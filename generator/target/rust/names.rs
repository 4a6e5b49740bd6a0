//! `ErrorType` and `ErrorCode`: enums, their tables, and what both have in common.

use proc_macro2::{Ident, TokenStream};
use quote::quote;
use syn::{Expr, Item, Variant, parse_quote};

use super::syntax::{array, boolean, ident, integer, option, parse, path, row, slice, text, tuple};
use super::{Module, allow_unused, prose};
use crate::catalog::{Code, RetryAfter, TypeName};
use crate::options::Integration;

/// `ErrorType`, where the catalog has types.
pub(super) fn types(module: &Module) -> Vec<Item> {
    let types = &module.catalog.types;
    if types.is_empty() {
        return Vec::new();
    }
    let mut variants = Vec::with_capacity(types.len());
    let mut rows = Vec::with_capacity(types.len());
    for kind in types {
        let mut docs = prose::lines(&kind.description);
        docs.extend([
            String::new(),
            format!("Sent as {}.", code_span(kind.name.wire())),
        ]);
        variants.push(Named {
            variant: kind.name.variant(),
            docs,
            deprecated: None,
            wire: kind.name.wire(),
        });
        rows.push(row(
            "TypeRow",
            [
                ("name", text(kind.name.wire())),
                ("description", text(&kind.description)),
            ],
        ));
    }
    let set = Set {
        name: ident("ErrorType"),
        row: ident("TypeRow"),
        table: ident("TYPES"),
        sorted: ident("TYPES_BY_NAME"),
        doc: "The category of an error.",
        what: "type",
        variants,
        rows,
    };
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
    set.items(module, columns, &methods)
}

/// `ErrorCode`.
pub(super) fn codes(module: &Module) -> Vec<Item> {
    let codes = &module.catalog.codes;
    let variants = codes
        .iter()
        .map(|code| Named {
            variant: code.name.variant(),
            docs: code_docs(code),
            deprecated: deprecated(code),
            wire: code.name.wire(),
        })
        .collect();
    let columns = columns(module);
    let rows = codes
        .iter()
        .map(|code| {
            row(
                "CodeRow",
                columns
                    .iter()
                    .map(|column| (column.name, (column.value)(code))),
            )
        })
        .collect();
    let fields = columns.iter().map(|Column { name, kind, .. }| {
        let name = ident(name);
        quote!(#name: #kind)
    });
    let methods = columns.iter().map(|column| &column.method);
    let set = Set {
        name: ident("ErrorCode"),
        row: ident("CodeRow"),
        table: ident("CODES"),
        sorted: ident("CODES_BY_NAME"),
        doc: "An error that the API returns.",
        what: "code",
        variants,
        rows,
    };
    set.items(
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
        .map(|since| format!(", since {}", code_span(since)))
        .unwrap_or_default();
    docs.extend([
        String::new(),
        format!(
            "Sent as {} with status {}{since}.",
            code_span(code.name.wire()),
            code.status
        ),
    ]);
    if let Some(internal) = &code.internal {
        docs.push(String::new());
        docs.extend(prose::lines(internal));
    }
    docs
}

/// Text in backquotes, more of them than it has itself.
fn code_span(text: &str) -> String {
    if text.contains('`') {
        format!("`` {text} ``")
    } else {
        format!("`{text}`")
    }
}

/// The attribute of a code that is on its way out.
pub(super) fn deprecated(code: &Code) -> Option<syn::Attribute> {
    let deprecated = code.deprecated.as_ref()?;
    let instead = deprecated
        .instead
        .as_ref()
        .map(|instead| format!("use `{instead}`"));
    let note = match (&deprecated.note, instead) {
        (Some(note), Some(instead)) => Some(format!("{note} ({instead})")),
        (note, instead) => note.clone().or(instead),
    };
    Some(match (&deprecated.since, note) {
        (Some(since), Some(note)) => parse_quote!(#[deprecated(since = #since, note = #note)]),
        (Some(since), None) => parse_quote!(#[deprecated(since = #since)]),
        (None, Some(note)) => parse_quote!(#[deprecated(note = #note)]),
        (None, None) => parse_quote!(#[deprecated]),
    })
}

/// A column of the table of codes, and the method that reads it.
struct Column {
    name: &'static str,
    kind: TokenStream,
    value: fn(&Code) -> Expr,
    method: TokenStream,
}

/// The columns that this catalog has values for.
fn columns(module: &Module) -> Vec<Column> {
    let text_of = quote!(&'static str);
    let mut columns = vec![Column {
        name: "name",
        kind: text_of.clone(),
        value: |code| text(code.name.wire()),
        method: quote!(),
    }];
    if module.has_types() {
        columns.push(Column {
            name: "error_type",
            kind: quote!(ErrorType),
            value: |code| {
                let variant = code.error_type.as_ref().map(TypeName::variant);
                path(&["ErrorType", variant.unwrap_or_default()])
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
            value: |code| integer(code.status.get().into()),
            method: quote! {
                /// The HTTP status of the response.
                #[must_use]
                pub const fn status(self) -> u16 { self.row().status }
            },
        },
        Column {
            name: "title",
            kind: text_of.clone(),
            value: |code| text(&code.title),
            method: quote! {
                /// What kind of error this is, in a few words.
                #[must_use]
                pub const fn title(self) -> &'static str { self.row().title }
            },
        },
        Column {
            name: "description",
            kind: text_of.clone(),
            value: |code| text(&code.description),
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
                text(&if plain {
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
            value: |code| boolean(code.retryable),
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
            value: |code| option(code.param.as_deref().map(text)),
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
            value: |code| text(code.doc_url.as_deref().unwrap_or_default()),
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
                let pairs = code.headers.iter().map(|(name, value)| tuple([text(&name.to_ascii_lowercase()), text(value)]));
                slice(pairs)
            },
            method: quote! {
                /// The HTTP headers that the response has for it, their names in lower case.
                #[must_use]
                pub const fn headers(self) -> &'static [(&'static str, &'static str)] { self.row().headers }
            },
        });
    }
}

struct Named<'n> {
    variant: &'n str,
    docs: Vec<String>,
    deprecated: Option<syn::Attribute>,
    wire: &'n str,
}

/// An enum of names with a table behind it.
struct Set<'n> {
    name: Ident,
    row: Ident,
    table: Ident,
    sorted: Ident,
    doc: &'static str,
    what: &'static str,
    variants: Vec<Named<'n>>,
    rows: Vec<Expr>,
}

impl Set<'_> {
    fn items(mut self, module: &Module, columns: TokenStream, methods: &TokenStream) -> Vec<Item> {
        let mut made = vec![self.declaration(module)];
        made.extend(self.methods(module, methods));
        made.extend(self.table(module, columns));
        made.extend(self.traits());
        if module.options.has(Integration::Serde) {
            made.extend(serde(&self.name, self.what));
        }
        made
    }

    fn declaration(&self, module: &Module) -> Item {
        let Self { name, doc, .. } = self;
        let allow = allow_unused();
        let mut declaration: syn::ItemEnum = parse_quote! {
            #[doc = concat!(" ", #doc)]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[allow(clippy::enum_variant_names, clippy::doc_markdown, reason = "names and prose are the catalog's")]
            #allow
            pub enum #name {}
        };
        declaration.attrs[0] = module.docs.attributes([doc.to_string()]).remove(0);
        let exemplar: Variant = parse_quote!(X);
        for named in &self.variants {
            let mut variant = exemplar.clone();
            variant.ident = ident(named.variant);
            variant.attrs = module.docs.attributes(named.docs.iter().cloned());
            variant.attrs.extend(named.deprecated.clone());
            declaration.variants.push(variant);
        }
        Item::Enum(declaration)
    }

    fn methods(&self, module: &Module, methods: &TokenStream) -> Vec<Item> {
        let Self {
            name,
            row,
            table,
            what,
            ..
        } = self;
        let count = proc_macro2::Literal::usize_unsuffixed(self.variants.len());
        let allow = allow_unused();
        let deprecated = module.allow_deprecated();
        let all = format!(" Every {what}, in the order of the catalog.");
        let mut made = parse(quote! {
            #allow
            #deprecated
            impl #name {
                #[doc = #all]
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
        });
        if let Some(Item::Impl(methods)) = made.first_mut() {
            if let Some(syn::ImplItem::Const(all)) = methods.items.first_mut() {
                all.expr = array(
                    self.variants
                        .iter()
                        .map(|named| path(&["Self", named.variant])),
                );
            }
        }
        made
    }

    fn table(&mut self, module: &Module, columns: TokenStream) -> Vec<Item> {
        let rows = std::mem::take(&mut self.rows);
        let Self {
            name,
            row,
            table,
            sorted,
            ..
        } = self;
        let count = proc_macro2::Literal::usize_unsuffixed(self.variants.len());
        let deprecated = module.allow_deprecated();
        let mut made = parse(columns);
        let mut statics: [syn::ItemStatic; 2] = [
            parse_quote!(static #table: [#row; #count] = [];),
            parse_quote!(#deprecated static #sorted: [#name; #count] = [];),
        ];
        let mut by_name: Vec<&Named> = self.variants.iter().collect();
        by_name.sort_by_key(|named| named.wire);
        let enum_name = name.to_string();
        *statics[0].expr = array(rows);
        *statics[1].expr = array(
            by_name
                .iter()
                .map(|named| path(&[&enum_name, named.variant])),
        );
        made.extend(statics.map(Item::Static));
        made
    }

    fn traits(&self) -> Vec<Item> {
        let Self {
            name, sorted, what, ..
        } = self;
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

fn serde(name: &Ident, what: &str) -> Vec<Item> {
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
