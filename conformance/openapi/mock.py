"""What Prism serves for an error's example is what the real server sends.

Each operation is asked for each of its errors, and everything is compared: the status, the content type, the headers that the document has, and the body as JSON. The
request id is that of the request, and so can be the example's. A time cannot be chosen: it is compared by its form.
"""

import json
import re

from answers import TOKEN, by, exactly
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
    wrong, count, examples = [], 0, set()
    for method, path, operation, status, response, name in errors(document):
        method, url, headers, body = request(document, method, path, operation)
        served = ask(mock, method, url, headers | {"prefer": f"code={status}, example={name}"}, body)
        assert "sl-violations" not in served.headers, f"the request is valid: {served.headers['sl-violations']}"
        expected = told(served, response)
        assert None not in expected["headers"].values(), f"Prism sends what is documented: {expected}"

        # The same example, whichever operation it is of.
        def sent(how, where, headers, body, expected=expected, response=response):
            headers = headers | {"x-request-id": expected["headers"].get("x-request-id", "req_1")}
            return told(ask(server, how, where, headers, body), response)

        real = sent(*exactly(api, name))
        differing = [(part, expected[part], real[part]) for part in expected if expected[part] != real[part]]
        # The operation itself: with arguments of its own, but all else.
        own = sent(*by(api, f"{method} {path}", name))
        differing += [(f"own {part}", expected[part], own[part]) for part in expected if part != "body" and expected[part] != own[part]]
        codes = [body["error"]["code"] for body in (expected["body"], own["body"])]
        if codes[0] != codes[1]:
            differing.append(("own code", *codes))
        wrong += [f"{method} {path}: {name}: {part}: {serves} is served, {sends} is sent" for part, serves, sends in differing]
        examples.add(name)
        count += 1
    missing = set(document["components"]["schemas"]["ErrorCode"]["enum"]) - examples
    assert not missing, f"each code has an example in an operation: {missing}"
    return wrong, f"{count} errors of operations, {len(examples)} examples, {len(wrong)} differences"
