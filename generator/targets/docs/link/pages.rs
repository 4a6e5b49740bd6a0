//! The pages that there are for links to lead to, and which of them.

use std::cmp::Reverse;
use std::sync::Arc;

use crate::catalog::{Criterion, PathPattern, Subject};
use crate::select::{Names, View};
use crate::targets::docs::page::job::{Job, Kind};

/// The pages in the dialect of one that it can link to.
pub(in crate::targets::docs) struct Pages {
    /// Of a code each.
    of_codes: Vec<Page>,
    /// Of a code each that is retired.
    of_retired: Vec<Page>,
    /// Of a type each.
    of_types: Vec<Page>,
    /// Of many codes, by the built-in template, so that each has its place there.
    whole: Vec<Page>,
}

struct Page {
    path: PathPattern,
    names: Arc<Names>,
}

impl Pages {
    /// Its own siblings first, then those about the same codes, then those that are near. A page without the codes
    /// with a tag does not lead to pages with them.
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

    /// The path of a page of many that has this one.
    pub(in crate::targets::docs) fn with_code(&self, code: &str) -> Option<&str> {
        let has = |page: &&Page| page.names.codes.contains(code);
        let page = self.whole.iter().find(has)?;
        Some(page.path.text())
    }
}

/// Whether a page about a view may lead to a page: it must not tell of what the view hides.
fn leads(view: &View, to: &Job) -> bool {
    let there = &to.view.selection().wanted;
    let mut asked = view.selection().wanted.iter();
    asked.all(|wanted| wanted.0 != Criterion::WithoutTag || there.contains(wanted))
}

/// How many folders two paths share.
fn shared(a: &str, b: &str) -> usize {
    let folders = |path: &str| path.matches('/').count();
    let alike = a.split('/').zip(b.split('/'));
    let alike = alike.take_while(|(a, b)| a == b).count();
    alike.min(folders(a)).min(folders(b))
}
