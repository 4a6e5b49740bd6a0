//! Rocket: `Responder`, the data guard `Input`, and the fairing `envelope`.

use rocket::Request;
use rocket::Response;
use rocket::http::Status;
use rocket::response;
use rocket::response::Responder;
use rocket::serde::json::Json;
use std::sync::Arc;
use std::sync::OnceLock;
use std::sync::atomic::AtomicU16;
use std::sync::atomic::Ordering;

//@ if defaults
use rocket::Build;
use rocket::Catcher;
use rocket::Data;
use rocket::Rocket;
use rocket::Route;
use rocket::catcher::BoxFuture;
use rocket::data;
use rocket::data::FromData;
use rocket::fairing;
use rocket::fairing::Fairing;
use rocket::http::Method;
use rocket::http::RawStr;
use rocket::http::uri::Origin;
use rocket::outcome::Outcome;
use rocket::route;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Mutex;
//@ end

impl<'r> Responder<'r, 'static> for ApiError {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        //@ if asserts
        self.assert_listed();
        //@ end
        let own = self
            .details
            .as_ref()
            .and_then(|details| details.request_id.clone());
        let id = own.filter(|id| is_request_id(id));
        let id = &*id.unwrap_or_else(|| id_for(request).clone());
        //@ if records
        self.log(Some(id));
        //@ end
        let mut response = Json(self.to_body(Some(id))).respond_to(request)?;
        response.set_status(Status::new(self.status()));
        response.remove_header("content-type");
        for (name, value) in self.sent_headers(Some(id)) {
            // Rocket closes the connection at a value that no header can have.
            if !value.bytes().any(|byte| byte.is_ascii_control()) {
                response.adjoin_raw_header(name.to_owned(), value.into_owned());
            }
        }
        sent(request).store(self.status(), Ordering::Relaxed);
        let _ = request.local_cache(Answered::default).0.set(self);
        Ok(response)
    }
}
//@ if operations

impl<'r, E> Responder<'r, 'static> for ErrorOf<E> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        self.0.respond_to(request)
    }
}
//@ end

impl ApiError {
    /// The error that a request was answered with, for fairings that log: in `on_response`.
    #[must_use]
    pub fn answered<'r>(request: &'r Request<'_>) -> Option<&'r Self> {
        request.local_cache(Answered::default).0.get()
    }
}

/// The error that a request was answered with.
#[derive(Default)]
struct Answered(OnceLock<ApiError>);

/// The id of a request.
fn id_for<'r>(request: &'r Request<'_>) -> &'r Arc<str> {
    let id: &SharedId = request.local_cache(|| {
        let header = request.headers().get_one(REQUEST_ID_HEADER);
        (SHARED_ID, id_of_request(None, header))
    });
    &id.1
}

/// What a request was answered with, and the status, by which an `envelope` knows the errors of every catalog; or 0.
type Sent = (&'static str, AtomicU16);

/// The status of the error that a request was answered with, of whatever catalog.
fn sent<'r>(request: &'r Request<'_>) -> &'r AtomicU16 {
    let sent: &Sent = request.local_cache(|| ("an error of a catalog", 0.into()));
    &sent.1
}
//@ if defaults

/// The error that a guard refused a request with. Rocket hands on nothing but a status.
#[derive(Default)]
struct Refused(Mutex<Option<ApiError>>);

impl ApiError {
    /// Keeps the error for the catcher.
    fn noted(self, request: &Request<'_>) -> Status {
        let status = Status::new(self.status());
        if let Ok(mut refused) = request.local_cache(Refused::default).0.lock() {
            *refused = Some(self);
        }
        status
    }

    /// The outcome of a guard (`FromRequest` or `FromData`) that fails with this error.
    pub fn refuse<S, F>(self, request: &Request<'_>) -> Outcome<S, (Status, ErrorCode), F> {
        let code = self.code;
        Outcome::Error((self.noted(request), code))
    }
}

/// A data guard around another, whose failure is an [`ApiError`]: `Input<Json<User>>`.
#[derive(Clone, Copy, Debug, Default)]
pub struct Input<T>(pub T);

#[::rocket::async_trait]
impl<'r, T: FromData<'r, Error: fmt::Display>> FromData<'r> for Input<T> {
    type Error = ErrorCode;

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> data::Outcome<'r, Self> {
        let (status, error) = match T::from_data(request, data).await {
            Outcome::Success(value) => return Outcome::Success(Self(value)),
            Outcome::Forward(forward) => return Outcome::Forward(forward),
            Outcome::Error(error) => error,
        };
        let refused = match status.code {
            400 => ApiError::of_malformed_body(&error),
            422 => ApiError::of_invalid_body(&error),
            status => ApiError::of_status(status),
        };
        refused.with_source(error.to_string()).refuse(request)
    }
}

/// Routes with [`request_id`] while they answer, and with their panics as the sources of errors:
/// `mount("/", enveloped(routes![…]))`. Rocket has no middleware around a handler, so that each route is wrapped.
///
/// The handler is polled inside `catch_unwind`. With `panic = "abort"`, a panic still ends the process.
#[must_use]
pub fn enveloped(routes: impl Into<Vec<Route>>) -> Vec<Route> {
    let mut routes = routes.into();
    for route in &mut routes {
        route.handler = Box::new(Enveloped(route.handler.clone()));
    }
    routes
}

#[derive(Clone)]
struct Enveloped(Box<dyn route::Handler>);

