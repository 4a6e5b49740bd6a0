//! Rust: enums, what their attributes and comments say, and the [`match`es](super::arms) over them.

use quote::ToTokens as _;
use syn::visit::{self, Visit};
use syn::{Attribute, Expr, Field, Fields, Item, Lit, Meta, Type};

use super::arms::Arms;
use super::found::{Found, FoundCode};
use super::learn::set_message;
use super::{is_name, line_at};
use crate::diagnostic::Source;

pub(super) fn read(file: &Source) -> Result<Found, String> {
    let parsed = syn::parse_file(file.text());
    let parsed = parsed.map_err(|error| format!("it does not parse as Rust: {error}"))?;
    let mut arms = Arms::default();
    arms.visit_file(&parsed);
    let mut enums = Enums(Vec::new());
    enums.visit_file(&parsed);
    let mut found = Found::default();
    for item in enums.0 {
        let of = item.ident.to_string();
        let says_error = ["Error", "Code", "Failure", "Problem"]
            .iter()
            .any(|word| of.contains(word));
        let variants = || item.variants.iter();
        let has_messages = variants().any(|variant| message_of(&variant.attrs).is_some());
        let has_statuses =
            variants().any(|variant| !arms.of(&of, &variant.ident.to_string()).statuses.is_empty());
        if !says_error && !has_messages && !has_statuses {
            continue;
        }
        let style = style(&item.attrs);
        for variant in variants() {
            let ident = variant.ident.to_string();
            let at = file.text().find(&of).unwrap_or_default();
            let line = file.text()[at..]
                .find(&ident)
                .map_or(0, |inside| line_at(file.text(), at + inside));
            let said = arms.of(&of, &ident);
            // A `match` gives each variant a text of its own: the code, or else the message.
            let is_code =
                |text: &&String| is_name(text) && text.contains(|c: char| !c.is_uppercase());
            let code = rename(&variant.attrs).or(said.texts.iter().find(is_code).cloned());
            let is_derived = code.is_none();
            let mut name = code.unwrap_or_else(|| style.of(&ident));
            if is_derived && found.codes.iter().any(|known| known.name == name) {
                // The variant of another enum.
                name = format!(
                    "{}_{name}",
                    heck::ToSnakeCase::to_snake_case(of.trim_end_matches("Error"))
                );
            }
            let (description, internal) = docs(&variant.attrs);
            let mut made = FoundCode {
                name,
                place: format!("{}:{line}", file.name()),
                description,
                internal,
                ..FoundCode::default()
            };
            set_headers(&mut made, &said.headers);
            made.statuses.extend(&said.statuses);
            if made.statuses.is_empty() {
                made.statuses.extend(&said.numbers);
            }
            let message = message_of(&variant.attrs);
            let of_match = said.texts.iter().find(|text| text.contains(' ')).cloned();
            let message = message.or(of_match.map(|text| (text, Vec::new())));
            if let Some((message, values)) = message {
                message_with_fields(&mut made, &message, &values, &variant.fields);
            }
            found.add_code(made);
        }
    }
    let unread = arms.unread();
    if !unread.is_empty() {
        found.notes.push(format!(
            "errcat can read no status and no text in {} for {}",
            file.name(),
            unread.join(", ")
        ));
    }
    Ok(found)
}

