"""What Prism serves for an error's example is what the real server sends.

Each operation is asked for each of its errors: status, content type, the headers that the document has, and the code
are those that Prism serves. What the example says more, its message and the like, depends on arguments: somewhere the
server sends the same body, as JSON. The request id is that of the request, and so can be the example's; a time cannot
be chosen, and is compared by its form.
"""

import json
import re

from answers import TOKEN, by, exactly
from merged import operations
from processes import ask, free_port, process
from tools import NODE

TIME = re.compile(rb'"timestamp":"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"')


def prism(document):
    """Prism, which answers with the examples of a document."""
    port = free_port()
    return process(port, NODE / "prism", "mock", "--host", "127.0.0.1", "--port", port, document)


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
    body = json.loads(TIME.sub(b'"timestamp":"a time"', answer.body))
    return {
        "status": answer.status,
        "content-type": answer.headers.get("content-type"),
        "headers": {name.lower(): answer.headers.get(name.lower()) for name in response.get("headers", {})},
        "code": body["error"]["code"],
        "body": body,
    }


def compared(api, operation, example, served, server, response):
    """The parts in which an answer of the mock server differs from those of the real one."""
    expected = told(served, response)
    assert None not in expected["headers"].values(), f"Prism sends what is documented: {expected}"
    requests = {"the operation": by(api, operation, example), "the server": exactly(api, example)}
    for sender, (method, path, headers, body) in requests.items():
        headers = headers | {"x-request-id": expected["headers"].get("x-request-id", "req_1")}
        sent = told(ask(server, method, path, headers, body), response)
        for part in expected:
            if expected[part] != sent[part] and (part, sender) != ("body", "the operation"):
                yield f"{operation}: {example}: {part}: {expected[part]} is served, but {sender} sends {sent[part]}"


def differences(api, document, mock, server):
    """Where the mock server and the real one differ, and a line on what was compared."""
    wrong, count, examples = [], 0, set()
    for method, path, operation, status, response, name in errors(document):
        how, where, headers, body = request(document, method, path, operation)
        served = ask(mock, how, where, headers | {"prefer": f"code={status}, example={name}"}, body)
        assert "sl-violations" not in served.headers, f"the request is valid: {served.headers['sl-violations']}"
        wrong += compared(api, f"{method} {path}", name, served, server, response)
        examples.add(name)
        count += 1
    missing = set(document["components"]["schemas"]["ErrorCode"]["enum"]) - examples
    assert not missing, f"each code has an example in an operation: {missing}"
    return wrong, f"{count} errors of operations, {len(examples)} examples, {len(wrong)} differences"
