"""errcat's errors as an OpenAPI Overlay 1.0, which oas-patch looks at and applies."""

import json
import pathlib
import tempfile

from tools import ERRCAT, PYTHON, ROOT, load, run


def overlay(catalog, host):
    """The overlay that errcat makes of a catalog, for a host's version of OpenAPI."""
    version = load(host)["openapi"].rsplit(".", 1)[0]
    done = run(ERRCAT, "openapi", catalog, "--overlay", "--json", "--version", version, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def findings(overlay):
    """What is wrong with an overlay by itself."""
    with tempfile.TemporaryDirectory() as folder:
        script = pathlib.Path(folder) / "overlay.json"
        script.write_text(json.dumps(overlay))
        # The exit status is 0 also where something is found.
        said = run(PYTHON / "oas-patch", "validate", script).stdout
    return [] if "Validation successful" in said else [said]


def applied(overlay, host):
    """The document that an overlay makes of a host."""
    with tempfile.TemporaryDirectory() as folder:
        script, into = pathlib.Path(folder) / "overlay.json", pathlib.Path(folder) / "into.json"
        script.write_text(json.dumps(overlay))
        done = run(PYTHON / "oas-patch", "overlay", host, script, "-o", into)
        assert done.returncode == 0, done.stderr
        return json.loads(into.read_text())
