"""The documents of two APIs, with errcat's errors, against the real servers that are made of the same catalogs.

- Prism serves each operation's errors as the server sends them: see `mock.py`.
- schemathesis finds no answer that is not as the document says: see `fuzz.py`.

Then the documents and the answers are broken on purpose, and that is found.
"""

import json
import pathlib
import sys
import tempfile

import fuzz
import mock
from merged import APIS, host, merged, operations
from processes import server
from tools import written


def mistaken(document):
    """A document that says otherwise than the server, and where: operation, code, and part of the answer."""
    wrong = json.loads(json.dumps(document).replace("An account with that email already exists", "The email is taken"))
    of = {f"{method} {path}": operation["responses"] for method, path, operation in operations(wrong)}
    mock.resolved(wrong, of["GET /errors/{code}"]["429"])["headers"]["Retry-After"]["example"] = 31
    examples = mock.resolved(wrong, of["POST /v1/tokens"]["401"])["content"]["application/json"]["examples"]
    examples["invalid_refresh_token"] = examples["revoked_refresh_token"]
    of["POST /v1/tokens"]["402"] = of["POST /v1/tokens"].pop("401")
    forbidden = mock.resolved(wrong, of["GET /v1/reseller_stores/{id}"]["403"])["content"]
    forbidden["application/problem+json"] = forbidden.pop("application/json")
    return wrong, {
        "POST /v1/accounts: email_taken: body",
        "GET /errors/{code}: rate_limited: headers",
        "POST /v1/tokens: invalid_refresh_token: code",
        "POST /v1/tokens: revoked_refresh_token: status",
        "GET /v1/reseller_stores/{id}: reseller_store_access_forbidden: content-type",
    }


def mistakes(folder, document, path, real):
    """What is found of documents and answers that are broken on purpose."""
    other, expected = mistaken(document)
    with mock.prism(written(folder, "mistaken", other)) as served:
        found, _ = mock.differences("reseller", other, served, real)
    found = {": ".join(difference.split(": ")[:3]) for difference in found}
    assert expected <= found, f"each mistake is found: {expected - found}"
    yield f"Prism: found {', '.join(sorted(expected))}"
    yield f"schemathesis: found {', '.join(fuzz.broken(folder, path, real))}"


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for api, catalog in APIS.items():
            document = merged(catalog, host(api))
            path = written(folder, api, document)
            with server(api) as real:
                with mock.prism(path) as served:
                    found, line = mock.differences(api, document, served, real)
                print(f"{api}: Prism: {line}")
                wrong += found
                found, line = fuzz.failures(folder, document, path, real)
                print(f"{api}: schemathesis: {line}")
                wrong += found
                if api == "reseller":
                    for line in mistakes(folder, document, path, real):
                        print(f"broken: {line}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
