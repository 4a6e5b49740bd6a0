//! An entry of `docs`.

use super::path::FilePath;
use super::{DocsEntry, Entry, Vars};
use crate::catalog::{Dialect, DocsOutput, Format, PathPattern};
use crate::diagnostic::{Diagnostic, Path, Report};
use crate::load::members::{Members, Read};
use crate::load::rules;
use crate::load::scalars::word;
use crate::yaml::Node;

impl Read for DocsEntry {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        let mut members = Members::open(
            node,
            at,
            "a mapping with `path` or `splice`, `template`, `dialect`, `diagram`, `select` and `vars`",
            report,
        )?;
        let spliced = members.optional::<FilePath>("splice");
        let splice = !spliced.is_absent();
        if splice && members.node("path").is_some() {
            let message = "expected either `path` or `splice`, found both";
            let place = at.key("path").at_key();
            members
                .report
                .push(Diagnostic::new(&rules::UNKNOWN_VALUE, place, message).help(
                "use `path` for a generated page, or `splice` for a page that is written by hand",
            ));
        }
        let path = if splice {
            spliced.take().map(|path| PathPattern::new(path.0))
        } else {
            members.required::<PathPattern>("path")
        };
        let template = members
            .optional::<FilePath>("template")
            .take()
            .map(|path| path.0);
        let dialect = members.optional("dialect").take();
        let diagram = members.optional("diagram").take().unwrap_or_default();
        let select = members.optional("select").take().unwrap_or_default();
        let vars = members.optional::<Vars>("vars").take();
        members.close();
        let path = path?;
        // An `.mdx` file is MDX, not GitHub's Markdown.
        let ending = std::path::Path::new(path.text()).extension();
        let by_ending = if ending.is_some_and(|ending| ending == "mdx") {
            Dialect::Mdx
        } else {
            Dialect::Gfm
        };
        let format = DocsOutput {
            splice,
            template,
            dialect: dialect.unwrap_or(by_ending),
            diagram,
            vars: vars.map(|vars| vars.0).unwrap_or_default(),
        };
        Some(Self(Entry {
            path,
            path_member: if splice { "splice" } else { "path" },
            select,
            format: Format::Docs(format),
        }))
    }
}

impl Read for Dialect {
    fn read(node: &Node, at: &Path, report: &mut Report) -> Option<Self> {
        word(node, at, "a dialect of Markdown", Self::WORDS, report)
    }
}
