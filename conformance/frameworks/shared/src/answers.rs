//! What the handlers answer, which is the same in every framework.

/// What the handlers answer, for an envelope whose `ApiError` and `ErrorCode` are in scope.
#[macro_export]
#[allow(clippy::crate_in_macro_def, reason = "the errors are the server's")]
macro_rules! answers {
    ($envelope:ident) => {
        fn found(id: u32) -> Result<$crate::Made, ApiError> {
            match id {
                0 => Err(ApiError::item_not_found(0).with_source("SECRET-SOURCE")),
                id => Ok($crate::Made { id }),
            }
        }

        /// Any error, with the arguments of its example.
        fn any(code: &str) -> ApiError {
            match code.parse().unwrap_or(ErrorCode::INVALID_PARAMETER) {
                ErrorCode::ItemNotFound => ApiError::item_not_found(7),
                ErrorCode::KeyRevoked => ApiError::key_revoked("sk_1"),
                ErrorCode::TooLong => ApiError::too_long(10),
                ErrorCode::TooManyRequests => busy(),
                code => ApiError::try_from(code).unwrap_or_else(|_| ApiError::internal_error()),
            }
        }

        /// What one operation returns, and no other error.
        fn revoked() -> Revoked {
            Revoked::key_revoked("SECRET-ARGUMENT").with_source("SECRET-SOURCE")
        }

        type Revoked =
            crate::errors::$envelope::ErrorOf<crate::errors::$envelope::operations::GetKey>;

        fn busy() -> ApiError {
            ApiError::too_many_requests(std::time::Duration::from_secs(7))
        }

        fn several() -> ApiError {
            $crate::several!($envelope)
        }

        fn occurrence() -> ApiError {
            $crate::occurrence!($envelope)
        }

        fn current_id() -> String {
            request_id().map_or_else(|| "none".to_owned(), |id| id.to_string())
        }
    };
}

/// Several errors at once, where the envelope has a place for them, and for their parameters.
#[macro_export]
macro_rules! several {
    (flat) => {
        ApiError::invalid_body()
    };
    ($envelope:ident) => {
        ApiError::invalid_body().with_errors([
            ApiError::email_invalid(),
            ApiError::too_long(10).with_param("name"),
        ])
    };
}

/// An error that says which occurrence it is, where the envelope has a place for that.
#[macro_export]
macro_rules! occurrence {
    (problem) => {
        ApiError::item_not_found(1).with_instance("/log/1")
    };
    ($envelope:ident) => {
        ApiError::item_not_found(1)
    };
}
