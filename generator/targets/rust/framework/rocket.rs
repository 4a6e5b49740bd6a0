//! Rocket: `Responder`, the data guard `Input`, and the fairing `envelope`.

use proc_macro2::TokenStream;
use quote::quote;

use super::body::body_of;
use super::request::docs_of_envelope;
use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    let mut made = response(module);
    if module.catalog.defaults.is_some() {
        made.extend(refusals());
        made.extend(routes());
        made.extend(fairing(module));
        made.extend(routing());
    }
    made
}

pub(super) fn error_of() -> TokenStream {
    quote! {
        impl<'r, E> ::rocket::response::Responder<'r, 'static> for ErrorOf<E> {
            fn respond_to(self, request: &'r ::rocket::Request<'_>) -> ::rocket::response::Result<'static> {
                self.0.respond_to(request)
            }
        }
    }
}

fn response(module: &Module) -> Vec<Piece> {
    let id_header = module.request_id_header();
    let body = body_of(module, &quote!(&self), &quote!(Some(id)));
    let log = module.logs().then(|| quote!(self.log(Some(id));));
    let allow = allow_unused();
    parse(quote! {
        impl<'r> ::rocket::response::Responder<'r, 'static> for ApiError {
            fn respond_to(self, request: &'r ::rocket::Request<'_>) -> ::rocket::response::Result<'static> {
                let own = self.details.as_ref().and_then(|details| details.request_id.clone());
                let id = own.filter(|id| is_request_id(id));
                let id = &*id.unwrap_or_else(|| id_for(request).clone());
                #log
                let mut response = ::rocket::serde::json::Json(#body).respond_to(request)?;
                response.set_status(::rocket::http::Status::new(self.status()));
                response.remove_header("content-type");
                for (name, value) in self.sent_headers(Some(id)) {
                    // Rocket breaks off the connection at a value that no header can have.
                    if !value.bytes().any(|byte| byte.is_ascii_control()) {
                        response.adjoin_raw_header(name.to_owned(), value.into_owned());
                    }
                }
                sent(request).store(self.status(), std::sync::atomic::Ordering::Relaxed);
                let _ = request.local_cache(Answered::default).0.set(self);
                Ok(response)
            }
        }

        #allow
        impl ApiError {
            /// The error that a request was answered with, for fairings that log: in `on_response`.
            #[must_use]
            pub fn answered<'r>(request: &'r ::rocket::Request<'_>) -> Option<&'r Self> {
                request.local_cache(Answered::default).0.get()
            }
        }

        /// The error that a request was answered with.
        #[derive(Default)]
        struct Answered(std::sync::OnceLock<ApiError>);

        fn id_for<'r>(request: &'r ::rocket::Request<'_>) -> &'r std::sync::Arc<str> {
            let id: &SharedId = request.local_cache(|| {
                (SHARED_ID, id_of_request(None, request.headers().get_one(#id_header)))
            });
            &id.1
        }

        /// What a request was answered with, and the status, by which the errors of every catalog are known; or 0.
        type Sent = (&'static str, std::sync::atomic::AtomicU16);

        /// The status of the error of a catalog that the request was answered with.
        fn sent<'r>(request: &'r ::rocket::Request<'_>) -> &'r std::sync::atomic::AtomicU16 {
            let sent: &Sent = request.local_cache(|| ("an error of a catalog", 0.into()));
            &sent.1
        }
    })
}

/// What guards refuse a request with: Rocket hands on nothing but a status.
fn refusals() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// The error that a guard refused a request with.
        #[derive(Default)]
        struct Refused(std::sync::Mutex<Option<ApiError>>);

        #allow
        impl ApiError {
            /// Notes the error for the catcher.
            fn noted(self, request: &::rocket::Request<'_>) -> ::rocket::http::Status {
                let status = ::rocket::http::Status::new(self.status());
                if let Ok(mut refused) = request.local_cache(Refused::default).0.lock() {
                    *refused = Some(self);
                }
                status
            }

            /// The outcome of a guard (`FromRequest` or `FromData`) that fails with this error.
            pub fn refuse<S, F>(
                self,
                request: &::rocket::Request<'_>,
            ) -> ::rocket::outcome::Outcome<S, (::rocket::http::Status, ErrorCode), F> {
                let code = self.code;
                ::rocket::outcome::Outcome::Error((self.noted(request), code))
            }
        }

        /// A data guard around another, whose failure is an `ApiError`: `Input<Json<User>>`.
        #[derive(Clone, Copy, Debug, Default)]
        #allow
        pub struct Input<T>(pub T);

        #[::rocket::async_trait]
        impl<'r, T: ::rocket::data::FromData<'r, Error: std::fmt::Display>> ::rocket::data::FromData<'r> for Input<T> {
            type Error = ErrorCode;

            async fn from_data(
                request: &'r ::rocket::Request<'_>,
                data: ::rocket::Data<'r>,
            ) -> ::rocket::data::Outcome<'r, Self> {
                let (status, error) = match T::from_data(request, data).await {
                    ::rocket::outcome::Outcome::Success(found) => {
                        return ::rocket::outcome::Outcome::Success(Self(found));
                    }
                    ::rocket::outcome::Outcome::Forward(forward) => {
                        return ::rocket::outcome::Outcome::Forward(forward);
                    }
                    ::rocket::outcome::Outcome::Error(error) => error,
                };
                let refused = match status.code {
                    400 => ErrorCode::MALFORMED_BODY.into(),
                    422 => ErrorCode::INVALID_BODY.into(),
                    status => ApiError::of_status(status),
                };
                refused.with_source(error.to_string()).refuse(request)
            }
        }
    })
}

