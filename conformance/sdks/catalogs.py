"""The catalogs, their clients, and the responses that the clients read."""

import json
import pathlib
import subprocess

import yaml
from processes import ROOT, TARGET, ask, server

HERE = pathlib.Path(__file__).resolve().parent
ERRCAT = TARGET / "debug/errcat"
FOLDERS = ["tests/shapes", "conformance/shapes/apis"]
SERVED = {"payments": ROOT / "catalog/payments/errors.yaml", "reseller": ROOT / "catalog/errors.yaml"}


def catalogs():
    """Every catalog, by the name of its client."""
    found = {path.stem: path for folder in FOLDERS for path in sorted((ROOT / folder).glob("*.yaml"))}
    found |= {path.parent.name: path for path in sorted((ROOT / "tests/golden").glob("*/errors.yaml"))}
    large = TARGET / "sdks-many.yaml"
    large.write_text(many(2000))
    return found | SERVED | {"hostile": HERE / "hostile.yaml", "large": large}


def many(count):
    """A catalog of so many codes, and a quarter as many operations of ten codes each."""
    name = "resource_{}_not_available".format
    codes = "".join(
        f"  {name(at)}:\n    type: conflict_error\n    description: The resource number {at} is not available.\n"
        f"    message: The resource {{id}} is not available\n    args: {{id: {{example: x}}}}\n"
        for at in range(count)
    )
    operations = "".join(
        f"  GET /r{at}/{{id}}: {{name: get_r{at}, codes: [{', '.join(name((at * 10 + code) % count) for code in range(10))}]}}\n" for at in range(count // 4)
    )
    return (
        "version: 1\napi: {docs_url: 'https://docs.example.com/errors#{code}'}\n"
        f"types: {{conflict_error: {{status: 409, description: A conflict.}}}}\ncodes:\n{codes}operations:\n{operations}"
    )


def made(language, catalog):
    """The client of a catalog."""
    done = subprocess.run([ERRCAT, "client", language, "-"], input=catalog, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def generated(language):
    """Writes the client of each catalog, and returns their paths."""
    paths = []
    for name, catalog in catalogs().items():
        path = language.path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(made(language.NAME, catalog.read_text()))
        paths.append(path)
    return paths


def cases():
    """The bodies that the servers of the shapes send."""
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).glob("*.txt")):
            for line in path.read_text().splitlines():
                name, status, body = line.split(" ", 2)
                yield {"client": path.stem, "name": name, "status": int(status), "headers": {}, "body": body}


def broken():
    """Responses that no server of the API sends as it should, or that another program sends."""
    nested = '{"code":"inner","details":[' * 100 + "]}" * 100
    yield {"client": "nested", "name": "lists in lists", "status": 400, "headers": {}, "body": '{"errors":[' + nested + "]}"}
    known = '{"error":{"type":"absence","code":"RESOURCE_NOT_FOUND"}}'
    bodies = {
        "empty": "",
        "html": "<html>\n<h1>502 Bad\tGateway</h1></html>",
        "cut": '{"error": {"code": "RESOU',
        "text": '"text"',
        "null": "null",
        "list": "[1]",
        "other": '{"status": "UP"}',
        "mark": "\ufeff" + json.dumps({"error": {"code": "busy"}}),
        "depth": "[" * 300 + "]" * 300,
    }
    for name, body in bodies.items():
        for client in ["payments", "problem", "take_first", "number", "by_param", "success"]:
            yield {"client": client, "name": name, "status": 502, "headers": {"x-request-id": "req_1"}, "body": body}
    headers = {
        "seconds": "120",
        "more seconds than there are": "9" * 400,
        "negative": "-5",
        "fraction": "1.5",
        "past": "Sun, 06 Nov 1994 08:49:37 GMT",
        "past in the second format": "Sunday, 06-Nov-94 08:49:37 GMT",
        "past in the third format": "Sun Nov  6 08:49:37 1994",
        "another date": "1994-11-06T08:49:37Z",
        "a year that no calendar has": "Mon, 01 Jan 99999 00:00:00 GMT",
        "long": "Mon, " + "00:00:00" * 1000 + "x",
        "words": "soon",
    }
    attempts = [[1, 0], [1, 1], [2, 0.5], [3, 0], [40, 1]]
    for name, header in headers.items():
        yield {"client": "payments", "name": f"retry {name}", "status": 429, "headers": {"retry-after": header}, "body": "", "attempts": attempts}
    yield {"client": "payments", "name": "not retryable", "status": 404, "headers": {"retry-after": "1"}, "body": known, "attempts": attempts}
    yield {"client": "payments", "name": "an empty message", "status": 500, "headers": {}, "body": '{"error":{"code":"new","message":""}}'}
    of_params = '{"code":"invalid","errors":{"zip":["A."],"name":["B.","C."],"":null,"city":"D.","name":["E."]}}'
    yield {"client": "by_param", "name": "params in their order", "status": 422, "headers": {}, "body": of_params}
    values = {
        "args of other types": '{"code":"over","limit":5,"args":{"since":1,"until":"x","sizes":["a"],"new":null}}',
        "args that are none": '{"code":"over","args":[1]}',
        "args that are missing": '{"code":"over"}',
        "args with names of JavaScript": '{"code":"over","args":{"__proto__":1,"constructor":2,"since":"x"}}',
        "a code of JavaScript": '{"code":"constructor","args":{}}',
        "a code of tomorrow": '{"code":"new","number":"7","wait":1500,"args":{"a":{"b":[1]}}}',
        "a wait": '{"code":"too many","wait":1500}',
        "a wait as text": '{"code":"too many","wait":"1500"}',
        "a wait that is negative": '{"code":"too many","wait":-1}',
        "a code that is a number": '{"code":12}',
        "a wait without end": '{"code":"too many","wait":' + "9" * 30 + "}",
        "a wait of other digits": '{"code":"too many","wait":1e300}',
        "args that are whole": '{"code":"over","args":{"until":5.0,"sizes":[1,2.0]}}',
    }
    for name, body in values.items():
        yield {"client": "everywhere", "name": name, "status": 429, "headers": {}, "body": body, "attempts": attempts}


def of_servers(language):
    """What is wrong with what a client reads of the errors of the real servers."""
    for api, path in SERVED.items():
        catalog = yaml.safe_load(path.read_text())
        with server(api) as port:
            responses = [(code, ask(port, "GET", f"/errors/{code}")) for code in catalog["codes"]]
        asked = [
            {"client": api, "name": code, "status": answer.status, "headers": answer.headers, "body": answer.body.decode()} for code, answer in responses
        ]
        for (code, answer), read in zip(responses, language.read(asked), strict=True):
            sent = json.loads(answer.body)["error"]
            wanted = {"code": code, "status": answer.status, "message": sent["message"], "type": sent["type"]}
            wanted["request_id"] = answer.headers["x-request-id"]
            if "retry-after" in answer.headers:
                wanted["retry_after_ms"] = 1000 * int(answer.headers["retry-after"])
            found = {name: read.get(name) for name in wanted}
            if found != wanted:
                yield f"{api} {code}: read {found}, expected {wanted}"
