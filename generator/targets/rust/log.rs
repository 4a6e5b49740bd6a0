//! tracing: an event for each error that is sent.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::syntax::ident;
use crate::catalog::LogLevel;

/// The method that records an error.
pub(super) fn method(module: &Module) -> TokenStream {
    let mut levels: Vec<LogLevel> = module.catalog.codes.iter().map(|code| code.log).collect();
    levels.sort_by_key(|level| std::cmp::Reverse(*level));
    levels.dedup();
    let kind = module
        .has_types()
        .then(|| quote!(let kind = self.error_type().as_str();));
    let event = |level: LogLevel| {
        let level = name(level);
        let kind = module.has_types().then(|| quote!("type" = kind,));
        let errors = module.has_errors().then(|| quote!(errors,));
        quote!(::tracing::event!(::tracing::Level::#level, code, status, #kind request_id, #errors error, "{self}");)
    };
    let log = match &levels[..] {
        [] => quote!(),
        [one] => event(*one),
        [rest @ .., last] => {
            let arms = rest.iter().map(|level| {
                let (name, event) = (name(*level), event(*level));
                quote!(::tracing::Level::#name => { #event })
            });
            let last = event(*last);
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
                error.log(request_id);
            }
        }
    });
    quote! {
        /// Records the error as a tracing event, with its cause, at the level of its code. This happens for each error that a
        /// framework sends.
        pub fn log(&self, request_id: Option<&str>) {
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
}

fn name(level: LogLevel) -> proc_macro2::Ident {
    ident(&level.name().to_uppercase())
}
