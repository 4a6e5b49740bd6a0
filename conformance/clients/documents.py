"""The documents that clients are generated from: an API's own, with the errors of a catalog in it."""

import json
import pathlib
import re
import subprocess
import tempfile

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
# Public APIs, whose documents are all errcat's, each with what it sends for some of its errors.
APIS = {path.stem: path for path in sorted(ROOT.glob("conformance/shapes/apis/*.yaml"))}
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
    for codes in read["operations"].values():
        codes = codes["codes"] if isinstance(codes, dict) else codes
        if unknown["codes"] in codes and codes != "all":
            codes.remove(unknown["codes"])
    return read


def into(host, read, *options):
    """A document with the errors of a catalog in it."""
    with tempfile.NamedTemporaryFile("w", suffix=".json") as file:
        json.dump(host, file)
        file.flush()
        command = ["cargo", "run", "--quiet", "--locked", "--", "openapi", "-", "--into", file.name, *options]
        done = subprocess.run(command, cwd=ROOT, input=json.dumps(read), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def served(api, version):
    host = yaml.safe_load((ROOT / f"conformance/openapi/hosts/{api}.yaml").read_text())
    for item in host["paths"].values():
        for operation in item.values():
            del operation["tags"]  # generators put the operations of a tag into a class of its own
    document = into({**host, "openapi": VERSIONS[version]}, older(api), "--open")
    for unknown in SERVED[api][1].values():
        assert not re.search(rf"\b{unknown}\b", json.dumps(document["components"])), f"{api} says nothing of {unknown}"
    return document


def envelope(name, version):
    """Each code has an operation that answers with it, and one answers with all."""
    read = catalog(*ENVELOPES[name])
    codes = {f"/{at}": [code] for at, code in enumerate(read["codes"])}
    read.pop("sets", None)
    read["operations"] = {f"GET {path}": returned for path, returned in {**codes, "/all": "all"}.items()}

    def operation(path):
        return {"get": {"operationId": f"get{path[1:]}", "responses": {"200": {"description": "It went well."}}}}

    paths = {path: operation(path) for path in (*codes, "/all")}
    return into({"openapi": VERSIONS[version], "info": {"title": name, "version": "1"}, "paths": paths}, read)


def samples(name):
    """The bodies that a public API sends, as its documentation has them."""
    lines = APIS[name].with_suffix(".txt").read_text().splitlines()
    return [json.loads(line.split(" ", 2)[2]) for line in lines]


def write(folder):
    """All of them: `3.1/reseller.json`, `apis/slack.json`."""
    (folder / "apis").mkdir(parents=True)
    for name, path in APIS.items():
        command = ["cargo", "run", "--quiet", "--locked", "--", "openapi", str(path), "--json"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        (folder / "apis" / f"{name}.json").write_text(done.stdout)
    for version in VERSIONS:
        (folder / version).mkdir(parents=True)
        for make, names in (served, SERVED), (envelope, ENVELOPES):
            for name in names:
                (folder / version / f"{name}.json").write_text(json.dumps(make(name, version), indent=1))
