//! The libraries of macros, `tables`, `samples` and `sections`: variables of every template, whose macros can be
//! overridden one by one.

use std::fmt;
use std::sync::Arc;

use minijinja::value::Object;
use minijinja::{Environment, Error, ErrorKind, State, Value};

use super::model::unknown;
use super::templates::Templates;

/// The libraries' names.
pub(super) const NAMES: [&str; 3] = ["tables", "samples", "sections"];

/// The macros of a file beside the page, and behind them those of the built-in file of that name.
pub(super) struct Library {
    pub(super) name: &'static str,
    pub(super) templates: Arc<Templates>,
}

impl fmt::Debug for Library {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

impl Library {
    /// Calls a macro.
    pub(super) fn call_macro(
        &self,
        environment: &Environment,
        name: &str,
        args: &[Value],
    ) -> Result<String, Error> {
        let mut known = Vec::new();
        let own = format!("{}.md.j2", self.name);
        let built_in = format!("errcat/{own}");
        let is_own = self.templates.has_own(&own)?;
        for file in [is_own.then_some(&own), Some(&built_in)]
            .into_iter()
            .flatten()
        {
            let mut module = environment.get_template(file)?.render_captured(())?;
            if module.state().exports().contains(&name) {
                return module
                    .with_state_mut(|state| state.call_macro(name, args))
                    .map_err(|error| self.at_the_caller(error))
                    .map_err(|error| self.other_parameters(environment, name, error));
            }
            let own = module.state().exports();
            known.extend(own.into_iter().map(str::to_owned));
        }
        known.sort_unstable();
        known.dedup();
        let what = format!("macro of `{}`", self.name);
        Err(unknown(&what, name, known.iter().map(String::as_str)))
    }

    /// A macro of the user's that does not take what the built-in one takes says so.
    fn other_parameters(&self, environment: &Environment, name: &str, error: Error) -> Error {
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
        let detail = error.detail().map(|detail| format!("{detail}; "));
        let detail = format!(
            "{}the built-in `{}.{name}` takes ({})",
            detail.unwrap_or_default(),
            self.name,
            parameters.join(", ")
        );
        Error::new(error.kind(), detail)
    }

    /// A mistake that shows inside a built-in macro is the caller's: of what it was given.
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
    fn call_method(
        self: &Arc<Self>,
        state: &mut State<'_, '_>,
        method: &str,
        args: &[Value],
    ) -> Result<Value, Error> {
        self.call_macro(state.env(), method, args).map(Value::from)
    }
}
