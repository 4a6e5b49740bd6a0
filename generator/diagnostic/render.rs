//! Renders findings: like `rustc`, as one line each, or as JSON.

use std::collections::HashMap;
#[cfg(feature = "outputs")]
use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level as Title, Renderer};

use super::place::{Part, Path, Place};
use super::spot::Spot;
use super::{Diagnostic, Diagnostics, Finding, Level, Source};

impl Diagnostics {
    /// Renders each finding with a snippet of the catalog, like `rustc`. Of many findings of one rule, it shows the first,
    /// and the places of some others. With `color`, the text contains ANSI escapes.
    #[must_use]
    pub fn full(&self, color: bool) -> String {
        let renderer = if color {
            Renderer::styled()
        } else {
            Renderer::plain()
        };
        let renderer = renderer.decor_style(DecorStyle::Ascii);
        let located = self.located();
        let mut of_rule: HashMap<(&str, Level), Vec<&Located>> = HashMap::new();
        for found in &located {
            of_rule.entry(found.kind()).or_default().push(found);
        }
        let mut shown = String::new();
        for found in &located {
            let all = &of_rule[&found.kind()];
            let is_first = std::ptr::eq(all[0], found);
            if all.len() > MANY && !is_first {
                continue;
            }
            let mut groups = found.groups();
            let note = (all.len() > MANY).then(|| others(&all[1..]));
            if let (Some(group), Some(note)) = (groups.pop(), &note) {
                groups.push(group.element(Title::NOTE.message(note.as_str())));
                shown += &renderer.render(&groups);
            } else {
                shown += &renderer.render(&found.groups());
            }
            shown += "\n\n";
        }
        shown
    }

    /// Renders one finding per line: `path:line:column: level[rule]: message`. Lines and columns count from 1, and
    /// columns are in characters.
    #[must_use]
    pub fn concise(&self) -> String {
        self.lines()
            .into_iter()
            .map(|(_, line)| line + "\n")
            .collect()
    }

    /// The lines of [`concise`](Self::concise), each with its level.
    pub(crate) fn lines(&self) -> Vec<(Level, String)> {
        let line = |found: Located| {
            let (start, _) = found.main.position();
            let Diagnostic {
                rule,
                level,
                message,
                ..
            } = found.diagnostic;
            (
                *level,
                format!(
                    "{}:{start}: {level}[{}]: {message}",
                    found.main.name, rule.name
                ),
            )
        };
        self.located().into_iter().map(line).collect()
    }

    /// Renders one finding per line, as a JSON object: `level`, `rule`, `message`, `file`, `line`, `column`, `end`
    /// (`line` and `column` of the first character after it), `help` and `related` (a list of `message`, `file`,
    /// `line`, `column`, `end`).
    #[cfg(feature = "outputs")]
    #[must_use]
    pub fn json(&self) -> String {
        let mut shown = String::new();
        for found in self.located() {
            let mut line = found.main.json();
            line["level"] = found.diagnostic.level.to_string().into();
            line["rule"] = found.diagnostic.rule.name.into();
            line["message"] = found.diagnostic.message.as_str().into();
            line["help"] = found.diagnostic.help.as_deref().into();
            let related = found.related.as_ref().map(|(spot, label)| {
                let mut other = spot.json();
                other["message"] = (*label).into();
                other
            });
            line["related"] = related.into_iter().collect();
            let _ = writeln!(shown, "{line}");
        }
        shown
    }

    /// The findings in the order of the catalog and its parts, all located in one pass over each. Findings about other texts come
    /// last.
    pub(super) fn located(&self) -> Vec<Located<'_>> {
        let places = self.list.iter().flat_map(|found| {
            std::iter::once(&found.place).chain(found.related.as_ref().map(|(place, _)| place))
        });
        let nodes: Vec<(&Path, Part)> = places
            .filter_map(|place| match place {
                Place::Node { path, part } => Some((path, *part)),
                _ => None,
            })
            .collect();
        let mut spans = self.source.locate(&self.files, &nodes).into_iter();
        let mut spot = |place| match place {
            &Place::Byte(at) => Spot::new(&self.source, at..at),
            Place::Other { source, span } => Spot::new(source, span.clone()),
            Place::Node { .. } => {
                let (file, span) = spans.next().unwrap_or((0, 0..0));
                Spot::new(self.source.file(file), span)
            }
        };
        let mut located: Vec<Located> = self
            .list
            .iter()
            .map(|diagnostic| Located {
                diagnostic,
                main: spot(&diagnostic.place),
                related: diagnostic
                    .related
                    .as_ref()
                    .map(|(place, label)| (spot(place), label.as_str())),
            })
            .collect();
        number_lines(&mut located);
        let others = self.source.others();
        let files = 1 + others.len();
        let is_file = |source: &Source, file: &usize| match file {
            0 => std::ptr::eq(source, &raw const *self.source),
            other => std::ptr::eq(source, &raw const **others[other - 1]),
        };
        located.sort_by_cached_key(|found| {
            let source = found.main.source;
            let file = (0..files).find(|file| is_file(source, file));
            (file.unwrap_or(files), found.main.span.start)
        });
        located
    }
}

