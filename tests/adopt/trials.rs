//! An enum whose arms have headers, logs and long comments.

pub enum Error {
    /// Not signed in.
    ///
    /// We answer the challenge ourselves because the proxy drops it.
    Unauthorized,
    /// The item
    /// is gone.
    Gone,
    Limited,
    Database(sqlx::Error),
    Silent,
}

impl Error {
    fn status(&self) -> StatusCode {
        match self {
            Self::Unauthorized => StatusCode::UNAUTHORIZED,
            Self::Gone => StatusCode::GONE,
            Self::Limited => StatusCode::TOO_MANY_REQUESTS,
            Self::Database(_) => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Silent => fallback(),
        }
    }
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        match self {
            Self::Unauthorized => (
                self.status(),
                [(WWW_AUTHENTICATE, HeaderValue::from_static("Token"))],
                "please sign in",
            )
                .into_response(),
            Self::Limited => {
                let mut response = self.status().into_response();
                response.headers_mut().insert(header::RETRY_AFTER, "60".parse().unwrap());
                response.headers_mut().insert("x-limit", HeaderValue::from_static("100"));
                response
            }
            Self::Database(ref cause) => {
                log::error!("SQL error: {cause}");
                self.status().into_response()
            }
            Self::Gone => (self.status(), [("Cache-Control", "no-store")], ("item-gone", "it is gone")).into_response(),
            other => (other.status(), other.to_string()).into_response(),
        }
    }
}
