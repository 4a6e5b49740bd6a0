//! What is recorded of an error: a counter, and a field of the span.

use std::fmt;
use std::sync::{Arc, Mutex};

use axum::response::IntoResponse as _;
use metrics_util::debugging::{DebugValue, DebuggingRecorder};
use orders::errors::ApiError;
use tracing::field::{Field, Visit};
use tracing::span;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt as _};

/// The counters with their labels, sorted.
fn counters(recorder: &DebuggingRecorder) -> Vec<(String, u64)> {
    let found = recorder.snapshotter().snapshot().into_vec().into_iter();
    let mut counters: Vec<_> = found
        .map(|(key, _, _, value)| {
            let labels = key
                .key()
                .labels()
                .map(|label| format!(" {}={}", label.key(), label.value()));
            let DebugValue::Counter(count) = value else {
                panic!("it is a counter")
            };
            (
                key.key().name().to_owned() + &labels.collect::<String>(),
                count,
            )
        })
        .collect();
    counters.sort();
    counters
}

#[test]
fn each_error_that_is_sent_is_counted() {
    let recorder = DebuggingRecorder::new();
    metrics::with_local_recorder(&recorder, || {
        for id in ["1", "2"] {
            let _ = ApiError::order_not_found(id).into_response();
        }
        let theirs = common_errors::ApiError::internal_error();
        let _ = ApiError::from(theirs).into_response();
        // An error that nobody is sent is not counted.
        let _ = ApiError::internal_error();
    });
    let expected = [
        (
            "api_errors_total code=internal_error status=500".to_owned(),
            1,
        ),
        (
            "api_errors_total code=order_not_found status=404".to_owned(),
            2,
        ),
    ];
    assert_eq!(counters(&recorder), expected);
}

/// The values of `error.type`.
#[derive(Clone, Default)]
struct Types(Arc<Mutex<Vec<String>>>);

impl Visit for Types {
    fn record_str(&mut self, field: &Field, value: &str) {
        if field.name() == "error.type" {
            self.0.lock().unwrap().push(value.to_owned());
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn fmt::Debug) {}
}

impl<S: tracing::Subscriber> Layer<S> for Types {
    fn on_record(&self, _: &span::Id, values: &span::Record<'_>, _: Context<'_, S>) {
        values.record(&mut self.clone());
    }
}

#[test]
fn the_span_has_the_type_of_the_error() {
    let types = Types::default();
    let subscriber = tracing_subscriber::registry().with(types.clone());
    tracing::subscriber::with_default(subscriber, || {
        let span = tracing::info_span!("request", error.type = tracing::field::Empty);
        span.in_scope(|| ApiError::order_not_found("7").into_response());
        // A span without the field has none.
        tracing::info_span!("other").in_scope(|| ApiError::internal_error().into_response());
    });
    assert_eq!(*types.0.lock().unwrap(), ["order_not_found"]);
}
