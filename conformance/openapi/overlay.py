"""errcat's errors as an OpenAPI Overlay 1.0, applied to a host by oas-patch, which errcat did not write."""

import json

import yaml
from merged import host, operations
from tools import PYTHON, run


def overlay(api, whole):
    """The overlay that makes of a host the whole document."""
    before = yaml.safe_load(host(api).read_text())
    components = {
        kind: {name: found for name, found in components.items() if name not in before["components"].get(kind, {})}
        for kind, components in whole["components"].items()
    }
    actions = [{"target": "$", "update": {"components": components}}]
    for method, path, operation in operations(whole):
        errors = {status: found for status, found in operation["responses"].items() if "$ref" in found}
        actions.append({"target": f"$.paths['{path}'].{method.lower()}", "update": {"responses": errors}})
    return {"overlay": "1.0.0", "info": {"title": f"Errors of {api}", "version": "1.0"}, "actions": actions}


def differences(folder, api, whole):
    """Where applying the overlay does not make the whole document."""
    script, into = folder / f"{api}-overlay.json", folder / f"{api}-overlaid.json"
    script.write_text(json.dumps(overlay(api, whole)))
    # It ends with 0 also where it finds something.
    said = run(PYTHON / "oas-patch", "validate", script).stdout
    if "Validation successful" not in said:
        yield f"{api}: the overlay: {said}"
    done = run(PYTHON / "oas-patch", "overlay", host(api), script, "-o", into)
    assert done.returncode == 0, done.stderr
    overlaid = json.loads(into.read_text())
    count = len(json.loads(script.read_text())["actions"])
    assert overlaid != yaml.safe_load(host(api).read_text()), "it changes the host"
    if overlaid != whole:
        yield f"{api}: the overlay makes another document"
    print(f"{api}: an overlay with {count} actions makes the same document")
