"""What editors make of errcat's JSON Schema: the language server of YAML completes, explains and finds mistakes with it.

Before that, the schema is held against the catalogs of this repository: those that errcat accepts are valid under it, and
those that have a mistake in their shape are not.
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import jsonschema
import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
ERRCAT = ROOT / "target/debug/errcat"
SERVER = HERE / "node_modules/.bin/yaml-language-server"

# Rules about the shape of a catalog, which a schema can tell too.
OF_SHAPE = ["unknown-member", "missing-member", "wrong-type", "unknown-value", "invalid-status", "version", "invalid-name"]


def errcat(*arguments, **options):
    return subprocess.run([ERRCAT, *arguments], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, check=False, **options)


def schema(*arguments):
    done = errcat("schema", *arguments)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    jsonschema.Draft7Validator.check_schema(made)
    return made


class Loader(yaml.SafeLoader):
    """Reads dates as text, as errcat does."""


Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != "tag:yaml.org,2002:timestamp"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read(text):
    """A catalog with keys of text, as JSON has them."""

    def keys(value):
        if isinstance(value, dict):
            return {str(key): keys(value) for key, value in value.items()}
        return [keys(element) for element in value] if isinstance(value, list) else value

    return keys(yaml.load(text, Loader))


def catalogs():
    for folder in ("catalog", "tests", "conformance", "docs"):
        for path in sorted((ROOT / folder).rglob("*.yaml")):
            if not {"node_modules", "target"} & set(path.parts):
                text = path.read_text()
                if re.search(r"^version: 1$", text, re.M) and errcat("check", path).returncode == 0:
                    yield path, text


def check_catalogs():
    validator = jsonschema.Draft7Validator(schema())
    looked_at = 0
    for path, text in catalogs():
        wrong = [error.message for error in validator.iter_errors(read(text))]
        assert not wrong, (path, wrong[:3])
        # With its own names, and as one that is a part.
        names = jsonschema.Draft7Validator(schema(str(path)))
        assert names.is_valid(read(text)), (path, "with its names")
        looked_at += 1
    assert looked_at >= 40, looked_at

    rules = (ROOT / "docs/guide/src/rules.md").read_text()
    examples = re.findall(r"^## `([a-z0-9-]+)`$.*?```yaml\n(.*?)```.*?```yaml\n(.*?)```", rules, re.M | re.S)
    assert len(examples) > 50, len(examples)
    found = set()
    for rule, bad, good in examples:
        if "openapi:" in good or "paths:" in good:
            continue
        # A right example has the words of the format, whatever else it is about.
        assert validator.is_valid(read(good)), (rule, good)
        if rule in OF_SHAPE and not validator.is_valid(read(bad)):
            found.add(rule)
    assert found == set(OF_SHAPE), set(OF_SHAPE) - found
    print(f"{looked_at} catalogs and the right examples of all rules are valid, and the wrong shapes are not")


class Editor:
    """A client of the Language Server Protocol, 3.17."""

    def __init__(self, folder):
        self.server = subprocess.Popen([SERVER, "--stdio"], cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.id = 0
        self.found = {}
        settings = {"yaml": {"schemaStore": {"enable": False}, "hover": True, "completion": True, "validate": True}}
        root = pathlib.Path(folder).as_uri()
        capabilities = {
            "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}, "hover": {"contentFormat": ["markdown"]}},
            "workspace": {"configuration": False, "didChangeConfiguration": {"dynamicRegistration": False}},
        }
        self.ask("initialize", {"processId": os.getpid(), "rootUri": root, "capabilities": capabilities})
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": settings})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0"} | message).encode()
        self.server.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.server.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.server.stdout.readline().strip()):
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the server ended"
        message = json.loads(self.server.stdout.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self.found[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            # It registers what it can do, and asks for settings that it has.
            self.send({"id": message["id"], "result": None})
        return message

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.id += 1
        self.send({"id": self.id, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.id and "method" not in message:
                assert "error" not in message, message
                return message["result"]

    def open(self, path):
        """Opens a file, and returns its URI when the server has looked at it."""
        uri = path.as_uri()
        text = path.read_text()
        self.found.pop(uri, None)
        self.tell("textDocument/didOpen", {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}})
        while uri not in self.found:
            self.receive()
        return uri

    def at(self, method, path, mark):
        """Asks about the place behind a text, which the file has once."""
        text = path.read_text()
        assert text.count(mark) == 1, (mark, text)
        before = text[: text.index(mark) + len(mark)]
        line, column = before.count("\n"), len(before) - before.rfind("\n") - 1
        params = {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": column}}
        return self.ask(method, params)

    def completions(self, path, mark):
        made = self.at("textDocument/completion", path, mark)
        items = made["items"] if isinstance(made, dict) else made or []
        return [item["label"] for item in items]

    def close(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        self.server.wait(timeout=20)


def main():
    check_catalogs()
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary).resolve()
        catalog = folder / "catalog/errors.yaml"
        done = errcat("init", cwd=folder)
        assert done.returncode == 0, done.stderr
        assert catalog.read_text().startswith("# yaml-language-server: $schema=errors.schema.json\n")
        # With the names of the catalog, as the guide has it.
        made = errcat("schema", catalog).stdout
        (folder / "catalog/errors.schema.json").write_text(made)
        good = catalog.read_text()

        editor = Editor(folder)
        editor.open(catalog)
        assert editor.found[catalog.as_uri()] == [], editor.found
        hover = editor.at("textDocument/hover", catalog, "    par")
        assert "The request parameter that the error is about." in hover["contents"]["value"], hover

        edited = folder / "catalog/edited.yaml"
        edited.write_text(good.replace("  email_taken:\n    type: conflict_error\n", "  email_taken:\n    type: \n    retr\n"))
        editor.open(edited)
        types = editor.completions(edited, "  email_taken:\n    type: ")
        assert "conflict_error" in types and "not_found_error" in types, types
        members = editor.completions(edited, "    retr")
        assert {"retryable", "retry_after"} <= set(members), members

        typo = folder / "catalog/typo.yaml"
        typo.write_text(good.replace("    param: email", "    parm: email").replace("type: conflict_error", "type: conflict_eror"))
        editor.open(typo)
        found = sorted((one["range"]["start"]["line"], one["message"]) for one in editor.found[typo.as_uri()])
        lines = typo.read_text().splitlines()
        assert [lines[line].strip() for line, _ in found] == ["type: conflict_eror", "parm: email"], found
        assert "parm is not allowed" in found[1][1], found

        part = folder / "catalog/part.yaml"
        (folder / "catalog/part.schema.json").write_text(json.dumps(schema("--part", str(catalog))))
        part.write_text("# yaml-language-server: $schema=part.schema.json\ncodes:\n  gone: {type: api_error, description: Gone.}\nversion: 1\n")
        editor.open(part)
        found = [one["message"] for one in editor.found[part.as_uri()]]
        assert len(found) == 1 and "version is not allowed" in found[0], found
        editor.close()
    print("yaml-language-server completes types and members, explains members, and finds a typo at its place")


if __name__ == "__main__":
    sys.exit(main())
