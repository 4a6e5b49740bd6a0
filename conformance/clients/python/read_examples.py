"""Reads every example of a document, by the types that were generated from it: `read_examples.py FOLDER [PACKAGE DOCUMENT]…`."""

import importlib
import json
import pathlib
import sys

folder, *arguments = sys.argv[1:]
sys.path.insert(0, folder)
for package, document in zip(arguments[::2], arguments[1::2], strict=True):
    body = importlib.import_module(f"{package}.models").ErrorResponse
    examples = json.loads(pathlib.Path(document).read_text())["components"]["examples"]
    assert examples, f"{document} has examples"
    for example in examples.values():
        body.from_dict(example["value"])
    print(f"{package}: openapi-python-client: {len(examples)} examples read")
