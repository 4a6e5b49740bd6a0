//! The libraries of macros, `tables`, `samples` and `sections`. They are variables in every template, and users can
//! override each macro.

use std::fmt;
use std::sync::Arc;

use minijinja::value::{Object, Rest};
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::templates::Templates;
use crate::diagnostic::suggestion;
use crate::select::NotFound;
use crate::targets::docs::page::model::unknown;

/// The libraries' names.
pub(in crate::targets::docs) const NAMES: [&str; 3] = ["tables", "samples", "sections"];

/// The macros of a file beside the page. Macros that this file lacks come from the built-in file with the same name.
pub(in crate::targets::docs) struct Library {
    pub(in crate::targets::docs) name: &'static str,
    pub(in crate::targets::docs) templates: Arc<Templates>,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Library {
    /// Calls a macro once for each list of arguments, and joins the results with empty lines. The file is evaluated
    /// only once, because that takes longer than most macros.
    pub(in crate::targets::docs) fn call_macro(
        &self,
        environment: &Environment,
        name: &str,
        each: &[Vec<Value>],
    ) -> Result<String, Error> {
        let mut known = Vec::new();
        let own = self.templates.file_of(self.name);
        if self.templates.has_own(&own)? || own == self.templates.page() {
            // Inside the user's macro, its own name refers to the built-in macro.
            let made = self.templates.once(self.name, name, || {
                self.call_in(environment, &own, true, name, each, &mut known)
            });
            if let Some(made) = made.transpose()?.flatten() {
                return Ok(made);
            }
        }
        let built_in = format!("errcat/{}.md.j2", self.name);
        let made = self.call_in(environment, &built_in, false, name, each, &mut known)?;
        made.ok_or_else(|| {
            known.sort_unstable();
            known.dedup();
            let what = format!("macro of `{}`", self.name);
            let known = known.iter().map(String::as_str);
            unknown(NotFound::new(&what, name, known))
        })
    }

    /// Calls the macro of one file. If the file does not have it, returns `None` and adds the file's macros to `known`.
    fn call_in(
        &self,
        environment: &Environment,
        file: &str,
        is_own: bool,
        name: &str,
        each: &[Vec<Value>],
        known: &mut Vec<String>,
    ) -> Result<Option<String>, Error> {
        let mut module = environment.get_template(file)?.render_captured(())?;
        let exports = module.state().exports();
        if !exports.contains(&name) {
            known.extend(exports.into_iter().map(str::to_owned));
            return Ok(None);
        }
        let made = each.iter().map(|args| {
            module
                .with_state_mut(|state| state.call_macro(name, args))
                .map_err(|error| self.at_the_caller(error))
                .map_err(|error| self.other_parameters(environment, name, is_own, error))
        });
        let made: Vec<String> = made.collect::<Result<_, _>>()?;
        Ok(Some(made.join("\n\n")))
    }

    /// The method `each(macro, values, …)`: calls the macro with each value as its first argument.
    fn call_each(&self, environment: &Environment, args: &[Value]) -> Result<String, Error> {
        let (name, values, more) = match args {
            [name, values, more @ ..] if name.as_str().is_some() => (name, values, more),
            _ => {
                let detail = "`each` takes the name of a macro and a list, such as `each(\"code\", catalog.codes)`";
                return Err(Error::new(ErrorKind::MissingArgument, detail));
            }
        };
        let with_more = |value| std::iter::once(value).chain(more.iter().cloned()).collect();
        let each: Vec<Vec<Value>> = values.try_iter()?.map(with_more).collect();
        self.call_macro(environment, name.as_str().unwrap_or_default(), &each)
    }

    /// Adds the parameters of a macro to an error about its arguments. The user's macro must take the parameters of the
    /// built-in macro.
    fn other_parameters(
        &self,
        environment: &Environment,
        name: &str,
        is_own: bool,
        error: Error,
    ) -> Error {
        if error.kind() != ErrorKind::TooManyArguments || error.name().is_some() {
            return error;
        }
        let built_in = environment.get_template(&format!("errcat/{}.md.j2", self.name));
        let parameters = built_in
            .and_then(|module| module.render_captured(()))
            .ok()
            .and_then(|module| module.state().lookup(name))
            .and_then(|own| own.get_attr("arguments").ok()?.try_iter().ok())
            .map(|names| names.map(|name| name.to_string()).collect::<Vec<_>>());
        let Some(parameters) = parameters else {
            return error;
        };
        let found = error.detail().unwrap_or("too many arguments");
        let takes = parameters.join(", ");
        let more = if is_own {
            let file = self.templates.asked(&self.templates.file_of(self.name));
            format!(
                "`{name}` of `{file}` must take the parameters of the built-in macro: ({takes})"
            )
        } else {
            let given = found.split('`').nth(1).unwrap_or_default();
            let meant = suggestion(given, parameters.iter().map(String::as_str));
            meant.unwrap_or_else(|| format!("`{name}` takes {takes}"))
        };
        Error::new(error.kind(), format!("{found}; {more}"))
    }

    /// Moves an error inside a built-in macro to its caller, which passed a wrong argument.
    fn at_the_caller(&self, error: Error) -> Error {
        match error.name() {
            Some(name) if !self.templates.is_own(name) => {
                let detail = error.detail().unwrap_or_default().to_owned();
                Error::new(error.kind(), detail).with_source(error)
            }
            _ => error,
        }
    }
}

impl Object for Library {
    /// A macro whose name a template computes: `samples[language](path)`.
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let name = key.as_str()?.to_owned();
        let library = Arc::clone(self);
        Some(Value::from_function(
            move |state: &State, args: Rest<Value>| {
                library.call_macro(state.env(), &name, &[args.to_vec()])
            },
        ))
    }

    fn call_method(
        self: &Arc<Self>,
        state: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        let made = if method == "each" {
            self.call_each(state.env(), args)
        } else {
            self.call_macro(state.env(), method, &[args.to_vec()])
        };
        made.map(Value::from)
    }
}
