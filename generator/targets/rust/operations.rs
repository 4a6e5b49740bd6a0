//! The operations: types that stand for them, and errors that are held to the codes of one.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use proc_macro2::TokenStream;
use quote::quote;

use super::constructors::{call, head};
use super::names::deprecated;
use super::syntax::{Piece, docs, filled, parse};
use super::{Module, allow_unused};
use crate::catalog::{Code, Returns};

/// `Errors`: which codes a part of the API can return.
pub(super) fn errors() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// The errors that a part of the API can return.
        ///
        /// `ApiError` stands for all of them; a type in `operations`, or one of your own, for some of them.
        #allow
        pub trait Errors {
            /// The codes of the errors.
            const CODES: &'static [ErrorCode];
        }

        impl Errors for ApiError {
            const CODES: &'static [ErrorCode] = &ErrorCode::ALL;
        }
    })
}

/// `ErrorOf`: an error that is one of some.
pub(super) fn error_of(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let builders = super::builders::forwarded(module);
    let mut made = parse(quote! {
        /// An error with one of the codes of `E`, and no other: `Result<Json<Store>, ErrorOf<GetStore>>`.
        #allow
        pub struct ErrorOf<E>(ApiError, std::marker::PhantomData<fn() -> E>);

        impl<E> std::ops::Deref for ErrorOf<E> {
            type Target = ApiError;

            fn deref(&self) -> &ApiError {
                &self.0
            }
        }

        impl<E> std::fmt::Debug for ErrorOf<E> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<E> std::fmt::Display for ErrorOf<E> {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl<E> std::error::Error for ErrorOf<E> {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                std::error::Error::source(&self.0)
            }
        }

        impl<E> From<ErrorOf<E>> for ApiError {
            fn from(error: ErrorOf<E>) -> Self {
                error.0
            }
        }

        impl<E: Errors> TryFrom<ApiError> for ErrorOf<E> {
            type Error = ApiError;

            /// The error, if its code is among those of `E`.
            fn try_from(error: ApiError) -> Result<Self, ApiError> {
                if E::CODES.contains(&error.code()) {
                    Ok(Self(error, std::marker::PhantomData))
                } else {
                    Err(error)
                }
            }
        }

        #allow
        impl<E> ErrorOf<E> {
            #builders
        }
    });
    made.extend(super::framework::error_of(module));
    made
}

/// What there is for the operations and sets of the catalog.
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
        .collect();
    let mut made = returns(&codes);
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
fn returns(codes: &[&Code]) -> Vec<Piece> {
    let allow = allow_unused();
    let mut made = parse(quote! {
        /// Part of the API that can return the error that `C`, one of `codes`, stands for.
        #[diagnostic::on_unimplemented(
            message = "`{Self}` does not return `{C}`",
            label = "not among the codes of `{Self}`",
            note = "the codes of an operation are listed in the section `operations` of the catalog"
        )]
        #allow
        pub trait Returns<C>: Errors {}
    });
    let mut types = String::new();
    for code in codes {
        marker(
            &mut types,
            &format!("`{}`.", code.name.wire()),
            code.name.variant(),
        );
    }
    made.extend(filled(
        quote! {
            /// Types that stand for codes, for [`Returns`].
            #allow
            pub mod codes {}
        },
        types,
    ));
    made
}

fn marker(out: &mut String, about: &str, name: &str) {
    out.push('\n');
    docs(out, &[about.to_owned()]);
    let _ = writeln!(
        out,
        "    #[derive(Clone, Copy, Debug)]\n    pub enum {name} {{}}"
    );
}

/// A module of types that stand for operations or sets.
fn groups(module: &Module, name: &str, groups: &[Group]) -> Vec<Piece> {
    let (allow, allow_deprecated) = (allow_unused(), module.allow_deprecated());
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
            let _ = writeln!(
                text,
                "    impl std::convert::From<super::ErrorOf<super::sets::{set}>> for super::ErrorOf<{own}> {{\n        \
                     fn from(error: super::ErrorOf<super::sets::{set}>) -> Self {{\n            \
                         Self(error.0, std::marker::PhantomData)\n        }}\n    }}\n"
            );
        }
    }
    let text = text.replace("\n\n\n", "\n\n").trim_end().to_owned() + "\n";
    let what = if name == "sets" {
        " The sets of codes that operations share: an error of one is an error of each operation that returns it."
    } else {
        " The operations of the API, each with the codes that it returns."
    };
    let name = super::syntax::ident(name);
    filled(
        quote! {
            #[doc = #what]
            #allow
            #allow_deprecated
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
                 const CODES: &'static [super::ErrorCode] = &{codes};\n    }}\n\n{implemented}\n"
        )
    };
    if returns.is_all(module.catalog) {
        let implemented = format!("    impl<C> super::Returns<C> for {own} {{}}\n");
        return codes_are("super::ErrorCode::ALL", &implemented);
    }
    let mut rows = String::new();
    let mut implemented = String::new();
    for code in returns.codes(module.catalog) {
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
    codes_are(&format!("[{rows}]"), &implemented)
}

/// The constructors of `ErrorOf`, each for those who return its code.
fn constructors(module: &Module, codes: &[&Code]) -> Vec<Piece> {
    let (allow, allow_deprecated) = (allow_unused(), module.allow_deprecated());
    let block: TokenStream = quote! {
        /// The constructors of `ApiError`, for those who can return what they make.
        #[allow(clippy::too_many_arguments, clippy::many_single_char_names, reason = "arguments are the catalog's")]
        #allow
        #allow_deprecated
        impl<E> ErrorOf<E> {}
    };
    let mut text = String::new();
    for code in codes {
        text.push('\n');
        docs(
            &mut text,
            &[format!("As `ApiError::{}`.", code.name.function())],
        );
        if let Some(deprecated) = deprecated(code) {
            let _ = writeln!(text, "    {deprecated}");
        }
        let _ = writeln!(
            text,
            "    #[must_use]\n{}\n    where\n        E: Returns<codes::{}>,\n    {{\n        \
                 Self({}, std::marker::PhantomData)\n    }}",
            head(code),
            code.name.variant(),
            call(code),
        );
    }
    filled(block, text)
}
