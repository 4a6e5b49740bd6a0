"""An API of the size that errcat is for, made up: 300 codes, 20 operations, under five envelopes, in three versions."""

import yaml

CODES, OPERATIONS = 300, 20
STATUSES = 400, 401, 403, 404, 409, 422, 429, 500, 502, 503
ENVELOPES = {
    "stripe": "stripe",
    "problem": "problem",
    "flat": "flat",
    "google": "google",
    "jsonapi": {
        "media_type": "application/vnd.api+json",
        "body": {
            "errors": {
                "is": "errors",
                "each": {"status": {"is": "status"}, "code": {"is": "code"}, "detail": {"is": "message"}, "meta": {"is": "args"}},
            },
            "meta": {"id": {"is": "request_id"}, "at": {"is": "timestamp"}},
        },
    },
}
VERSIONS = {"3.0": "3.0.3", "3.1": "3.1.1", "3.2": "3.2.0"}


def code(number):
    """A code, with one of everything here and there."""
    made = {"type": f"type_{number % len(STATUSES)}", "description": f"What `code_{number}` means: **this**, and no other.\n\nNothing else."}
    if number % 3 == 0:
        made |= {"message": "There is no {kind} {id}", "args": {"kind": {"example": "store"}, "id": {"type": "integer", "example": number}}}
        made["examples"] = [{"title": "One"}, {"title": "Another", "args": {"kind": "job"}, "param": "job_id"}]
    if number % 7 == 0:
        made |= {"retryable": True, "retry_after": number}
    if number % 31 == 0:
        made["deprecated"] = {"since": "2.0", "use": f"code_{number + 1}"}
    return made


def operation(number):
    return f"{('GET', 'POST', 'PUT', 'DELETE')[number % 4]} /v1/things_{number}/{{id}}"


def catalog(envelope):
    returned = {operation(at): ["always", *(f"code_{at * 15 + more}" for more in range(15) if at * 15 + more not in (7, 8))] for at in range(OPERATIONS)}
    return {
        "version": 1,
        "api": {"name": "Large", "docs_url": "https://docs.example.org/errors#{code}", "domain": "large.example.org"},
        "lints": {"no-challenge": "allow"} | ({"reason-form": "allow"} if envelope == "google" else {}),
        "envelope": ENVELOPES[envelope],
        "types": {f"type_{at}": {"status": status, "description": f"Type {at}."} for at, status in enumerate(STATUSES)},
        "codes": {f"code_{number}": code(number) for number in range(CODES)},
        "sets": {"always": ["code_7", "code_8"]},
        "operations": returned,
    }


def host(version):
    """A document of the API as its team writes it, without errors."""
    paths = {}
    for number in range(OPERATIONS):
        method, path = operation(number).split()
        paths[path] = {
            method.lower(): {
                "operationId": f"operation{number}",
                "summary": f"Operation {number}",
                "description": f"Does what operation {number} does.",
                "tags": ["things"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "responses": {"204": {"description": "It is done."}},
            }
        }
    return {
        "openapi": VERSIONS[version],
        "info": {
            "title": "Large",
            "version": "1.0",
            "description": "An API with many operations.",
            "license": {"name": "MIT", "url": "https://opensource.org/license/mit"},
            "contact": {"name": "Large", "url": "https://large.example.org"},
        },
        "servers": [{"url": "https://api.large.example.org"}],
        "security": [],
        "tags": [{"name": "things", "description": "Things."}],
        "paths": paths,
    }


def written(folder):
    """The catalog and the host document for each envelope and version: their name, and the two files."""
    for envelope in ENVELOPES:
        errors = folder / f"{envelope}.yaml"
        errors.write_text(yaml.safe_dump(catalog(envelope), sort_keys=False))
        for version in VERSIONS:
            document = folder / f"{envelope} {version}.yaml"
            document.write_text(yaml.safe_dump(host(version), sort_keys=False))
            yield f"{CODES} codes, {envelope}, {version}", errors, document
