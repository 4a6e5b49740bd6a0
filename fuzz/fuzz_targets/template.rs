//! Any bytes are a template of a page, which is rendered or has a mistake at a place in it.

#![no_main]

use errcat::Options;
use libfuzzer_sys::fuzz_target;

const CATALOG: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: a.md, template: page.j2}], files: [{path: b.txt, template: page.j2, mark: false}]}\n";

fuzz_target!(|bytes: &[u8]| {
    let template = String::from_utf8_lossy(bytes).into_owned();
    // Loops are stopped, but only after a while.
    if template.matches("for").count() > 2 || template.contains("range") {
        return;
    }
    let options = Options::new()
        .outputs(true)
        .templates(move |path| Ok((path == "page.j2").then(|| template.clone())));
    match errcat::generate(("errors.yaml", CATALOG), &options) {
        Ok(made) => assert_eq!(made.files().count(), 2),
        Err(found) => errcat_fuzz::show(&found),
    }
});
