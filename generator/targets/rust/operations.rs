//! The operations: a type for each, and `ErrorOf`, which can only have the codes of one.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::constructors::{call, head, made_elsewhere, warned};
use super::names::deprecated;
use super::parts::{self, piece};
use super::syntax::{Piece, docs, filled};
use crate::catalog::{Code, Returns};

/// The items for the operations and sets of the catalog.
pub(super) fn items(module: &Module) -> Vec<Piece> {
    let catalog = module.catalog;
    let operations: Vec<Group> = catalog
        .operations
        .iter()
        .map(|operation| Group {
            returns: &operation.returns,
            docs: format!("`{}`.", operation.endpoint),
        })
        .collect();
    let sets: Vec<Group> = catalog
        .sets
        .iter()
        .map(|set| Group {
            returns: &set.returns,
            docs: format!("The set `{}`.", set.returns.name.wire()),
        })
        .collect();
    let returned: BTreeSet<usize> = operations
        .iter()
        .chain(&sets)
        .flat_map(|group| group.returns.places())
        .collect();
    let codes: Vec<&Code> = returned
        .into_iter()
        .filter_map(|at| catalog.codes.get(at))
        .filter(|code| !code.is_only_listed())
        .collect();
    let mut made = returns(module, &codes);
    made.extend(groups(module, "operations", &operations));
    if !sets.is_empty() {
        made.extend(groups(module, "sets", &sets));
    }
    made.extend(constructors(module, &codes));
    made
}

/// An operation or a set.
struct Group<'c> {
    returns: &'c Returns,
    docs: String,
}

/// `Returns`, and the types that stand for codes.
fn returns(module: &Module, codes: &[&Code]) -> Vec<Piece> {
    let mut made = vec![piece(module, parts::RETURNS)];
    let mut types = String::new();
    for code in codes {
        marker(
            &mut types,
            &format!("`{}`.", code.name.key()),
            code.name.variant(),
        );
    }
    made.extend(filled(
        quote! {
            /// Types that stand for codes, for [`Returns`].
            pub mod codes {}
        },
        types,
    ));
    made
}

fn marker(out: &mut String, about: &str, name: &str) {
    out.push('\n');
    docs(out, &[about.to_owned()]);
    let _ = writeln!(out, "    pub enum {name} {{}}");
}

/// A module of types that stand for operations or sets.
fn groups(module: &Module, name: &str, groups: &[Group]) -> Vec<Piece> {
    let mut text = String::new();
    for group in groups {
        let own = group.returns.name.variant();
        marker(&mut text, &group.docs, own);
        text.push_str(&returned(module, group.returns, own));
        for set in group
            .returns
            .sets
            .iter()
            .filter_map(|at| module.catalog.sets.get(*at))
        {
            let set = set.returns.name.variant();
            let set = if name == "sets" {
                set.to_owned()
            } else {
                format!("super::sets::{set}")
            };
            let _ = writeln!(
                text,
                "    impl ::std::convert::From<super::ErrorOf<{set}>> for super::ErrorOf<{own}> {{\n        \
                     fn from(error: super::ErrorOf<{set}>) -> Self {{\n            \
                         Self::new(error.0)\n        }}\n    }}\n"
            );
        }
    }
    let text = text.replace("\n\n\n", "\n\n").trim_end().to_owned() + "\n";
    let what = if name == "sets" {
        " The sets of codes that operations share. An error of a set is an error of each operation that returns it."
    } else {
        " The operations of the API, each with the codes that it returns."
    };
    let name = super::syntax::ident(name);
    filled(
        quote! {
            #[doc = #what]
            pub mod #name {}
        },
        text,
    )
}

/// Which codes a group returns.
fn returned(module: &Module, returns: &Returns, own: &str) -> String {
    let codes_are = |codes: &str, implemented: &str| {
        format!(
            "\n    impl super::Errors for {own} {{\n        \
                 const CODES: &'static [super::ErrorCode] = {codes};\n    }}\n\n{implemented}\n"
        )
    };
    if returns.is_all(module.catalog) && !module.has_only_listed() {
        let implemented = format!("    impl<C> super::Returns<C> for {own} {{}}\n");
        return codes_are("super::ErrorCode::ALL", &implemented);
    }
    let mut rows = String::new();
    let mut implemented = String::new();
    let codes = returns.codes(module.catalog);
    for code in codes.filter(|code| !code.is_only_listed()) {
        let code = code.name.variant();
        let _ = writeln!(rows, "            super::ErrorCode::{code},");
        let _ = writeln!(
            implemented,
            "    impl super::Returns<super::codes::{code}> for {own} {{}}"
        );
    }
    if !rows.is_empty() {
        rows = format!("\n{rows}        ");
    }
    codes_are(&format!("&[{rows}]"), &implemented)
}

/// The constructors of `ErrorOf`.
fn constructors(module: &Module, codes: &[&Code]) -> Vec<Piece> {
    let dead = warned(module);
    let block: TokenStream = quote! {
        /// The constructors of [`ApiError`], each for the parts of the API that return its code.
        #dead
        impl<E> ErrorOf<E> {}
    };
    let mut text = String::new();
    for code in codes {
        text.push('\n');
        docs(
            &mut text,
            &[format!("As [`ApiError::{}`].", code.name.function())],
        );
        if let Some(deprecated) = deprecated(code) {
            let _ = writeln!(text, "    {deprecated}");
        }
        if let Some(allowed) = made_elsewhere(module, code) {
            let _ = writeln!(text, "    {allowed}");
        }
        let _ = writeln!(
            text,
            "{}\n    where\n        E: Returns<codes::{}>,\n    {{\n        \
                 Self::new({})\n    }}",
            head(module, code),
            code.name.variant(),
            call(code),
        );
    }
    filled(block, text)
}
