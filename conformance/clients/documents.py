"""The documents that clients are generated from: an API's own, with the errors of a catalog in it."""

import json
import pathlib
import re
import subprocess

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# The catalogs that have a server, and what their clients have not heard of: a code, or a type and its only code.
SERVED = {
    "reseller": ("catalog/errors.yaml", {"codes": "sync_job_not_found"}),
    "payments": ("catalog/payments/errors.yaml", {"codes": "address_invalid", "types": "address_error"}),
}
# The other envelopes. A file of conformance/frameworks is one half of a catalog.
CODES = "conformance/frameworks/envelopes/codes.yaml"
ENVELOPES = {
    "flat": ("conformance/frameworks/envelopes/flat.yaml", CODES),
    "full": ("tests/golden/full/errors.yaml",),
    "google": ("tests/golden/google/errors.yaml",),
    "jsonapi": ("tests/golden/jsonapi/errors.yaml",),
    "problem": ("tests/golden/problem/errors.yaml",),
    "stripe": ("conformance/frameworks/envelopes/stripe.yaml", CODES),
}
VERSIONS = {"3.0": "3.0.3", "3.1": "3.1.1"}


def catalog(*paths):
    read = yaml.safe_load("".join((ROOT / path).read_text() for path in paths))
    read.pop("outputs", None)
    return read


def older(api):
    """A catalog as it was when its clients were made."""
    path, unknown = SERVED[api]
    read = catalog(path)
    for section, key in unknown.items():
        del read[section][key]
    return read


def into(host, read, version, *options):
    """A document with the errors of a catalog in it."""
    command = ["cargo", "run", "--quiet", "--locked", "--", "openapi", "-", "--fragment", "--json", "--version", version, *options]
    done = subprocess.run(command, cwd=ROOT, input=json.dumps(read), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    for kind, components in json.loads(done.stdout)["components"].items():
        host["components"].setdefault(kind, {}).update(components)
    return {**host, "openapi": VERSIONS[version]}


def served(api, version):
    host = yaml.safe_load((HERE / f"hosts/{api}.yaml").read_text())
    document = into(host, older(api), version, "--open")
    for unknown in SERVED[api][1].values():
        assert not re.search(rf"\b{unknown}\b", json.dumps(document)), f"{api} says nothing of {unknown}"
    return document


def envelope(name, version):
    """Each response has an operation that answers with it."""
    document = into({"info": {"title": name, "version": "1"}, "components": {}}, catalog(*ENVELOPES[name]), version)

    def operation(response):
        responses = {"200": {"description": "It went well."}, "400": {"$ref": f"#/components/responses/{response}"}}
        return {"get": {"operationId": f"get{response}", "responses": responses}}

    document["paths"] = {f"/{response}": operation(response) for response in document["components"]["responses"]}
    return document


def write(folder):
    """All of them: `3.1/reseller.json`."""
    for version in VERSIONS:
        (folder / version).mkdir(parents=True)
        for make, names in (served, SERVED), (envelope, ENVELOPES):
            for name in names:
                (folder / version / f"{name}.json").write_text(json.dumps(make(name, version), indent=1))
