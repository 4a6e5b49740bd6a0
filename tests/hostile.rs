//! Whatever the bytes: a diagnostic, at once, and no panic.

#![allow(
    clippy::format_collect,
    clippy::format_push_string,
    reason = "the text of a test need not be made fast"
)]

mod common;

use errcat::{Diagnostics, Options};

use common::random;

/// Reads a catalog to the end, and shows what was found in every form.
fn survive(catalog: &str) -> Diagnostics {
    let made = errcat::generate(("errors.yaml", catalog), &Options::new().outputs(true));
    let found = match &made {
        Ok(made) => made
            .warnings()
            .cloned()
            .unwrap_or_else(|| errcat::check(("errors.yaml", catalog))),
        Err(found) => found.clone(),
    };
    assert_eq!(made.is_err(), found.errors() > 0);
    show(&found);
    let shown = (found.errors() + found.warnings()).min(10_000);
    assert_eq!(
        found.concise().lines().count(),
        shown,
        "a finding is a line"
    );
    found
}

fn the_one(catalog: &str) -> String {
    let found = survive(catalog);
    let lines = found.concise();
    assert_eq!(lines.lines().count(), 1, "{lines}");
    lines
}

#[test]
fn an_empty_file() {
    for empty in ["", " ", "\n\n", "# nothing\n", "---\n", "\u{feff}", "~"] {
        assert!(the_one(empty).contains("error["), "{empty:?}");
    }
}

/// Every text of at most this many of the pieces, in turn.
fn every_text(pieces: &[&str], most: u32, mut look: impl FnMut(&str)) {
    for length in 0..=most {
        for number in 0..pieces.len().pow(length) {
            let text: String = (0..length)
                .map(|place| pieces[number / pieces.len().pow(place) % pieces.len()])
                .collect();
            look(&text);
        }
    }
}

/// Shows findings in every form.
fn show(found: &Diagnostics) {
    let shown = found.full(true) + &found.full(false);
    assert_eq!(shown.is_empty(), found.concise().is_empty(), "{shown}");
    assert_eq!(
        found.concise().lines().count(),
        found.json().lines().count()
    );
}

#[test]
fn every_end_of_a_text() {
    let ends = [
        "\r", "\n", "{", "[", "a: ", "- ", "'", "\"", "&a", " ", "\u{feff}", "é",
    ];
    let catalog = "version: 1\ncodes:\n  a: {status: 404, description: A.}\n";
    let document = "openapi: 3.1.0\ninfo: {title: A, version: 1}\npaths: {}\n";
    every_text(&ends, 3, |end| show(&errcat::check(("errors.yaml", end))));
    every_text(&ends[..6], 3, |end| {
        show(&errcat::check(("errors.yaml", &format!("{catalog}{end}"))));
        for text in [end.to_owned(), format!("{document}{end}")] {
            show(&errcat::verify_openapi(
                ("errors.yaml", catalog),
                ("api.yaml", &text),
            ));
            if let Err(found) = errcat::cli::into(catalog, &text) {
                show(&found);
            }
        }
    });
}

#[test]
fn what_is_no_catalog() {
    for text in [
        "7",
        "- a\n- b\n",
        "just text",
        "{",
        "}",
        "a: b: c",
        "\t",
        "&a",
        "*a",
        "!!binary x",
        "? - a\n: b",
        "a: !t {}",
    ] {
        survive(text);
    }
}

#[test]
fn control_characters_and_what_is_not_seen() {
    survive(
        "version: 1\ncodes:\n  \"a\\u0000b\": {status: 404, description: \"\\u202e\\u0007\"}\n",
    );
    survive("version: 1\ncodes:\n  \"a\\nb\": {}\n  \"a\\u2028b\": {}\n  \"\\u001b[31m\": {}\n");
    let found = survive("version: 1\n\"\\u001b[31mred\": 1\ncodes: {}\n").full(false);
    assert!(
        !found.contains('\u{1b}'),
        "no escape sequence reaches the terminal: {found:?}"
    );
}

