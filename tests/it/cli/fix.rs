//! `errcat check --fix`: what has one right answer is corrected, and every other byte stays.

use std::fs;

use crate::support::{GOOD, Project, shown};

/// Comments, folded text, flow style, quotes, and spaces where nobody needs them.
const MISTAKES: &str = r#"# A comment.
version: 1   # here too
envelope: strip
api: {docs_url: "https://docs.example.com/{cod}"}

types:
  not_found_error:
    status: 404
    descrption: >-
      Folded
      text.   # and a comment
  api_error:
    stauts: 500
    description: Ours.   # trailing
codes:
  "item_gone":   {type: "not_found_eror", desc: 'It is "gone"'}
  other_gone:
    type: not_found_error
    description: Order #5 is gone.   
    message: "No {itm} here, {counter}"
    args: {item: {typ: strng}, counter: {}}
  third:
    type: api_error
    description: |
      Block # no comment
    log: wran
  fourth: {type: api_error, description: 4th, tags: [a, b], headers: {}}
operations:
  GET /a: [item_gon, other_gone, old_one, third]
retired:
  old_one: {use: fourth}
  old_two: {use: fourht}
outputs: {docs: [{path: "{code}.md", dialct: mkdcs}, {path: "{retired}.md"}], openapi: [{path: a.yaml, select: {type: api_eror}}]}
"#;

/// What is wrong and right, in the order of the text.
const CORRECTED: [(&str, &str); 17] = [
    ("envelope: strip\n", "envelope: stripe\n"),
    ("{cod}", "{code}"),
    ("descrption:", "description:"),
    ("stauts:", "status:"),
    ("\"not_found_eror\"", "\"not_found_error\""),
    ("desc:", "description:"),
    ("Order #5 is gone.", "\"Order #5 is gone.\""),
    ("{itm}", "{item}"),
    ("typ:", "type:"),
    ("strng", "string"),
    ("wran", "warn"),
    ("item_gon,", "item_gone,"),
    ("old_one, third", "fourth, third"),
    ("fourht", "fourth"),
    ("dialct:", "dialect:"),
    ("mkdcs", "mkdocs"),
    ("api_eror", "api_error"),
];

fn corrected() -> String {
    CORRECTED
        .iter()
        .fold(MISTAKES.to_owned(), |text, (wrong, right)| {
            assert_eq!(text.matches(wrong).count(), 1, "{wrong}");
            text.replace(wrong, right)
        })
}

fn read(project: &Project) -> String {
    String::from_utf8(fs::read(project.path("catalog/errors.yaml")).unwrap()).unwrap()
}

#[test]
fn what_has_one_right_answer_is_corrected() {
    let project = Project::new(MISTAKES);
    let (status, out, err) = project.run(&["check", "--fix"]);
    assert_eq!(read(&project), corrected());
    assert_eq!((status, &*out), (0, ""));
    assert!(
        err.ends_with("corrected 17 findings in 1 file\n1 catalog: no findings\n"),
        "{err}"
    );
    assert!(
        err.contains("catalog/errors.yaml:13: stauts is now status\n"),
        "{err}"
    );
    assert_eq!(err.lines().count(), 17 + 2, "each change is told: {err}");
    // Nothing is left to do.
    let (_, _, err) = project.run(&["check", "--fix"]);
    assert_eq!(err, "1 catalog: no findings\n");
    assert_eq!(read(&project), corrected());
}

#[test]
fn line_endings_and_a_byte_order_mark_stay() {
    let windows = |text: &str| format!("\u{feff}{}", text.replace('\n', "\r\n"));
    let project = Project::new(&windows(MISTAKES));
    assert_eq!(project.run(&["check", "--fix"]).0, 0);
    assert_eq!(read(&project), windows(&corrected()));
}

/// The catalog as it is after `--fix`, with what is reported then.
fn after(catalog: &str) -> (String, String) {
    let project = Project::new(catalog);
    let (_, out, _) = project.run(&["check", "--fix", "--format", "concise"]);
    (read(&project), out)
}

