"""How to ask the real servers for each error that an operation can return."""

import json

# What a server takes for a valid token.
TOKEN = "Bearer sk_test_1"

# By operation and code: the path, or the body, that is answered with the code.
ASKED = {
    "reseller": {
        "GET /v1/reseller_stores/{id}": {
            "reseller_store_not_found": "/v1/reseller_stores/rst_invalid",
            "reseller_store_access_forbidden": "/v1/reseller_stores/rst_2",
            "invalid_request": "/v1/reseller_stores/%ff",
        },
        "POST /v1/accounts": {"email_taken": {"email": "ada@example.com"}, "invalid_request": {}},
        "POST /v1/tokens": {
            "invalid_refresh_token": {"refresh_token": "ref_invalid"},
            "revoked_refresh_token": {"refresh_token": "ref_2"},
            "invalid_request": {},
        },
        "POST /v1/sync_jobs": {"source_store_not_found": {"source_store": "src_invalid"}, "invalid_request": {}},
        "POST /v1/sync_jobs/{id}/retry": {
            "sync_job_not_found": "/v1/sync_jobs/job_invalid/retry",
            "sync_job_not_retryable": "/v1/sync_jobs/job_2/retry",
            "invalid_request": "/v1/sync_jobs/%ff/retry",
        },
        "DELETE /v1/api_keys/{id}": {
            "api_key_not_found": "/v1/api_keys/key_invalid",
            "api_key_already_revoked": "/v1/api_keys/key_2",
            "invalid_request": "/v1/api_keys/%ff",
        },
    },
    "payments": {
        "GET /v1/customers": {"parameter_missing": "/v1/customers", "parameter_invalid": "/v1/customers?email=nobody"},
        "GET /v1/customers/{id}": {"resource_not_found": "/v1/customers/cus_invalid", "parameter_invalid": "/v1/customers/%ff"},
        "POST /v1/invoices": {
            "resource_not_found": {"currency": "eur", "line_items": [{"price": "price_invalid"}]},
            "parameter_missing": {"line_items": []},
            "parameter_invalid": {},
        },
        "POST /v1/payouts": {"address_invalid": {"address": "nowhere"}, "parameter_invalid": {}},
        "GET /v1/balance": {"invalid_credentials": "/v1/balance"},
    },
}

# Examples that have arguments, and the operation that is asked for the same arguments above.
WITH_ARGUMENTS = {
    "reseller_store_not_found": "GET /v1/reseller_stores/{id}",
    "resource_not_found": "GET /v1/customers/{id}",
    "resource_not_found-2": "POST /v1/invoices",
    "parameter_missing": "POST /v1/invoices",
    "parameter_invalid": "GET /v1/customers",
}


def code_of(example):
    """Each further example of a code has a number."""
    return example.split("-")[0]


def by(api, operation, example):
    """The request by which an operation returns the code of an example: method, path, headers, body."""
    method, path = operation.split(" ")
    if path == "/errors/{code}":
        return method, f"/errors/{code_of(example)}", {}, None
    asked = ASKED[api][operation][code_of(example)]
    if isinstance(asked, str):
        return method, asked, {}, None
    return method, path, {"content-type": "application/json"}, json.dumps(asked)


def exactly(api, example):
    """The request that is answered with an example, arguments and all."""
    return by(api, WITH_ARGUMENTS.get(example, "GET /errors/{code}"), example)
