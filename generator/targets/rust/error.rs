//! `ApiError`: what a handler returns.

use proc_macro2::TokenStream;
use quote::quote;

use super::Module;
use super::builders;
use super::parts::{self, piece};
use super::sending;
use super::syntax::{Piece, ident, parse};
use crate::catalog::{Arg, Form};
use crate::options::Integration;

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut items = declarations(module);
    items.extend(super::constructors::pieces(module));
    items.extend(builders::items(module));
    items.extend(accessors(module));
    items.extend(sending::items(module));
    items.extend(internals(module));
    items.extend(traits(module));
    if module.makes_messages() {
        items.push(piece(module, parts::TEXT));
    }
    if module.has_args
        || module.options.has(Integration::Client)
        || module.options.has(Integration::ByName)
    {
        items.push(piece(module, parts::JSON));
        if module.reads_json() {
            items.push(piece(module, parts::READ_JSON));
        }
    }
    let sends_time = module.has_timestamp() && module.options.has(Integration::Serde);
    if sends_time || module.has_times() {
        items.push(piece(module, parts::RFC3339));
        if module.writes(Form::Unix) || module.writes(Form::UnixMs) {
            items.push(piece(module, parts::UNIX));
        }
    }
    if module.has_retry_after() {
        items.push(piece(module, parts::RETRY_AFTER));
    }
    if module.has_only_listed() {
        items.push(piece(module, parts::LISTED_ERROR));
    }
    items.push(piece(module, parts::ERROR_PARTS));
    items.extend(super::imports::items(module));
    items.push(piece(module, parts::OR_ERROR));
    items.push(piece(module, parts::ONE_LINE));
    items
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
    let doc = super::prose::line(&doc);
    let fields = fields(module);
    parse(quote! {
        #[doc = #doc]
        ///
        /// Each code has a constructor. The source is for logs and is never sent to clients.
        #[derive(Debug)]
        #[must_use]
        pub struct ApiError {
            code: ErrorCode,
            details: Option<Box<Details>>,
        }

        /// What an error has besides its code. Most errors have nothing else, and need no allocation.
        #[derive(Debug, Default)]
        struct Details {
            #(#fields,)*
            source: Option<Box<dyn Error + Send + Sync>>,
        }
    })
}

