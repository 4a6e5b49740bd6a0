//! Fields that a catalog declares for itself.

use errcat::Options;

const CATALOG: &str = "version: 1
fields:
  severity: {enum: [error, warning], default: error, description: How bad it is.}
  paged: {type: boolean, default: false}
  owner: {optional: true, internal: true}
types:
  busy: {status: 503, description: Busy., fields: {paged: true}}
  odd: {status: 400, description: Odd.}
codes:
  overloaded: {type: busy, description: Too much., fields: {owner: storage}}
  paused: {type: busy, description: Paused., fields: {severity: warning, paged: false}}
  broken: {type: odd, description: Broken.}
";

fn made(outputs: &str, template: &'static str) -> errcat::Artifacts {
    let options = Options::new()
        .outputs(true)
        .templates(move |_| Ok(Some(template.to_owned())));
    let catalog = format!("{CATALOG}outputs: {outputs}\n");
    errcat::generate(("errors.yaml", catalog), &options).unwrap()
}

#[test]
fn a_template_has_the_fields_that_are_public() {
    let template = "{% for field in catalog.fields %}{{ field.name }} ({{ field.type }}): {{ field.description }}\n\
                    {% endfor %}{% for code in catalog.codes %}{{ code.code }}: {{ code.fields.severity }} \
                    {{ \"paged\" if code.fields.paged }}{{ code.fields.owner is defined }}\n{% endfor %}";
    let made = made(
        "{files: [{path: a.txt, template: a.j2, mark: false}]}",
        template,
    );
    let expected = "severity (string): How bad it is.\npaged (boolean): \noverloaded: error pagedfalse\n\
                    paused: warning false\nbroken: error false\n\n";
    assert_eq!(made.get("a.txt").unwrap(), expected);
}

#[test]
fn an_output_selects_by_a_field() {
    let template = "{{ catalog.codes | map(attribute=\"code\") | join(\" \") }}\
                    {% for code in select_codes(fields={\"paged\": true}) %} {{ code.code }}{% endfor %}";
    for (select, expected) in [
        ("{}", "overloaded paused broken overloaded"),
        (
            "{fields: {severity: error}}",
            "overloaded broken overloaded",
        ),
        (
            "{fields: {severity: error, paged: true}}",
            "overloaded overloaded",
        ),
        (
            "{type: busy, fields: {owner: storage}}",
            "overloaded overloaded",
        ),
    ] {
        let outputs =
            format!("{{files: [{{path: a.txt, template: a.j2, mark: false, select: {select}}}]}}");
        assert_eq!(
            made(&outputs, template).get("a.txt").unwrap().trim_end(),
            expected,
            "{select}"
        );
    }
}

#[test]
fn what_no_code_has_cannot_be_selected() {
    for (select, message) in [
        ("{severty: error}", "no field is called `severty`"),
        (
            "{severity: eror}",
            "no value of `severity` is called `eror`",
        ),
    ] {
        let outputs = format!("{{docs: [{{path: a.md, select: {{fields: {select}}}}}]}}");
        let catalog = format!("{CATALOG}outputs: {outputs}\n");
        let options = Options::new().outputs(true);
        let found = errcat::generate(("errors.yaml", catalog), &options).unwrap_err();
        let line = found.concise();
        assert!(
            line.contains(message) && line.contains("error[selection]"),
            "{line}"
        );
    }
}

#[test]
fn a_document_has_the_fields_that_are_public() {
    let made = made("{openapi: [{path: a.json}], docs: [{path: a.md}]}", "");
    let document: serde_json::Value = serde_json::from_str(made.get("a.json").unwrap()).unwrap();
    let example = &document["components"]["examples"]["overloaded"];
    assert_eq!(example["x-severity"], "error");
    assert_eq!(example["x-paged"], true);
    assert_eq!(example.get("x-owner"), None);
    for path in ["a.json", "a.md"] {
        assert!(!made.get(path).unwrap().contains("storage"), "{path}");
    }
}