#[test]
fn nul_bytes_and_noise() {
    survive("\0\0\0");
    survive("version: 1\ncodes:\n  a: \0\n");
    let noise: String = (0..20_000_u32)
        .filter_map(|at| char::from_u32(at.wrapping_mul(2_654_435_761) >> 12))
        .collect();
    survive(&noise);
}

#[test]
fn ten_megabytes() {
    survive(&"a".repeat(10_000_000));
    survive(&"a: b\n".repeat(100_000));
    survive(&format!(
        "version: 1\ncodes: {{{}}}\n",
        "x".repeat(10_000_000)
    ));
    let long = format!(
        "version: 1\ncodes:\n  a: {{status: 404, description: {}, nope: 1}}\n",
        "é".repeat(5_000_000)
    );
    assert!(
        survive(&long).full(false).len() < 10_000,
        "a line of ten megabytes is not shown"
    );
}

#[test]
fn ten_thousand_levels() {
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("[", "")] {
        let deep = format!("{}1{}", open.repeat(10_000), close.repeat(10_000));
        assert!(the_one(&deep).contains("error[syntax]"), "{open}");
    }
    let mut block = String::new();
    for level in 0..2_000 {
        block += &format!("{}a:\n", " ".repeat(level));
    }
    survive(&block);
}

#[test]
fn aliases_that_multiply() {
    let mut bomb = "a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let above = level - 1;
        bomb += &format!(
            "a{level}: &a{level} [{}]\n",
            vec![format!("*a{above}"); 9].join(", ")
        );
    }
    assert!(the_one(&bomb).contains("error[syntax]"));

    // Not deep, but wide: a long list, many times.
    let wide = format!(
        "a: &a [{}]\nb: [{}]\n",
        "x, ".repeat(20_000),
        "*a, ".repeat(20_000)
    );
    assert!(the_one(&wide).contains("repeat too many nodes"));
}

#[test]
fn an_alias_in_reason_is_fine() {
    let catalog = "version: 1\ncodes:\n  a: &a {status: 404, description: Gone.}\n  b: *a\n";
    assert!(errcat::check(("errors.yaml", catalog)).is_empty());
}

#[test]
fn real_catalogs_that_are_broken_at_random() {
    let mut random = random(0x9e37_79b9_7f4a_7c15);
    let scraps = [
        ":", "{", "}", "[", "]", "\"", "'", "\n", "- ", "&a ", "*a", "|", "#", "\t", "é", "{id}",
        "null", "1", "  ", ",", "!x ",
    ];
    for name in [
        "catalog/errors.yaml",
        "catalog/payments/errors.yaml",
        "tests/golden/full/errors.yaml",
    ] {
        let text: Vec<char> = std::fs::read_to_string(name).unwrap().chars().collect();
        for _ in 0..400 {
            let mut broken = text.clone();
            for _ in 0..=random(3) {
                let at = random(broken.len());
                let end = (at + random(12)).min(broken.len());
                broken.splice(at..end, scraps[random(scraps.len())].chars());
            }
            let broken: String = broken.into_iter().collect();
            show(&errcat::check(("errors.yaml", &broken)));
        }
    }
}

/// Compares a document with a catalog of operations, and shows what was found in every form.
fn survive_document(document: &str) -> Diagnostics {
    let catalog = std::fs::read_to_string("tests/verify/errors.yaml").unwrap();
    let found = errcat::verify_openapi(("errors.yaml", &catalog), ("api.yaml", document));
    show(&found);
    found
}

