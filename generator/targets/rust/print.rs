//! From pieces to text, with the blank lines that a person would leave.

use std::collections::{BTreeMap, BTreeSet};

use syn::Item;

use super::syntax::Piece;

/// The text of the pieces, and the `use`s that they need.
pub(super) struct Printed {
    pub(super) uses: String,
    pub(super) items: String,
}

/// Prints the pieces, with a blank line before each.
pub(super) fn print(pieces: Vec<Piece>, no_std: bool) -> Printed {
    let mut items = String::new();
    let mut used = BTreeSet::new();
    for piece in pieces {
        items.push('\n');
        match piece {
            Piece::Part { uses, text } => {
                used.extend(uses);
                items += &text;
            }
            Piece::Item {
                uses,
                item,
                filling,
            } => {
                used.extend(uses);
                print_item(*item, &filling, &mut items);
            }
        }
    }
    Printed {
        uses: declared(used, no_std),
        items,
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

fn print_item(item: Item, filling: &str, text: &mut String) {
    let has_members = matches!(item, Item::Impl(_));
    let file = syn::File {
        shebang: None,
        frontmatter: None,
        attrs: Vec::new(),
        items: vec![item],
    };
    let printed = prettyplease::unparse(&file);
    let from = text.len();
    if has_members {
        space_members(&printed, text);
    } else {
        *text += &printed;
    }
    if !filling.is_empty() {
        fill(text, from, filling);
    }
}

/// Puts the filling between the first empty brackets behind `from`.
fn fill(text: &mut String, from: usize, filling: &str) {
    let empty = ["{}", "[]"]
        .iter()
        .filter_map(|brackets| text[from..].find(brackets))
        .min();
    if let Some(at) = empty {
        text.insert_str(from + at + 1, filling);
    }
}

/// Copies the text of an `impl`, with a blank line between its members. No literal spans lines, so each line can be judged
/// by itself.
fn space_members(printed: &str, text: &mut String) {
    let mut behind_member = false;
    for line in printed.lines() {
        if behind_member && line != "}" {
            text.push('\n');
        }
        *text += line;
        text.push('\n');
        let is_member = line.starts_with("    ") && !line.starts_with("     ");
        behind_member = is_member && (line.ends_with('}') || line.ends_with(';'));
    }
}

/// Adds text, each line of it four columns further in.
pub(super) fn indent(text: &str, out: &mut String) {
    for line in text.split_inclusive('\n') {
        if line != "\n" {
            *out += "    ";
        }
        *out += line;
    }
}
