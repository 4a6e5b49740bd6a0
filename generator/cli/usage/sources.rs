//! Rust sources, and where they construct codes.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use proc_macro2::{Span, TokenStream, TokenTree};
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprBinary, ExprCall, ExprPath, ItemImpl, Lit, Macro, Pat};

use super::Names;
use super::aliases::{Aliases, Known, name_of};
use crate::cli::Result;
use crate::error::Error;
use crate::paths;
use crate::stamp::Stamp;

/// A source.
pub(super) struct SourceFile {
    name: String,
    pub(super) parsed: syn::File,
}

/// Where a code is constructed.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    file: String,
    line: usize,
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file, self.line)
    }
}

/// Where codes are constructed, and where that is unknown.
#[derive(Default)]
pub(super) struct Uses {
    places: BTreeMap<String, Vec<Place>>,
    /// What it is, and where.
    pub(super) unread: Vec<(String, Place)>,
}

impl Uses {
    pub(super) fn of(&self, code: &str) -> Vec<&Place> {
        self.places.get(code).into_iter().flatten().collect()
    }
}

/// Parses the sources. Folders that cargo writes, and hidden ones, are left out.
pub(super) fn read(paths: &[PathBuf]) -> Result<Vec<SourceFile>> {
    let mut files = Vec::new();
    for path in paths {
        find(path, &mut files)?;
    }
    files.sort();
    files.dedup();
    let mut texts = Vec::new();
    for path in files {
        let text = fs::read_to_string(&path).map_err(|error| Error::io("read", &path, error))?;
        // A module that errcat made has every constructor.
        if Stamp::read(text.as_bytes()).is_none() {
            texts.push((path, text));
        }
    }
    let parsed = texts.iter().map(|(path, text)| {
        let name = paths::shown(path);
        let parsed = syn::parse_file(text).map_err(|error| {
            let line = error.span().start().line;
            format!("{name}:{line} does not parse as Rust: {error}")
        })?;
        Ok(SourceFile { name, parsed })
    });
    parsed.collect()
}

fn find(path: &Path, files: &mut Vec<PathBuf>) -> Result<()> {
    if path.is_file() {
        files.push(path.to_owned());
        return Ok(());
    }
    let entries = fs::read_dir(path).map_err(|error| Error::io("read", path, error))?;
    for entry in entries {
        let entry = entry.map_err(|error| Error::io("read", path, error))?;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        let kind = entry
            .file_type()
            .map_err(|error| Error::io("read", path, error))?;
        if kind.is_dir() {
            if name != "target" && !name.starts_with('.') {
                find(&entry.path(), files)?;
            }
        } else if Path::new(&*name)
            .extension()
            .is_some_and(|ending| ending == "rs")
        {
            files.push(entry.path());
        }
    }
    Ok(())
}

/// Adds what a source constructs. What is compiled for tests alone is left out.
pub(super) fn collect(file: &SourceFile, aliases: &Aliases, names: &Names, uses: &mut Uses) {
    let mut walk = Walk {
        file,
        aliases,
        names,
        uses,
        own: None,
    };
    walk.visit_file(&file.parsed);
}

struct Walk<'a, 'c> {
    file: &'a SourceFile,
    aliases: &'a Aliases,
    names: &'a Names<'c>,
    uses: &'a mut Uses,
    /// What `Self` stands for.
    own: Option<Known>,
}

impl Walk<'_, '_> {
    fn place(&self, span: Span) -> Place {
        Place {
            file: self.file.name.clone(),
            line: span.start().line,
        }
    }

    fn add(&mut self, code: &str, span: Span) {
        let place = self.place(span);
        let places = self.uses.places.entry(code.to_owned()).or_default();
        if !places.contains(&place) {
            places.push(place);
        }
    }

    /// The type that a path is of, and the last name in it: `ApiError::gone`, `Self::gone`, `<ErrorOf<GetItem>>::gone`.
    fn member(&self, path: &ExprPath) -> Option<(Known, String)> {
        let mut segments = path.path.segments.iter().rev();
        let last = segments.next()?.ident.to_string();
        let of = match (segments.next(), &path.qself) {
            (Some(of), _) => of.ident.to_string(),
            (None, Some(of)) => name_of(&of.ty)?,
            (None, None) => return None,
        };
        let known = if of == "Self" {
            self.own
        } else {
            self.aliases.get(&of)
        };
        Some((known?, last))
    }
}

