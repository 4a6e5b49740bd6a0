"""What tools that errcat did not write find in OpenAPI documents: `(tool, rule, message)`, by document."""

import concurrent.futures
import copy
import json
import os
import pathlib
import subprocess
import sys

import yaml
from jsonschema import FormatChecker
from openapi_schema_validator import OAS30Validator, OAS31Validator
from openapi_spec_validator import validate
from openapi_spec_validator.validation.exceptions import OpenAPIValidationError

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
ERRCAT = TARGET / "debug/errcat"
NODE = HERE / "node_modules/.bin"
PYTHON = pathlib.Path(sys.prefix) / "bin"


def load(path):
    return json.loads(path.read_text()) if path.suffix == ".json" else yaml.safe_load(path.read_text())


def written(folder, name, document):
    path = (folder / f"{name}.json").resolve()
    path.write_text(json.dumps(document, indent=1))
    return path


def run(*command, cwd=HERE):
    return subprocess.run(command, capture_output=True, text=True, cwd=cwd, check=False)


def redocly(paths):
    """Redocly's recommended rules. It writes one JSON object for each document."""
    done = run(NODE / "redocly", "lint", "--format=json", "--max-problems=1000", "--extends=recommended", *paths)
    rest, count = done.stdout.strip(), 0
    while rest:
        report, end = json.JSONDecoder().raw_decode(rest)
        rest, count = rest[end:].lstrip(), count + 1
        for problem in report["problems"]:
            path = (HERE / problem["location"][0]["source"]["ref"]).resolve()
            yield path, "redocly", problem["ruleId"], problem["message"]
    assert count == len(paths), f"Redocly looked at {count} of {len(paths)} documents: {done.stderr}"


def spectral(paths):
    """Spectral's rules for OpenAPI."""
    done = run(NODE / "spectral", "lint", "--format=json", "--quiet", "--ruleset=spectral.yaml", *paths)
    for problem in json.loads(done.stdout):
        yield pathlib.Path(problem["source"]).resolve(), "spectral", problem["code"], problem["message"]


# What openapi-examples-validator says of a schema that it does not understand. openapi-schema-validator does.
NO_MAPPING = "discriminator: mapping is not supported"


def examples_validator(paths):
    """openapi-examples-validator: every example against its schema. It takes one document at a time."""

    def one(path):
        done = run(NODE / "openapi-examples-validator", path)
        count = next(line.split(": ")[1] for line in done.stdout.splitlines() if line.startswith("Total examples found"))
        assert int(count) > 0, f"{path}: it found examples"
        wrong = json.loads(done.stderr) if done.returncode else []
        wrong = [error for error in wrong if error["message"] != NO_MAPPING]
        return [(path, "openapi-examples-validator", error["type"], f"{error['examplePath']}: {error['message']}") for error in wrong]

    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for found in pool.map(one, paths):
            yield from found


def spec_validator(paths):
    """openapi-spec-validator: each is a document of its version."""
    for path in paths:
        try:
            validate(load(path))
        except OpenAPIValidationError as error:
            yield path, "openapi-spec-validator", "invalid", error.message


def responses(document):
    """The responses to errors, those that are shared and those of one operation, each with a name."""
    yield from document["components"].get("responses", {}).items()
    for path, item in document["paths"].items():
        for method, operation in item.items():
            for status, response in operation["responses"].items():
                if status >= "400" and "$ref" not in response:
                    yield f"{method} {path} {status}", response


def examples(document):
    """The examples of the responses to errors, each with the schema that it must be valid against."""
    named = document["components"].get("examples", {})
    for name, response in responses(document):
        for media_type, content in response["content"].items():
            for example, body in content.get("examples", {}).items():
                if "$ref" in body:
                    body = named[body["$ref"].rsplit("/", 1)[1]]
                yield f"{name}/{media_type}/{example}", content["schema"], body["value"]


def schema_validator(paths):
    """openapi-schema-validator: every example of an error against its schema, formats included."""
    for path in paths:
        document = load(path)
        validator = OAS30Validator if document["openapi"].startswith("3.0") else OAS31Validator
        for name, schema, value in examples(document):
            whole = {**copy.deepcopy(schema), "components": document["components"]}
            for error in validator(whole, format_checker=FormatChecker()).iter_errors(value):
                yield path, "openapi-schema-validator", "invalid", f"{name}: {error.message}"


SLOW = spectral, examples_validator
TOOLS = redocly, spec_validator, schema_validator, *SLOW


def findings(paths, tools=TOOLS):
    """What each tool finds in each document."""
    found = {path.resolve(): [] for path in paths}
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        for of_tool in pool.map(lambda tool: list(tool(list(found))), tools):
            for path, *finding in of_tool:
                found[path].append(tuple(finding))
    return found
