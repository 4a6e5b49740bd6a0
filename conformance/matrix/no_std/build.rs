//! The two kinds of modules that do without `std`.

fn main() -> Result<(), errcat::Error> {
    let config = errcat::Config::new().no_std(true);
    config
        .clone()
        .file_name("plain.rs")
        .compile("../../../tests/golden/full/errors.yaml")?;
    config
        .serde(true)
        .file_name("serde.rs")
        .compile("../../../tests/golden/full/errors.yaml")
}
