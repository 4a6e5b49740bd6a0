//! The constructors of `ApiError`: one for each code, its placeholders as typed parameters.

use proc_macro2::{Literal, TokenStream, TokenTree};
use quote::quote;
use syn::{Expr, FnArg, ImplItem, ImplItemFn, Item, Stmt, parse_quote};

use super::names::{code_docs, deprecated};
use super::syntax::{call, ident, macro_call, method_call, path};
use super::{Module, allow_unused};
use crate::catalog::{Arg, ArgKind, Code, Piece, REDACTED, RetryAfter};

/// The `impl` with all of them.
pub(super) fn item(module: &Module) -> Item {
    let allow = allow_unused();
    let allow_deprecated = module.allow_deprecated();
    let mut block: syn::ItemImpl = parse_quote! {
        #[allow(clippy::doc_markdown, reason = "the prose is the catalog's")]
        #allow
        #allow_deprecated
        impl ApiError {}
    };
    let exemplars = Exemplars::new();
    for code in &module.catalog.codes {
        let mut function = match value(module, code) {
            Some(value) => exemplars.filled(code, value),
            None => exemplars.plain(code),
        };
        function.sig.ident = ident(code.name.function());
        let mut attrs = module.docs.attributes(code_docs(code));
        attrs.extend(deprecated(code));
        attrs.append(&mut function.attrs);
        function.attrs = attrs;
        block.items.push(ImplItem::Fn(function));
    }
    Item::Impl(block)
}

/// What an error of this code is made of, or `None` where that is nothing but the code.
fn value(module: &Module, code: &Code) -> Option<Expr> {
    let name = || path(&["ErrorCode", code.name.variant()]);
    let mut value = code.message.placeholders().next().map(|_| {
        let message = macro_call(
            "format",
            TokenTree::from(Literal::string(&format_string(code))).into(),
        );
        call(path(&["Self", "with_message"]), [name(), message])
    });
    let plain = || call(path(&["Self", "from"]), [name()]);
    if module.has_args && !code.args.is_empty() {
        let pairs = code.args.iter().filter(|arg| !arg.secret).map(arg_value);
        let args = macro_call("vec", quote!(#(#pairs),*));
        value = Some(method_call(value.unwrap_or_else(plain), "with_args", args));
    }
    if code.retry_after == Some(RetryAfter::Arg) {
        value = Some(method_call(
            value.unwrap_or_else(plain),
            "with_retry_after",
            path(&["retry_after"]),
        ));
    }
    // A secret is asked for and goes nowhere, alone or not.
    let has_parameters = !code.args.is_empty();
    value.or_else(|| has_parameters.then(plain))
}

/// Functions and parameters, parsed once and cloned for each code.
struct Exemplars {
    plain: ImplItemFn,
    filled: ImplItemFn,
    text: FnArg,
    integer: FnArg,
    number: FnArg,
    boolean: FnArg,
    retry_after: FnArg,
    unused: Stmt,
}

impl Exemplars {
    fn new() -> Self {
        Self {
            plain: parse_quote! {
                #[must_use]
                pub const fn x() -> Self {
                    Self { code: ErrorCode::X, details: None }
                }
            },
            filled: parse_quote! {
                #[must_use]
                pub fn x() -> Self {}
            },
            text: parse_quote!(x: impl std::fmt::Display),
            integer: parse_quote!(x: i64),
            number: parse_quote!(x: f64),
            boolean: parse_quote!(x: bool),
            retry_after: parse_quote!(retry_after: std::time::Duration),
            unused: parse_quote!(let _ = x;),
        }
    }

    /// `pub const fn email_taken() -> Self`, but for its name.
    fn plain(&self, code: &Code) -> ImplItemFn {
        let mut function = self.plain.clone();
        if let Some(Stmt::Expr(Expr::Struct(value), None)) = function.block.stmts.first_mut() {
            if let Some(field) = value.fields.first_mut() {
                field.expr = path(&["ErrorCode", code.name.variant()]);
            }
        }
        function
    }

    /// `pub fn store_not_found(id: impl Display) -> Self`, but for its name.
    fn filled(&self, code: &Code, value: Expr) -> ImplItemFn {
        let mut function = self.filled.clone();
        for arg in &code.args {
            function.sig.inputs.push(self.parameter(arg));
        }
        for secret in code.args.iter().filter(|arg| arg.secret) {
            let mut unused = self.unused.clone();
            if let Stmt::Local(syn::Local {
                init: Some(init), ..
            }) = &mut unused
            {
                *init.expr = path(&[&secret.rust_name]);
            }
            function.block.stmts.push(unused);
        }
        if code.retry_after == Some(RetryAfter::Arg) {
            function.sig.inputs.push(self.retry_after.clone());
        }
        function.block.stmts.push(Stmt::Expr(value, None));
        function
    }

    fn parameter(&self, arg: &Arg) -> FnArg {
        let exemplar = match arg.kind {
            ArgKind::String => &self.text,
            ArgKind::Integer => &self.integer,
            ArgKind::Number => &self.number,
            ArgKind::Boolean => &self.boolean,
        };
        let mut parameter = exemplar.clone();
        if let FnArg::Typed(typed) = &mut parameter {
            if let syn::Pat::Ident(name) = &mut *typed.pat {
                name.ident = ident(&arg.rust_name);
            }
        }
        parameter
    }
}

/// The message as `format!` writes it: `No store found with ID {id}`.
fn format_string(code: &Code) -> String {
    let mut format = String::new();
    for piece in code.message.pieces() {
        match piece {
            Piece::Text(text) => format += &text.replace('{', "{{").replace('}', "}}"),
            Piece::Arg(name) => match code.args.iter().find(|arg| arg.name == *name) {
                Some(arg) if !arg.secret => format.extend(["{", &arg.rust_name, "}"]),
                _ => format += REDACTED,
            },
        }
    }
    format
}

/// The pair of an argument's name and value.
fn arg_value(arg: &Arg) -> TokenStream {
    let Arg {
        name,
        rust_name,
        kind,
        ..
    } = arg;
    let value = ident(rust_name);
    let value = match kind {
        ArgKind::String => quote!(Arg::Text(#value.to_string())),
        ArgKind::Integer => quote!(Arg::Integer(#value)),
        ArgKind::Number => quote!(Arg::Number(#value)),
        ArgKind::Boolean => quote!(Arg::Boolean(#value)),
    };
    quote!((#name.into(), #value))
}
