//! Rust: an enum, what its attributes and comments say, and the `match`es over it.

use std::collections::BTreeMap;

use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, ExprMatch, Fields, Item, Lit, Meta, Pat};

use super::found::{Found, FoundCode};
use super::learn::set_message;
use super::{is_name, letters, line_at, status_of_reason};
use crate::diagnostic::Source;

pub(super) fn read(file: &Source) -> Result<Found, String> {
    let parsed = syn::parse_file(file.text());
    let parsed = parsed.map_err(|error| format!("it is no Rust that compiles: {error}"))?;
    let mut arms = Arms::default();
    arms.visit_file(&parsed);
    let mut enums = Enums(Vec::new());
    enums.visit_file(&parsed);
    let mut found = Found::default();
    for item in enums.0 {
        let names: Vec<String> = item
            .variants
            .iter()
            .map(|variant| variant.ident.to_string())
            .collect();
        let is_told =
            |name: &String| arms.statuses.contains_key(name) || arms.texts.contains_key(name);
        let has_messages = item
            .variants
            .iter()
            .any(|variant| message_of(&variant.attrs).is_some());
        if !has_messages && !names.iter().any(is_told) {
            continue;
        }
        let style = rename_all(&item.attrs);
        for variant in &item.variants {
            let ident = variant.ident.to_string();
            let line = file
                .text()
                .find(&ident)
                .map_or(0, |at| line_at(file.text(), at));
            let texts = arms.texts.get(&ident);
            // A `match` gives each variant a text of its own: the code, or else the message.
            let code = texts.and_then(|texts| {
                texts
                    .iter()
                    .find(|text| is_name(text) && text.contains(|c: char| !c.is_uppercase()))
            });
            let code = code.filter(|code| !code.contains(' ')).cloned();
            let renamed = rename(&variant.attrs);
            let name = renamed.or(code).unwrap_or_else(|| style.of(&ident));
            let mut made = FoundCode {
                name,
                place: format!("{}:{line}", file.name()),
                description: docs(&variant.attrs),
                ..FoundCode::default()
            };
            made.statuses.extend(arms.statuses.get(&ident));
            let own = message_of(&variant.attrs);
            let of_match = texts
                .and_then(|texts| texts.iter().find(|text| text.contains(' ')))
                .cloned();
            if let Some(message) = own.or(of_match) {
                message_with_fields(&mut made, &message, &variant.fields);
            }
            match found.codes.iter_mut().find(|known| known.name == made.name) {
                Some(known) => known.add(made),
                None => found.codes.push(made),
            }
        }
    }
    if arms.unread > 0 {
        found.notes.push(format!(
            "{} `match` arms of {} give no status or text that can be read; look at them",
            arms.unread,
            file.name()
        ));
    }
    Ok(found)
}

/// The enums of a file, in modules too.
struct Enums<'f>(Vec<&'f syn::ItemEnum>);

impl<'f> Visit<'f> for Enums<'f> {
    fn visit_item(&mut self, item: &'f Item) {
        if let Item::Enum(item) = item {
            self.0.push(item);
        }
        visit::visit_item(self, item);
    }
}

/// What the `match`es say of variants, by their names.
#[derive(Default)]
struct Arms {
    statuses: BTreeMap<String, u16>,
    texts: BTreeMap<String, Vec<String>>,
    unread: usize,
}

impl<'f> Visit<'f> for Arms {
    fn visit_expr_match(&mut self, expr: &'f ExprMatch) {
        for arm in &expr.arms {
            let mut variants = Vec::new();
            variants_of(&arm.pat, &mut variants);
            if variants.is_empty() {
                continue;
            }
            let mut said = Said::default();
            said.visit_expr(&arm.body);
            if said.status.is_none() && said.texts.is_empty() {
                continue;
            }
            for variant in variants {
                if let Some(status) = said.status {
                    self.statuses.entry(variant.clone()).or_insert(status);
                }
                self.texts
                    .entry(variant)
                    .or_default()
                    .extend(said.texts.iter().cloned());
            }
        }
        visit::visit_expr_match(self, expr);
    }
}

/// The variants that a pattern names.
fn variants_of(pattern: &Pat, variants: &mut Vec<String>) {
    let path = match pattern {
        Pat::Or(or) => {
            or.cases.iter().for_each(|case| variants_of(case, variants));
            return;
        }
        Pat::Path(path) => &path.path,
        Pat::Struct(pattern) => &pattern.path,
        Pat::TupleStruct(pattern) => &pattern.path,
        Pat::Reference(inner) => return variants_of(&inner.pat, variants),
        Pat::Paren(inner) => return variants_of(&inner.pat, variants),
        _ => return,
    };
    if let (Some(last), true) = (path.segments.last(), path.segments.len() > 1) {
        variants.push(last.ident.to_string());
    }
}

/// The status and the texts in an expression.
#[derive(Default)]
struct Said {
    status: Option<u16>,
    texts: Vec<String>,
}

