"""What Prism serves for an error's example is what the real server sends.

Everything is compared: the status, the content type, the headers that the document has, and the body as JSON. The
request id is that of the request, and so can be the example's. A time cannot be chosen: it is compared by its form.
"""

import json
import re

from answers import TOKEN, sending
from merged import operations
from processes import ask

TIME = re.compile(rb'"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"')


def resolved(document, found):
    """What a reference stands for, or what is there."""
    while "$ref" in found:
        place, found = found["$ref"].removeprefix("#/"), document
        for key in place.split("/"):
            found = found[key]
    return found


def errors(document):
    """Every named example of an error: its operation, status, response and name."""
    for method, path, operation in operations(document):
        for status, response in operation["responses"].items():
            response = resolved(document, response)
            for content in response.get("content", {}).values():
                if int(status) >= 400:
                    yield from ((method, path, operation, int(status), response, name) for name in content["examples"])


def request(document, method, path, operation):
    """A request that is valid, by the examples of the document."""
    for parameter in operation.get("parameters", ()):
        parameter = resolved(document, parameter)
        value = parameter["example"] if "example" in parameter else next(iter(parameter["examples"].values()))["value"]
        if parameter["in"] == "path":
            path = path.replace(f"{{{parameter['name']}}}", value)
        else:
            path += f"?{parameter['name']}={value}"
    headers = {"authorization": TOKEN} if operation.get("security") else {}
    if "requestBody" not in operation:
        return method, path, headers, None
    body = operation["requestBody"]["content"]["application/json"]["example"]
    return method, path, headers | {"content-type": "application/json"}, json.dumps(body)


def told(answer, response):
    """What is compared of an answer."""
    headers = {name.lower(): answer.headers.get(name.lower()) for name in response.get("headers", {})}
    body = json.loads(TIME.sub(b'"timestamp":"a time"', answer.body))
    return {"status": answer.status, "content-type": answer.headers.get("content-type"), "headers": headers, "body": body}


def differences(api, document, mock, server):
    """Where the mock server and the real one differ, and a line on what was compared."""
    wrong, count, sent = [], 0, {}
    for method, path, operation, status, response, name in errors(document):
        method, url, headers, body = request(document, method, path, operation)
        served = ask(mock, method, url, headers | {"prefer": f"code={status}, example={name}"}, body)
        assert "sl-violations" not in served.headers, f"the request is valid: {served.headers['sl-violations']}"
        if name not in sent:
            how, where, *more = sending(api, name)
            given = {"x-request-id": served.headers.get("x-request-id", "req_1")} | (more[0] if more else {})
            sent[name] = ask(server, how, where, given, *more[1:])
        expected, real = told(served, response), told(sent[name], response)
        assert None not in expected["headers"].values(), f"Prism sends what is documented: {expected}"
        differing = [part for part in expected if expected[part] != real[part]]
        wrong += [f"{method} {path}: {name}: {part}: {expected[part]} is served, {real[part]} is sent" for part in differing]
        count += 1
    missing = set(document["components"]["schemas"]["ErrorCode"]["enum"]) - set(sent)
    assert not missing, f"each code has an example in an operation: {missing}"
    return wrong, f"{count} errors of operations, {len(sent)} examples, {len(wrong)} differences"