impl<'f> Visit<'f> for Walk<'_, '_> {
    fn visit_item(&mut self, item: &'f syn::Item) {
        if !is_for_tests(attributes_of(item)) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_impl(&mut self, item: &'f ItemImpl) {
        let own = name_of(&item.self_ty).and_then(|name| self.aliases.get(&name));
        let around = std::mem::replace(&mut self.own, own);
        visit::visit_item_impl(self, item);
        self.own = around;
    }

    fn visit_expr_path(&mut self, path: &'f ExprPath) {
        if let Some((known, last)) = self.member(path) {
            let code = match known {
                Known::Error => self.names.constructors.get(last.as_str()),
                Known::Code => self.names.variants.get(last.as_str()),
            };
            if let Some(code) = code {
                let segments = path.path.segments.last();
                let span = segments.map_or_else(Span::call_site, |segment| segment.ident.span());
                self.add(code.name.key(), span);
            }
        }
        visit::visit_expr_path(self, path);
    }

    fn visit_expr_call(&mut self, call: &'f ExprCall) {
        let function = match &*call.func {
            Expr::Path(path) => self.member(path),
            _ => None,
        };
        if let Some((Known::Error, name)) = function.filter(|(_, name)| name == "by_name") {
            let text = match call.args.first() {
                Some(Expr::Lit(literal)) => match &literal.lit {
                    Lit::Str(text) => Some(text.value()),
                    _ => None,
                },
                _ => None,
            };
            let span = call.paren_token.span.open();
            let code = text.and_then(|text| self.names.keys.get(text.as_str()).copied());
            if let Some(code) = code {
                self.add(code.name.key(), span);
            } else {
                let place = self.place(span);
                let what = format!("`{name}` with a name that is known at run time");
                self.uses.unread.push((what, place));
            }
        }
        visit::visit_expr_call(self, call);
    }

    /// A code that is compared is not constructed.
    fn visit_expr_binary(&mut self, binary: &'f ExprBinary) {
        use syn::BinOp::{Eq, Ne};
        let is_compared = matches!(binary.op, Eq(_) | Ne(_));
        for side in [&*binary.left, &*binary.right] {
            let is_code = match side {
                Expr::Path(path) => matches!(self.member(path), Some((Known::Code, _))),
                _ => false,
            };
            if !(is_compared && is_code) {
                self.visit_expr(side);
            }
        }
    }

    /// A pattern constructs nothing.
    fn visit_pat(&mut self, _: &'f Pat) {}

    fn visit_macro(&mut self, invocation: &'f Macro) {
        let names: Vec<&str> = self.aliases.names().collect();
        let called = invocation.path.segments.last();
        if let Some(called) = called.filter(|_| mentions(&invocation.tokens, &names)) {
            let place = self.place(called.ident.span());
            let what = format!("macro `{}!`", called.ident);
            self.uses.unread.push((what, place));
        }
    }
}

/// Whether tokens have one of these names.
fn mentions(tokens: &TokenStream, names: &[&str]) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Group(group) => mentions(&group.stream(), names),
        TokenTree::Ident(ident) => names.iter().any(|name| ident == name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

fn attributes_of(item: &syn::Item) -> &[Attribute] {
    match item {
        syn::Item::Mod(item) => &item.attrs,
        syn::Item::Fn(item) => &item.attrs,
        syn::Item::Impl(item) => &item.attrs,
        _ => &[],
    }
}

/// Whether attributes are `#[test]` or `#[cfg(test)]`, also `#[cfg(all(test, …))]`.
fn is_for_tests(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let path = attribute.path();
        let is_test = path
            .segments
            .last()
            .is_some_and(|last| last.ident == "test");
        let tokens = match &attribute.meta {
            syn::Meta::List(list) if path.is_ident("cfg") => &list.tokens,
            _ => return is_test,
        };
        mentions(tokens, &["test"]) && !mentions(tokens, &["not", "any"])
    })
}
