//! Other names for the types of the module.

use std::collections::{BTreeMap, BTreeSet};

use syn::visit::{self, Visit};
use syn::{GenericArgument, ItemType, PathArguments, Type, UseTree};

use super::sources::SourceFile;

/// The types of the module by which codes are constructed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Known {
    /// `ApiError`, `ListedError` or `ErrorOf`, with constructors.
    Error,
    /// `ErrorCode`, with variants.
    Code,
}

/// The names of these types in the sources: their own, and those that a `use … as …` or a `type` gives them.
pub(super) struct Aliases(BTreeMap<String, Known>);

impl Aliases {
    pub(super) fn of(files: &[SourceFile]) -> Self {
        let own = [
            ("ApiError", Known::Error),
            ("ListedError", Known::Error),
            ("ErrorOf", Known::Error),
            ("ErrorCode", Known::Code),
        ];
        let mut aliases = Self(own.map(|(name, known)| (name.to_owned(), known)).into());
        let mut renames = Renames::default();
        for file in files {
            renames.visit_file(&file.parsed);
        }
        // An alias may be one of an alias, in another file.
        loop {
            let before = aliases.0.len();
            for (alias, of) in &renames.0 {
                if let Some(known) = aliases.0.get(of).copied() {
                    aliases.0.entry(alias.clone()).or_insert(known);
                }
            }
            if aliases.0.len() == before {
                return aliases;
            }
        }
    }

    pub(super) fn get(&self, name: &str) -> Option<Known> {
        self.0.get(name).copied()
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }
}

/// Pairs of a name and of what it stands for.
#[derive(Default)]
struct Renames(BTreeSet<(String, String)>);

impl<'f> Visit<'f> for Renames {
    fn visit_use_tree(&mut self, tree: &'f UseTree) {
        if let UseTree::Rename(rename) = tree {
            self.0
                .insert((rename.rename.to_string(), rename.ident.to_string()));
        }
        visit::visit_use_tree(self, tree);
    }

    fn visit_item_type(&mut self, item: &'f ItemType) {
        if let Some(of) = name_of(&item.ty) {
            self.0.insert((item.ident.to_string(), of));
        }
        visit::visit_item_type(self, item);
    }
}

/// The last name of a type: `ErrorOf` for `errors::ErrorOf<GetOrder>`, also inside a box.
pub(super) fn name_of(of: &Type) -> Option<String> {
    let last = match of {
        Type::Path(path) => path.path.segments.last()?,
        Type::Reference(reference) => return name_of(&reference.elem),
        Type::Paren(paren) => return name_of(&paren.elem),
        _ => return None,
    };
    if last.ident == "Box" {
        let PathArguments::AngleBracketed(arguments) = &last.arguments else {
            return None;
        };
        return arguments.args.iter().find_map(|argument| match argument {
            GenericArgument::Type(inside) => name_of(inside),
            _ => None,
        });
    }
    Some(last.ident.to_string())
}
