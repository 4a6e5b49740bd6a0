//! Generates the errors of the invoices.

fn main() -> Result<(), errcat::Error> {
    errcat::Config::new().compile("errors.yaml")
}
