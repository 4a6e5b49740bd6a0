"""What becomes of a team's own document when errcat's errors are added to it."""

import overlay
from tools import HERE

# Each API: its name, which is that of its host document and of its server, and its catalog.
APIS = {"reseller": "catalog/errors.yaml", "payments": "catalog/payments/errors.yaml"}


def host(api):
    return HERE / f"hosts/{api}.yaml"


def operations(document):
    """Every operation with its method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def merged(catalog, host):
    """The document of a host with the errors of a catalog."""
    return overlay.applied(overlay.overlay(catalog, host), host)
