//! Renders templates to files with MiniJinja, the catalog and the functions for a dialect.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, ValueKind};
use minijinja::{Environment, Output, State, UndefinedBehavior, Value, context, escape_formatter};

use super::diagnose::{KnownNames, diagnose, is_own};
use super::fields;
use super::functions;
use super::library::{self, Library};
use super::templates::Templates;
use crate::artifact::Options;
use crate::catalog::Subject;
use crate::diagnostic::{Diagnostic, Place, Source, quote};
use crate::stamp::Stamp;
use crate::targets::docs::TEMPLATE;
use crate::targets::docs::link::links::Links;
use crate::targets::docs::link::pages::Pages;
use crate::targets::docs::markdown::dialect::Style;
use crate::targets::docs::page::finish;
use crate::targets::docs::page::job::{Job, Kind};
use crate::targets::docs::page::model::Model;

/// Renders the files of one job.
pub(in crate::targets::docs) struct Renderer<'j> {
    job: &'j Job<'j>,
    options: &'j Options,
    model: Model,
    environment: Environment<'static>,
    templates: Arc<Templates>,
    links: Arc<Links>,
    style: &'static Style,
    /// Whether the current page has tabs.
    has_tabs: Arc<AtomicBool>,
}

impl<'j> Renderer<'j> {
    pub(in crate::targets::docs) fn new(
        job: &'j Job<'j>,
        model: Model,
        jobs: &[Job],
        options: &'j Options,
    ) -> Self {
        let built_in = match (job.kind, job.path.subject()) {
            (Kind::Splice, _) => "errcat/sections.md.j2",
            (_, Subject::Catalog) => "errcat/page.md.j2",
            (_, Subject::Code) => "errcat/code.md.j2",
            (_, Subject::Type) => "errcat/type.md.j2",
            (_, Subject::Retired) => "errcat/retired.md.j2",
        };
        let template = job.template.unwrap_or(built_in);
        let templates = Arc::new(Templates::new(
            template,
            job.kind == Kind::Splice,
            options.templates.clone(),
        ));
        let style = Style::of(job.dialect);
        let pages = Pages::find(jobs, job);
        let folder = options.folder.as_deref().unwrap_or(Path::new(""));
        let links = Arc::new(Links::new(job.view.whole, style, pages, folder));
        let mut renderer = Self {
            job,
            options,
            model,
            environment: Environment::new(),
            templates,
            links,
            style,
            has_tabs: Arc::default(),
        };
        renderer.environment.set_fuel(Some(FUEL));
        renderer.set_up();
        renderer
    }

    fn set_up(&mut self) {
        let environment = &mut self.environment;
        environment.set_debug(true);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
        let syntax = SyntaxConfig::builder()
            .trim_blocks(true)
            .lstrip_blocks(true)
            .build();
        environment.set_formatter(written);
        // Building the syntax cannot fail, because the delimiters are MiniJinja's defaults.
        environment.set_syntax(syntax.unwrap_or_default());
        let loader = Arc::clone(&self.templates);
        environment.set_loader(move |name| loader.load(name));
        // Globals are also visible in macros.
        environment.add_global("catalog", self.model.catalog.clone());
        environment.add_global("dialect", self.job.dialect.word());
        let vars = self.job.vars.iter();
        let vars: BTreeMap<String, Value> = vars
            .map(|(name, value)| (name.clone(), Value::from(Serde(value))))
            .collect();
        environment.add_global("vars", Value::from(vars));
        let options = context! { diagram => self.job.diagram };
        environment.add_global("options", options);
        for name in library::NAMES {
            let templates = Arc::clone(&self.templates);
            environment.add_global(name, Value::from_object(Library { name, templates }));
        }
        let context = functions::Registration {
            subject: self.job.path.subject(),
            style: self.style,
            model: self.model.clone(),
            links: Arc::clone(&self.links),
            has_tabs: Arc::clone(&self.has_tabs),
        };
        functions::add(&mut self.environment, &context);
        fields::add(&mut self.environment);
    }

    /// The text of the file at this path. `name` is the code, retired code or type that the file describes.
    pub(in crate::targets::docs) fn text(
        &mut self,
        path: &str,
        name: Option<&str>,
    ) -> Result<String, Box<Diagnostic>> {
        self.start(path);
        let text = self
            .rendered(path, name)
            .map_err(|error| self.diagnosed(&error))?;
        if let Some(lost) = self.lost_block() {
            return Err(Box::new(lost));
        }
        let mut text = self.links.resolve(text);
        if let Kind::File { .. } = self.job.kind {
            // MiniJinja removes the last line break.
            text.push('\n');
            return Ok(text);
        }
        let text = self.style.inert(finish::tidy(&text));
        Ok(if self.has_tabs.load(Ordering::Relaxed) {
            self.style.imported(text)
        } else {
            text
        })
    }

    fn rendered(&self, path: &str, name: Option<&str>) -> Result<String, minijinja::Error> {
        let template = self.environment.get_template(self.templates.page())?;
        let mark = self.options.stamp(path);
        match (self.job.path.subject(), name) {
            (Subject::Code, Some(name)) => {
                template.render(context! { code => self.model.code(name)?, mark })
            }
            (Subject::Retired, Some(name)) => {
                template.render(context! { retired => self.model.retired(name)?, mark })
            }
            (Subject::Type, Some(name)) => {
                template.render(context! { type => self.model.kind(name)?, mark })
            }
            _ => template.render(context! { mark }),
        }
    }

