//! What the servers logged: each error once, at the level of its code, with its cause and the id of its request.

/// An error that was answered.
#[derive(Debug)]
pub(crate) struct Event {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) id: String,
}

/// The requests whose errors have a cause, and what stands for it in the log.
const CAUSES: [(&str, &str); 4] = [
    (
        "an-assertion",
        "`GET /errors/{code}` does not list `email_invalid`",
    ),
    ("an-error", "SECRET-SOURCE"),
    ("a-secret", "SECRET-SOURCE"),
    ("a-panic", "SECRET-PANIC"),
];

/// What is wrong with a log, given the errors that it must tell of.
pub(crate) fn wrong(log: &str, answered: &[Event]) -> Vec<String> {
    let mut wrong = Vec::new();
    if log.contains("SECRET-ARGUMENT") {
        wrong.push("the log has a secret argument".to_owned());
    }
    // A path with a line break is in the text of a cause.
    if log
        .lines()
        .any(|line| line.starts_with("FORGED") || line.contains('\u{1b}'))
    {
        wrong.push("a client can write lines of the log".to_owned());
    }
    for event in answered {
        let id = format!(r#" request_id="{}""#, event.id);
        let lines: Vec<&str> = log.lines().filter(|line| line.contains(&id)).collect();
        match lines[..] {
            [line] if tells(line, event) => {}
            _ => wrong.push(format!(
                "the log does not have {event:?} once, but {lines:?}"
            )),
        }
    }
    wrong
}

/// Whether the line is of the error, at the level of its status.
fn tells(line: &str, event: &Event) -> bool {
    let level = if event.status >= 500 {
        " ERROR "
    } else {
        " INFO "
    };
    let (code, status) = (
        format!(r#" code="{}""#, event.code),
        format!(" status={} ", event.status),
    );
    let cause = CAUSES
        .iter()
        .find(|(row, _)| event.id.ends_with(&format!("-{row}")));
    let has_cause = cause.is_none_or(|(_, cause)| line.contains(cause));
    line.contains(level) && line.contains(&code) && line.contains(&status) && has_cause
}