/// The headers of a response, where a catalog sets them.
fn set_headers(code: &mut FoundCode, headers: &[(String, String)]) {
    for (name, value) in headers {
        match (&**name, value.parse()) {
            ("Retry-After", Ok(seconds)) => code.retry_after = Some(seconds),
            // The envelope has it.
            ("Content-Type" | "Content-Length" | "Retry-After", _) => {}
            _ => code.headers.push((name.clone(), value.clone())),
        }
    }
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

/// The message of `#[error("…")]` or `#[display("…")]`, with what stands behind it: `.0`, `field.len()`.
fn message_of(attributes: &[Attribute]) -> Option<(String, Vec<String>)> {
    attributes.iter().find_map(|attribute| {
        let Meta::List(list) = &attribute.meta else {
            return None;
        };
        let name = list.path.segments.last()?.ident.to_string();
        if !["error", "display"].contains(&name.as_str()) {
            return None;
        }
        let mut tokens = list.tokens.clone().into_iter();
        let Lit::Str(text) = syn::parse2::<Lit>(tokens.next()?.into_token_stream()).ok()? else {
            return None;
        };
        let mut values = Vec::new();
        for token in tokens {
            match token.to_string().as_str() {
                "," => values.push(String::new()),
                token => {
                    if let Some(last) = values.last_mut() {
                        *last += token;
                    }
                }
            }
        }
        Some((text.value(), values))
    })
}

/// The message with an argument for each field that it shows: `{0}`, `{id}`, `{id:?}`, or `{}` for one of the values behind it.
fn message_with_fields(code: &mut FoundCode, message: &str, values: &[String], fields: &Fields) {
    let mut text = String::new();
    let mut rest = message;
    let mut next = 0;
    while let Some(start) = rest.find('{') {
        text += &rest[..start];
        let behind = &rest[start + 1..];
        if let Some(escaped) = behind.strip_prefix('{') {
            text.push('\u{1}');
            rest = escaped;
            continue;
        }
        let Some((inside, after)) = behind.split_once('}') else {
            text.push('\u{1}');
            rest = behind;
            break;
        };
        let inside = inside.split(':').next().unwrap_or_default().trim();
        let value = if inside.is_empty() {
            next += 1;
            values.get(next - 1).map_or("", String::as_str)
        } else {
            inside
        };
        let (name, field) = field_of(value, fields, next);
        if let Some(kind) = field.and_then(kind_of) {
            code.kinds.insert(name.clone(), kind);
        }
        text = text + "{" + &name + "}";
        rest = after;
    }
    text += rest;
    // `}}` is the same in a catalog.
    set_message(code, &text.replace("}}", "\u{0}"));
    let message = code.message.take().unwrap_or_default();
    code.message = Some(message.replace('\u{0}', "}}").replace('\u{1}', "{{"));
}

/// The name of a value in a message, and its field: `id`, `.0`, `self.id`, `_0`. Anything else is a value of its own.
fn field_of<'f>(value: &str, fields: &'f Fields, place: usize) -> (String, Option<&'f Field>) {
    let value = value.strip_prefix("self").unwrap_or(value);
    let name = value.trim_start_matches('.');
    let index = name.strip_prefix('_').unwrap_or(name).parse::<usize>().ok();
    let field = match index {
        Some(index) => fields.iter().nth(index),
        None => fields
            .iter()
            .find(|field| field.ident.as_ref().is_some_and(|ident| ident == name)),
    };
    let only = if fields.len() == 1 {
        "value".to_owned()
    } else {
        format!("value_{}", index.map_or(place, |index| index + 1))
    };
    let named = field
        .and_then(|field| field.ident.as_ref())
        .map(ToString::to_string);
    let is_word = !name.is_empty()
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
        && index.is_none();
    let name = named.unwrap_or_else(|| if is_word { name.to_owned() } else { only });
    (name, field)
}

/// The type of an argument, if its field is no text.
fn kind_of(field: &Field) -> Option<&'static str> {
    let Type::Path(path) = &field.ty else {
        return None;
    };
    match path.path.segments.last()?.ident.to_string().as_str() {
        "u8" | "u16" | "u32" | "u64" | "usize" | "i8" | "i16" | "i32" | "i64" | "isize" => {
            Some("integer")
        }
        "f32" | "f64" => Some("number"),
        "bool" => Some("boolean"),
        _ => None,
    }
}

/// The first paragraph of a comment, and what follows it: what is written for colleagues is not for everybody.
fn docs(attributes: &[Attribute]) -> (Option<String>, Option<String>) {
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
    let (first, rest) = text.trim().split_once("\n\n").unwrap_or((text.trim(), ""));
    let given = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    (given(&first.replace('\n', " ")), given(rest))
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
    Lower,
    Upper,
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
            Self::Lower => ident.to_lowercase(),
            Self::Upper => ident.to_uppercase(),
            Self::AsIs => ident.to_owned(),
        }
    }
}

/// How the names of an enum's variants are written: as serde or strum does it, or else as codes usually are.
fn style(attributes: &[Attribute]) -> Style {
    match option(attributes, &["rename_all", "serialize_all"]).as_deref() {
        Some("kebab-case") => Style::Kebab,
        Some("SCREAMING_SNAKE_CASE") => Style::Screaming,
        Some("camelCase") => Style::Camel,
        Some("lowercase") => Style::Lower,
        Some("UPPERCASE") => Style::Upper,
        Some("PascalCase") => Style::AsIs,
        None if derives_names(attributes) => Style::AsIs,
        _ => Style::Snake,
    }
}

/// Whether the names of variants are sent as they are.
fn derives_names(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        let text = match &attribute.meta {
            Meta::List(list) if list.path.is_ident("derive") => list.tokens.to_string(),
            _ => return false,
        };
        let mut words = text.split(|c: char| !c.is_alphanumeric());
        words.any(|word| ["Serialize", "IntoStaticStr", "AsRefStr"].contains(&word))
    })
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