#[test]
fn what_has_several_answers_stays() {
    for (catalog, expected) in [
        // Two names are as near.
        (
            "version: 1\ncodes:\n  item_a: {status: 410, description: A.}\n  item_b: {status: 410, description: B.}\noperations:\n  GET /a: [item_c, item_a, item_b]\n",
            "unknown-code",
        ),
        // The right name is there already.
        (
            "version: 1\ncodes:\n  gone: {status: 410, descripton: A., description: B.}\n",
            "unknown-member",
        ),
        (
            "version: 1\ncodes:\n  gone: {status: 410, description: A.}\noperations:\n  GET /a: [gone, gon]\n",
            "unknown-code",
        ),
        (
            "version: 1\ncodes:\n  gone: {status: 410, description: A.}\n  lost: {status: 410, description: B., descripton: C.}\ndefaults: {4XX: gone, 5XX: gone, 4xx: lost}\n",
            "unknown-member",
        ),
        // A retired code without a successor.
        (
            "version: 1\ncodes:\n  gone: {status: 410, description: A.}\nretired: {lost: {}}\noperations:\n  GET /a: [gone, lost]\n",
            "unknown-code",
        ),
        // An alias stands for a name elsewhere.
        (
            "version: 1\ncodes:\n  gone: {status: 410, description: &a A., title: &t gonn}\n  lost: {status: 410, description: B.}\noperations:\n  GET /a: [*t]\n",
            "unknown-code",
        ),
        (
            "version: 1\ncodes:\n  gone: {status: 410, description: A.\n",
            "syntax",
        ),
    ] {
        let (text, found) = after(catalog);
        assert_eq!(text, catalog, "{found}");
        assert!(found.contains(expected), "{catalog}: {found}");
    }
}

/// A code block of a catalog, with this description.
fn described(description: &str) -> String {
    format!("version: 1\ncodes:\n  gone:\n    status: 410\n    description: {description}\n")
}

#[test]
fn what_may_be_a_comment_stays() {
    for description in [
        "Set a limit below\n      the quota, see #limits",
        "Set a limit below\n      see: no #limits",
        ">-\n      Folded #1",
        "Gone forever #TODO better text",
        "Gone forever #todo(bob) better text",
        "\"Quoted\" #5",
        "Gone #!",
    ] {
        let catalog = described(description);
        assert_eq!(after(&catalog).0, catalog);
    }
    // A comment behind the text is none of it.
    let catalog = described("Open a ticket #help in Slack   # do not translate");
    let right = described("\"Open a ticket #help in Slack\"   # do not translate");
    assert_eq!(after(&catalog), (right, String::new()));
    // Behind a name, it is a comment.
    let catalog = "version: 1\ntypes: {client: {status: 400, description: Yours.}}\ncodes:\n  gone:\n    type: client #main\n    description: It is gone.\n";
    assert_eq!(after(catalog).0, catalog);
}

#[test]
fn a_name_that_is_another_is_only_suggested() {
    let catalog = "version: 1\ncodes:\n  order_not_found: {status: 404, description: No order.}\noperations:\n  GET /users/{id}: [user_not_found]\n";
    let (text, found) = after(catalog);
    assert_eq!(text, catalog, "{found}");
    // A successor that is no answer here.
    let catalog = "version: 1\ncodes:\n  new_code: {status: 404, description: New.}\n  ours: {status: 500, description: Ours.}\nretired: {old_code: {use: new_code}}\ndefaults: {4XX: new_code, 5XX: old_code}\n";
    let (text, found) = after(catalog);
    assert_eq!(text, catalog, "{found}");
}

