//! Any bytes are a document that is compared with a catalog, and that errors are put into or not.

#![no_main]

use libfuzzer_sys::fuzz_target;

const CATALOG: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n  lost: {status: 404, description: It is lost., args: {id: {example: a}}}\noperations:\n  GET /a/{b}: [gone]\n  POST /a: [gone, lost]\n";

fuzz_target!(|bytes: &[u8]| {
    let text = String::from_utf8_lossy(bytes);
    errcat_fuzz::show(&errcat::verify_openapi(
        ("errors.yaml", CATALOG),
        ("api.yaml", &*text),
    ));
    match errcat::cli::into(CATALOG, &text) {
        Ok(made) => {
            let again =
                errcat::cli::into(CATALOG, &made).expect("what was put in once is put in again");
            assert_eq!(made, again, "nothing is put in twice");
            let found = errcat::verify_openapi(("errors.yaml", CATALOG), ("api.yaml", &*made));
            let lacks = |finding: errcat::Finding| finding.rule.name == "missing-response";
            assert!(!found.iter().any(lacks), "{found}");
        }
        Err(found) => errcat_fuzz::show(&found),
    }
});