    /// Like `text`, with the stamp that states that the file is generated.
    pub(in crate::targets::docs) fn render(
        &mut self,
        path: &str,
        name: Option<&str>,
    ) -> Result<String, Box<Diagnostic>> {
        let text = self.text(path, name)?;
        let stamp = self.options.stamp(path);
        match self.job.kind {
            Kind::File { mark: true } => self.checked(text, path),
            Kind::File { mark: false } => Ok(text),
            Kind::Page | Kind::Splice => Ok(finish::stamped(&text, &stamp, self.style)),
        }
    }

    /// Returns the text if errcat can recognize it as a generated file.
    fn checked(&self, text: String, path: &str) -> Result<String, Box<Diagnostic>> {
        let stated = Stamp::read(text.as_bytes());
        if stated.is_some() && stated == Stamp::read(self.options.stamp(path).as_bytes()) {
            return Ok(text);
        }
        let message = "the generated file does not state that it is generated";
        Err(Box::new(
            Diagnostic::new(&TEMPLATE, self.job.place(), message).help(
                "start the template with a comment that contains only `{{ mark }}`; for a format without comments, set `mark: false`: errcat then overwrites the file whatever it contains",
            ),
        ))
    }

    /// Renders a macro of the library `sections`.
    pub(in crate::targets::docs) fn section(
        &self,
        name: &str,
        arguments: Vec<Value>,
    ) -> Result<String, minijinja::Error> {
        let arguments = [arguments];
        let library = Library {
            name: "sections",
            templates: Arc::clone(&self.templates),
        };
        let text = library.call_macro(&self.environment, name, &arguments)?;
        Ok(self.style.inert(finish::tidy(&text)))
    }

    /// Starts the page at this path.
    pub(in crate::targets::docs) fn start(&self, path: &str) {
        self.links.start(path);
        self.has_tabs.store(false, Ordering::Relaxed);
    }

    pub(in crate::targets::docs) fn links(&self) -> &Links {
        &self.links
    }

    pub(in crate::targets::docs) fn style(&self) -> &'static Style {
        self.style
    }

    /// The user's templates that were read, relative to the catalog's folder.
    pub(in crate::targets::docs) fn templates_read(&self) -> Vec<String> {
        self.templates.read()
    }

    /// The folder that shown paths are relative to. `None` for the command, whose user names the template.
    fn shown_from(&self) -> Option<&Path> {
        let folder = Path::new(&self.options.source_name).parent();
        folder.filter(|_| !self.job.is_printed)
    }

    /// Whether an error is in one of the user's templates.
    pub(in crate::targets::docs) fn is_own(&self, error: &minijinja::Error) -> bool {
        is_own(error, &self.templates)
    }

    pub(in crate::targets::docs) fn diagnosed(&self, error: &minijinja::Error) -> Box<Diagnostic> {
        let vars = self.job.vars.iter().map(|(name, _)| name.as_str());
        let known = KnownNames {
            catalog: &self.model.catalog,
            names: known_names(&self.model),
            vars: vars.collect(),
        };
        Box::new(diagnose(
            error,
            &self.templates,
            self.shown_from(),
            &self.job.place(),
            &known,
        ))
    }

    /// A finding about a block that overrides nothing.
    fn lost_block(&self) -> Option<Diagnostic> {
        let text = self.templates.load(self.templates.page()).ok()??;
        let (span, meant) = self.templates.lost_block(&text)?;
        let message = format!(
            "{} overrides no block of the extended template",
            quote(&text[span.clone()])
        );
        let source = Source::exactly(
            self.templates
                .shown(self.templates.page(), self.shown_from()),
            text,
        );
        let place = Place::Other {
            source: Arc::new(source),
            span,
        };
        Some(Diagnostic::new(&TEMPLATE, place, message).help(meant))
    }
}

/// How many steps a template may take for a file: fifty times what the built-in page takes for 2,000 codes.
const FUEL: u64 = 50_000_000;

/// Writes a value: nothing for `none`, and `true` or `false` for a boolean.
fn written(out: &mut Output, state: &mut State, value: &Value) -> Result<(), minijinja::Error> {
    match value.kind() {
        ValueKind::None => Ok(()),
        ValueKind::Bool => Ok(out.write_str(if value.is_true() { "true" } else { "false" })?),
        _ => escape_formatter(out, state, value),
    }
}

/// The names of the templates' variables and of their members.
fn known_names(model: &Model) -> Vec<String> {
    let mut names: Vec<String> = [
        "catalog", "dialect", "options", "vars", "mark", "code", "type", "retired",
    ]
    .into_iter()
    .chain(library::NAMES)
    .map(str::to_owned)
    .collect();
    add_names(&model.catalog, 3, &mut names);
    names.sort_unstable();
    names.dedup();
    names
}

/// Adds the names in a mapping and in its nested mappings. For a list, adds the names in its first element.
fn add_names(value: &Value, depth: usize, names: &mut Vec<String>) {
    if depth == 0 {
        return;
    }
    let Ok(inside) = value.try_iter() else {
        return;
    };
    for item in inside {
        match value.kind() {
            ValueKind::Map => {
                names.push(item.to_string());
                if let Ok(value) = value.get_item(&item) {
                    add_names(&value, depth - 1, names);
                }
            }
            ValueKind::Seq => {
                add_names(&item, depth, names);
                break;
            }
            _ => break,
        }
    }
}
