//! The documentation target: a page is a MiniJinja template that is given the catalog.

mod blocks;
mod context;
mod dialect;
mod table;
mod templates;
mod text;

use std::sync::Arc;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Kwargs;
use minijinja::{Environment, UndefinedBehavior, Value};

use crate::artifact::{Artifact, Artifacts, Options};
use crate::catalog::{Catalog, DocsOutput};
use crate::diagnostic::{Diagnostic, Level, Path, Place, Report, Rule, Source, quote};
use crate::target::markdown;
use dialect::Style;
use templates::Templates;

/// The rules about templates.
pub(crate) const RULES: &[&Rule] = &[&TEMPLATE];

static TEMPLATE: Rule = Rule {
    name: "template",
    level: Level::Error,
    what: "The template of a page is not there, is not MiniJinja, or names something that does not exist.",
    why: "The page would have a hole that nobody notices.",
    bad: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md, template: not-there.md.j2}]}\n",
    good: "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: errors.md}]}\n",
};

/// Renders the pages that the catalog asks for.
pub(crate) fn generate(
    catalog: &Catalog,
    options: &Options,
    artifacts: &mut Artifacts,
    report: &mut Report,
) {
    if catalog.outputs.docs.is_empty() {
        return;
    }
    let context = context::context(catalog);
    for (index, output) in catalog.outputs.docs.iter().enumerate() {
        let templates = Arc::new(Templates::new(
            output.template.as_deref(),
            options.templates.clone(),
        ));
        let at = Path::root()
            .key("outputs")
            .key("docs")
            .item(index)
            .key("template");
        let folder = std::path::Path::new(&options.source_name).parent();
        match render(output, &context, &templates, folder, &at.at_value()) {
            Ok(text) => {
                let style = Style::of(output.dialect);
                let contents = marked(&text, &options.mark(&output.path), style);
                artifacts.extend([Artifact {
                    path: output.path.clone(),
                    contents,
                }]);
            }
            Err(found) => report.push(match found.place {
                Place::Other { .. } => found.related(at.at_value(), "asked for here"),
                _ => *found,
            }),
        }
        for path in templates.read() {
            artifacts.read_template(path);
        }
    }
}

/// The text of one page that the catalog need not ask for.
#[cfg(feature = "cli")]
pub(crate) fn single(
    catalog: &Catalog,
    options: &Options,
    output: &DocsOutput,
    report: &mut Report,
) -> Option<String> {
    let templates = Arc::new(Templates::new(
        output.template.as_deref(),
        options.templates.clone(),
    ));
    // The template is the command's, relative to the working folder; the catalog asks for nothing.
    render(
        output,
        &context::context(catalog),
        &templates,
        None,
        &Place::Byte(0),
    )
    .map_err(|found| report.push(*found))
    .ok()
}

/// The text of a page, or what is wrong with its template: as seen from `folder`, or where it has no place at `asked`.
fn render(
    output: &DocsOutput,
    context: &Value,
    templates: &Arc<Templates>,
    folder: Option<&std::path::Path>,
    asked: &Place,
) -> Result<String, Box<Diagnostic>> {
    let text = page(output, context, templates)
        .map_err(|error| Box::new(diagnose(&error, templates, folder, asked)))?;
    lost_block(templates, folder).map_or(Ok(text), |lost| Err(Box::new(lost)))
}

fn page(
    output: &DocsOutput,
    context: &Value,
    templates: &Arc<Templates>,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.set_syntax(
        SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build()?,
    );
    let loader = Arc::clone(templates);
    environment.set_loader(move |name| loader.load(name));
    let style = Style::of(output.dialect);
    add_writing(&mut environment, style);
    environment.add_global("dialect", output.dialect.word());
    // A global, so that imported macros see it too.
    environment.add_global("catalog", context.clone());
    let text = environment.get_template(templates.page())?.render(())?;
    Ok(style.inert(tidy(&text)))
}

