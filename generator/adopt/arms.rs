//! What the `match`es of a Rust file say of the variants of enums: statuses and texts.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{Expr, ExprMatch, ItemImpl, Lit, Pat, Type};

use super::{letters, status_of_reason};

/// The names of an enum and of its variant.
type Variant = (String, String);

/// What all `match`es of a file say.
#[derive(Default)]
pub(super) struct Arms {
    of_variants: BTreeMap<Variant, Said>,
    /// What `_` stands for: the enum, the variants that have arms of their own, and what is said of the others.
    of_others: Vec<(String, BTreeSet<String>, Said)>,
    /// The variants whose arms have nothing that can be read, beside arms that do.
    silent: BTreeSet<Variant>,
    /// The type whose `impl` is visited, which `Self` stands for.
    own: Option<String>,
}

impl Arms {
    /// What is said of a variant.
    pub(super) fn of(&self, variants: &str, variant: &str) -> Said {
        let own = self
            .of_variants
            .get(&(variants.to_owned(), variant.to_owned()));
        let mut said = own.cloned().unwrap_or_default();
        for (others, named, of_others) in &self.of_others {
            if others == variants && !named.contains(variant) {
                said.add(of_others);
            }
        }
        said
    }

    /// The variants whose arms have nothing to read in any `match`: `Error::Gone`.
    pub(super) fn unread(&self) -> Vec<String> {
        let silent = self.silent.iter();
        let silent = silent.filter(|(of, variant)| self.of(of, variant).is_empty());
        silent
            .map(|(of, variant)| format!("`{of}::{variant}`"))
            .collect()
    }

    /// The variants that a pattern names.
    fn variants_of(&self, pattern: &Pat, variants: &mut Vec<Variant>) {
        let path = match pattern {
            Pat::Or(or) => {
                or.cases
                    .iter()
                    .for_each(|case| self.variants_of(case, variants));
                return;
            }
            Pat::Path(path) => &path.path,
            Pat::Struct(pattern) => &pattern.path,
            Pat::TupleStruct(pattern) => &pattern.path,
            Pat::Reference(inner) => return self.variants_of(&inner.pat, variants),
            Pat::Paren(inner) => return self.variants_of(&inner.pat, variants),
            Pat::Guard(guarded) => return self.variants_of(&guarded.pat, variants),
            _ => return,
        };
        let mut names = path
            .segments
            .iter()
            .rev()
            .map(|segment| segment.ident.to_string());
        if let (Some(variant), Some(of)) = (names.next(), names.next()) {
            let of = self.own.clone().filter(|_| of == "Self").unwrap_or(of);
            variants.push((of, variant));
        }
    }
}

impl<'f> Visit<'f> for Arms {
    fn visit_item_impl(&mut self, item: &'f ItemImpl) {
        let name = match &*item.self_ty {
            Type::Path(path) => path
                .path
                .segments
                .last()
                .map(|segment| segment.ident.to_string()),
            _ => None,
        };
        let around = std::mem::replace(&mut self.own, name);
        visit::visit_item_impl(self, item);
        self.own = around;
    }

    fn visit_expr_match(&mut self, expr: &'f ExprMatch) {
        let mut named: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut rest = Said::default();
        let mut told = false;
        let mut silent = BTreeSet::new();
        for arm in &expr.arms {
            let mut variants = Vec::new();
            self.variants_of(&arm.pat, &mut variants);
            let mut said = Said::default();
            said.visit_expr(&arm.body);
            if variants.is_empty() {
                if matches!(arm.pat, Pat::Wild(_) | Pat::Ident(_)) {
                    rest = said;
                }
                continue;
            }
            if said.is_empty() {
                silent.extend(variants.iter().cloned());
            } else {
                told = true;
            }
            for (of, variant) in variants {
                named.entry(of.clone()).or_default().insert(variant.clone());
                self.of_variants
                    .entry((of, variant))
                    .or_default()
                    .add(&said);
            }
        }
        if told {
            self.silent.append(&mut silent);
        }
        if !rest.is_empty() {
            for (of, variants) in named {
                self.of_others.push((of, variants, rest.clone()));
            }
        }
        visit::visit_expr_match(self, expr);
    }
}