#[test]
fn documents_in_circles() {
    let response = |response: &str, components: &str| {
        format!(
            "openapi: 3.1.0\npaths:\n  /books:\n    post:\n      responses: {{default: {response}}}\ncomponents: {components}\n"
        )
    };
    let media = |media: &str, components: &str| {
        response(
            &format!("{{content: {{application/json: {media}}}}}"),
            components,
        )
    };
    let in_a_circle = "{schemas: {a: {$ref: '#/components/schemas/b', properties: {error: {$ref: '#/components/schemas/a'}}}, b: {allOf: [{$ref: '#/components/schemas/a'}], oneOf: [{$ref: '#/components/schemas/b'}]}}}";
    survive_document(&media(
        "{schema: {$ref: '#/components/schemas/a'}}",
        in_a_circle,
    ));
    survive_document(&media(
        "{schema: {$ref: '#'}, example: {$ref: '#/'}, examples: {$ref: '#/paths'}}",
        "{}",
    ));
    survive_document(&response(
        "{$ref: '#/components/responses/a'}",
        "{responses: {a: {$ref: '#/components/responses/b'}, b: {$ref: '#/components/responses/a'}}}",
    ));
    survive_document(
        "openapi: 3.1.0\npaths:\n  /books: {$ref: '#/paths/~1books'}\n  /b: {$ref: '#/paths/%2Fbooks%zz%'}\n",
    );
}

#[test]
fn documents_of_great_size() {
    // A chain of references, and one that doubles at each step.
    let chain: String = (0..10_000)
        .map(|at| {
            let next = format!("{{$ref: '#/components/schemas/s{}'}}", at + 1);
            format!("    s{at}: {{allOf: [{next}, {next}], anyOf: [{next}, {next}]}}\n")
        })
        .collect();
    let head = "openapi: 3.1.0\npaths:\n  /books:\n    post:\n      responses: {default: {content: {application/json: {schema: {$ref: '#/components/schemas/s0'}}}}}\ncomponents:\n  schemas:\n";
    survive_document(&format!("{head}{chain}"));

    // Many operations with one response that has many examples.
    let paths: String = (0..2_000)
        .map(|at| {
            format!(
                "  /p{at}: {{get: {{responses: {{404: {{$ref: '#/components/responses/a'}}}}}}}}\n"
            )
        })
        .collect();
    let examples: String = (0..2_000)
        .map(|at| format!("            e{at}: {{value: {{error: {{code: c{at}}}}}}}\n"))
        .collect();
    survive_document(&format!(
        "openapi: 3.1.0\npaths:\n{paths}components:\n  responses:\n    a:\n      content:\n        application/json:\n          examples:\n{examples}"
    ));

    // Many paths with one path item.
    let paths: String = (0..5_000)
        .map(|at| format!("  /p{at}: {{$ref: '#/components/pathItems/a'}}\n"))
        .collect();
    let responses: String = (400..600).map(|at| format!("{at}: {{}}, ")).collect();
    survive_document(&format!(
        "openapi: 3.1.0\npaths:\n{paths}components: {{pathItems: {{a: {{get: {{responses: {{{responses}}}}}}}}}}}\n"
    ));

    // A list of errors, each of them wrong.
    let errors = "{code: x, y: z}, ".repeat(10_000);
    let found = survive_document(&format!(
        "openapi: 3.1.0\npaths:\n  /books:\n    post: {{responses: {{default: {{content: {{application/json: {{example: {{error: {{code: invalid, errors: [{errors}]}}}}}}}}}}}}}}\n"
    ));
    assert!(found.errors() > 10_000);
}

#[test]
fn every_way_of_breaking_a_document() {
    let mut random = random(0x9e37_79b9_7f4a_7c15);
    let scraps = [
        ":",
        "{",
        "}",
        "[",
        "]",
        "\"",
        "\n",
        "- ",
        "&a ",
        "*a",
        "null",
        "1",
        "  ",
        ",",
        "$ref",
        "'#/components/schemas/Error'",
        "code",
        "error",
        "responses",
        "examples",
        "404",
        "default",
        "enum",
        "oneOf",
        "value",
    ];
    let text = std::fs::read_to_string("tests/diagnostics/verify.yaml").unwrap();
    let text: Vec<char> = text.chars().collect();
    for _ in 0..600 {
        let mut broken = text.clone();
        for _ in 0..=random(3) {
            let at = random(broken.len());
            let end = (at + random(12)).min(broken.len());
            broken.splice(at..end, scraps[random(scraps.len())].chars());
        }
        let broken: String = broken.into_iter().collect();
        survive_document(&broken);
    }
}

