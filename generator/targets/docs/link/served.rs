//! The names under which sites serve pages.

use crate::catalog::Subject;
use crate::diagnostic::{Diagnostic, Level, Rule, quote};
use crate::targets::docs::markdown::blocks::slug;
use crate::targets::docs::markdown::dialect::{Pages, Style};
use crate::targets::docs::page::job::Job;

pub(in crate::targets::docs) static UNSERVED_PAGE: Rule = Rule {
    name: "unserved-page",
    level: Level::Warning,
    what: "The site generator of a page's dialect skips files with the name of the page.",
    why: "The page would not exist, and links to it would lead nowhere.",
    bad: "version: 1\ncodes:\n  _gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: \"errors/{code}.mdx\", dialect: docusaurus}]}\n",
    good: "version: 1\ncodes:\n  _gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: \"errors/error-{code}.mdx\", dialect: docusaurus}]}\n",
};

impl Style {
    /// The name under which a site serves a page: the name of its file, or of its folder for an index page. `None` if the
    /// site skips the file.
    pub(in crate::targets::docs) fn served_as(
        &self,
        path: &str,
        subject: Subject,
    ) -> Option<String> {
        let Name { stem, folder } = Name::of(path);
        if self.skips(stem) {
            return None;
        }
        if let Some(slug) = self.own_slug(path, subject) {
            return Some(slug.to_owned());
        }
        let name = match stem {
            "index" | "README" => folder,
            _ => stem,
        };
        Some(match self.pages {
            Pages::Astro => slug(name),
            Pages::Files | Pages::Docusaurus => name.to_owned(),
        })
    }

    /// The `slug` that the front matter of a page needs, so that the site does not change the name of its file.
    pub(in crate::targets::docs) fn own_slug<'p>(
        &self,
        path: &'p str,
        subject: Subject,
    ) -> Option<&'p str> {
        // With the page of a whole catalog, the team means what it writes: a number for the order, an index of a folder.
        if self.pages != Pages::Docusaurus || subject == Subject::Catalog {
            return None;
        }
        let Name { stem, folder } = Name::of(path);
        // The site takes a number at the start for an order, and these names for the index of the folder.
        let is_changed = stem.starts_with(|c: char| c.is_ascii_digit())
            || ["index", "readme", folder]
                .iter()
                .any(|index| stem.eq_ignore_ascii_case(index));
        is_changed.then_some(stem)
    }

    fn skips(&self, stem: &str) -> bool {
        self.pages != Pages::Files && stem.starts_with('_')
    }
}

/// The name of a page's file without its extension, and of its folder.
struct Name<'p> {
    stem: &'p str,
    folder: &'p str,
}

impl<'p> Name<'p> {
    fn of(path: &'p str) -> Self {
        let mut names = path.rsplit('/');
        let file = names.next().unwrap_or_default();
        Self {
            stem: file.rsplit_once('.').map_or(file, |(stem, _)| stem),
            folder: names.next().unwrap_or_default(),
        }
    }
}

/// The finding about pages of an entry that its site skips.
pub(in crate::targets::docs) fn unserved(job: &Job, paths: &[&str]) -> Option<Diagnostic> {
    let style = Style::of(job.dialect);
    let mut skipped = paths.iter().filter(|path| style.skips(Name::of(path).stem));
    let first = skipped.next()?;
    let more = match skipped.count() {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    let message = format!(
        "{} skips {}{more}, because a name that begins with `_` is no page",
        job.dialect.word(),
        quote(first)
    );
    let place = job.at.key("path").at_value();
    Some(Diagnostic::new(&UNSERVED_PAGE, place, message).help(
        "begin the name with something else, such as `error-{code}`, in `path` and in `docs_url`",
    ))
}

#[cfg(test)]
mod tests {
    use super::Style;
    use crate::catalog::{Dialect, Subject};

    #[test]
    fn a_page_is_served_under_its_own_name_or_not_at_all() {
        for (dialect, path, served) in [
            (Dialect::Gfm, "errors/404_gone.md", Some("404_gone")),
            (Dialect::Mkdocs, "errors/index.md", Some("errors")),
            (Dialect::Mdbook, "errors/_gone.md", Some("_gone")),
            (Dialect::Docusaurus, "errors/404_gone.mdx", Some("404_gone")),
            (Dialect::Docusaurus, "errors/errors.mdx", Some("errors")),
            (Dialect::Docusaurus, "errors/index.mdx", Some("index")),
            (Dialect::Docusaurus, "errors/_gone.mdx", None),
            (Dialect::Starlight, "errors/E10.1.mdx", Some("e101")),
            (Dialect::Starlight, "_gone.mdx", None),
        ] {
            let style = Style::of(dialect);
            let found = style.served_as(path, Subject::Code);
            assert_eq!(found.as_deref(), served, "{dialect:?} {path}");
        }
        let docusaurus = Style::of(Dialect::Docusaurus);
        let slug = |path| docusaurus.own_slug(path, Subject::Code);
        assert_eq!(slug("errors/2-step.mdx"), Some("2-step"));
        assert_eq!(slug("errors/Errors.mdx"), Some("Errors"));
        assert_eq!(slug("errors/gone.mdx"), None);
        assert_eq!(docusaurus.own_slug("1-errors.mdx", Subject::Catalog), None);
    }
}