/// The statuses and the texts in an expression.
#[derive(Clone, Default)]
pub(super) struct Said {
    /// By their names: `StatusCode::NOT_FOUND`.
    pub(super) statuses: BTreeSet<u16>,
    /// Numbers that may be statuses.
    pub(super) numbers: BTreeSet<u16>,
    pub(super) texts: Vec<String>,
    /// Headers of the response, by their constants: `WWW_AUTHENTICATE`.
    pub(super) headers: Vec<(String, String)>,
}

impl Said {
    fn is_empty(&self) -> bool {
        self.statuses.is_empty()
            && self.numbers.is_empty()
            && self.texts.is_empty()
            && self.headers.is_empty()
    }

    fn add(&mut self, other: &Self) {
        self.statuses.extend(&other.statuses);
        self.numbers.extend(&other.numbers);
        self.texts.extend(other.texts.iter().cloned());
        self.headers.extend(other.headers.iter().cloned());
    }
}

impl<'f> Visit<'f> for Said {
    fn visit_expr(&mut self, expr: &'f Expr) {
        if let Some((name, value)) = header(expr) {
            self.headers.extend(value.map(|value| (name, value)));
            return;
        }
        match expr {
            Expr::Path(path) => {
                let mut names = path
                    .path
                    .segments
                    .iter()
                    .rev()
                    .map(|segment| segment.ident.to_string());
                if let (Some(name), Some(kind)) = (names.next(), names.next()) {
                    if kind.contains("Status") {
                        self.statuses.extend(status_named(&name));
                    }
                }
            }
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => {
                    let number = number.base10_parse::<u16>().ok();
                    self.numbers
                        .extend(number.filter(|status| (400..600).contains(status)));
                }
                Lit::Str(text) => self.texts.push(text.value()),
                _ => {}
            },
            _ => {}
        }
        visit::visit_expr(self, expr);
    }
}

/// The status of a constant: `NOT_FOUND`, or `NotFound`.
fn status_named(name: &str) -> Option<u16> {
    let name = letters(name);
    status_of_reason(|reason| reason == name)
}

/// The header that `(WWW_AUTHENTICATE, "Bearer")` or `.insert("x-reason", …)` sets, with its value if it is written there. `None` if the
/// expression sets none.
fn header(expr: &Expr) -> Option<(String, Option<String>)> {
    let parts = match expr {
        Expr::Tuple(tuple) => &tuple.elems,
        Expr::MethodCall(call) if ["insert", "append"].iter().any(|name| call.method == name) => {
            &call.args
        }
        _ => return None,
    };
    let (Some(name), Some(value), 2) = (parts.first(), parts.get(1), parts.len()) else {
        return None;
    };
    let name = match name {
        Expr::Path(path) => of_constant(&path.path)?,
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) if is_header(&text.value()) => text.value(),
            _ => return None,
        },
        _ => return None,
    };
    let mut texts = Texts(Vec::new());
    texts.visit_expr(value);
    Some((name, texts.0.into_iter().next()))
}

/// Whether a text names a header: `Retry-After` and `x-reason` do, and `user-not-found` is a code.
fn is_header(text: &str) -> bool {
    let known = [
        "retry-after",
        "www-authenticate",
        "content-type",
        "cache-control",
    ];
    let is_capital = |word: &str| word.starts_with(|c: char| c.is_ascii_uppercase());
    let is_like_one = text.contains('-') && text.split('-').all(is_capital);
    let lower = text.to_ascii_lowercase();
    is_like_one || lower.starts_with("x-") || known.contains(&&*lower)
}

/// The header that a constant names: `WWW_AUTHENTICATE`, and no status.
fn of_constant(path: &syn::Path) -> Option<String> {
    let mut names = path
        .segments
        .iter()
        .rev()
        .map(|segment| segment.ident.to_string());
    let constant = names.next()?;
    let is_constant = constant
        .chars()
        .all(|c| c.is_ascii_uppercase() || c == '_' || c.is_ascii_digit());
    let is_status = names.next().is_some_and(|kind| kind.contains("Status"));
    if !is_constant || is_status {
        return None;
    }
    let words = constant.split('_').map(|word| match word {
        "WWW" => word.to_owned(),
        word => {
            let rest = word.to_ascii_lowercase();
            word.chars().take(1).chain(rest.chars().skip(1)).collect()
        }
    });
    Some(words.collect::<Vec<String>>().join("-"))
}

/// The texts in an expression.
struct Texts(Vec<String>);

impl<'f> Visit<'f> for Texts {
    fn visit_lit_str(&mut self, text: &'f syn::LitStr) {
        self.0.push(text.value());
    }
}
