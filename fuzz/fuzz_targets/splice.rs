//! Any bytes are a page that is written by hand, whose sections are filled or have a mistake.

#![no_main]

use errcat::Options;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut page = String::from_utf8_lossy(bytes).into_owned();
    for dialect in ["gfm", "docusaurus"] {
        let catalog = format!(
            "version: 1\ncodes:\n  gone: {{status: 410, description: It is gone.}}\noutputs: {{docs: [{{splice: page.md, dialect: {dialect}}}]}}\n"
        );
        let fill = |page: &str| {
            let page = page.to_owned();
            let options = Options::new()
                .outputs(true)
                .templates(move |path| Ok((path == "page.md").then(|| page.clone())));
            errcat::generate(("errors.yaml", &*catalog), &options)
        };
        match fill(&page) {
            Ok(made) => {
                let Some(filled) = made.get("page.md").map(str::to_owned) else {
                    continue;
                };
                let again = fill(&filled).expect("what is filled once is filled again");
                assert_eq!(again.get("page.md"), Some(&*filled), "it is filled once");
            }
            Err(found) => errcat_fuzz::show(&found),
        }
        page = page.replace("<!--", "{/*").replace("-->", "*/}");
    }
});
