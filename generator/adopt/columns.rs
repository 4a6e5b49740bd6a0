//! The columns of a table: what each has, by its name, and how its cells are read.

/// What a column has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Column {
    Code,
    Type,
    Status,
    Number,
    Title,
    Description,
    Message,
    Param,
    Resolution,
    Retryable,
    RetryAfter,
    DocUrl,
    Other,
}

/// What a column has, by its name.
pub(super) fn column(name: &str) -> Column {
    let name = heck::ToSnakeCase::to_snake_case(name);
    let words: Vec<&str> = name.split('_').collect();
    let has = |word: &str| words.contains(&word);
    let is = |any: &[&str]| any.iter().any(|word| has(word));
    if has("retry") && has("after") {
        Column::RetryAfter
    } else if is(&["retryable", "retry", "retriable"]) {
        Column::Retryable
    } else if is(&["url", "link", "docs", "href"]) {
        Column::DocUrl
    } else if is(&["status", "http"]) {
        Column::Status
    } else if is(&["number", "numeric"]) {
        Column::Number
    } else if is(&["type", "category", "kind"]) {
        Column::Type
    } else if is(&["resolution", "fix", "solution", "action", "remedy"])
        || (has("how") && has("to"))
    {
        Column::Resolution
    } else if is(&["param", "parameter", "field"]) {
        Column::Param
    } else if is(&["message", "detail"]) {
        Column::Message
    } else if is(&[
        "description",
        "meaning",
        "explanation",
        "cause",
        "reason",
        "when",
        "details",
    ]) {
        Column::Description
    } else if is(&["title", "summary"]) {
        Column::Title
    } else if is(&["code", "error", "name", "key", "id", "identifier", "slug"]) {
        Column::Code
    } else {
        Column::Other
    }
}

/// The number at the start of a cell, such as `404 - Not Found`.
pub(super) fn number(cell: &str) -> Option<i64> {
    let digits = cell.trim_start_matches(['`', '*']).trim_start();
    let end = digits
        .char_indices()
        .find(|(at, c)| !(c.is_ascii_digit() || (*at == 0 && *c == '-')));
    digits[..end.map_or(digits.len(), |(at, _)| at)]
        .parse()
        .ok()
}

pub(super) fn status(cell: &str) -> Option<u16> {
    let number = number(cell)?;
    u16::try_from(number)
        .ok()
        .filter(|status| (100..600).contains(status))
}

/// A number of seconds: `30`, or `30 s`.
pub(super) fn seconds(cell: &str) -> Option<u32> {
    let cell = cell.trim();
    let digits = cell.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = cell[digits.len()..].trim();
    let is_seconds = ["", "s", "sec", "second", "seconds"].contains(&unit);
    digits.parse().ok().filter(|_| is_seconds)
}

/// Whether a cell says yes or no.
pub(super) fn yes(text: &str) -> Option<bool> {
    match text.to_lowercase().as_str() {
        "yes" | "true" | "✓" | "✅" | "x" => Some(true),
        "no" | "false" | "✗" | "❌" => Some(false),
        _ => None,
    }
}
