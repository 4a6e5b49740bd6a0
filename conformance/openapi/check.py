"""Every OpenAPI document of the repository, as tools see it that errcat did not write.

- openapi-spec-validator: it is a document of its version.
- openapi-schema-validator: every example is valid against the schema of its response, formats included.
- PyYAML: the YAML says what the JSON says.
- Redocly and Spectral: no error, and no warning but those that only operations could take away.

Then a document is broken on purpose, and each of them must say so.
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import yaml
from jsonschema import FormatChecker
from openapi_schema_validator import OAS30Validator, OAS31Validator
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# What a document without operations cannot help: that nothing uses its components, and what only a team can say of its
# API (a licence, a contact, servers that are not example.com, tags of operations).
NOT_OURS = {
    "redocly": {"no-unused-components", "no-server-example.com", "info-license", "no-empty-servers"},
    "spectral": {"oas3-unused-component", "info-contact", "oas3-api-servers", "oas3-server-not-example.com"},
}


def documents():
    """The whole documents: fragments are validated inside one."""
    found = [*ROOT.glob("generated/*/openapi*"), *ROOT.glob("tests/golden/*/openapi*")]
    assert len(found) >= 6, found
    return sorted(found)


def load(path):
    return json.loads(path.read_text()) if path.suffix == ".json" else yaml.safe_load(path.read_text())


def examples(document):
    for name, response in document["components"]["responses"].items():
        for media_type, content in response["content"].items():
            for example, body in content["examples"].items():
                yield f"{name}/{media_type}/{example}", content["schema"], body["value"]


def check_examples(document):
    validator = OAS30Validator if document["openapi"].startswith("3.0") else OAS31Validator
    wrong, count = [], 0
    for name, schema, value in examples(document):
        whole = {**copy.deepcopy(schema), "components": document["components"]}
        errors = list(validator(whole, format_checker=FormatChecker()).iter_errors(value))
        wrong += [f"{name}: {error.message}" for error in errors]
        count += 1
    assert count > 0, "there are examples"
    return wrong


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, cwd=HERE, check=False)


def redocly(path):
    done = run("node_modules/.bin/redocly", "lint", "--format=json", "--extends=recommended", str(path))
    return [(problem["ruleId"], problem["message"]) for problem in json.loads(done.stdout)["problems"]]


def spectral(path):
    done = run("node_modules/.bin/spectral", "lint", "--format=json", "--quiet", "--ruleset=spectral.yaml", str(path))
    return [(problem["code"], problem["message"]) for problem in json.loads(done.stdout)]


def lint(path):
    for name, linter in ("redocly", redocly), ("spectral", spectral):
        yield from (f"{name}: {rule}: {message}" for rule, message in linter(path) if rule not in NOT_OURS[name])


def spec(document):
    try:
        validate(document)
    except OpenAPIValidationError as error:
        yield f"openapi-spec-validator: {error.message}"


def main():
    wrong = []
    for path in documents():
        document = load(path)
        found = [*spec(document), *check_examples(document), *lint(path)]
        print(f"{path.relative_to(ROOT)}: {document['openapi']}, {sum(1 for _ in examples(document))} examples, {len(found)} findings")
        wrong += [f"{path.relative_to(ROOT)}: {finding}" for finding in found]

    one, other = (load(ROOT / f"tests/golden/full/{name}") for name in ("openapi.yaml", "components.json"))
    assert one["components"] == other["components"], "YAML and JSON say the same"

    # The checks can fail.
    broken = load(ROOT / "generated/reseller/openapi.yaml")
    broken["components"]["responses"]["NotFound"]["content"]["application/json"]["examples"]["sync_job_not_found"]["value"]["error"]["code"] = "nope"
    assert check_examples(broken), "an example with an unknown code is found"
    del broken["components"]["responses"]["NotFound"]["description"]
    assert list(spec(broken)), "a response without a description is found"
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(broken, file)
        file.flush()
        names = {finding.split(":")[0] for finding in lint(pathlib.Path(file.name))}
    assert names == {"redocly", "spectral"}, f"each linter finds it: {names}"

    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