/// Rocket has nothing that goes around a handler, so that each route is given it.
fn routes() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// The routes, each with its [`request_id`] while it answers, and its panics as sources of errors:
        /// `mount("/", enveloped(routes![…]))`.
        #[must_use]
        #allow
        pub fn enveloped(routes: impl Into<Vec<::rocket::Route>>) -> Vec<::rocket::Route> {
            let mut routes = routes.into();
            for route in &mut routes {
                route.handler = Box::new(Enveloped(route.handler.clone()));
            }
            routes
        }

        #[derive(Clone)]
        #allow
        struct Enveloped(Box<dyn ::rocket::route::Handler>);

        #[::rocket::async_trait]
        impl ::rocket::route::Handler for Enveloped {
            async fn handle<'r>(
                &self,
                request: &'r ::rocket::Request<'_>,
                data: ::rocket::Data<'r>,
            ) -> ::rocket::route::Outcome<'r> {
                let status = match answering(id_for(request).clone(), self.0.handle(request, data)).await {
                    Ok(::rocket::outcome::Outcome::Error(status)) => status,
                    Ok(outcome) => return outcome,
                    Err(panic) => panic.noted(request),
                };
                // It stands for itself, unlike the 422 with which a parameter makes Rocket go on.
                if let Ok(mut refused) = request.local_cache(Refused::default).0.lock() {
                    refused.get_or_insert_with(|| ApiError::of_status(status.code));
                }
                ::rocket::outcome::Outcome::Error(status)
            }
        }
    })
}