fn fields(module: &Module) -> Vec<TokenStream> {
    let text = quote!(Option<Cow<'static, str>>);
    let is_logged = module.options.has(Integration::Axum) && module.records();
    let fields = [
        (module.makes_messages(), quote!(message: Option<Text>)),
        (module.keeps_statuses(), quote!(status: Option<u16>)),
        (module.has_param(), quote!(param: #text)),
        (module.has_instance(), quote!(instance: #text)),
        (
            module.has_request_id(),
            quote!(request_id: Option<Arc<str>>),
        ),
        (
            module.has_timestamp(),
            quote!(timestamp: Option<SystemTime>),
        ),
        (
            module.says_retry_after(),
            quote!(retry_after: Option<Duration>),
        ),
        (module.has_args, quote!(args: JsonObject)),
        (module.has_errors(), quote!(errors: Vec<ApiError>)),
        (
            true,
            quote!(headers: Vec<(Cow<'static, str>, Cow<'static, str>)>),
        ),
        (is_logged, quote!(is_logged: bool)),
    ];
    let wanted = fields.into_iter().filter(|(is_wanted, _)| *is_wanted);
    wanted.map(|(_, field)| field).collect()
}

/// What an error has.
fn accessors(module: &Module) -> Vec<Piece> {
    let error_type = module.has_types().then(|| {
        quote! {
            /// The category of the error.
            #[must_use]
            pub const fn error_type(&self) -> ErrorType { self.code.error_type() }
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
    let message = if module.makes_messages() {
        quote! {
            let own = self.details.as_ref().and_then(|details| details.message.as_ref());
            own.map_or(self.code.message(), Text::as_str)
        }
    } else {
        quote!(self.code.message())
    };
    let details = details(module);
    let of_http = sending::of_http(module);
    parse(quote! {
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

            #details

            #of_http
        }
    })
}

/// The getters of the details that the envelope sends.
fn details(module: &Module) -> TokenStream {
    let param = module.has_param().then(|| {
        quote! {
            /// The parameter that the error is about.
            #[must_use]
            pub fn param(&self) -> Option<&str> {
                let own = self.details.as_ref().and_then(|details| details.param.as_deref());
                own.or_else(|| self.code.param())
            }
        }
    });
    let instance = module.has_instance().then(|| {
        quote! {
            /// Identifies this occurrence of the problem, as a URI (RFC 9457).
            #[must_use]
            pub fn instance(&self) -> Option<&str> {
                self.details.as_ref()?.instance.as_deref()
            }
        }
    });
    let request_id = module.has_request_id().then(|| {
        quote! {
            /// The id of the request, if the error was given one.
            #[must_use]
            pub fn request_id(&self) -> Option<&str> {
                self.details.as_ref()?.request_id.as_deref()
            }
        }
    });
    let timestamp = module.has_timestamp().then(|| {
        quote! {
            /// When the error happened, if the error was given a time.
            #[must_use]
            pub fn timestamp(&self) -> Option<SystemTime> {
                self.details.as_ref()?.timestamp
            }
        }
    });
    let retry_after = module.has_retry_after().then(|| {
        let value = if module.says_retry_after() {
            quote! {
                let own = self.details.as_ref().and_then(|details| details.retry_after);
                own.or_else(|| self.code.retry_after())
            }
        } else {
            quote!(self.code.retry_after())
        };
        quote! {
            /// How long a client should wait before it retries.
            #[must_use]
            pub fn retry_after(&self) -> Option<Duration> { #value }
        }
    });
    let args = module.has_args.then(|| {
        quote! {
            /// The arguments that are sent.
            #[must_use]
            pub fn args(&self) -> &JsonObject {
                static NONE: JsonObject = JsonObject(Vec::new());
                self.details.as_ref().map_or(&NONE, |details| &details.args)
            }
        }
    });
    let errors = module.has_errors().then(|| {
        quote! {
            /// The other errors that the response reports.
            pub fn errors(&self) -> &[Self] {
                self.details.as_ref().map_or(&[], |details| &details.errors)
            }
        }
    });
    quote!(#param #instance #request_id #timestamp #retry_after #args #errors)
}

/// The private methods that constructors and builders use.
fn internals(module: &Module) -> Vec<Piece> {
    let with_message = module.makes_messages().then(|| {
        quote! {
            fn with_message(code: ErrorCode, message: fmt::Arguments<'_>) -> Self {
                let details = Details { message: Some(Text::new(message)), ..Details::default() };
                Self { code, details: Some(Box::new(details)) }
            }
        }
    });
    let with_args = (module.has_args && module.any_code(|code| code.args.iter().any(Arg::is_sent)))
        .then(|| {
            quote! {
                fn with_args(mut self, args: Vec<(Cow<'static, str>, JsonValue)>) -> Self {
                    self.details_mut().args = JsonObject(args);
                    self
                }
            }
        });
    let has_optional = module.any_code(|code| code.args.iter().any(|arg| arg.optional));
    let with_some_args = (module.has_args && has_optional).then(|| {
        quote! {
            fn with_some_args(self, args: Vec<(&'static str, Option<JsonValue>)>) -> Self {
                let given = args.into_iter();
                let given = given.filter_map(|(name, value)| Some((Cow::Borrowed(name), value?)));
                self.with_args(given.collect())
            }
        }
    });
    let with_retry_after = module.says_retry_after().then(|| {
        quote! {
            fn with_retry_after(mut self, wait: Duration) -> Self {
                self.details_mut().retry_after = Some(wait);
                self
            }
        }
    });
    let already_logged = (module.options.has(Integration::Axum) && module.records()).then(|| {
        quote! {
            /// Marks the error as logged, so that it is not logged again when it is sent.
            fn already_logged(mut self) -> Self {
                self.details_mut().is_logged = true;
                self
            }
        }
    });
    let made_by_framework = super::defaults::made_by_framework(module);
    parse(quote! {
        impl ApiError {
            #made_by_framework
            #with_message
            #with_args
            #with_some_args
            #with_retry_after
            #already_logged

            /// The error with the message of its code.
            const fn of_code(code: ErrorCode) -> Self {
                Self { code, details: None }
            }

            fn details_mut(&mut self) -> &mut Details {
                self.details.get_or_insert_default()
            }

            /// The headers that the error was given.
            fn own_headers(&self) -> &[(Cow<'static, str>, Cow<'static, str>)] {
                self.details.as_ref().map_or(&[], |details| &details.headers)
            }
        }
    })
}

fn traits(module: &Module) -> Vec<Piece> {
    let compared = [
        (module.keeps_statuses(), quote!(status())),
        (true, quote!(message())),
        (module.has_param(), quote!(param())),
        (module.has_instance(), quote!(instance())),
        (module.has_request_id(), quote!(request_id())),
        (module.has_timestamp(), quote!(timestamp())),
        (module.says_retry_after(), quote!(retry_after())),
        (module.has_args, quote!(args())),
        (module.has_errors(), quote!(errors())),
        (true, quote!(own_headers())),
    ];
    let compared = compared.iter().filter(|(is_there, _)| *is_there);
    let compared = compared.map(|(_, value)| quote!(&& self.#value == other.#value));
    let with_parameters = module
        .catalog
        .codes
        .iter()
        .filter(|code| code.needs_values() || code.is_only_listed());
    let with_parameters: Vec<_> = with_parameters
        .map(|code| ident(code.name.variant()))
        .collect();
    let try_from = if with_parameters.is_empty() {
        quote!(Ok(Self::of_code(code)))
    } else {
        quote! {
            if matches!(code, #(ErrorCode::#with_parameters)|*) {
                Err(code)
            } else {
                Ok(Self::of_code(code))
            }
        }
    };
    let errors = if module.has_only_listed() {
        " The code, if its constructor has parameters, because an error is not sent without them, or makes a [`ListedError`]."
    } else {
        " The code, if its constructor has parameters: an error is not sent without them."
    };
    parse(quote! {
        impl TryFrom<ErrorCode> for ApiError {
            type Error = ErrorCode;

            /// The error with a code that is known at run time only.
            ///
            /// # Errors
            ///
            #[doc = #errors]
            fn try_from(code: ErrorCode) -> Result<Self, ErrorCode> {
                #try_from
            }
        }

        impl PartialEq for ApiError {
            /// Errors are equal if clients are sent the same. The source is not compared.
            fn eq(&self, other: &Self) -> bool {
                self.code == other.code #(#compared)*
            }
        }

        /// The message, on one line: what was an argument cannot forge a line of a log.
        impl fmt::Display for ApiError {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                OneLine(self.message()).fmt(f)
            }
        }

        impl Error for ApiError {
            fn source(&self) -> Option<&(dyn Error + 'static)> {
                let source = self.details.as_ref()?.source.as_ref()?;
                Some(&**source)
            }
        }
    })
}