/// More findings of one rule than these are shown as one.
const MANY: usize = 10;

/// Tells of findings that are not shown, with the first places that they are at.
fn others(found: &[&Located]) -> String {
    let mut places: Vec<String> = found
        .iter()
        .map(|found| {
            let (start, _) = found.main.position();
            format!("{}:{start}", found.main.name)
        })
        .collect();
    // Several codes have what their type has.
    places.dedup();
    if places.len() >= MANY {
        places.truncate(MANY - 1);
        places.push("…".to_owned());
    }
    format!(
        "there are {} more, at {}; `--format concise` lists all",
        found.len(),
        places.join(", ")
    )
}

/// A finding with the positions of its places.
pub(super) struct Located<'d> {
    pub(super) diagnostic: &'d Diagnostic,
    pub(super) main: Spot<'d>,
    pub(super) related: Option<(Spot<'d>, &'d str)>,
}

impl<'d> Located<'d> {
    fn kind(&self) -> (&'static str, Level) {
        (self.diagnostic.rule.name, self.diagnostic.level)
    }

    /// The finding, as [`Diagnostics::iter`] returns it.
    pub(super) fn finding(self) -> Finding<'d> {
        Finding {
            rule: self.diagnostic.rule,
            level: self.diagnostic.level,
            message: &self.diagnostic.message,
            help: self.diagnostic.help.as_deref(),
            source: self.main.source,
            span: self.main.span,
        }
    }

    fn groups(&self) -> Vec<Group<'_>> {
        let Diagnostic {
            rule,
            level,
            message,
            label,
            help,
            ..
        } = self.diagnostic;
        let level = match level {
            Level::Error => Title::ERROR,
            Level::Warning => Title::WARNING,
        };
        let mut group = Group::with_title(level.primary_title(message.as_str()).id(rule.name));
        let primary = AnnotationKind::Primary;
        match &self.related {
            Some((other, why)) if other.near(&self.main) => {
                let (first, last) = if other.line < self.main.line {
                    (other, &self.main)
                } else {
                    (&self.main, other)
                };
                let lines = first.line_range().start..last.line_range().end;
                let shown = first.shown(lines);
                let context = AnnotationKind::Context.span(shown.span(other)).label(*why);
                let primary = primary.span(shown.span(&self.main));
                group = group.element(
                    shown
                        .snippet()
                        .annotation(primary.label(label.as_deref()))
                        .annotation(context),
                );
            }
            related => {
                group = self.main.show(group, primary, label.as_deref());
                if let Some((other, why)) = related {
                    group = other.show(group, AnnotationKind::Context, Some(why));
                }
            }
        }
        if let Some(help) = help {
            group = group.element(Title::HELP.message(help.as_str()));
        }
        vec![group]
    }
}

/// Sets the line number of every spot. The line breaks of each text are counted only once.
fn number_lines(located: &mut [Located]) {
    let mut starts: HashMap<*const Source, Vec<usize>> = HashMap::new();
    let spots = located.iter_mut().flat_map(|found| {
        std::iter::once(&mut found.main).chain(found.related.as_mut().map(|(spot, _)| spot))
    });
    for spot in spots {
        let breaks = starts
            .entry(std::ptr::from_ref(spot.source))
            .or_insert_with(|| {
                spot.source
                    .text
                    .match_indices('\n')
                    .map(|(at, _)| at)
                    .collect()
            });
        spot.line = breaks.partition_point(|&at| at < spot.span.start) + 1;
    }
}
