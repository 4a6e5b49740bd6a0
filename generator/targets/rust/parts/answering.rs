//! Answering a request, for frameworks whose middleware is a future.

use std::future::Future;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;
use std::pin::pin;
use std::sync::Arc;
use std::task::Poll;

use super::error::ApiError;
use super::request_id::REQUEST_ID;

//@ if defaults
use std::any::Any;
//@ end

/// Polls the handler of a request. Meanwhile [`request_id`] returns its id, and a panic is caught.
async fn guarded<T>(id: Arc<str>, future: impl Future<Output = T>) -> std::thread::Result<T> {
    let mut id = Some(id);
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        // The id is there while the future runs, on whatever thread, and nowhere else.
        REQUEST_ID.with_borrow_mut(|current| std::mem::swap(current, &mut id));
        let polled = catch_unwind(AssertUnwindSafe(|| future.as_mut().poll(context)));
        REQUEST_ID.with_borrow_mut(|current| std::mem::swap(current, &mut id));
        match polled {
            Ok(polled) => polled.map(Ok),
            Err(panic) => Poll::Ready(Err(panic)),
        }
    })
    .await
}
//@ if no defaults

/// Answers a request. A panic goes on: the catalog has no code for it.
async fn answering<T>(id: Arc<str>, future: impl Future<Output = T>) -> T {
    guarded(id, future)
        .await
        .unwrap_or_else(|panic| std::panic::resume_unwind(panic))
}
//@ end
//@ if defaults

/// Answers a request. A panic becomes an error.
async fn answering<T>(id: Arc<str>, future: impl Future<Output = T>) -> Result<T, ApiError> {
    guarded(id, future).await.map_err(|panic| panicked(&*panic))
}

/// The error of a handler that panicked. The message of the panic is its source, for logs.
fn panicked(panic: &(dyn Any + Send)) -> ApiError {
    let text = panic.downcast_ref::<&str>().copied();
    let text = text.or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    ApiError::of_status(500).with_source(format!("panicked: {}", text.unwrap_or("?")))
}
//@ end
