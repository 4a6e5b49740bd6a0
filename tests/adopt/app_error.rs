//! The shape of an application's errors: thiserror, and `IntoResponse` with a `match`.

use axum::http::StatusCode;

/// Something else.
pub enum Color {
    Red,
    Blue,
}

#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// There is no user with this id.
    #[error("no user {0}")]
    UserNotFound(UserId),
    /// The address is in use.
    #[error("{email} is taken (tried {attempts:?} times)")]
    EmailTaken { email: String, attempts: u32 },
    #[error("{{braces}} and \"quotes\"")]
    BadInput,
    #[error(transparent)]
    Database(#[from] sqlx::Error),
    #[error("slow down")]
    TooFast,
}

impl AppError {
    fn code(&self) -> &'static str {
        match self {
            Self::UserNotFound(_) => "user_missing",
            AppError::EmailTaken { .. } => "email_taken",
            Self::BadInput => "bad_input",
            Self::Database(_) => "internal",
            Self::TooFast => "too_fast",
        }
    }
}

impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let status = match &self {
            Self::UserNotFound(_) => StatusCode::NOT_FOUND,
            Self::EmailTaken { .. } | Self::BadInput => StatusCode::UNPROCESSABLE_ENTITY,
            Self::Database(error) => {
                tracing::error!(%error, "database");
                StatusCode::INTERNAL_SERVER_ERROR
            }
            Self::TooFast => StatusCode::from_u16(429).unwrap(),
        };
        (status, Json(json!({ "error": self.code(), "message": self.to_string() }))).into_response()
    }
}