/// Puts errors into a document, and shows what was found in every form.
fn survive_into(document: &str) {
    let catalog = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noperations:\n  GET /a/{b}: [gone]\n";
    match errcat::cli::into(catalog, document) {
        Ok(made) => assert!(made.len() >= document.len()),
        Err(found) => {
            assert!(found.errors() > 0);
            let _ = (found.full(true), found.concise(), found.json());
        }
    }
}

#[test]
fn documents_that_errors_are_put_into_are_cut_off_or_broken_anywhere() {
    let documents = [
        "# é\nopenapi: 3.1.0\r\npaths:\r\n  /a/{x}:\r\n    get: &g\r\n      description: |+\r\n        日\r\n\r\n      responses:\r\n        '200': {description: OK} # c\r\n",
        "{\n\t\"openapi\": \"3.0.3\",\n\t\"paths\": {\"/a/{x}\": {\"get\": {\"responses\": {}, \"x\": \"\\ud83d\\ude00\"}}},\n\t\"components\": {\n\t}\n}\n",
        "openapi: 3.2.0\nx: &x {200: {}}\npaths: {/a/{b}: {get: {responses: {<<: *x, 404: }}}, }\ncomponents:\n  ? schemas\n  : {A: [a, {b: c}]}\n  responses:\n",
    ];
    let scraps = [
        "", ":", "{", "}", "[", "]", "\"", "'", "\n", "\r", "- ", "&g ", "*g", "|", ">+", "#",
        "\t", "é", "\u{2028}", "\u{85}", "\u{feff}", "null", "? ", "  ", ",", "!x ", "<<: ", "---",
        "...", "%", "\\u", "\0",
    ];
    for document in documents {
        survive_into(document);
        for (at, c) in document.char_indices() {
            survive_into(&document[..at]);
            survive_into(&document[at..]);
            // A quarter of them at each place, another one at the next.
            for scrap in scraps.iter().skip(at % 4).step_by(4) {
                survive_into(&format!("{}{scrap}{}", &document[..at], &document[at..]));
                let rest = &document[at + c.len_utf8()..];
                survive_into(&format!("{}{scrap}{rest}", &document[..at]));
            }
        }
    }
}

#[test]
fn documents_of_noise_and_depth_that_errors_are_put_into() {
    let mut random = random(0x2545_f491_4f6c_dd1d);
    let words = [
        "openapi: 3.1.0",
        "paths:",
        "/a/{b}:",
        "get:",
        "responses:",
        "components:",
        "schemas:",
        "'410':",
        "{",
        "}",
        "[",
        "]",
        ", ",
        "\n",
        "\n  ",
        "\n    ",
        "\n      ",
        "- ",
        "&a ",
        "*a",
        "<<: *a",
        "$ref: x",
        "# c",
        "|",
        "? ",
        ": ",
        "\"",
        "'",
        "\r\n",
        "\t",
        "!!str ",
        "{}",
        "~",
    ];
    for _ in 0..20_000 {
        let mut document = if random(2) == 0 {
            "openapi: 3.1.0\n".to_owned()
        } else {
            "{openapi: 3.1.0, ".to_owned()
        };
        for _ in 0..random(25) {
            document += words[random(words.len())];
        }
        survive_into(&document);
    }
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", ""), ("[", "")] {
        survive_into(&format!(
            "openapi: 3.1.0\nx: {}1{}",
            open.repeat(10_000),
            close.repeat(10_000)
        ));
        survive_into(&format!("{}1{}", open.repeat(10_000), close.repeat(10_000)));
    }
    survive_into(&format!(
        "openapi: 3.1.0\n# {}\npaths: {{}}\n",
        "é".repeat(5_000_000)
    ));
    survive_into(&format!(
        "openapi: 3.1.0\npaths:\n{}",
        "  /a: {}\n".repeat(50_000)
    ));
    survive_into(&format!(
        "openapi: 3.1.0\nx: [{}]\n",
        "{a: b}, ".repeat(100_000)
    ));
}

