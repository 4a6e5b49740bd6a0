fn main() -> Result<(), errcat::Error> {
    let config = || errcat::Config::new().axum(true);
    config().compile("errors.yaml")?;
    config()
        .tracing(true)
        .file_name("logged.rs")
        .compile("errors.yaml")
}
