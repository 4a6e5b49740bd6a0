"""Reads responses, a JSON object on each line of standard input, and prints what a client makes of each."""

import dataclasses
import importlib
import json
import pickle
import sys
from types import SimpleNamespace


def plain(value):
    """A value without what is not there."""
    if dataclasses.is_dataclass(value):
        value = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items() if member is not None}
    if isinstance(value, list | tuple):
        return [plain(element) for element in value]
    return value


def flat(error):
    """What the other languages have of an error, by their names."""
    names = {"arguments": "args", "sent_arguments": "sent_args"}
    names |= {name: name for name in ["status", "code", "sent_code", "candidates", "message", "sent_fields", "is_from_api", "request_id"]}
    read = {other: getattr(error, name) for name, other in names.items() if hasattr(error, name)}
    kept = {name: read.pop(name) for name in ["args", "sent_args", "sent_fields"] if name in read}
    values = plain(error.values)
    wait = values.pop("retry_after", None)
    wait = getattr(error, "retry_after", wait)
    if wait is not None:
        read["retry_after_ms"] = round(wait * 1000)
    if hasattr(error, "errors"):
        read["errors"] = [flat(listed) for listed in error.errors]
    return plain(values | read) | kept


sys.setrecursionlimit(1000)
for line in sys.stdin:
    case = json.loads(line)
    client = importlib.import_module(f"generated.{case['client']}")
    body = case["body"].encode()
    response = SimpleNamespace(status_code=case["status"], headers=case["headers"], content=body)
    error = client.read_error(response)
    assert error.body == body, "the body is not kept"
    again = pickle.loads(pickle.dumps(error))
    assert type(again) is type(error) and vars(again) == vars(error) and str(again) == str(error)
    read = flat(error)
    waits = [client.retry_after(error, attempt, random=lambda random=random: random) for attempt, random in case.get("attempts", [])]
    read["waits"] = [None if wait is None else int(wait * 1000 + 0.5) for wait in waits]
    read["message"] = str(error)
    read["is_retryable"] = client.is_retryable(error)
    print(json.dumps(read))
