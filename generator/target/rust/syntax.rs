//! Trees of Rust syntax, made directly.
//!
//! A table of a thousand rows is not parsed from tokens, which costs ten times what reading the catalog does: one
//! exemplar is parsed, then cloned and filled.

use proc_macro2::{Ident, Span, TokenStream};
use syn::punctuated::Punctuated;
use syn::{
    Attribute, Expr, ExprArray, ExprLit, ExprPath, ExprReference, Item, Lit, LitInt, LitStr,
    parse_quote,
};

pub(super) fn ident(name: &str) -> Ident {
    Ident::new(name, Span::call_site())
}

/// The items of a piece of code that is written in this crate.
pub(super) fn parse(code: TokenStream) -> Vec<Item> {
    match syn::parse2::<syn::File>(code.clone()) {
        Ok(file) => file.items,
        // The code is fixed but for names that were checked and literals. Should it not parse after all, it is passed
        // on as it is: rustc will show where.
        Err(_) => vec![Item::Verbatim(code)],
    }
}

/// A string literal.
pub(super) fn text(text: &str) -> Expr {
    literal(Lit::Str(LitStr::new(text, Span::call_site())))
}

/// An integer literal without a suffix, in groups of three digits where it is long.
pub(super) fn integer(number: u32) -> Expr {
    literal(Lit::Int(LitInt::new(&grouped(number), Span::call_site())))
}

fn grouped(number: u32) -> String {
    let digits = number.to_string();
    if digits.len() < 5 {
        return digits;
    }
    let first = digits.len() % 3;
    let groups = digits.as_bytes()[first..]
        .chunks(3)
        .map(String::from_utf8_lossy);
    let head = Some(digits[..first].into()).filter(|_| first > 0);
    head.into_iter().chain(groups).collect::<Vec<_>>().join("_")
}

fn literal(lit: Lit) -> Expr {
    Expr::Lit(ExprLit {
        attrs: Vec::new(),
        lit,
    })
}

pub(super) fn boolean(value: bool) -> Expr {
    literal(Lit::Bool(syn::LitBool::new(value, Span::call_site())))
}

/// `ErrorCode::EmailTaken`, `None`.
pub(super) fn path(segments: &[&str]) -> Expr {
    let segments = segments
        .iter()
        .map(|segment| syn::PathSegment::from(ident(segment)));
    let path = syn::Path {
        leading_colon: None,
        segments: segments.collect(),
    };
    Expr::Path(ExprPath {
        attrs: Vec::new(),
        qself: None,
        path,
    })
}

/// `Some(…)` or `None`.
pub(super) fn option(value: Option<Expr>) -> Expr {
    match value {
        Some(value) => call(path(&["Some"]), [value]),
        None => path(&["None"]),
    }
}

/// `function(…)`.
pub(super) fn call(function: Expr, args: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Call(syn::ExprCall {
        attrs: Vec::new(),
        func: Box::new(function),
        paren_token: syn::token::Paren::default(),
        args: args.into_iter().collect(),
    })
}

/// `[…]`.
pub(super) fn array(elems: impl IntoIterator<Item = Expr>) -> Expr {
    let elems: Punctuated<_, _> = elems.into_iter().collect();
    Expr::Array(ExprArray {
        attrs: Vec::new(),
        bracket_token: syn::token::Bracket::default(),
        elems,
    })
}

/// `&[…]`.
pub(super) fn slice(elems: impl IntoIterator<Item = Expr>) -> Expr {
    let mut reference: ExprReference = parse_quote!(&[]);
    reference.expr = Box::new(array(elems));
    Expr::Reference(reference)
}

/// `(a, b)`.
pub(super) fn tuple(elems: impl IntoIterator<Item = Expr>) -> Expr {
    Expr::Tuple(syn::ExprTuple {
        attrs: Vec::new(),
        paren_token: syn::token::Paren::default(),
        elems: elems.into_iter().collect(),
    })
}

/// A table's row: a struct literal whose fields are `columns`.
pub(super) fn row<'c>(name: &str, columns: impl IntoIterator<Item = (&'c str, Expr)>) -> Expr {
    let fields = columns.into_iter().map(|(column, expr)| syn::FieldValue {
        attrs: Vec::new(),
        member: syn::Member::Named(ident(column)),
        colon_token: Some(syn::token::Colon::default()),
        expr,
    });
    let Expr::Path(ExprPath { path, .. }) = path(&[name]) else {
        unreachable!("`path` makes a path")
    };
    Expr::Struct(syn::ExprStruct {
        attrs: Vec::new(),
        qself: None,
        path,
        brace_token: syn::token::Brace::default(),
        fields: fields.collect(),
        dot2_token: None,
        rest: None,
    })
}

/// Makes documentation comments, a line each.
pub(super) struct Docs {
    exemplar: Attribute,
}

impl Docs {
    pub(super) fn new() -> Self {
        Self {
            exemplar: parse_quote!(#[doc = ""]),
        }
    }

    pub(super) fn attributes(&self, lines: impl IntoIterator<Item = String>) -> Vec<Attribute> {
        lines.into_iter().map(|line| self.line(&line)).collect()
    }

    fn line(&self, line: &str) -> Attribute {
        let mut attribute = self.exemplar.clone();
        if let syn::Meta::NameValue(doc) = &mut attribute.meta {
            doc.value = text(&if line.is_empty() {
                String::new()
            } else {
                format!(" {line}")
            });
        }
        attribute
    }
}

/// `receiver.method(arg)`.
pub(super) fn method_call(receiver: Expr, method: &str, arg: Expr) -> Expr {
    Expr::MethodCall(syn::ExprMethodCall {
        attrs: Vec::new(),
        receiver: Box::new(receiver),
        dot_token: syn::token::Dot::default(),
        method: ident(method),
        turbofish: None,
        paren_token: syn::token::Paren::default(),
        args: std::iter::once(arg).collect(),
    })
}

/// `name!(…)`, or `vec![…]`.
pub(super) fn macro_call(name: &str, tokens: TokenStream) -> Expr {
    let delimiter = match name {
        "vec" => syn::MacroDelimiter::Bracket(syn::token::Bracket::default()),
        _ => syn::MacroDelimiter::Paren(syn::token::Paren::default()),
    };
    let path = ident(name).into();
    let mac = syn::Macro {
        path,
        bang_token: syn::token::Not::default(),
        delimiter,
        tokens,
    };
    Expr::Macro(syn::ExprMacro {
        attrs: Vec::new(),
        mac,
    })
}
