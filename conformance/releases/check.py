"""A release, rehearsed: export, compare, notes, the next version and the page of changes; what a comparison of OpenAPI documents
does not see; and what a service constructs.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ERRCAT = ROOT / "target/debug/errcat"


def run(folder, *command, status=0):
    done = subprocess.run([str(part) for part in command], cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode != status:
        raise SystemExit(f"{command} ended with {done.returncode}:\n{done.stdout}{done.stderr}")
    return done.stdout


def exports():
    schema = json.loads(run(ROOT, ERRCAT, "export", "--schema"))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    checked = 0
    catalogs = [*ROOT.glob("catalog/**/errors.yaml"), *ROOT.glob("conformance/shapes/apis/*.yaml"), *ROOT.glob("tests/golden/*/errors.yaml")]
    catalogs += [ROOT / "conformance/services/orders/errors.yaml"]
    for catalog in catalogs:
        for internal in ([], ["--internal"]):
            export = json.loads(run(ROOT, ERRCAT, "export", catalog, *internal))
            validator.validate(export)
            checked += 1
            # What the schema requires is what is there.
            for name, entries in (("code", export["codes"]), ("type", export["types"])):
                known = set(schema["$defs"][name]["properties"])
                for entry in entries:
                    assert set(entry) <= known, (catalog, set(entry) - known)
    assert checked > 20, checked
    try:
        validator.validate(json.loads(run(ROOT, ERRCAT, "export")) | {"codes": [{}]})
    except jsonschema.ValidationError:
        pass
    else:
        raise SystemExit("the schema takes anything for a code")
    print(f"{checked} exports are valid under the schema")


CATALOG = """\
version: 1
api: {name: Accounts, docs_url: "https://docs.example.com/errors#{code}"}
codes:
  email_taken: {status: 409, since: 1.0.0, description: An account with that email exists already.}
  name_taken: {status: 409, since: 1.0.0, description: An account with that name exists already.}
  invalid: {status: 422, since: 1.0.0, description: The request is not valid.}
operations:
  POST /accounts: [email_taken, name_taken, invalid]
outputs:
  docs: [{path: changes.md, template: errcat/changes.md.j2}]
"""


DOCUMENT = """\
openapi: 3.0.3
info: {title: Accounts, version: 1.0.0}
paths:
  /accounts:
    post:
      responses:
        201: {description: Created}
