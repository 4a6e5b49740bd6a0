//! Two enums, `_`, guards, and types of fields.

pub enum UserError {
    NotFound,
    Locked { until: u64, name: String },
    Raw(Vec<u8>),
    Nested(Inner),
}

pub enum OrderError {
    NotFound,
}

enum Plan {
    Free,
    Pro,
}

impl UserError {
    fn status(&self, is_admin: bool) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Locked { .. } if is_admin => StatusCode::FORBIDDEN,
            Self::Locked { .. } => StatusCode::LOCKED,
            Self::Nested(inner) => inner.status(),
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl std::fmt::Display for UserError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            UserError::NotFound => "There is no such user",
            _ => "Something else went wrong",
        })
    }
}

impl OrderError {
    fn status(&self) -> u16 {
        match self {
            Self::NotFound => 410,
        }
    }
}

fn price(plan: &Plan) -> u32 {
    match plan {
        Plan::Free => 404,
        Plan::Pro => 500,
    }
}

#[derive(Debug, thiserror::Error, serde::Serialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum LimitError {
    #[error("at most {max} ({ratio:.1}), {0} of them {}", .values.len())]
    TooMany { max: u32, ratio: f64, is_hard: bool, values: Vec<u8> },
    #[error("only {_0}")]
    Few(i32),
}