impl<'f> Visit<'f> for Said {
    fn visit_expr(&mut self, expr: &'f Expr) {
        match expr {
            Expr::Path(path) => {
                let segments: Vec<String> = path
                    .path
                    .segments
                    .iter()
                    .map(|segment| segment.ident.to_string())
                    .collect();
                if let [.., kind, name] = &segments[..] {
                    if kind.contains("Status") {
                        self.status = self.status.or(status_named(name));
                    }
                }
            }
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(number) => {
                    let number = number.base10_parse().ok();
                    self.status = self
                        .status
                        .or(number.filter(|status| (400..600).contains(status)));
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

/// The message of `#[error("…")]`, `#[display("…")]` or `#[strum(message = "…")]`.
fn message_of(attributes: &[Attribute]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else {
            return None;
        };
        let name = list.path.segments.last()?.ident.to_string();
        if !["error", "display"].contains(&name.as_str()) {
            return None;
        }
        let tokens = list.tokens.clone().into_iter().next()?;
        match syn::parse2::<Lit>(tokens.into_token_stream()).ok()? {
            Lit::Str(text) => Some(text.value()),
            _ => None,
        }
    })
}

/// The message with an argument for each field that it shows: `{0}`, `{id}`, `{id:?}`.
fn message_with_fields(code: &mut FoundCode, message: &str, fields: &Fields) {
    let mut text = String::new();
    let mut rest = message;
    let mut next = 0;
    while let Some(start) = rest.find('{') {
        text += &rest[..start];
        let behind = &rest[start + 1..];
        if let Some(escaped) = behind.strip_prefix('{') {
            text += "{{";
            rest = escaped;
            continue;
        }
        let Some((inside, after)) = behind.split_once('}') else {
            break;
        };
        let name = inside.split(':').next().unwrap_or_default().trim();
        let name = if name.is_empty() {
            next += 1;
            (next - 1).to_string()
        } else {
            name.trim_start_matches('.').to_owned()
        };
        let name = match name.parse::<usize>() {
            Ok(index) => named_field(fields, index),
            Err(_) => name,
        };
        text = text + "{" + &name + "}";
        rest = after;
    }
    text += rest;
    // `}}` stays as it is: it is the same in a catalog.
    let text = text.replace("}}", "\u{0}").replace("{{", "\u{1}");
    set_message(code, &text);
    let message = code.message.take().unwrap_or_default();
    code.message = Some(message.replace('\u{0}', "}}").replace('\u{1}', "{{"));
}

/// A name for a field without one.
fn named_field(fields: &Fields, index: usize) -> String {
    let named = fields
        .iter()
        .nth(index)
        .and_then(|field| field.ident.as_ref());
    named.map_or_else(
        || {
            if fields.len() == 1 {
                "value".to_owned()
            } else {
                format!("value_{}", index + 1)
            }
        },
        ToString::to_string,
    )
}

fn docs(attributes: &[Attribute]) -> Option<String> {
    let lines = attributes
        .iter()
        .filter_map(|attribute| match &attribute.meta {
            Meta::NameValue(pair) if pair.path.is_ident("doc") => match &pair.value {
                Expr::Lit(literal) => match &literal.lit {
                    Lit::Str(text) => Some(text.value().trim().to_owned()),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        });
    let text = lines.collect::<Vec<_>>().join("\n");
    Some(text.trim().to_owned()).filter(|text| !text.is_empty())
}

/// The value of `rename = "…"` or `serialize = "…"` of serde and strum.
fn rename(attributes: &[Attribute]) -> Option<String> {
    option(attributes, &["rename", "serialize", "to_string"])
}

/// How the names of variants are written.
enum Style {
    Snake,
    Kebab,
    Screaming,
    Camel,
    AsIs,
}

impl Style {
    fn of(&self, ident: &str) -> String {
        use heck::{
            ToKebabCase as _, ToLowerCamelCase as _, ToShoutySnakeCase as _, ToSnakeCase as _,
        };
        match self {
            Self::Snake => ident.to_snake_case(),
            Self::Kebab => ident.to_kebab_case(),
            Self::Screaming => ident.to_shouty_snake_case(),
            Self::Camel => ident.to_lower_camel_case(),
            Self::AsIs => ident.to_owned(),
        }
    }
}

fn rename_all(attributes: &[Attribute]) -> Style {
    match option(attributes, &["rename_all", "serialize_all"]).as_deref() {
        Some("kebab-case") => Style::Kebab,
        Some("SCREAMING_SNAKE_CASE") => Style::Screaming,
        Some("camelCase") => Style::Camel,
        Some("PascalCase") => Style::AsIs,
        _ => Style::Snake,
    }
}

/// A text option of serde's and strum's attributes.
fn option(attributes: &[Attribute], names: &[&str]) -> Option<String> {
    attributes.iter().find_map(|attribute| {
        if !["serde", "strum"]
            .iter()
            .any(|name| attribute.path().is_ident(name))
        {
            return None;
        }
        let mut found = None;
        let _ = attribute.parse_nested_meta(|meta| {
            let value = meta.value().and_then(syn::parse::ParseBuffer::parse::<Lit>);
            if let (Ok(Lit::Str(text)), true) =
                (value, names.iter().any(|name| meta.path.is_ident(name)))
            {
                found.get_or_insert(text.value());
            }
            Ok(())
        });
        found
    })
}
