//! `ApiError`: what a handler returns.

use proc_macro2::TokenStream;
use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = declarations(module);
    made.extend(super::constructors::pieces(module));
    made.extend(super::builders::items(module));
    made.extend(methods(module));
    made.extend(traits());
    if module.makes_messages() {
        made.extend(super::text::items());
    }
    if module.has_args {
        made.extend(super::args::items(module));
    }
    if module.has_retry_after() {
        made.extend(whole_seconds());
    }
    made
}

fn declarations(module: &Module) -> Vec<Piece> {
    let doc = match &module.catalog.api.name {
        Some(name) => format!(
            " An error of the {}: what a handler returns.",
            name.as_str()
                .trim_start_matches("The ")
                .trim_start_matches("the ")
        ),
        None => " An error of the API: what a handler returns.".to_owned(),
    };
    let mut fields = Vec::new();
    if module.makes_messages() {
        fields.push(quote!(message: Option<Text>));
    }
    let text = quote!(Option<std::borrow::Cow<'static, str>>);
    if module.keeps_statuses() {
        fields.push(quote!(status: Option<u16>));
    }
    if module.has_param() {
        fields.push(quote!(param: #text));
    }
    if module.has_instance() {
        fields.push(quote!(instance: #text));
    }
    if module.has_request_id() {
        fields.push(quote!(request_id: Option<std::sync::Arc<str>>));
    }
    if module.has_timestamp() {
        fields.push(quote!(timestamp: Option<std::time::SystemTime>));
    }
    if module.says_retry_after() {
        fields.push(quote!(retry_after: Option<std::time::Duration>));
    }
    if module.has_args {
        fields.push(quote!(args: Args));
    }
    if module.has_errors() {
        fields.push(quote!(errors: Vec<ApiError>));
    }
    fields.push(
        quote!(headers: Vec<(std::borrow::Cow<'static, str>, std::borrow::Cow<'static, str>)>),
    );
    if module.options.has(Integration::Axum) && module.logs() {
        fields.push(quote!(is_logged: bool));
    }
    let doc = super::prose::line(&doc);
    let allow = allow_unused();
    parse(quote! {
        #[doc = #doc]
        ///
        /// There is a constructor for each code. The source is for logs, and is never sent to a client.
        #[derive(Debug)]
        #allow
        pub struct ApiError {
            code: ErrorCode,
            details: Option<Box<Details>>,
        }

        /// What an error may have besides its code. Most have nothing, and so nothing is allocated for them.
        #[derive(Debug, Default)]
        #allow
        struct Details {
            #(#fields,)*
            source: Option<Box<dyn std::error::Error + Send + Sync>>,
        }
    })
}

fn methods(module: &Module) -> Vec<Piece> {
    let allow = allow_unused();
    let error_type = module.has_types().then(|| {
        quote! {
            /// The category of the error.
            #[must_use]
            pub const fn error_type(&self) -> ErrorType { self.code.error_type() }
        }
    });
    let retry_after = module.has_retry_after().then(|| {
        let said = if module.says_retry_after() {
            quote!(
                self.details
                    .as_ref()
                    .and_then(|details| details.retry_after)
                    .or_else(|| self.code.retry_after())
            )
        } else {
            quote!(self.code.retry_after())
        };
        quote! {
            /// How long a client should wait before it retries.
            #[must_use]
            pub fn retry_after(&self) -> Option<std::time::Duration> { #said }
        }
    });
    let args = module.has_args.then(|| {
        quote! {
            fn args(&self) -> &Args {
                static NONE: Args = Args(Vec::new());
                self.details.as_ref().map_or(&NONE, |details| &details.args)
            }
        }
    });
    let message = if module.makes_messages() {
        quote! {
            let own = self.details.as_ref().and_then(|details| details.message.as_ref());
            own.map_or(self.code.message(), Text::as_str)
        }
    } else {
        quote!(self.code.message())
    };
    let errors = module.has_errors().then(|| {
        quote! {
            /// The other errors that the response reports.
            #[must_use]
            pub fn errors(&self) -> &[Self] {
                self.details.as_ref().map_or(&[], |details| &details.errors)
            }
        }
    });
    let status = if module.keeps_statuses() {
        quote! {
            let own = self.details.as_ref().and_then(|details| details.status);
            own.unwrap_or(self.code.status())
        }
    } else {
        quote!(self.code.status())
    };
    let helpers = helpers(module);
    parse(quote! {
        #allow
        impl ApiError {
            /// The code of the error.
            #[must_use]
            pub const fn code(&self) -> ErrorCode { self.code }

            #error_type

            /// The HTTP status of the response.
            #[must_use]
            pub fn status(&self) -> u16 { #status }

            /// The message for the client.
            #[must_use]
            pub fn message(&self) -> &str {
                #message
            }

            #retry_after
            #errors

            #helpers
            #args

            fn details_mut(&mut self) -> &mut Details {
                self.details.get_or_insert_default()
            }
        }
    })
}

/// What the constructors are made with.
fn helpers(module: &Module) -> TokenStream {
    let with_message = module.makes_messages().then(|| {
        quote! {
            fn with_message(code: ErrorCode, message: std::fmt::Arguments<'_>) -> Self {
                let details = Details { message: Some(Text::new(message)), ..Details::default() };
                Self { code, details: Some(Box::new(details)) }
            }
        }
    });
    let with_args = (module.has_args && module.any_code(|code| !code.args.is_empty())).then(|| {
        quote! {
            fn with_args(mut self, args: Vec<(std::borrow::Cow<'static, str>, Arg)>) -> Self {
                self.details_mut().args = Args(args);
                self
            }
        }
    });
    let with_retry_after = module.says_retry_after().then(|| {
        quote! {
            fn with_retry_after(mut self, wait: std::time::Duration) -> Self {
                self.details_mut().retry_after = Some(wait);
                self
            }
        }
    });
    quote! {
        #with_message
        #with_args
        #with_retry_after
    }
}

fn whole_seconds() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// A wait in seconds, rounded up: nobody is told to come back too early.
        #allow
        fn whole_seconds(wait: std::time::Duration) -> u64 {
            wait.as_secs().saturating_add(u64::from(wait.subsec_nanos() > 0))
        }
    })
}

fn traits() -> Vec<Piece> {
    parse(quote! {
        impl From<ErrorCode> for ApiError {
            /// The error with the message that the code has by itself.
            fn from(code: ErrorCode) -> Self {
                Self { code, details: None }
            }
        }

        impl std::fmt::Display for ApiError {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.message())
            }
        }

        impl std::error::Error for ApiError {
            fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
                let source = self.details.as_ref()?.source.as_ref()?;
                Some(&**source)
            }
        }
    })
}