fn fairing(module: &Module) -> Vec<Piece> {
    let docs = docs_of_envelope(module, "`attach(envelope())`");
    let id_header = module.request_id_header();
    let allow = allow_unused();
    parse(quote! {
        #(#[doc = #docs])*
        #[must_use]
        #allow
        pub const fn envelope() -> Envelope {
            Envelope { base: "/" }
        }

        /// The return type of [`envelope`].
        #[derive(Clone, Debug)]
        pub struct Envelope {
            base: &'static str,
        }

        #allow
        impl Envelope {
            /// The same for the paths below this one, such as `/admin`, where another catalog is for the rest. Attach it
            /// before that of the rest.
            #[must_use]
            pub const fn at(self, base: &'static str) -> Self {
                Self { base }
            }

            /// Whether a path is the base or below it.
            fn covers(&self, path: &str) -> bool {
                let below = path.strip_prefix(self.base.trim_end_matches('/'));
                below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
            }
        }

        #[::rocket::async_trait]
        impl ::rocket::fairing::Fairing for Envelope {
            fn info(&self) -> ::rocket::fairing::Info {
                use ::rocket::fairing::Kind;
                ::rocket::fairing::Info {
                    name: "error envelope",
                    kind: Kind::Ignite | Kind::Response | Kind::Singleton,
                }
            }

            async fn on_ignite(&self, rocket: ::rocket::Rocket<::rocket::Build>) -> ::rocket::fairing::Result {
                Ok(rocket.register(self.base, vec![::rocket::Catcher::new(None, caught)]))
            }

            async fn on_response<'r>(&self, request: &'r ::rocket::Request<'_>, response: &mut ::rocket::Response<'r>) {
                if !self.covers(request.uri().path().as_str()) {
                    return;
                }
                let status = response.status().code;
                let is_sent = sent(request).load(std::sync::atomic::Ordering::Relaxed) == status;
                if status >= 400 && !is_sent {
                    replace(response, ApiError::of_status(status), request);
                }
                if !response.headers().contains(#id_header) {
                    response.set_raw_header(#id_header, id_for(request).to_string());
                }
            }
        }

        /// Puts an error in the place of a response. Headers stay, but for those about the body.
        fn replace<'r>(response: &mut ::rocket::Response<'r>, error: ApiError, request: &'r ::rocket::Request<'_>) {
            if let Ok(answer) = ::rocket::response::Responder::respond_to(error, request) {
                for name in BODY_HEADERS {
                    response.remove_header(name);
                }
                response.merge(answer);
            }
        }

        /// The catcher of every status.
        fn caught<'r>(
            status: ::rocket::http::Status,
            request: &'r ::rocket::Request<'_>,
        ) -> ::rocket::catcher::BoxFuture<'r> {
            let noted = request.local_cache(Refused::default).0.lock();
            let refused = noted.ok().and_then(|mut refused| refused.take());
            let refused = refused.filter(|error| error.status() == status.code);
            let error = refused.unwrap_or_else(|| unrefused(status.code, request));
            Box::pin(std::future::ready(::rocket::response::Responder::respond_to(error, request)))
        }
    })
}

/// Rocket answers a wrong method or content type with 404, and knows better.
fn routing() -> Vec<Piece> {
    parse(quote! {
        /// The error for a status that no guard gave.
        fn unrefused(status: u16, request: &::rocket::Request<'_>) -> ApiError {
            match (status, request.route()) {
                (404, None) => unrouted(request),
                (422, Some(_)) => ErrorCode::INVALID_PARAMETER.into(),
                _ => ApiError::of_status(status),
            }
        }

        /// No route was tried: there is none for this path, or not for this method, or not for this content type.
        fn unrouted(request: &::rocket::Request<'_>) -> ApiError {
            let routes = request.rocket().routes();
            let routes: Vec<_> = routes.filter(|route| has_path_of(&route.uri, request.uri())).collect();
            let mut same = routes.iter().filter(|route| route.method == request.method()).peekable();
            if same.peek().is_none() && !routes.is_empty() {
                return ApiError::of_status(405).with_header("allow", allowed(&routes));
            }
            let status = if same.all(|route| route.format.is_none()) {
                404
            } else if request.method().supports_payload() {
                415
            } else {
                406
            };
            ApiError::of_status(status)
        }

        /// Whether the path of a route matches, as Rocket's router has it. A query that the route demands must be there too.
        fn has_path_of(route: &::rocket::http::uri::Origin<'_>, uri: &::rocket::http::uri::Origin<'_>) -> bool {
            let (mut wanted, mut given) = (route.path().raw_segments(), uri.path().segments());
            let path = loop {
                match (wanted.next().map(::rocket::http::RawStr::as_str), given.next()) {
                    (None, None) => break true,
                    (Some(wanted), _) if wanted.ends_with("..>") => break true,
                    (Some(wanted), Some(given)) if wanted.starts_with('<') || wanted == given => {}
                    _ => break false,
                }
            };
            let demanded = route.query().into_iter().flat_map(|query| query.raw_segments());
            let mut demanded = demanded.filter(|part| !part.starts_with('<'));
            let has = |part| uri.query().is_some_and(|query| query.raw_segments().any(|given| given == part));
            path && demanded.all(has)
        }

        /// The methods that there are routes for. Rocket answers HEAD wherever it answers GET.
        fn allowed(routes: &[&::rocket::Route]) -> String {
            let has_get = routes.iter().any(|route| route.method == ::rocket::http::Method::Get);
            let methods = routes.iter().map(|route| route.method.as_str()).chain(has_get.then_some("HEAD"));
            let methods: std::collections::BTreeSet<_> = methods.collect();
            methods.into_iter().collect::<Vec<_>>().join(", ")
        }
    })
}
