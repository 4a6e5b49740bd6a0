//! The ids of requests.

use std::sync::Arc;

//@ if framework
use std::cell::RefCell;
//@ end

//@ if new_request_id
use std::hash::BuildHasher;
use std::hash::Hasher;
use std::hash::RandomState;
//@ end

/// Whether an id can be sent in a header and written to a log: printable ASCII of at most 128 characters.
fn is_request_id(id: &str) -> bool {
    (1..=128).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}
//@ if framework

::std::thread_local! {
    static REQUEST_ID: RefCell<Option<Arc<str>>> = const { RefCell::new(None) };
}

/// The id of the request that is being answered, inside [`envelope`]; otherwise `None`.
#[must_use]
pub fn request_id() -> Option<Arc<str>> {
    REQUEST_ID.with_borrow(Clone::clone)
}

/// The id of a request, with what it is. An `envelope` leaves it among the extensions of the request, for the `envelope` of
/// another catalog further inside. The modules of the catalogs share no crate, so they speak in types of the standard library.
type SharedId = (&'static str, Arc<str>);

const SHARED_ID: &str = "the id of this request";

/// The id of a request: the one that an outer `envelope` of any catalog assigned, or else the one in the request's header, or
/// else a new one.
fn id_of_request(shared: Option<&SharedId>, header: Option<&str>) -> Arc<str> {
    let shared = shared
        .filter(|(what, _)| *what == SHARED_ID)
        .map(|(_, id)| id.clone());
    if let Some(known) = request_id().or(shared) {
        return known;
    }
    header
        .filter(|id| is_request_id(id))
        .map_or_else(new_request_id, Into::into)
}
//@ end
//@ if new_request_id

/// A new id for a request: 64 random bits. They come from the keys with which the standard library seeds its hash maps, so that
/// no crate for random numbers is needed.
fn new_request_id() -> Arc<str> {
    let id = RandomState::new().build_hasher().finish();
    format!("req_{id:016x}").into()
}
//@ end

#[cfg(test)]
mod tests {
    use super::{SHARED_ID, id_of_request, is_request_id, new_request_id, request_id};

    #[test]
    fn ids_are_printable_and_short() {
        let (longest, longer) = ("x".repeat(128), "x".repeat(129));
        for (id, expected) in [
            ("req_1", true),
            (&*longest, true),
            (&*longer, false),
            ("", false),
            ("a b", false),
            ("a\nb", false),
            ("é", false),
        ] {
            assert_eq!(is_request_id(id), expected, "{id:?}");
        }
    }

    #[test]
    fn new_ids_differ() {
        let (one, other) = (new_request_id(), new_request_id());
        assert_ne!(one, other);
        assert!(is_request_id(&one) && one.len() == 20, "{one}");
    }

    #[test]
    fn an_id_that_is_known_goes_before_one_that_was_sent() {
        let shared = (SHARED_ID, "shared".into());
        assert_eq!(&*id_of_request(Some(&shared), Some("sent")), "shared");
        let other = ("the id of something else", "shared".into());
        assert_eq!(&*id_of_request(Some(&other), Some("sent")), "sent");
        assert!(id_of_request(None, Some("not sent")).starts_with("req_"));
        assert_eq!(request_id(), None);
    }
}
