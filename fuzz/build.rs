//! The clients that are fed with bodies: one for each of these envelopes.

const CLIENTS: [(&str, &str); 5] = [
    ("full", "../tests/golden/full/errors.yaml"),
    ("google", "../tests/golden/google/errors.yaml"),
    ("jsonapi", "../tests/golden/jsonapi/errors.yaml"),
    ("problem", "../tests/golden/problem/errors.yaml"),
    ("everywhere", "../tests/shapes/everywhere.yaml"),
];

fn main() -> Result<(), errcat::Error> {
    for (name, catalog) in CLIENTS {
        let config = errcat::Config::new().client(true);
        config.file_name(format!("{name}.rs")).compile(catalog)?;
    }
    Ok(())
}
