"""The documents of two APIs, with errcat's errors, against the servers that are made of the same catalogs."""

import json
import pathlib
import sys
import tempfile

import mock
from check import written
from merged import APIS, host, merged
from processes import prism, server


def mistaken(document):
    """The document with other statuses, headers and bodies than the server sends."""
    text = json.dumps(document).replace("An account with that email already exists", "The email is taken")
    return json.loads(text)


def main():
    wrong = []
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        for api, catalog in APIS.items():
            document = merged(catalog, host(api))
            path = written(folder, api, document)
            with server(api) as real, prism(path) as served:
                found, count, examples = mock.differences(api, document, served, real)
                print(f"{api}: Prism serves {count} errors of operations, {len(examples)} examples, {len(found)} other than the server's")
                wrong += found
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