#[test]
fn a_name_is_written_as_yaml_needs_it() {
    let catalog = "version: 1\ncodes:\n  \"pay: no\": {status: 410, description: A.}\n  \"4000\": {name: four, status: 410, description: B.}\noperations:\n  GET /a: [\"pay: na\"]\n  GET /b: ['40000', 'pay: nn']\n";
    let (text, found) = after(catalog);
    let right = catalog
        .replace("pay: na", "pay: no")
        .replace("'40000'", "'4000'");
    assert_eq!((text, &*found), (right.replace("pay: nn", "pay: no"), ""));

    let plain = "version: 1\ncodes:\n  \"pay: no\": {status: 410, description: A.}\noperations:\n  GET /a: [pay-no]\nretired: {pay-no: {use: \"pay: no\"}}\n";
    let (text, found) = after(plain);
    assert_eq!(
        (text, &*found),
        (plain.replace("[pay-no]", "[\"pay: no\"]"), "")
    );
}

#[test]
fn a_part_is_corrected_too() {
    let project = Project::new(
        "version: 1\ninclude: [a.yaml]\ncodes:\n  gone: {staus: 410, description: It is gone.}\n",
    );
    let part = "# A part.\ncodes:\n  lost: {staus: 404, description: It is lost.}\noperations:\n  GET /a: [gon, lost]\n";
    fs::write(project.path("catalog/a.yaml"), part).unwrap();
    let (status, out, err) = project.run(&["check", "--fix"]);
    assert_eq!((status, &*out), (0, ""));
    assert!(
        err.ends_with("corrected 3 findings in 2 files\n1 catalog: no findings\n"),
        "{err}"
    );
    assert!(read(&project).contains("gone: {status: 410"));
    let made = fs::read_to_string(project.path("catalog/a.yaml")).unwrap();
    assert_eq!(
        made,
        part.replace("staus", "status").replace("gon,", "gone,")
    );
}

#[test]
fn what_is_no_file_is_not_corrected() {
    let project = Project::new(GOOD);
    let (status, _, err) = project.run(&["check", "--fix", "-"]);
    assert_eq!(status, 2, "{err}");
    assert!(err.contains("name the file of the catalog"), "{err}");
}

#[test]
fn a_definition_is_not_followed_when_all_others_disagree() {
    let catalog = "version: 1\ntypes:\n  api_eror: {status: 500, description: Ours.}\ncodes:\n  a: {type: api_error, description: A.}\n  b: {type: api_error, description: B.}\n";
    assert_eq!(after(catalog).0, catalog);
    // Another code confirms the definition.
    let confirmed = format!("{catalog}  c: {{type: api_eror, description: C.}}\n");
    assert_eq!(
        after(&confirmed).0,
        confirmed.replace("api_error", "api_eror")
    );
}

/// Letters are swapped in each key and each word of a catalog that has everything. Either the catalog is what it was, or nothing
/// was changed.
#[test]
fn a_swapped_letter_is_swapped_back() {
    let good = fs::read_to_string("tests/golden/full/errors.yaml").unwrap();
    let good = &good[..=good.find("\noutputs:").unwrap()];
    let project = Project::new(good);
    assert_eq!(project.run(&["check"]).0, 0);
    let is_name = |c: char| c.is_ascii_lowercase() || c == '_';
    let mut at = 0;
    let mut words = Vec::new();
    for word in good.split(|c: char| !is_name(c)) {
        if word.len() >= 5 {
            words.push(at..at + word.len());
        }
        at += word.len() + 1;
    }
    let (mut fixed, mut tried) = (0, 0);
    for word in words.into_iter().step_by(2) {
        let mut mutant = good.as_bytes().to_vec();
        mutant.swap(word.start + 1, word.start + 2);
        let mutant = String::from_utf8(mutant).unwrap();
        if mutant == good {
            continue;
        }
        project.write(&mutant);
        let output = project.command(&["check", "--fix"]).output().unwrap();
        let (_, _, err) = shown(&output);
        let text = read(&project);
        if err.contains("corrected") {
            // Where the word is defined, the one place that names it may be what is corrected.
            let back = text.replace(&mutant[word.clone()], &good[word.clone()]);
            assert_eq!(back, good, "{}: {err}", &good[word.clone()]);
            fixed += 1;
        } else {
            assert_eq!(text, mutant);
        }
        tried += 1;
    }
    // The others are prose, and names that nothing refers to.
    assert!(tried > 100 && fixed * 2 > tried, "{fixed} of {tried}");
}
