"""Every OpenAPI document of the repository, as tools see it that errcat did not write: see `tools.py`.

- What errcat writes has no finding but those that only operations could take away.
- The documents of two teams, `hosts/`, have none but that their errors are missing; with errcat's errors, none.
- The OpenAPI Overlay that adds them is one, and the host has a place for each of its actions: see `overlay.py`.
- So are the documents of the wire formats in `tests/shapes` and of the public APIs in `conformance/shapes/apis`.
- So is the document of a team whose API sends errors with the status of a success, after `--into --replace`.
- So is an API of 300 codes, under five envelopes and in three versions: see `large.py`.
- The YAML says what the JSON says.

Then documents are broken on purpose, and each tool must say so.
"""

import json
import pathlib
import sys
import tempfile

import large
import overlay
import tools
from merged import APIS, disagreements, host, merged, operations, printed
from tools import ROOT, load, written

# What a document without operations cannot help: that nothing uses its components, and what only a team can say of its
# API (a licence, a contact, servers that are not example.com, tags of operations).
NOT_OURS = {
    "redocly": {"no-unused-components", "no-server-example.com", "info-license", "no-empty-servers"},
    "spectral": {"oas3-unused-component", "info-contact", "oas3-api-servers", "oas3-server-not-example.com"},
}


def generated():
    """The whole documents that errcat writes: fragments are looked at inside of hosts."""
    found = [*ROOT.glob("generated/*/openapi*"), *ROOT.glob("tests/golden/*/openapi*")]
    assert len(found) >= 6, found
    return sorted(found)


def broken(folder, document):
    """Documents with a mistake, and the tools that must find it."""
    # What an example is, wherever it is: in a response or among the components.
    text = json.dumps(document)
    wrong = json.loads(text.replace('"code": "email_taken"', '"code": "nope"'))
    assert wrong != document
    every = {"redocly", "spectral", "openapi-examples-validator", "openapi-schema-validator"}
    yield written(folder, "an example with an unknown code", wrong), every

    wrong = json.loads(text)
    del next(iter(wrong["components"]["responses"].values()))["description"]
    yield written(folder, "a response without a description", wrong), {"redocly", "spectral", "openapi-spec-validator"}


