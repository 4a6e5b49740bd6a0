//! `ApiError`: what a handler returns, with a constructor for each code.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{ImplItem, ImplItemFn, Item, parse_quote};

use super::names::{code_docs, deprecated};
use super::syntax::{format_args, ident, parse, path};
use super::{Module, allow_unused};
use crate::catalog::{Arg, ArgKind, Code, Piece, RetryAfter};

pub(super) fn items(module: &Module) -> Vec<Item> {
    let mut made = declarations(module);
    made.push(constructors(module));
    made.extend(methods(module));
    made.extend(traits());
    if module.has_args {
        made.extend(super::args::items(module));
    }
    made
}

fn declarations(module: &Module) -> Vec<Item> {
    let doc = match &module.catalog.api.name {
        Some(name) => format!(" An error of the {}: what a handler returns.", name.trim_start_matches("The ").trim_start_matches("the ")),
        None => " An error of the API: what a handler returns.".to_owned(),
    };
    let mut fields = vec![quote!(message: Option<String>)];
    let text = quote!(Option<std::borrow::Cow<'static, str>>);
    if module.has_param {
        fields.push(quote!(param: #text));
    }
    if module.has_request_id {
        fields.push(quote!(request_id: #text));
    }
    if module.has_timestamp {
        fields.push(quote!(timestamp: Option<std::time::SystemTime>));
    }
    if module.says_retry_after() {
        fields.push(quote!(retry_after: Option<std::time::Duration>));
    }
    if module.has_args {
        fields.push(quote!(args: Args));
    }
    let allow = allow_unused();
    parse(quote! {
        #[doc = #doc]
        ///
        /// There is a constructor for each code. The source is for logs: no client is ever sent it.
        #[derive(Debug)]
        #allow
        pub struct ApiError {
            code: ErrorCode,
            details: Option<Box<Details>>,
        }

        /// What an error may have besides its code. Most have nothing, and so nothing is allocated for them.
        #[derive(Debug, Default)]
        #allow
        struct Details {
            #(#fields,)*
            source: Option<Box<dyn std::error::Error + Send + Sync>>,
        }
    })
}

/// The `impl` with a constructor for each code, cloned from an exemplar and filled.
fn constructors(module: &Module) -> Item {
    let allow = allow_unused();
    let allow_deprecated = module.allow_deprecated();
    let mut block: syn::ItemImpl = parse_quote! {
        #[allow(clippy::doc_markdown, reason = "the prose is the catalog's")]
        #allow
        #allow_deprecated
        impl ApiError {}
    };
    let plain: ImplItemFn = parse_quote! {
        #[must_use]
        pub const fn x() -> Self {
            Self { code: ErrorCode::X, details: None }
        }
    };
    for code in &module.catalog.codes {
        let mut function = if is_plain(module, code) { plain_constructor(&plain, code) } else { constructor(module, code) };
        function.sig.ident = ident(code.name.function());
        let mut attrs = module.docs.attributes(code_docs(code));
        attrs.extend(deprecated(code));
        attrs.append(&mut function.attrs);
        function.attrs = attrs;
        block.items.push(ImplItem::Fn(function));
    }
    Item::Impl(block)
}

/// Whether an error of this code is made of nothing but the code.
fn is_plain(module: &Module, code: &Code) -> bool {
    code.retry_after != Some(RetryAfter::Arg)
        && (code.args.is_empty() || (!module.has_args && code.message.placeholders().next().is_none()))
}

fn plain_constructor(exemplar: &ImplItemFn, code: &Code) -> ImplItemFn {
    let mut function = exemplar.clone();
    if let Some(syn::Stmt::Expr(syn::Expr::Struct(value), None)) = function.block.stmts.first_mut() {
        if let Some(field) = value.fields.first_mut() {
            field.expr = path(&["ErrorCode", code.name.variant()]);
        }
    }
    function
}

/// A constructor with parameters.
fn constructor(module: &Module, code: &Code) -> ImplItemFn {
    let variant = ident(code.name.variant());
    let mut parameters = Vec::new();
    let mut body = Vec::new();
    for arg in &code.args {
        let name = ident(&arg.rust_name);
        let kind = match arg.kind {
            ArgKind::String => quote!(impl std::fmt::Display),
            ArgKind::Integer => quote!(i64),
            ArgKind::Number => quote!(f64),
            ArgKind::Boolean => quote!(bool),
        };
        parameters.push(quote!(#name: #kind));
    }
    let mut fields = Vec::new();
    if code.message.placeholders().next().is_some() {
        let message = message(code);
        fields.push(quote!(message: Some(#message)));
    }
    if module.has_args {
        let args = code.args.iter().filter(|arg| !arg.secret).map(arg_value);
        fields.push(quote!(args: Args(vec![#(#args),*])));
    }
    for arg in code.args.iter().filter(|arg| arg.secret) {
        // A secret is asked for, so that call sites are right once it is none, and goes nowhere.
        let name = ident(&arg.rust_name);
        body.push(quote!(let _ = #name;));
    }
    if code.retry_after == Some(RetryAfter::Arg) {
        parameters.push(quote!(retry_after: std::time::Duration));
        fields.push(quote!(retry_after: Some(retry_after)));
    }
    parse_quote! {
        #[must_use]
        pub fn x(#(#parameters),*) -> Self {
            #(#body)*
            let details = Details { #(#fields,)* ..Details::default() };
            Self { code: ErrorCode::#variant, details: Some(Box::new(details)) }
        }
    }
}

/// `format!("No store found with ID {id}")`.
fn message(code: &Code) -> TokenStream {
    let mut format = String::new();
    for piece in code.message.pieces() {
        match piece {
            Piece::Text(text) => format += &text.replace('{', "{{").replace('}', "}}"),
            Piece::Arg(name) => match code.args.iter().find(|arg| arg.name == *name) {
                Some(arg) if !arg.secret => format += &format!("{{{}}}", arg.rust_name),
                _ => format += crate::catalog::REDACTED,
            },
        }
    }
    let format = format_args(&format);
    quote!(format!(#format))
}

/// The pair of an argument's name and value.
fn arg_value(arg: &Arg) -> TokenStream {
    let Arg { name, rust_name, kind, .. } = arg;
    let value = ident(rust_name);
    let value = match kind {
        ArgKind::String => quote!(Arg::Text(#value.to_string())),
        ArgKind::Integer => quote!(Arg::Integer(#value)),
        ArgKind::Number => quote!(Arg::Number(#value)),
        ArgKind::Boolean => quote!(Arg::Boolean(#value)),
    };
    quote!((#name.into(), #value))
}

fn methods(module: &Module) -> Vec<Item> {
    let allow = allow_unused();
    let error_type = module.has_types.then(|| {
        quote! {
            /// The category of the error.
            #[must_use]
            pub const fn error_type(&self) -> ErrorType { self.code.error_type() }
        }
    });
    let param = module.has_param.then(|| {
        quote! {
            /// Says which parameter the error is about.
            #[must_use]
            pub fn param(mut self, name: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                self.details_mut().param = Some(name.into());
                self
            }
        }
    });
    let request_id = module.has_request_id.then(|| {
        quote! {
            /// Says which request the error answers.
            #[must_use]
            pub fn request_id(mut self, id: impl Into<std::borrow::Cow<'static, str>>) -> Self {
                self.details_mut().request_id = Some(id.into());
                self
            }
        }
    });
    let timestamp = module.has_timestamp.then(|| {
        quote! {
            /// Says when the error happened. Defaults to when the response is written.
            #[must_use]
            pub fn timestamp(mut self, at: std::time::SystemTime) -> Self {
                self.details_mut().timestamp = Some(at);
                self
            }
        }
    });
    let retry_after = module.has_retry_after.then(|| {
        let said = if module.says_retry_after() {
            quote!(self.details.as_ref().and_then(|details| details.retry_after).or_else(|| self.code.retry_after()))
        } else {
            quote!(self.code.retry_after())
        };
        quote! {
            /// How long a client should wait before it tries again.
            #[must_use]
            pub fn retry_after(&self) -> Option<std::time::Duration> { #said }
        }
    });
    parse(quote! {
        #allow
        impl ApiError {
            /// Keeps what caused the error, for logs. No client is ever sent it.
            #[must_use]
            pub fn with_source(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
                self.details_mut().source = Some(source.into());
                self
            }

            #param
            #request_id
            #timestamp

            /// The code of the error.
            #[must_use]
            pub const fn code(&self) -> ErrorCode { self.code }

            #error_type

            /// The HTTP status of the response.
            #[must_use]
            pub const fn status(&self) -> u16 { self.code.status() }

            /// What a client reads.
            #[must_use]
            pub fn message(&self) -> &str {
                let own = self.details.as_ref().and_then(|details| details.message.as_deref());
                own.unwrap_or_else(|| self.code.message())
            }

            #retry_after

            fn details_mut(&mut self) -> &mut Details {
                self.details.get_or_insert_default()
            }
        }
    })
}

fn traits() -> Vec<Item> {
    parse(quote! {
        impl From<ErrorCode> for ApiError {
            /// The error with the message that the code has by itself.
            fn from(code: ErrorCode) -> Self {
                Self { code, details: None }
            }
        }

        impl std::fmt::Display for ApiError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.message())
            }
        }

        impl std::error::Error for ApiError {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                let source = self.details.as_ref()?.source.as_ref()?;
                Some(&**source)
            }
        }
    })
}
