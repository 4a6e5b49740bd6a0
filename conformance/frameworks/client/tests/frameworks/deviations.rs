//! Where a framework forces another answer than the table's. An entry that is no longer true fails.

use crate::table::Row;

/// What is other than the table says.
#[derive(Clone, Copy)]
pub(crate) enum Differs {
    /// The header `allow`, or that there is none.
    Allow(Option<&'static str>),
    /// The code, and with it the status.
    Code(&'static str),
}

/// The framework, the name of the row, what differs, and why.
const DEVIATIONS: &[(&str, &str, Differs, &str)] = &[
    (
        "axum",
        "wrong method",
        Differs::Allow(Some("GET,HEAD")),
        "axum writes no space after a comma",
    ),
    (
        "actix",
        "wrong method",
        Differs::Allow(Some("GET")),
        "a route for GET does not answer HEAD",
    ),
    (
        "poem",
        "wrong method",
        Differs::Allow(None),
        "poem does not tell which methods a route has",
    ),
    (
        "poem",
        "wrong method, DELETE",
        Differs::Allow(None),
        "poem does not tell which methods a route has",
    ),
    (
        "salvo",
        "wrong method",
        Differs::Allow(Some("GET")),
        "a route for GET does not answer HEAD",
    ),
    (
        "salvo",
        "JSON: ",
        Differs::Code("invalid_body"),
        "Salvo reads an empty body as null",
    ),
];

/// What differs for a framework in a row.
pub(crate) fn of(framework: &str, row: &str) -> Option<Differs> {
    let found = DEVIATIONS
        .iter()
        .find(|deviation| (deviation.0, deviation.1) == (framework, row));
    found.map(|deviation| deviation.2)
}

/// Sees to it that each entry is of a row, and says why.
pub(crate) fn name_rows_of(rows: &[Row]) {
    for (framework, name, _, reason) in DEVIATIONS {
        assert!(
            rows.iter().any(|row| row.name == *name),
            "{framework}: there is no row {name}"
        );
        assert!(!reason.is_empty(), "{framework}, {name}: why?");
    }
}
