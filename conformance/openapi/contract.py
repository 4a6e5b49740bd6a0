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
from processes import prism, server
from tools import written


def mistaken(document):
    """The document with an error's message, header, status, media type and code other than the server's."""
    wrong = json.loads(json.dumps(document).replace("An account with that email already exists", "The email is taken"))
    of = {f"{method} {path}": operation["responses"] for method, path, operation in operations(wrong)}
    mock.resolved(wrong, of["GET /errors/{code}"]["429"])["headers"]["Retry-After"]["example"] = 31
    examples = mock.resolved(wrong, of["POST /v1/tokens"]["401"])["content"]["application/json"]["examples"]
    examples["invalid_refresh_token"] = examples["revoked_refresh_token"]
    of["POST /v1/tokens"]["402"] = of["POST /v1/tokens"].pop("401")
    forbidden = mock.resolved(wrong, of["GET /v1/reseller_stores/{id}"]["403"])["content"]
    forbidden["application/problem+json"] = forbidden.pop("application/json")
    return wrong


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for api, catalog in APIS.items():
            document = merged(catalog, host(api))
            path = written(folder, api, document)
            with server(api) as real:
                with prism(path) as served:
                    found, line = mock.differences(api, document, served, real)
                print(f"{api}: Prism: {line}")
                wrong += found
                found, line = fuzz.failures(folder, document, path, real)
                print(f"{api}: schemathesis: {line}")
                wrong += found

                if api == "reseller":
                    other = mistaken(document)
                    with prism(written(folder, "mistaken", other)) as served:
                        found, _ = mock.differences(api, other, served, real)
                    parts = {difference.split(": ")[2] for difference in found}
                    mistakes = {"status", "content-type", "headers", "body", "own code"}
                    assert mistakes <= parts, f"each mistake is found: {found}"
                    print(f"{api}: Prism: found mistakes in {', '.join(sorted(mistakes))}")
                    print(f"{api}: schemathesis: found {', '.join(fuzz.broken(folder, path, real))}")
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
