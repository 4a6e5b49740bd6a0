//! Generates the errors that all services share.

fn main() -> Result<(), errcat::Error> {
    errcat::Config::new().compile("errors.yaml")
}