#[::rocket::async_trait]
impl route::Handler for Enveloped {
    async fn handle<'r>(&self, request: &'r Request<'_>, data: Data<'r>) -> route::Outcome<'r> {
        let answer = self.0.handle(request, data);
        //@ if asserts
        let operation = operation_of(request.method().as_str(), request.uri().path().as_str());
        let answer = asserting(operation, answer);
        //@ end
        let status = match answering(id_for(request).clone(), answer).await {
            Ok(Outcome::Error(status)) => status,
            Ok(outcome) => return outcome,
            Err(panic) => panic.noted(request),
        };
        // A status of the handler itself is final, unlike the 422 with which a parameter makes Rocket try the next route.
        if let Ok(mut refused) = request.local_cache(Refused::default).0.lock() {
            refused.get_or_insert_with(|| ApiError::of_status(status.code));
        }
        Outcome::Error(status)
    }
}

/// Middleware that puts every error response into the envelope, and gives each request an id: see [`REQUEST_ID_HEADER`].
///
/// A response with a status of 4xx or 5xx that the framework or other middleware made, and a panic of a handler, become an
/// error of the catalog. Its source, for logs, is what the framework tells about the cause. Headers are kept, except those
/// that describe the body. A status that has no code of its own is kept as well. Errors of other catalogs are left alone.
///
/// Add it as the outermost layer: `attach(envelope())`.
#[must_use]
pub const fn envelope() -> Envelope {
    Envelope { base: "/" }
}

/// The return type of [`envelope`].
#[derive(Clone, Debug)]
pub struct Envelope {
    base: &'static str,
}

impl Envelope {
    /// The same for the paths below this one, such as `/admin`, where another catalog is for the rest. Attach it before the
    /// other.
    #[must_use]
    pub const fn at(mut self, base: &'static str) -> Self {
        self.base = base;
        self
    }

    /// Whether a path is the base or below it.
    fn covers(&self, path: &str) -> bool {
        let below = path.strip_prefix(self.base.trim_end_matches('/'));
        below.is_some_and(|below| below.is_empty() || below.starts_with('/'))
    }
}

#[::rocket::async_trait]
impl Fairing for Envelope {
    fn info(&self) -> fairing::Info {
        fairing::Info {
            name: "error envelope",
            kind: fairing::Kind::Ignite | fairing::Kind::Response | fairing::Kind::Singleton,
        }
    }

    async fn on_ignite(&self, rocket: Rocket<Build>) -> fairing::Result {
        Ok(rocket.register(self.base, vec![Catcher::new(None, caught)]))
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, response: &mut Response<'r>) {
        if !self.covers(request.uri().path().as_str()) {
            return;
        }
        let status = response.status().code;
        let is_sent = sent(request).load(Ordering::Relaxed) == status;
        if status >= 400 && !is_sent {
            replace(response, ApiError::of_status(status), request);
        }
        if !response.headers().contains(REQUEST_ID_HEADER) {
            response.set_raw_header(REQUEST_ID_HEADER, id_for(request).to_string());
        }
    }
}

/// Replaces a response by an error. Headers are kept, except those that describe the body.
fn replace<'r>(response: &mut Response<'r>, error: ApiError, request: &'r Request<'_>) {
    if let Ok(answer) = error.respond_to(request) {
        for &name in BODY_HEADERS {
            response.remove_header(name);
        }
        response.merge(answer);
    }
}

/// The catcher of every status.
fn caught<'r>(status: Status, request: &'r Request<'_>) -> BoxFuture<'r> {
    let refused = request.local_cache(Refused::default).0.lock();
    let refused = refused.ok().and_then(|mut refused| refused.take());
    let refused = refused.filter(|error| error.status() == status.code);
    let error = refused.unwrap_or_else(|| unrefused(status.code, request));
    Box::pin(std::future::ready(error.respond_to(request)))
}

/// The error for a status that no guard gave.
fn unrefused(status: u16, request: &Request<'_>) -> ApiError {
    match (status, request.route()) {
        (404, None) => unrouted(request),
        (422, Some(_)) => ApiError::of_invalid_parameter(&""),
        _ => ApiError::of_status(status),
    }
}

/// The error for a request that no route was tried for: there is none for its path, its method or its content type. Rocket
/// answers all of them with 404.
fn unrouted(request: &Request<'_>) -> ApiError {
    let routes = request.rocket().routes();
    let routes: Vec<_> = routes
        .filter(|route| has_path_of(&route.uri, request.uri()))
        .collect();
    let mut same = routes
        .iter()
        .filter(|route| route.method == request.method())
        .peekable();
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

/// Whether the path of a route matches, as in Rocket's router. A query that the route demands must be there too.
fn has_path_of(route: &Origin<'_>, uri: &Origin<'_>) -> bool {
    let (mut wanted, mut given) = (route.path().raw_segments(), uri.path().segments());
    let path = loop {
        match (wanted.next().map(RawStr::as_str), given.next()) {
            (None, None) => break true,
            (Some(wanted), _) if wanted.ends_with("..>") => break true,
            (Some(wanted), Some(given)) if wanted.starts_with('<') || wanted == given => {}
            _ => break false,
        }
    };
    let demanded = route
        .query()
        .into_iter()
        .flat_map(|query| query.raw_segments());
    let mut demanded = demanded.filter(|part| !part.starts_with('<'));
    let has = |part| {
        uri.query()
            .is_some_and(|query| query.raw_segments().any(|given| given == part))
    };
    path && demanded.all(has)
}

/// The methods that there are routes for. Rocket answers HEAD wherever it answers GET.
fn allowed(routes: &[&Route]) -> String {
    let has_get = routes.iter().any(|route| route.method == Method::Get);
    let methods = routes.iter().map(|route| route.method.as_str());
    let methods: BTreeSet<_> = methods.chain(has_get.then_some("HEAD")).collect();
    methods.into_iter().collect::<Vec<_>>().join(", ")
}
//@ end
