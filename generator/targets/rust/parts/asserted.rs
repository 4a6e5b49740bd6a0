//! The assertion that an error is one that the operation of its request lists.

use std::cell::Cell;
use std::future::Future;
use std::pin::pin;

use super::error::ApiError;
use super::path_pattern::fits_path;

/// An operation: its method, its path and its codes.
type Operation = (&'static str, &'static str, &'static [ErrorCode]);

::std::thread_local! {
    /// The operation of the request that is being answered.
    static OPERATION: Cell<Option<&'static Operation>> = const { Cell::new(None) };
}

/// Ends an operation, also by a panic: the one around it goes on.
struct Around(Option<&'static Operation>);

impl Drop for Around {
    fn drop(&mut self) {
        OPERATION.set(self.0);
    }
}

/// The operation that a request is for. Release builds assert nothing.
fn operation_of(method: &str, path: &str) -> Option<&'static Operation> {
    if !cfg!(debug_assertions) {
        return None;
    }
    let below = path.strip_prefix(BASE_PATH);
    let path = below.filter(|path| path.starts_with('/')).unwrap_or(path);
    let mut operations = OPERATIONS.iter();
    operations.find(|(known, pattern, _)| *known == method && fits_path(pattern, path))
}

/// Polls the handler of a request. Meanwhile [`ApiError::assert_listed`] knows the operation.
async fn asserting<T>(operation: Option<&'static Operation>, future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    std::future::poll_fn(|context| {
        let _around = Around(OPERATION.replace(operation));
        future.as_mut().poll(context)
    })
    .await
}

impl ApiError {
    /// # Panics
    ///
    /// In debug builds, if the operation of the request does not list the code.
    fn assert_listed(&self) {
        let Some((method, path, codes)) = OPERATION.get() else {
            return;
        };
        let is_listed = codes.contains(&self.code) || DEFAULTS.contains(&self.code);
        debug_assert!(
            is_listed,
            "`{method} {path}` does not list `{}`: add the code to the operation in the catalog, or send another one",
            self.code.as_str()
        );
    }
}
