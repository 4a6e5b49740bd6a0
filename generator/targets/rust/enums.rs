//! The enums of arguments and of fields that can only have some values.

use std::collections::HashMap;

use heck::ToUpperCamelCase;
use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::body::ascii;
use super::syntax::{Piece, ident, parse};
use crate::catalog::{Arg, Code, CodeField};
use crate::targets::markdown;

/// The modules with the enums: of arguments, and of fields.
pub(super) fn of_args(module: &Module) -> Vec<Piece> {
    let mut enums: Vec<Enum> = Vec::new();
    let codes = &module.catalog.codes;
    let (theirs, own): (Vec<_>, Vec<_>) = codes.iter().partition(|code| code.import.is_some());
    for code in theirs.into_iter().chain(own) {
        for arg in code.args.iter().filter(|arg| !arg.values.is_empty()) {
            let name = name(module, code, arg);
            if enums.iter().all(|known| known.name != name) {
                enums.push(Enum {
                    name,
                    doc: format!(" A value of the argument {}.", markdown::code(&arg.name)),
                    imported: imported(module, code, arg),
                    values: &arg.values,
                    variants: &arg.variants,
                });
            }
        }
    }
    let doc = " The values of arguments that can only have some.";
    modules("args", doc, &enums)
}

/// The module with the enums of fields.
pub(super) fn of_fields(module: &Module) -> Vec<Piece> {
    let fields = module.catalog.fields.iter();
    let enums = fields.filter(|field| !field.values.is_empty());
    let enums = enums.map(|field| Enum {
        name: field_name(field),
        doc: format!(" A value of the field {}.", markdown::code(&field.name)),
        imported: None,
        values: &field.values,
        variants: &field.variants,
    });
    let enums: Vec<Enum> = enums.collect();
    let doc = " The values of fields that can only have some.";
    modules("fields", doc, &enums)
}

/// The name of the enum of a field.
pub(super) fn field_name(field: &CodeField) -> String {
    ascii(&field.rust_name).to_upper_camel_case()
}

struct Enum<'c> {
    name: String,
    doc: String,
    /// The path of the same enum in another module, if it is there already.
    imported: Option<String>,
    values: &'c [String],
    variants: &'c [String],
}

fn modules(module: &str, doc: &str, enums: &[Enum]) -> Vec<Piece> {
    if enums.is_empty() {
        return Vec::new();
    }
    let module = ident(module);
    let enums = enums.iter().map(|made| {
        let (name, doc, values) = (ident(&made.name), &made.doc, made.values);
        if let Some(path) = &made.imported {
            let is_same = path.ends_with(&format!("::{}", made.name));
            let path: TokenStream = path.parse().unwrap_or_default();
            let renamed = (!is_same).then(|| quote!(as #name));
            return quote! {
                #[doc(inline)]
                pub use #path #renamed;
            };
        }
        let variants: Vec<_> = made.variants.iter().map(|name| ident(name)).collect();
        let docs = values
            .iter()
            .map(|value| format!(" The value {}.", markdown::code(value)));
        quote! {
            #[doc = #doc]
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            pub enum #name {
                #(#[doc = #docs] #variants,)*
            }

            impl #name {
                /// The text of the value.
                #[must_use]
                pub const fn as_str(self) -> &'static str {
                    match self {
                        #(Self::#variants => #values,)*
                    }
                }
            }

            impl ::core::fmt::Display for #name {
                fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    f.pad(self.as_str())
                }
            }
        }
    });
    parse(quote! {
        #[doc = #doc]
        pub mod #module {
            #(#enums)*
        }
    })
}

/// The name of the enum of an argument: that of the argument, unless arguments of the same name have other values.
pub(super) fn name(module: &Module, code: &Code, arg: &Arg) -> String {
    name_among(&module.shared_enums, code, arg)
}

/// The name if these are the arguments that share an enum.
fn name_among(shared: &[String], code: &Code, arg: &Arg) -> String {
    let camel = ascii(&arg.rust_name).to_upper_camel_case();
    if shared.contains(&arg.rust_name) {
        camel
    } else {
        format!("{}{camel}", code.name.variant())
    }
}

/// The path of the enum in the module of the imported catalog that has it.
fn imported(module: &Module, code: &Code, arg: &Arg) -> Option<String> {
    let import = code.import?;
    let rust = module.catalog.imports[import].rust.as_ref()?;
    let name = name_among(&module.shared_in_imports[import], code, arg);
    Some(format!("{rust}::args::{name}"))
}

/// The arguments whose values are the same in every code that has them, by their names in Rust.
pub(super) fn shared_enums<'c>(codes: impl IntoIterator<Item = &'c Code>) -> Vec<String> {
    let mut values: HashMap<&str, Option<&[String]>> = HashMap::new();
    for code in codes {
        for arg in code.args.iter().filter(|arg| !arg.values.is_empty()) {
            let known = values.entry(&arg.rust_name).or_insert(Some(&arg.values));
            if known.is_some_and(|known| known != arg.values) {
                *known = None;
            }
        }
    }
    let shared = values.into_iter().filter(|(_, values)| values.is_some());
    shared.map(|(name, _)| name.to_owned()).collect()
}
