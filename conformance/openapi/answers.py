"""What to ask a real server for, so that it sends an error of its catalog."""

# What a server takes for a valid token.
TOKEN = "Bearer sk_test_1"

JSON = {"content-type": "application/json"}

# Requests whose answers are the examples, argument by argument. The others have no arguments.
EXAMPLES = {
    "reseller": {
        "reseller_store_not_found": ("GET", "/v1/reseller_stores/rst_invalid"),
    },
    "payments": {
        "resource_not_found": ("GET", "/v1/customers/cus_invalid"),
        "resource_not_found-2": ("POST", "/v1/invoices", JSON, '{"currency": "eur", "line_items": [{"price": "price_invalid"}]}'),
        "parameter_missing": ("POST", "/v1/invoices", JSON, '{"line_items": []}'),
        "parameter_invalid": ("GET", "/v1/customers?email=nobody"),
    },
}


def sending(api, example):
    """The request that is answered with an example."""
    return EXAMPLES[api].get(example, ("GET", f"/errors/{example}"))