/// A page that is written by hand, of pieces of marks in any order: what is not between marks stays, byte for byte, and
/// a second time changes nothing.
#[test]
fn pages_of_pieces_of_marks() {
    const WHOLE: &str = "\n<!-- errcat: codes -->\nold\n<!-- errcat: end -->\n";
    const PIECES: [&str; 29] = [
        WHOLE,
        WHOLE,
        WHOLE,
        WHOLE,
        WHOLE,
        "<!-- errcat: codes -->",
        "<!-- errcat: end -->",
        "<!-- errcat: code code=gone level=2 -->",
        "<!-- errcat: codes columns=\"A: code\" -->",
        "<!--errcat:end-->",
        "<!-- errcat: cods -->",
        "<!-- errcat:",
        "{/* errcat: end */}",
        "-->",
        "errcat: ",
        "=",
        "\"",
        "`",
        "```",
        "~~~~",
        "\n",
        "\n",
        "\n",
        "\r\n",
        "  ",
        "é\u{2028}",
        "\u{fdd0}gone\u{fdd1}x\u{fdd2}",
        "text",
        "\u{feff}",
    ];
    const CATALOG: &str = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{splice: page.md}]}\n";
    let spliced = |page: &str| {
        let host = page.to_owned();
        let options = Options::new()
            .outputs(true)
            .templates(move |path| Ok((path == "page.md").then(|| host.clone())));
        errcat::generate(("errors.yaml", CATALOG), &options)
    };
    let mut random = random(0x2545_f491_4f6c_dd1d);
    let (mut good, mut bad) = (0, 0);
    for round in 0..1000 {
        // Half of them are of whole lines, so that there are pages that can be filled.
        let page: String = (0..random(9))
            .map(|_| {
                let piece = PIECES[random(PIECES.len())];
                if round % 2 == 0 {
                    format!("{piece}\n")
                } else {
                    piece.to_owned()
                }
            })
            .collect();
        match spliced(&page) {
            Ok(made) => {
                good += 1;
                let made = made.get("page.md").unwrap();
                let outside = |text: &str| -> Vec<String> {
                    let mut inside = false;
                    let mut outside = Vec::new();
                    for line in text.split_inclusive('\n') {
                        let is_end = line.contains("errcat: end") || line.contains("errcat:end");
                        inside &= !is_end;
                        if !inside {
                            outside.push(line.to_owned());
                        }
                        inside |= line.trim().starts_with("<!-- errcat: code");
                    }
                    outside
                };
                if !page.contains("```") && !page.contains("~~~") && !page.contains('`') {
                    assert_eq!(outside(&page), outside(made), "{page:?}");
                }
                let again = spliced(made).unwrap();
                assert_eq!(again.get("page.md"), Some(made), "{page:?}");
            }
            Err(found) => {
                bad += 1;
                assert!(
                    found.errors() > 0 && !found.full(false).is_empty(),
                    "{page:?}"
                );
            }
        }
    }
    assert!(good > 100 && bad > 100, "{good} {bad}");
}

