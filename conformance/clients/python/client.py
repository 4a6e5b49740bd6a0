"""Asks the server for errors by the client of openapi-python-client: `client.py FOLDER PACKAGE BASE_URL CODE…`."""

import importlib
import json
import sys

folder, package, base_url, *codes = sys.argv[1:]
sys.path.insert(0, folder)
client = importlib.import_module(package).Client(base_url=base_url)
get_error = importlib.import_module(f"{package}.api.default.get_error")
for asked in codes:
    answer = get_error.sync_detailed(code=asked, client=client)
    error = answer.parsed.error
    param = error.param or None  # where it is left out, it is `UNSET`
    read = {"status": answer.status_code, "type": error.type_, "code": error.code, "message": error.message, "param": param}
    print(json.dumps(read))
