//! The pages that links can lead to, and the choice between them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::catalog::{Criterion, PathPattern, Subject};
use crate::select::{Names, View};
use crate::targets::docs::page::job::{Job, Kind};

/// The pages that a page can link to. All of them have its dialect.
pub(in crate::targets::docs) struct Pages {
    /// The pages for one code each.
    of_codes: Vec<Page>,
    /// The pages for one retired code each.
    of_retired: Vec<Page>,
    /// The pages for one type each.
    of_types: Vec<Page>,
    /// The pages with many codes. They use the built-in template, which has an anchor for each code.
    whole: Vec<Page>,
}

struct Page {
    path: PathPattern,
    names: Arc<Names>,
}

impl Pages {
    /// Finds the pages: first from the same entry, then with the same selection, then in near folders. A page that
    /// leaves out the codes with a tag does not link to pages that include them.
    pub(in crate::targets::docs) fn find(jobs: &[Job], from: &Job) -> Self {
        let find = |subject, is_right: fn(&Job) -> bool| {
            let is_one = |job: &&Job| {
                let is_page = job.kind == Kind::Page && job.dialect == from.dialect;
                is_page && is_right(job) && job.path.subject() == subject && leads(&from.view, job)
            };
            let mut found: Vec<&Job> = jobs.iter().filter(is_one).collect();
            found.sort_by_key(|job| {
                let (path, own) = (job.path.text(), from.path.text());
                let is_like = job.view.selection() == from.view.selection();
                (path != own, !is_like, Reverse(shared(path, own)))
            });
            let pages = found.into_iter().map(|job| Page {
                path: job.path.clone(),
                names: Arc::clone(&job.view.names),
            });
            pages.collect()
        };
        let is_built_in = |job: &Job| matches!(job.template, None | Some("errcat/page.md.j2"));
        Self {
            of_codes: find(Subject::Code, |_| true),
            of_retired: find(Subject::Retired, |_| true),
            of_types: find(Subject::Type, |_| true),
            whole: find(Subject::Catalog, is_built_in),
        }
    }

    pub(in crate::targets::docs) fn of_code(&self, code: &str) -> Option<String> {
        let has = |page: &&Page| page.names.codes.contains(code);
        let had = |page: &&Page| page.names.retired.contains(code);
        let page = self.of_codes.iter().find(has);
        let page = page.or_else(|| self.of_retired.iter().find(had))?;
        Some(page.path.of(code))
    }

    pub(in crate::targets::docs) fn of_type(&self, name: &str) -> Option<String> {
        let has = |page: &&Page| page.names.types.contains(name);
        let page = self.of_types.iter().find(has)?;
        Some(page.path.of(name))
    }

    /// The path of a page with many codes that includes this code.
    pub(in crate::targets::docs) fn with_code(&self, code: &str) -> Option<&str> {
        let has = |page: &&Page| page.names.codes.contains(code);
        let page = self.whole.iter().find(has)?;
        Some(page.path.text())
    }
}

/// Whether a page about a view may link to a page: the target must not show codes that the view hides.
fn leads(view: &View, to: &Job) -> bool {
    let there = &to.view.selection().wanted;
    let mut asked = view.selection().wanted.iter();
    asked.all(|wanted| wanted.0 != Criterion::WithoutTag || there.contains(wanted))
}

/// The number of folders that two paths share.
fn shared(a: &str, b: &str) -> usize {
    let folders = |path: &str| path.matches('/').count();
    let alike = a.split('/').zip(b.split('/'));
    let alike = alike.take_while(|(a, b)| a == b).count();
    alike.min(folders(a)).min(folders(b))
}