/// Whatever the text of a description, what stands behind it on a page is what it was: headings, and rows of one line.
#[test]
fn texts_of_pieces_of_markdown() {
    const PIECES: [&str; 34] = [
        "```",
        "~~~",
        "````sh",
        "> ",
        "- ",
        "1. ",
        "10) ",
        "    ",
        "  ",
        "\n",
        "\n",
        "\n\n",
        "\n\n",
        "|",
        "| a | b |\n| - | - |",
        "---",
        "===",
        "[a](b)",
        "[a]: b \"c\"",
        "[a][b]",
        "![a](<b c>)",
        "<b>",
        "<div>",
        "<!--",
        "-->",
        "<script>",
        "<?x",
        "\\",
        "{x}",
        "&amp;",
        "*é*",
        "`",
        "# x",
        "\t\r",
    ];
    const CODES: usize = 150;
    const TEMPLATE: &str = "{% for code in catalog.codes %}
## mark

{{ code.description | markdown }}

## mark

Behind {{ code.description | inline }}

{{ table([code], {'D': 'description', 'S': 'summary'}) }}

## mark

{% endfor %}
";
    const DIALECTS: [&str; 7] = [
        "gfm",
        "mdbook",
        "mkdocs",
        "mdx",
        "docusaurus",
        "starlight",
        "mintlify",
    ];
    let mut next = random(0x6a09_e667_f3bc_c908);
    for _ in 0..6 {
        let mut catalog = String::from("version: 1\ncodes:\n");
        for code in 0..CODES {
            let pieces = (0..=next(14)).map(|_| PIECES[next(PIECES.len())]);
            let text = format!("x{}", pieces.collect::<String>());
            let text = serde_json::Value::from(text);
            catalog += &format!("  c{code}: {{status: 410, description: {text}, message: x}}\n");
        }
        let docs = DIALECTS
            .map(|dialect| format!("{{path: {dialect}.md, dialect: {dialect}, template: t.j2}}"));
        catalog += &format!("outputs: {{docs: [{}]}}\n", docs.join(", "));
        let options = Options::new()
            .outputs(true)
            .templates(|_| Ok(Some(TEMPLATE.to_owned())));
        let made = errcat::generate(("errors.yaml", &catalog), &options);
        let made = made.unwrap_or_else(|found| panic!("{}", found.concise()));
        for dialect in DIALECTS {
            let page = made.get(&format!("{dialect}.md")).unwrap();
            let rows = page.lines().filter(|line| *line == "| D | S |").count();
            assert_eq!(rows, CODES, "{dialect}: {page}");
        }
        let page = made.get("gfm.md").unwrap();
        // Of each code by itself, so that a mistake is seen where it is.
        let parts: Vec<&str> = page.split("\n## mark\n").collect();
        for part in parts[1..].chunks(3) {
            let part = format!("\n## mark\n{}", part.join("\n## mark\n"));
            let headings = pulldown_cmark::Parser::new(&part).filter(
                |event| matches!(event, pulldown_cmark::Event::Text(text) if &**text == "mark"),
            );
            assert_eq!(headings.count(), 3, "{part:?}");
        }
    }
}

#[test]
fn templates_of_noise() {
    const PIECES: [&str; 22] = [
        "{{ ",
        " }}",
        "{% ",
        " %}",
        "{# ",
        " #}",
        "catalog",
        ".codes",
        "[0]",
        "block x",
        "endblock",
        "extends 'errcat/page.md.j2'",
        "for c in ",
        "endfor",
        "if ",
        "tables.codes(",
        ")",
        "| fence('json')",
        "| markdown",
        "é",
        "\n",
        "heading(0, 'x', id=''",
    ];
    let mut random = random(0x9e37_79b9_7f4a_7c15);
    for _ in 0..1000 {
        let template: String = (0..random(16))
            .map(|_| PIECES[random(PIECES.len())])
            .collect();
        let options = Options::new()
            .outputs(true)
            .templates(move |path| Ok((path == "page.j2").then(|| template.clone())));
        let catalog = "version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\noutputs: {docs: [{path: a.md, template: page.j2}], files: [{path: b.txt, template: page.j2, mark: false}]}\n";
        match errcat::generate(("errors.yaml", catalog), &options) {
            Ok(made) => assert_eq!(made.files().count(), 2),
            Err(found) => assert!(found.errors() > 0 && !found.full(true).is_empty()),
        }
    }
}