/// The filters and functions that write in the words of a dialect.
fn add_writing(environment: &mut Environment, style: &'static Style) {
    environment.add_filter("markdown", |text: String| style.text.markdown(&text));
    environment.add_filter("cell", |text: String| style.text.cell(&text));
    environment.add_filter("code", |text: String| markdown::code(&text));
    environment.add_filter("text", |text: String| style.text.plain(&text));
    environment.add_filter(
        "admonition",
        |body: String, kind: String, options: Kwargs| {
            let title = blocks::option(&options, "title")?;
            options.assert_all_used()?;
            style.admonition(&body, &kind, title.as_deref())
        },
    );
    environment.add_filter(
        "fence",
        |code: String, language: String, options: Kwargs| {
            let title = blocks::option(&options, "title")?;
            let description = blocks::option(&options, "description")?;
            options.assert_all_used()?;
            Ok::<_, minijinja::Error>(style.fence(
                &code,
                &language,
                title.as_deref(),
                description.as_deref(),
            ))
        },
    );
    environment.add_function(
        "front_matter",
        |title: String, description: Option<String>| {
            style.front_matter(&title, description.as_deref())
        },
    );
    environment.add_function("title", |text: String| style.title(&text));
    environment.add_function("heading", |level: usize, text: String, options: Kwargs| {
        let id = blocks::option(&options, "id")?;
        options.assert_all_used()?;
        Ok::<_, minijinja::Error>(style.heading(level, &text, id.as_deref()))
    });
    environment.add_function("table", |rows: Value, columns: Value, options: Kwargs| {
        table::table(&style.text, rows, columns, options)
    });
}

/// A finding about a block that overrides nothing.
fn lost_block(templates: &Templates, folder: Option<&std::path::Path>) -> Option<Diagnostic> {
    let text = templates.load(templates.page()).ok()??;
    let (span, meant) = templates.lost_block(&text)?;
    let message = format!(
        "{} overrides no block of the template that it extends",
        quote(&text[span.clone()])
    );
    let source = Source {
        name: templates.shown(templates.page(), folder),
        text,
    };
    let place = Place::Other {
        source: Arc::new(source),
        span,
    };
    Some(Diagnostic::new(&TEMPLATE, place, message).help(meant))
}

/// No space at the ends of lines, never two empty lines, one line break at the end; code blocks stay as they are.
fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    let mut fence: Option<&str> = None;
    let mut empty = true;
    for line in text.lines() {
        let bare = line.trim_start();
        if let Some(open) = fence {
            if bare.starts_with(open) && bare.trim_end().chars().all(|c| open.starts_with(c)) {
                fence = None;
            }
            tidy += line;
        } else {
            let mark = bare.len() - bare.trim_start_matches(['`', '~']).len();
            fence = Some(&bare[..mark]).filter(|open| {
                mark >= 3 && !bare[mark..].contains(open.chars().next().unwrap_or('`'))
            });
            let line = line.trim_end();
            if line.is_empty() && empty {
                continue;
            }
            empty = line.is_empty();
            tidy += line;
        }
        tidy.push('\n');
    }
    tidy.truncate(tidy.trim_end().len());
    tidy.push('\n');
    tidy
}

/// The page with the mark, behind front matter if it has any.
fn marked(text: &str, mark: &str, style: &Style) -> String {
    let comment = style.comment(&format!(
        "{mark}. Edit the catalog or the page's template, not this file."
    ));
    let front = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.find("\n---\n"))
        .map_or(0, |at| at + "---\n\n---\n".len());
    format!(
        "{}{comment}\n\n{}",
        &text[..front],
        text[front..].trim_start_matches('\n')
    )
}

/// A template's error as a finding at its place in the template, or where there is none at `asked`. Templates are shown
/// as seen from `folder`.
fn diagnose(
    error: &minijinja::Error,
    templates: &Templates,
    folder: Option<&std::path::Path>,
    asked: &Place,
) -> Diagnostic {
    let mut innermost = error;
    while let Some(inner) = std::error::Error::source(innermost)
        .and_then(|inner| inner.downcast_ref::<minijinja::Error>())
    {
        innermost = inner;
    }
    let kind = innermost.kind();
    let detail = innermost
        .detail()
        .map(|detail| format!(": {detail}"))
        .unwrap_or_default();
    let message = format!("{kind}{detail}");
    let (Some(name), Some(source)) = (innermost.name(), innermost.template_source()) else {
        return Diagnostic::new(&TEMPLATE, asked.clone(), message);
    };
    let line = || {
        let before = source
            .split_inclusive('\n')
            .take(innermost.line().unwrap_or(1).saturating_sub(1));
        let start = before.map(str::len).sum::<usize>();
        start..start + source[start..].find('\n').unwrap_or(source.len() - start)
    };
    let span = innermost.range().unwrap_or_else(line);
    let source = Source {
        name: templates.shown(name, folder),
        text: source.to_owned(),
    };
    Diagnostic::new(
        &TEMPLATE,
        Place::Other {
            source: Arc::new(source),
            span,
        },
        message,
    )
}
