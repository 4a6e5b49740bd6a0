//! How an `envelope` knows the errors of every catalog in a server. The modules of the catalogs share no crate, so they speak in
//! types of the standard library.

/// What a response is, and its status. An error of a catalog leaves it among the extensions of its response.
type Sent = (&'static str, u16);

const SENT: &str = "an error of a catalog";

/// Whether a response with this status is the error of a catalog, whose status nobody changed since.
fn is_sent(sent: Option<&Sent>, status: u16) -> bool {
    sent.is_some_and(|sent| *sent == (SENT, status))
}

#[cfg(test)]
mod tests {
    use super::{SENT, is_sent};

    #[test]
    fn an_error_is_sent_while_its_status_is_its_own() {
        assert!(is_sent(Some(&(SENT, 404)), 404));
        assert!(!is_sent(Some(&(SENT, 404)), 500));
        assert!(!is_sent(Some(&("something else", 404)), 404));
        assert!(!is_sent(None, 404));
    }
}
