"""What becomes of a team's own document when errcat's errors are added to it."""

import http
import json
import pathlib
import subprocess

import yaml

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent

# Each API: its name, which is that of its host document and of its server, and its catalog.
APIS = {"reseller": "catalog/errors.yaml", "payments": "catalog/payments/errors.yaml"}

ALL = object()

# The codes of each operation.
OPERATIONS = {
    "GET /errors/{code}": ALL,
    "GET /v1/reseller_stores/{id}": ["reseller_store_not_found", "reseller_store_access_forbidden", "invalid_request"],
    "POST /v1/accounts": ["email_taken", "invalid_request"],
    "POST /v1/tokens": ["invalid_refresh_token", "revoked_refresh_token", "invalid_request"],
    "POST /v1/sync_jobs": ["source_store_not_found", "invalid_request"],
    "POST /v1/sync_jobs/{id}/retry": ["sync_job_not_found", "sync_job_not_retryable", "invalid_request"],
    "DELETE /v1/api_keys/{id}": ["api_key_not_found", "api_key_already_revoked", "invalid_request"],
    "GET /v1/customers": ["parameter_missing", "parameter_invalid"],
    "GET /v1/customers/{id}": ["resource_not_found", "parameter_invalid"],
    "POST /v1/invoices": ["resource_not_found", "parameter_missing", "parameter_invalid"],
    "POST /v1/payouts": ["address_invalid", "parameter_invalid"],
    "GET /v1/balance": ["invalid_credentials"],
}

STATUSES = {status.phrase.replace(" ", ""): status.value for status in http.HTTPStatus}


def host(api):
    return HERE / f"hosts/{api}.yaml"


def operations(document):
    """Every operation with its method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def merged(catalog, host):
    """The document of a host with the errors of a catalog."""
    document = yaml.safe_load(host.read_text())
    version = document["openapi"].rsplit(".", 1)[0]
    command = ["cargo", "run", "--quiet", "--locked", "--", "openapi", catalog, "--fragment", "--json", "--version", version]
    fragment = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    for response in fragment["components"]["responses"].values():
        for name in {"Retry-After", "WWW-Authenticate"} & set(response.get("headers", {})):
            response["headers"][name]["required"] = True
    for kind, components in fragment["components"].items():
        document["components"].setdefault(kind, {}).update(components)
    for method, path, operation in operations(document):
        codes = OPERATIONS[f"{method} {path}"]
        for name, response in fragment["components"]["responses"].items():
            sent = next(iter(response["content"].values()))["examples"]
            if codes is ALL or any(code in sent for code in codes):
                operation["responses"][str(STATUSES[name])] = {"$ref": f"#/components/responses/{name}"}
    return document