/// What a text of the catalog says never runs: rustdoc finds no test in the module's documentation.
#[test]
fn no_text_is_a_doctest() {
    let folder = tempfile::tempdir().unwrap();
    let written = folder.path().join("written");
    let code = format!("std::fs::write({written:?}, \"x\").unwrap();");
    let texts = [
        "- ~~~\n  CODE\n  ~~~",
        "> ~~~rust\n> CODE\n> ~~~",
        "1. ~~~\n   CODE\n   ~~~",
        "- a\n  - ```should_panic\n    CODE\n    ```",
        "- a\n  ```\n  b\n```\nCODE\n```",
        "~~~ignore-none\nCODE\n~~~",
        "~~~ `\nCODE\n~~~",
        "a\n\n    CODE",
        "- a\n\n      CODE",
        "-      CODE",
        "~~~ rust",
        "CODE",
    ];
    let mut catalog = "version: 1\ncodes:\n".to_owned();
    for (number, text) in texts.iter().enumerate() {
        let text = text.replace("CODE", &code);
        let (line, text) = (
            format!("{:?}", text.replace('\n', " ")),
            format!("{text:?}"),
        );
        catalog += &format!(
            "  c{number}: {{status: 404, description: {text}, internal: {text}, message: \"{{a}}\", args: {{a: {{example: {line}, description: {line}}}}}}}\n"
        );
    }
    let options = Options::new().rust("errors.rs", errcat::RustOptions::default());
    let made = errcat::generate(("errors.yaml", &catalog), &options).unwrap();
    let module = folder.path().join("errors.rs");
    std::fs::write(&module, made.get("errors.rs").unwrap()).unwrap();
    let output = std::process::Command::new("rustdoc")
        .args(["--test", "--edition", "2024"])
        .arg(&module)
        .output()
        .unwrap();
    let shown = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && shown.contains("running 0 tests"),
        "{output:?}"
    );
    assert!(!written.exists());
}

/// What took the square of its length once. At this length, that would be minutes.
#[test]
fn what_is_long_takes_no_longer_for_each_part() {
    for piece in ["[", "`", "[[", "[a](https://", "`` ` ", "<", "*a **b "] {
        let text = piece.repeat(100_000 / piece.len());
        let description = serde_json::Value::from(format!("x {text}"));
        let catalog =
            format!("version: 1\ncodes:\n  a: {{status: 404, description: {description}}}\n");
        let options = Options::new().rust("errors.rs", errcat::RustOptions::default());
        errcat::generate(("errors.yaml", catalog), &options).unwrap();
    }
    let headers: String = (0..20_000).map(|at| format!("      X-{at}: a\n")).collect();
    survive(&format!(
        "version: 1\ncodes:\n  a:\n    status: 404\n    description: A\n    headers:\n{headers}outputs: {{openapi: [{{path: a.yaml}}]}}\n"
    ));
    let since: String = (0..5_000)
        .map(|at| format!("  a{at}: {{status: 404, description: A, since: \"{at}.0\"}}\n"))
        .collect();
    survive(&format!(
        "version: 1\ncodes:\n{since}outputs: {{docs: [{{path: a.md, template: errcat/changes.md.j2}}]}}\n"
    ));
    let sets: String = (1..2_000)
        .map(|at| format!("  s{at}: [s{}]\n", at - 1))
        .collect();
    let chain = format!(
        "version: 1\ncodes:\n  a: {{status: 404, description: A}}\nsets:\n  s0: [a]\n{sets}operations: {{GET /a: [s1999]}}\n"
    );
    assert!(the_one(&chain).contains("error[set-depth]"));
    for (open, close) in [("[", "]"), ("{a: ", "}"), ("[", ""), ("{a: [", "")] {
        let deep = format!(
            "version: 1\ncodes: {}1{}\n",
            open.repeat(50_000),
            close.repeat(50_000)
        );
        assert!(the_one(&deep).contains("too many `{` and `[`"), "{open}");
    }
    let text = format!(
        "version: 1\ncodes:\n  a: {{status: 404, description: \"{}\"}}\n",
        "[".repeat(300)
    );
    assert!(
        survive(&text).is_empty(),
        "brackets in a text are no collections"
    );
}

#[test]
fn a_template_without_end_is_stopped() {
    let template = "{% for a in range(100000) %}{% for b in range(100000) %}{% set c = a %}{% endfor %}{% endfor %}";
    let options = Options::new()
        .outputs(true)
        .templates(|_| Ok(Some(template.to_owned())));
    let catalog = "version: 1\ncodes:\n  a: {status: 404, description: A}\noutputs: {docs: [{path: a.md, template: t.j2}]}\n";
    let found = errcat::generate(("errors.yaml", catalog), &options).unwrap_err();
    let lines = found.concise();
    assert!(
        lines.contains("t.j2:1:") && lines.contains("the template takes too many steps"),
        "{lines}"
    );
}
