//! tracing and metrics: an event for each error that is sent, and a counter.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::ident;
use crate::catalog::LogLevel;

/// The methods that record an error.
pub(super) fn methods(module: &Module) -> TokenStream {
    let doc = " Records the error as a tracing event, with its cause, at the level of its code. This happens for each error that a";
    if !module.counts() {
        let body = event(module, &quote!(log));
        return quote! {
            #[doc = #doc]
            /// framework sends.
            pub fn log(&self, request_id: Option<&str>) { #body }
        };
    }
    let kind = module
        .has_types()
        .then(|| quote!(, "type" => self.error_type().as_str()));
    let count = quote! {
        let code = self.code.as_str();
        let status = self.status().to_string();
        ::metrics::counter!("api_errors_total", "code" => code, "status" => status #kind).increment(1);
    };
    if !module.logs() {
        return quote! {
            /// Counts the error in `api_errors_total`, by its code and status. This happens for each error that a framework sends.
            pub fn log(&self, _request_id: Option<&str>) { #count }
        };
    }
    let body = event(module, &quote!(event));
    quote! {
        #[doc = #doc]
        /// framework sends. It is counted in `api_errors_total`, and the current span gets the code as `error.type`, if it has this
        /// field.
        pub fn log(&self, request_id: Option<&str>) {
            #count
            let span = ::tracing::Span::current();
            span.record("error.type", code);
            self.event(request_id);
        }

        fn event(&self, request_id: Option<&str>) { #body }
    }
}

/// Records the event of an error, and the events of the errors in it.
fn event(module: &Module, method: &TokenStream) -> TokenStream {
    let mut levels: Vec<LogLevel> = module.catalog.codes.iter().map(|code| code.log).collect();
    levels.sort_by_key(|level| std::cmp::Reverse(*level));
    levels.dedup();
    let kind = module
        .has_types()
        .then(|| quote!(let kind = self.error_type().as_str();));
    let event_of = |level: LogLevel| {
        let level = name(level);
        let kind = module.has_types().then(|| quote!("type" = kind,));
        let errors = module.has_errors().then(|| quote!(errors,));
        quote!(::tracing::event!(::tracing::Level::#level, code, status, #kind request_id, #errors error, "{self}");)
    };
    let log = match &levels[..] {
        [] => quote!(),
        [one] => event_of(*one),
        [rest @ .., last] => {
            let arms = rest.iter().map(|level| {
                let (name, event) = (name(*level), event_of(*level));
                quote!(::tracing::Level::#name => { #event })
            });
            let last = event_of(*last);
            quote!(match self.code.level() { #(#arms)* _ => { #last } })
        }
    };
    let codes = module.has_errors().then(|| {
        quote! {
            let errors: Vec<_> = self.errors().iter().map(|error| error.code.as_str()).collect();
            let errors = (!errors.is_empty()).then(|| errors.join(", "));
        }
    });
    let elements = module.has_errors().then(|| {
        quote! {
            for error in self.errors().iter().filter(|error| Error::source(*error).is_some()) {
                error.#method(request_id);
            }
        }
    });
    quote! {
        let (code, status) = (self.code.as_str(), self.status());
        #kind
        #codes
        let error = Error::source(self);
        let cause = error.and_then(Cause::of);
        let error = cause.as_ref().map_or(error, |cause| Some(cause));
        #log
        #elements
    }
}

fn name(level: LogLevel) -> proc_macro2::Ident {
    ident(&level.name().to_uppercase())
}
