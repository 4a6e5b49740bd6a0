//! The request that is being answered: its id, and what becomes of a panic.

use quote::quote;

use super::syntax::{Piece, parse};
use super::{Module, allow_unused};

pub(super) fn items(module: &Module) -> Vec<Piece> {
    if !module.has_request_id() {
        return Vec::new();
    }
    let mut made = sent_id(module);
    made.extend(is_request_id());
    if module.has_framework() {
        made.extend(current());
    }
    if module.has_framework() || module.must_have_request_id() {
        made.extend(new_request_id());
    }
    made
}

/// The id that goes into the body and the header.
fn sent_id(module: &Module) -> Vec<Piece> {
    let current = module.has_framework().then(|| quote!(.or_else(request_id)));
    let new = module
        .must_have_request_id()
        .then(|| quote!(.or_else(|| Some(new_request_id()))));
    let allow = allow_unused();
    parse(quote! {
        #allow
        impl ApiError {
            /// The id that is sent: the error's own or that of the request.
            fn sent_id(&self) -> Option<std::sync::Arc<str>> {
                let own = self.details.as_ref().and_then(|details| details.request_id.clone());
                own.filter(|id| is_request_id(id)) #current #new
            }
        }
    })
}

fn is_request_id() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// Whether an id can stand in a header and a log: printable ASCII of at most 128 characters.
        #allow
        fn is_request_id(id: &str) -> bool {
            (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
        }
    })
}

fn current() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        std::thread_local! {
            static REQUEST_ID: std::cell::RefCell<Option<std::sync::Arc<str>>> = const { std::cell::RefCell::new(None) };
        }

        /// The id of the request that is being answered, under [`envelope`]; otherwise none.
        #[must_use]
        #allow
        pub fn request_id() -> Option<std::sync::Arc<str>> {
            REQUEST_ID.with_borrow(Clone::clone)
        }

        /// The id that is known already, in this module or another; or the one that a request brought, if that is
        /// printable ASCII of at most 128 characters, or a new one.
        #allow
        fn id_of_request(shared: Option<&SharedId>, said: Option<&str>) -> std::sync::Arc<str> {
            let shared = shared.filter(|(what, _)| *what == SHARED_ID).map(|(_, id)| id.clone());
            if let Some(known) = request_id().or(shared) {
                return known;
            }
            said.filter(|id| is_request_id(id)).map_or_else(new_request_id, Into::into)
        }
    })
}

fn new_request_id() -> Vec<Piece> {
    let allow = allow_unused();
    parse(quote! {
        /// A new id for a request: 64 random bits, by the keys that the standard library seeds its hash maps with.
        #allow
        fn new_request_id() -> std::sync::Arc<str> {
            let hasher = std::hash::BuildHasher::build_hasher(&std::hash::RandomState::new());
            format!("req_{:016x}", std::hash::Hasher::finish(&hasher)).into()
        }
    })
}

/// The function in whose future a request is answered, for frameworks whose middleware is a future.
pub(super) fn answering(module: &Module) -> Vec<Piece> {
    let replaces = module.catalog.defaults.is_some();
    let (result, polled) = if replaces {
        (
            quote!(Result<T, ApiError>),
            quote! {
                match polled {
                    Ok(polled) => polled.map(Ok),
                    Err(panic) => std::task::Poll::Ready(Err(panicked(&*panic))),
                }
            },
        )
    } else {
        (
            quote!(T),
            quote!(polled.unwrap_or_else(|panic| std::panic::resume_unwind(panic))),
        )
    };
    let doc = if replaces {
        " Answers a request: meanwhile [`request_id`] knows its id, and a panic is an error."
    } else {
        " Answers a request: meanwhile [`request_id`] knows its id."
    };
    let mut made = parse(quote! {
        #[doc = #doc]
        async fn answering<T>(id: std::sync::Arc<str>, future: impl std::future::Future<Output = T>) -> #result {
            let mut id = Some(id);
            let mut future = std::pin::pin!(future);
            std::future::poll_fn(|context| {
                REQUEST_ID.with_borrow_mut(|current| std::mem::swap(current, &mut id));
                let polled = std::panic::AssertUnwindSafe(|| future.as_mut().poll(context));
                let polled = std::panic::catch_unwind(polled);
                REQUEST_ID.with_borrow_mut(|current| std::mem::swap(current, &mut id));
                #polled
            })
            .await
        }
    });
    if replaces {
        made.extend(parse(quote! {
            /// The error of a handler that panicked: what it said is for logs.
            fn panicked(panic: &(dyn std::any::Any + Send)) -> ApiError {
                let said = panic.downcast_ref::<&str>().copied();
                let said = said.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
                ApiError::of_status(500).with_source(format!("panicked: {}", said.unwrap_or("?")))
            }
        }));
    }
    made
}

/// What the documentation says of the middleware `envelope`.
pub(super) fn docs_of_envelope(module: &Module, add: &str) -> Vec<String> {
    let mut docs = vec![
        " Middleware that sees to every response.".to_owned(),
        String::new(),
    ];
    if module.catalog.defaults.is_some() {
        docs.push(
            " What the framework and other middleware answer by themselves with 4xx or 5xx, and panics, become errors of the"
                .to_owned(),
        );
        docs.push(
            " catalog. What caused them stays their source, for logs, as far as the framework tells; headers stay, but for"
                .to_owned(),
        );
        docs.push(
            " those about the body; a status that has no code of its own stays too. Errors of other catalogs stay as they are."
                .to_owned(),
        );
        docs.push(String::new());
    }
    let header = module.request_id_header();
    docs.extend([
        format!(" Each request has an id, which errors and the header `{header}` of the response carry: the request's own"),
        " header, if that is printable ASCII of at most 128 characters, and a new one otherwise. An error that was given an"
            .to_owned(),
        " id keeps it.".to_owned(),
        String::new(),
    ]);
    docs.push(format!(" Add it outside of everything else: {add}."));
    docs
}