def large_documents(folder):
    """Every envelope in every version; the two tools that take seconds for each look at one version of each envelope."""
    documents = {}
    for name, catalog, host_document in large.written(folder):
        whole = merged(catalog, host_document)
        count = sum(1 for _ in tools.examples(whole))
        assert count >= large.CODES, f"{name}: every code is there: {count}"
        print(f"{name}: {count} examples in {large.OPERATIONS} operations")
        documents[name] = written(folder, name, whole)
    paths = list(documents.values())
    some = [path for at, path in enumerate(paths) if at % len(large.VERSIONS) == at // len(large.VERSIONS) % len(large.VERSIONS)]
    assert len(some) == len(large.ENVELOPES)
    found = tools.findings(paths, [tool for tool in tools.TOOLS if tool not in tools.SLOW])
    for path, more in tools.findings(some, tools.SLOW).items():
        found[path] += more
    return [f"{path.stem}: {': '.join(finding)}" for path, findings in found.items() for finding in findings]


def shapes(folder):
    """The wire formats of public APIs, in two versions, with one schema for all errors or one for each."""
    paths = {}
    for catalog in sorted([*ROOT.glob("tests/shapes/*.yaml"), *ROOT.glob("conformance/shapes/apis/*.yaml")]):
        for version in ("3.0", "3.1"):
            for flags in ([], ["--per-code"]):
                name = " ".join([catalog.stem, version, *flags])
                document = printed(catalog, "--version", version, *flags)
                assert sum(1 for _ in tools.examples(document)) > 0, name
                paths[written(folder, name, document)] = name
    assert len(paths) > 60, paths
    found = tools.findings(list(paths), [tool for tool in tools.TOOLS if tool not in tools.SLOW])
    wrong = []
    for path, findings in found.items():
        ours = [finding for finding in findings if finding[1] not in NOT_OURS.get(finding[0], ())]
        wrong += [f"{paths[path]}: {': '.join(finding)}" for finding in ours]
    print(f"{len(paths)} documents of public APIs' wire formats, {len(wrong)} findings")
    return wrong


def success(folder):
    """Slack's document with a success, whose response has the errors too after `--replace`."""
    body = {"schema": {"$ref": "#/components/schemas/Posted"}, "example": {"ok": True, "ts": "1503435956.000247"}}
    posted = {"description": "Posted.", "content": {"application/json": body}}
    operation = {
        "operationId": "post",
        "summary": "Posts a message",
        "description": "Posts a message to a channel.",
        "tags": ["chat"],
        "security": [],
        "responses": {"200": posted},
    }
    schema = {"type": "object", "required": ["ok", "ts"], "properties": {"ok": {"const": True}, "ts": {"type": "string"}}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Slack", "version": "1", "description": "Messages.", "contact": {"name": "Us", "url": "https://example.com"}},
        "tags": [{"name": "chat", "description": "Messages."}],
        "paths": {"/chat.postMessage": {"post": operation}},
        "components": {"schemas": {"Posted": schema}},
    }
    both = merged("conformance/shapes/apis/slack.yaml", written(folder, "a success", document), "--replace")
    content = both["paths"]["/chat.postMessage"]["post"]["responses"]["200"]["content"]["application/json"]
    assert len(content["examples"]) == 17 and len(content["schema"]["oneOf"]) == 2, content
    path = written(folder, "a success with its errors", both)
    ours = [finding for finding in tools.findings([path])[path] if finding[1] not in NOT_OURS.get(finding[0], ())]
    print(f"errors with the status of a success: {len(ours)} findings")
    return [f"a success with its errors: {', '.join(finding)}" for finding in ours]


def main():
    wrong = []

    def report(name, document, found):
        print(f"{name}: {document['openapi']}, {sum(1 for _ in tools.examples(document))} examples, {len(found)} findings")
        wrong.extend(f"{name}: {': '.join(finding)}" for finding in found)

    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        whole = {api: merged(catalog, host(api)) for api, catalog in APIS.items()}
        hosts = {api: written(folder, f"{api} with its errors", document) for api, document in whole.items()}
        mistakes = dict(broken(folder, whole["reseller"]))
        found = tools.findings([*generated(), *map(host, APIS), *hosts.values(), *mistakes])

        for path in generated():
            ours = [finding for finding in found[path] if finding[1] not in NOT_OURS.get(finding[0], ())]
            report(path.relative_to(ROOT), load(path), ours)
        for api in APIS:
            count = sum(1 for _ in operations(whole[api]))
            missing = [finding for finding in found[host(api)] if finding[1] == "operation-4xx-response"]
            assert count > 0 and len(missing) == count, f"{api}: each operation is without its errors, and nothing else"
            report(host(api).relative_to(ROOT), load(host(api)), [finding for finding in found[host(api)] if finding not in missing])
            report(f"{api} with its errors in {count} operations", whole[api], found[hosts[api]])
            adding = overlay.overlay(APIS[api], host(api))
            targets = {action["target"] for action in adding["actions"]}
            # A target that is not there is no error for a tool. With an error in each operation, each has been there.
            assert len(targets) == 1 + count, f"{api}: the components, and each operation: {targets}"
            at_odds = overlay.findings(adding)
            assert overlay.applied(adding, host(api)) == whole[api], f"{api}: the overlay adds what errcat puts in"
            print(f"{api}: overlay {adding['overlay']}, {len(targets)} targets, {len(at_odds)} findings")
            missing, rest = (disagreements(APIS[api], document) for document in (host(api), hosts[api]))
            assert all("missing-response" in finding for finding in missing) and len(missing) >= count, missing
            wrong += rest
            print(f"{api}: errcat itself misses {len(missing)} responses, and {len(rest)} with its errors")
            wrong += [f"{api}: the overlay: {finding}" for finding in at_odds]
        del adding["actions"][0]["target"]
        assert overlay.findings(adding), "an action without a target is found"
        for path, by in mistakes.items():
            said = {finding[0] for finding in found[path]}
            assert by <= said, f"{path.stem}: {by - said} did not find it"
            print(f"{path.stem}: found by {', '.join(sorted(said))}")

        wrong += large_documents(folder)
        wrong += shapes(folder)
        wrong += success(folder)

    one, other = (load(ROOT / f"tests/golden/full/{name}") for name in ("openapi.yaml", "components.json"))
    assert one["components"] == other["components"], "YAML and JSON say the same"

    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
