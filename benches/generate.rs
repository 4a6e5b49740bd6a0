//! How long each stage takes, by the number of codes. `cargo bench --bench generate`.
//!
//! Compare the rows with each other: time is linear where ten times the codes take ten times as long, and the stages
//! are shares of `all`.

use std::fmt::Write as _;

use divan::{Bencher, black_box};
use errcat::{Integration, Options, RustOptions};

fn main() {
    divan::main();
}

const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// A catalog of so many codes, each with a message that has a placeholder.
fn catalog(codes: usize, outputs: &str) -> String {
    let mut text = "version: 1\napi: {name: Big API, docs_url: \"https://docs.example.com/errors#{code}\"}\ntypes:\n".to_owned();
    for kind in 'a'..='l' {
        let _ = writeln!(
            text,
            "  kind_{kind}_error: {{status: {}, description: A kind of error.}}",
            400 + kind as u32 % 20
        );
    }
    text += "codes:\n";
    for code in 0..codes {
        let kind = char::from(b'a' + u8::try_from(code % 12).unwrap_or_default());
        let _ = writeln!(
            text,
            "  thing_{code}_failed:\n    type: kind_{kind}_error\n    description: Something went wrong with thing {code}.\n    \
             message: \"Thing {code} has no {{id}}\"\n    param: id\n    args: {{id: {{example: id_{code}}}}}"
        );
    }
    text + outputs
}

fn generate(bencher: Bencher, codes: usize, outputs: &str, rust: bool) {
    let text = catalog(codes, outputs);
    let mut options = Options::new().outputs(true);
    if rust {
        options = options.rust("errors.rs", RustOptions::default().with(Integration::Serde));
    }
    bencher.bench(|| errcat::generate(("errors.yaml", black_box(&text)), &options).unwrap());
}

/// Reading and checking: the part that every other has in it.
#[divan::bench(args = SIZES)]
fn check(bencher: Bencher, codes: usize) {
    let text = catalog(codes, "");
    bencher.bench(|| errcat::check(("errors.yaml", black_box(&text))));
}

/// Reading, checking, and the Rust module.
#[divan::bench(args = SIZES)]
fn rust(bencher: Bencher, codes: usize) {
    generate(bencher, codes, "", true);
}

/// Reading, checking, and the OpenAPI document.
#[divan::bench(args = SIZES)]
fn openapi(bencher: Bencher, codes: usize) {
    generate(
        bencher,
        codes,
        "outputs: {openapi: [{path: openapi.yaml}]}\n",
        false,
    );
}

/// Reading, checking, and the built-in page.
#[divan::bench(args = SIZES)]
fn docs(bencher: Bencher, codes: usize) {
    generate(
        bencher,
        codes,
        "outputs: {docs: [{path: errors.md}]}\n",
        false,
    );
}

/// All three outputs.
#[divan::bench(args = SIZES)]
fn all(bencher: Bencher, codes: usize) {
    generate(
        bencher,
        codes,
        "outputs: {openapi: [{path: openapi.yaml}], docs: [{path: errors.md}]}\n",
        true,
    );
}
