"""What becomes of a team's own document when errcat's errors are put into it."""

import yaml

from tools import ERRCAT, HERE, ROOT, run

# Each API: its name, which is that of its host document and of its server, and its catalog.
APIS = {"reseller": "catalog/errors.yaml", "payments": "catalog/payments/errors.yaml"}


def host(api):
    return HERE / f"hosts/{api}.yaml"


def operations(document):
    """Every operation with its method and path."""
    for path, item in document["paths"].items():
        for method, operation in item.items():
            yield method.upper(), path, operation


def merged(catalog, host, *flags):
    """The document of a host with the errors of a catalog. Between what is added, the host is as it was."""
    done = run(ERRCAT, "openapi", catalog, "--into", host, *flags, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    rest = iter(done.stdout.splitlines())
    kept = "--replace" in flags or all(line in rest for line in host.read_text().splitlines())
    assert kept, f"{host}: every line is there, in its order"
    return yaml.safe_load(done.stdout)


def disagreements(catalog, document):
    """What errcat finds in a document that is to agree with a catalog."""
    done = run(ERRCAT, "verify", "openapi", document, "--catalog", catalog, "--format", "concise", "--deny-warnings", cwd=ROOT)
    assert (done.returncode == 0) == (not done.stdout), done.stderr
    return done.stdout.splitlines()


def printed(catalog, *flags):
    """The document that errcat makes of a catalog."""
    done = run(ERRCAT, "openapi", catalog, *flags, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return yaml.safe_load(done.stdout)
