//! The filters and functions of templates, as one table. It is the source for registration, suggestions and the
//! reference.

mod lookup;
mod markup;
mod sample;

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use minijinja::Environment;

use crate::catalog::Subject;
use crate::targets::docs::link::links::Links;
use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::page::model::Model;

/// A filter or a function.
pub(in crate::targets::docs) struct Registered {
    pub(in crate::targets::docs) name: &'static str,
    pub(in crate::targets::docs) is_filter: bool,
    /// An example call, as the reference shows it.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "the reference is compared with it")
    )]
    usage: &'static str,
    /// The result, as the reference describes it.
    #[cfg_attr(
        not(test),
        allow(dead_code, reason = "the reference is compared with it")
    )]
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Registration),
}

/// The data that filters and functions use.
pub(in crate::targets::docs) struct Registration {
    pub(in crate::targets::docs) style: &'static Style,
    pub(in crate::targets::docs) model: Model,
    pub(in crate::targets::docs) links: Arc<Links>,
    /// What the pages are about.
    pub(in crate::targets::docs) subject: Subject,
    /// Whether the current page has tabs.
    pub(in crate::targets::docs) has_tabs: Arc<AtomicBool>,
}

/// All entries, in the order of the reference.
fn entries() -> impl Iterator<Item = &'static Registered> {
    [markup::ENTRIES, lookup::ENTRIES, sample::ENTRIES]
        .into_iter()
        .flatten()
}

/// Registers all entries.
pub(in crate::targets::docs) fn add(
    environment: &mut Environment<'static>,
    context: &Registration,
) {
    for entry in entries() {
        (entry.add)(environment, entry.name, context);
    }
}

/// The names of the filters, or of the functions.
pub(in crate::targets::docs) fn names(filters: bool) -> impl Iterator<Item = &'static str> {
    entries()
        .filter(move |entry| entry.is_filter == filters)
        .map(|entry| entry.name)
}

const fn filter(
    name: &'static str,
    usage: &'static str,
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Registration),
) -> Registered {
    Registered {
        name,
        is_filter: true,
        usage,
        gives,
        add,
    }
}

const fn function(
    name: &'static str,
    usage: &'static str,
    gives: &'static str,
    add: fn(&mut Environment<'static>, &'static str, &Registration),
) -> Registered {
    Registered {
        is_filter: false,
        ..filter(name, usage, gives, add)
    }
}

#[cfg(test)]
mod tests {
    use super::entries;

    /// If this test fails after a change, copy the expected table into the reference.
    #[test]
    fn the_reference_is_that_of_the_table() {
        let reference = include_str!("../../../../../docs-templates/README.md");
        let mut table = "| in a template | gives |\n|---|---|\n".to_owned();
        for entry in entries() {
            table.extend(["| `", entry.usage, "` | ", entry.gives, " |\n"]);
        }
        table.push('\n');
        assert!(reference.contains(&table), "the reference lacks:\n{table}");
        let mut names: Vec<&str> = entries().map(|entry| entry.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), entries().count(), "each name is unique");
        for entry in entries() {
            assert!(entry.usage.contains(entry.name), "{}", entry.name);
        }
    }
}
