//! What an output that selects codes by a tag never has: a name or a text of a code that is left out.

mod common;

use std::fmt::Write as _;

use errcat::{Level, Options};

use common::random;

/// Which code is hidden, and catalogs that refer to them in every way that there is.
struct Made {
    yaml: String,
    hidden: usize,
}

/// A catalog of this number. Everything of a hidden code has the word `veiled` in it.
fn catalog(seed: u64) -> Made {
    let mut next = random(seed * 7 + 1);
    let count = 3 + next(6);
    // At least one of each kind.
    let is_hidden: Vec<bool> = (0..count)
        .map(|at| at > 0 && (at == 1 || next(3) == 0))
        .collect();
    let has_arg: Vec<bool> = (0..count).map(|_| next(2) == 0).collect();
    let name = |at: usize| format!("{}_{at}_x", word(is_hidden[at]));
    let mut yaml = "version: 1\napi: {base_url: 'https://api.example.com', docs_url: 'https://docs.example.com/{code}'}\n".to_owned();
    yaml += "envelope: {body: {code: {is: code}, type: {is: type}, message: {is: message}, help: {is: resolution, optional: true}, args: {is: args, optional: true}, errors: {is: errors, optional: true, each: {code: {is: code}, type: {is: type}, message: {is: message}, args: {is: args, optional: true}, inner: {is: errors, optional: true}}}}}\n";
    yaml += "types:\n  seen_type: {status: 400, description: Seen., handling: seen}\n  veiled_type: {status: 418, title: A veiled type, description: A veiled type., handling: veiled}\n";
    yaml += "fields: {owner: {optional: true}}\ncodes:\n  bare_x: {type: seen_type, description: Bare., tags: [public]}\n";
    for at in 0..count {
        let word = word(is_hidden[at]);
        let other = next(count);
        let listed = if has_arg[other] {
            let word = self::word(is_hidden[other]);
            format!("{{code: {}, args: {{{word}_arg: {word}}}}}", name(other))
        } else {
            format!("{{code: {}}}", name(other))
        };
        let other = name(other);
        let kind = if is_hidden[at] && (at == 1 || next(2) == 0) {
            "veiled_type"
        } else {
            "seen_type"
        };
        let _ = writeln!(yaml, "  {}:\n    type: {kind}", name(at));
        for member in ["title", "description", "resolution", "internal", "handling"] {
            if member == "description" || next(2) == 0 {
                let _ = writeln!(yaml, "    {member}: The {word} {member}.");
            }
        }
        if has_arg[at] {
            let _ = writeln!(
                yaml,
                "    message: '{word} {{{word}_arg}}'\n    args: {{{word}_arg: {{example: {word} value}}}}"
            );
        }
        if next(2) == 0 {
            let _ = writeln!(yaml, "    headers: {{X-{word}: {word}}}");
        }
        if next(2) == 0 {
            let _ = writeln!(
                yaml,
                "    examples:\n    - {{title: A {word} case, errors: [{listed}]}}\n    - {{title: A {word} nested case, errors: [{{code: bare_x, errors: [{listed}]}}]}}\n    - {{title: A {word} plain case}}"
            );
        }
        if next(3) == 0 && other != name(at) {
            let _ = writeln!(yaml, "    deprecated: {{since: v2, use: {other}}}");
        }
        if next(3) == 0 {
            let _ = writeln!(yaml, "    fields: {{owner: {word} team}}");
        }
        let tag = if is_hidden[at] { "inside" } else { "public" };
        let _ = writeln!(yaml, "    tags: [{tag}]");
    }
    let mut some = |least: usize| {
        let mut names: Vec<String> = (0..least + next(3)).map(|_| name(next(count))).collect();
        names.sort();
        names.dedup();
        names.join(", ")
    };
    let _ = writeln!(yaml, "sets: {{some: [{}], others: [some]}}", some(1));
    let _ = writeln!(
        yaml,
        "operations:\n  GET /seen: {{codes: [{}, {}]}}",
        name(0),
        name(1)
    );
    let _ = writeln!(yaml, "  POST /seen: {{codes: [others]}}");
    let _ = writeln!(
        yaml,
        "  GET /veiled: {{codes: [{}], tags: [inside]}}",
        name(1)
    );
    let _ = writeln!(
        yaml,
        "retired:\n  old_seen: {{since: v2, use: {}}}\n  old_veiled: {{since: v2, note: A veiled note., tags: [inside]}}",
        name(next(count))
    );
    let select = if next(2) == 0 {
        "{without_tag: inside}"
    } else {
        "{tag: public}"
    };
    yaml += &outputs(select);
    Made {
        yaml,
        hidden: is_hidden.iter().filter(|hidden| **hidden).count(),
    }
}

/// Outputs of every kind, all for this selection.
fn outputs(select: &str) -> String {
    let mut yaml = "outputs:\n  openapi:\n".to_owned();
    for (form, codes) in [
        ("standalone", "shared"),
        ("standalone", "each"),
        ("fragment", "shared"),
        ("overlay", "each"),
    ] {
        let _ = writeln!(
            yaml,
            "  - {{path: {form}-{codes}.yaml, form: {form}, codes: {codes}, select: {select}}}"
        );
    }
    yaml += "  docs:\n";
    for dialect in ["gfm", "mdx", "mkdocs", "docusaurus"] {
        let _ = writeln!(
            yaml,
            "  - {{path: {dialect}.md, dialect: {dialect}, diagram: true, select: {select}}}\n  - {{path: '{dialect}/{{code}}.md', dialect: {dialect}, select: {select}}}\n  - {{path: '{dialect}/types/{{type}}.md', dialect: {dialect}, select: {select}}}"
        );
    }
    let _ = writeln!(
        yaml,
        "  files:\n  - {{path: errors.json, template: errcat/errors.json.j2, mark: false, select: {select}}}\n  - {{path: reference.html, template: errcat/reference.html.j2, select: {select}}}"
    );
    yaml
}

fn word(is_hidden: bool) -> &'static str {
    if is_hidden { "veiled" } else { "seen" }
}

#[test]
fn nothing_of_a_code_that_a_tag_leaves_out_is_named() {
    let mut looked_at = 0;
    for seed in 0..40 {
        let Made { yaml, hidden } = catalog(seed);
        assert!(hidden > 0, "{yaml}");
        let made = errcat::generate(
            ("errors.yaml", yaml.as_str()),
            &Options::new().outputs(true),
        );
        let made = made.unwrap_or_else(|found| panic!("{yaml}\n{found}"));
        let warnings = made.warnings();
        let mut errors = warnings.iter().flat_map(|found| found.iter());
        assert!(errors.all(|finding| finding.level == Level::Warning));
        for artifact in made.files() {
            let at = artifact.contents.to_lowercase().find("veiled");
            let around = at.map(|at| &artifact.contents[at.saturating_sub(200)..]);
            let around = around.map(|text| text.chars().take(400).collect::<String>());
            assert_eq!(around, None, "{}: seed {seed}\n{yaml}", artifact.path);
            looked_at += 1;
        }
    }
    assert!(looked_at > 40 * 10, "{looked_at}");
}
