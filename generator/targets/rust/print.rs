//! From pieces to text, with the blank lines that a person would leave.

use std::collections::{BTreeMap, BTreeSet};

use syn::Item;

use super::syntax::Piece;

/// Adds the pieces to a text, indented: what they `use`, and then each behind a blank line. A piece is dropped when it is
/// printed, so that the text of a large catalog is there once.
pub(super) fn print(pieces: Vec<Piece>, no_std: bool, text: &mut String) {
    let used = pieces.iter().flat_map(|piece| match piece {
        Piece::Part { uses, .. } | Piece::Item { uses, .. } => uses,
    });
    let used: BTreeSet<&str> = used.copied().collect();
    let mut out = Indented::new(text);
    out.push(&declared(used, no_std));
    for piece in pieces {
        out.push("\n");
        match piece {
            Piece::Part { text, .. } => out.push(&text),
            Piece::Item { item, filling, .. } => print_item(*item, &filling, &mut out),
        }
    }
}

/// The declarations of the paths that are used, those of one module together.
fn declared(used: BTreeSet<&str>, no_std: bool) -> String {
    let mut modules: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for path in used {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let root = module.split("::").next().unwrap_or_default();
        let module = match root {
            "std" if no_std => format!("core{}", &module[root.len()..]),
            _ => module.to_owned(),
        };
        modules.entry(module).or_default().push(name);
    }
    let declared = modules.into_iter().map(|(module, names)| match &names[..] {
        [name] => format!("use ::{module}::{name};\n"),
        names => format!("use ::{module}::{{{}}};\n", names.join(", ")),
    });
    declared.collect::<BTreeSet<_>>().into_iter().collect()
}

fn print_item(item: Item, filling: &str, out: &mut Indented) {
    let has_members = matches!(item, Item::Impl(_));
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let mut printed = prettyplease::unparse(&file);
    if has_members {
        printed = spaced_members(&printed);
    }
    // The filling stands between the first empty brackets.
    let empty = ["{}", "[]"]
        .iter()
        .filter_map(|brackets| printed.find(brackets))
        .min();
    match empty.filter(|_| !filling.is_empty()) {
        Some(at) => {
            out.push(&printed[..=at]);
            out.push(filling);
            out.push(&printed[at + 1..]);
        }
        None => out.push(&printed),
    }
}

/// The text of an `impl`, with a blank line between its members. No literal spans lines, so each line can be judged by
/// itself.
fn spaced_members(printed: &str) -> String {
    let mut text = String::with_capacity(printed.len() + printed.len() / 8);
    let mut behind_member = false;
    for line in printed.lines() {
        if behind_member && line != "}" {
            text.push('\n');
        }
        text += line;
        text.push('\n');
        let is_member = line.starts_with("    ") && !line.starts_with("     ");
        behind_member = is_member && (line.ends_with('}') || line.ends_with(';'));
    }
    text
}

/// A text to which lines are added four columns further in.
struct Indented<'t> {
    text: &'t mut String,
    is_line_start: bool,
}

impl<'t> Indented<'t> {
    fn new(text: &'t mut String) -> Self {
        Self {
            text,
            is_line_start: true,
        }
    }

    fn push(&mut self, added: &str) {
        for line in added.split_inclusive('\n') {
            if self.is_line_start && line != "\n" {
                *self.text += "    ";
            }
            *self.text += line;
            self.is_line_start = line.ends_with('\n');
        }
    }
}
