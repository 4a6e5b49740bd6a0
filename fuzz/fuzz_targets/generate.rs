//! Arbitrary texts in a catalog stay texts: in Rust, in OpenAPI and in Markdown.

#![no_main]

use errcat::{Artifacts, Options};
use errcat_fuzz::{ArbitraryCatalog, Texts};
use libfuzzer_sys::fuzz_target;
use proc_macro2::{TokenStream, TokenTree};
use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use serde_json::{Value, json};

const TITLES: &str = "{{ tables.codes({'Code': 'code', 'Title': 'title'}) }}\n";

fuzz_target!(|catalog: ArbitraryCatalog| {
    let made = match generate(&catalog.yaml(Texts::Arbitrary)) {
        Ok(made) => made,
        Err(found) => {
            errcat_fuzz::show(&found);
            return;
        }
    };
    if let Some(found) = made.warnings() {
        errcat_fuzz::show(found);
    }
    let harmless = generate(&catalog.yaml(Texts::Harmless)).expect("nothing is wrong with it");
    rust(&made, &harmless);
    for path in ["openapi.json", "old.json"] {
        openapi(made.get(path).expect("it is asked for"));
    }
    titles(&made, &catalog.titles());
});

fn generate(yaml: &str) -> Result<Artifacts, errcat::Diagnostics> {
    let options = Options::new()
        .outputs(true)
        .templates(|path| Ok((path == "titles.j2").then(|| TITLES.to_owned())));
    errcat::generate(("errors.yaml", yaml), &options)
}

/// The module is Rust, and its tokens are those of a module with harmless texts.
fn rust(made: &Artifacts, harmless: &Artifacts) {
    let skeletons = [made, harmless].map(|made| {
        let module = made.get("errors.rs").expect("it is asked for");
        syn::parse_file(module).unwrap_or_else(|error| panic!("{error}: {module}"));
        let tokens: TokenStream = module.parse().expect("it is Rust");
        let mut skeleton = String::new();
        outline(tokens, &mut skeleton);
        skeleton
    });
    assert_eq!(skeletons[0], skeletons[1]);
}

/// The tokens without documentation and without what is in literals.
fn outline(tokens: TokenStream, skeleton: &mut String) {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == '#' => {
                let is_doc =
                    |token: &TokenTree| token.to_string().replace(' ', "").starts_with("[doc=");
                if tokens.next_if(is_doc).is_none() {
                    skeleton.push('#');
                }
            }
            TokenTree::Group(group) => {
                *skeleton += &format!("{:?}", group.delimiter());
                outline(group.stream(), skeleton);
            }
            TokenTree::Literal(literal) if literal.to_string().starts_with('"') => {
                *skeleton += "\"\"";
            }
            token => {
                skeleton.push(' ');
                *skeleton += &token.to_string();
            }
        }
    }
}

/// Each example is a body that its schema allows.
fn openapi(document: &str) {
    let document: Value = serde_json::from_str(document).expect("it is JSON");
    let is_old = document["openapi"]
        .as_str()
        .is_some_and(|version| version.starts_with("3.0"));
    if is_old {
        // The schemas of 3.0 are not JSON Schema.
        return;
    }
    let components = &document["components"];
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$ref": "#/components/schemas/ErrorResponse",
        "components": components,
    });
    let validator = jsonschema::validator_for(&schema).expect("it is a schema");
    let examples = components["examples"].as_object().expect("there are codes");
    assert!(!examples.is_empty());
    for (name, example) in examples {
        if let Err(error) = validator.validate(&example["value"]) {
            panic!("{name}: {error}: {document}");
        }
    }
}

/// The cells of a table read back as the titles.
fn titles(made: &Artifacts, titles: &[String]) {
    let page = made.get("titles.md").expect("it is asked for");
    let mut cells = Vec::new();
    let mut in_cell = false;
    for event in Parser::new_ext(page, pulldown_cmark::Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::TableCell) => {
                in_cell = true;
                cells.push(String::new());
            }
            Event::End(TagEnd::TableCell) => in_cell = false,
            Event::Text(text) | Event::Code(text) if in_cell => {
                *cells.last_mut().expect("a cell begins") += &text;
            }
            Event::SoftBreak | Event::HardBreak if in_cell => {
                cells.last_mut().expect("a cell begins").push(' ');
            }
            Event::Html(html) | Event::InlineHtml(html) => panic!("{html:?} is no text: {page}"),
            _ => {}
        }
    }
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = |text: &String| words(&text.replace('\0', "\u{fffd}"));
    let expected = titles.iter().map(shown).collect::<Vec<_>>();
    // The first two are the headings, and every other one is a code.
    let found = cells
        .iter()
        .skip(3)
        .step_by(2)
        .map(|cell| words(cell))
        .collect::<Vec<_>>();
    assert_eq!(found, expected, "{page}");
}