"""


def moved_code(folder):
    """A code moves from one status to another, and both stay in the document."""
    documents = []
    for name, text in (("old", CATALOG), ("new", CATALOG.replace("email_taken: {status: 409", "email_taken: {status: 422"))):
        place = folder / name
        place.mkdir()
        (place / "errors.yaml").write_text(text)
        (place / "own.yaml").write_text(DOCUMENT)
        document = place / "api.yaml"
        document.write_text(run(place, ERRCAT, "openapi", "errors.yaml", "--into", "own.yaml"))
        documents.append(document)
    told = run(folder, HERE / "node_modules/.bin/openapi-diff", *documents)
    assert "No changes found between the two specifications" in told, told
    lines = run(folder, ERRCAT, "diff", "old/errors.yaml", "new/errors.yaml", "--format", "json", "--deny", "breaking", status=1)
    (change,) = [json.loads(line) for line in lines.splitlines()]
    assert (change["change"], change["code"], change["clients"]) == ("status-changed", "email_taken", "breaking"), change
    # The tool does see what the document shows.
    (folder / "renamed.yaml").write_text(documents[0].read_text().replace("/accounts:", "/users:"))
    done = subprocess.run([HERE / "node_modules/.bin/openapi-diff", documents[0], folder / "renamed.yaml"], stdout=subprocess.PIPE, text=True)
    assert done.returncode != 0 and "Breaking changes found" in done.stdout, done.stdout
    print("a code that changed its status is seen by errcat, and not by openapi-diff")


def release(folder):
    """From the export of the last release to the notes of the next."""
    place = folder / "release"
    place.mkdir()
    catalog = place / "errors.yaml"
    catalog.write_text(CATALOG)
    (place / "released.json").write_text(run(place, ERRCAT, "export", "errors.yaml"))
    same = run(place, ERRCAT, "diff", "released.json", "errors.yaml", "--next-version", "1.0.0")
    assert same == "next version: 1.0.0\n", same
    catalog.write_text(
        CATALOG.replace(
            "operations:",
            "  busy: {status: 503, since: 1.1.0, description: The service is busy., retry_after: 5}\nretired: {name_taken: {since: 1.1.0, use: email_taken, added: 1.0.0}}\noperations:",
        )
        .replace("  name_taken: {status: 409, since: 1.0.0, description: An account with that name exists already.}\n", "")
        .replace("[email_taken, name_taken, invalid]", "[email_taken, invalid, busy]")
    )
    ask = [ERRCAT, "diff", "released.json", "errors.yaml", "--for", "clients"]
    notes = run(place, *ask, "--format", "markdown", "--next-version", "1.0.0", "--deny", "breaking")
    assert notes.startswith("## 1.1.0\n") and "- `busy` is new, with the status 503." in notes, notes
    assert "- `POST /accounts` returns `busy`, too." in notes and "- `name_taken` is retired." in notes, notes
    run(place, ERRCAT, "generate", "errors.yaml")
    page = (place / "changes.md").read_text()
    assert "1.1.0" in page and "busy" in page and "name_taken" in page, page
    # A Rust crate with the module needs a major version.
    rust = run(place, ERRCAT, "diff", "released.json", "errors.yaml", "--for", "rust", "--next-version", "1.0.0")
    assert rust.endswith("next version: 2.0.0\n"), rust
    print("a release has its notes, its version and its page of changes")


def usage():
    """The codes that a service constructs, as its sources have them."""
    service = ROOT / "conformance/moved"

    def told(sources):
        lines = run(service, ERRCAT, "usage", *sources, "--json").splitlines()
        codes = [json.loads(line) for line in lines]
        return {code["code"]: code for code in codes if "code" in code}

    codes = told(["src/after.rs"])
    text = (service / "src/after.rs").read_text().splitlines()
    for code in codes.values():
        for place in code["places"]:
            file, line = place.rsplit(":", 1)
            assert f"ApiError::{code['code']}(" in text[int(line) - 1], place
    constructed = sorted(name for name, code in codes.items() if code["places"])
    assert constructed == ["internal_error", "name_taken", "user_not_found"], constructed
    assert codes["unknown_route"]["default"] and not any(code["unused"] for code in codes.values())
    # Before the move, nothing is made by the catalog.
    unused = sorted(name for name, code in told(["src/before.rs"]).items() if code["unused"])
    assert unused == ["name_taken", "user_not_found"], unused
    run(service, ERRCAT, "usage", "src/before.rs", "--deny", "unused", status=1)
    run(service, ERRCAT, "usage", "--deny", "unused")
    print("the codes that a service constructs are found")


SERVICE = {
    "Cargo.toml": """\
[workspace]
[package]
name = "dead"
version = "0.0.0"
edition = "2024"
[build-dependencies]
errcat = {{ path = "{root}", default-features = false }}
""",
    "errors.yaml": """\
version: 1
codes:
  used: {{status: 400, description: It is used.}}
  dead: {{status: 400, description: Nobody makes it., message: "{{id}}", args: {{id: {{}}}}}}
  dead_too: {{status: 400, description: Nobody makes it either.}}
  of_framework: {{status: 400, description: The framework makes it.}}
  server: {{status: 500, description: The framework makes it.}}
defaults: {{4XX: of_framework, 5XX: server}}
""",
    "build.rs": """\
fn main() -> Result<(), errcat::Error> {{
    errcat::Config::new().crate_constructors(true).compile("errors.yaml")
}}
""",
    "src/main.rs": """\
mod errors {{ include!(concat!(env!("OUT_DIR"), "/errors.rs")); }}
fn main() {{ println!("{{}}", errors::ApiError::used()); }}
""",
}


def dead_constructors(folder):
    """rustc warns of the constructors that a crate never calls, and of nothing else."""
    place = folder / "dead"
    (place / "src").mkdir(parents=True)
    for name, text in SERVICE.items():
        (place / name).write_text(text.format(root=ROOT))
    done = subprocess.run(["cargo", "check", "--quiet", "--message-format", "json"], cwd=place, stdout=subprocess.PIPE, check=True, text=True)
    messages = [json.loads(line) for line in done.stdout.splitlines()]
    told = [message["message"] for message in messages if message["reason"] == "compiler-message"]
    assert [message["message"] for message in told] == ["associated functions `dead` and `dead_too` are never used"], told
    print("rustc reports the constructors that a crate never calls")


def main():
    exports()
    usage()
    with tempfile.TemporaryDirectory() as folder:
        moved_code(pathlib.Path(folder))
        release(pathlib.Path(folder))
        dead_constructors(pathlib.Path(folder))


if __name__ == "__main__":
    sys.exit(main())
