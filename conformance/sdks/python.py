"""Clients in Python: by mypy, pyright, ruff and Python itself."""

import json
import subprocess
import sys

from catalogs import HERE, ROOT

NAME = "python"
FOLDER = HERE / "python"
GENERATED = FOLDER / "generated"
BIN = ROOT / "target/sdks-venv/bin"


def path_of(client):
    return GENERATED / f"{client}.py"


def tool(*command):
    """What a tool found."""
    done = subprocess.run(list(map(str, command)), cwd=FOLDER, capture_output=True, text=True, check=False)
    name = str(command[0]).rsplit("/", 1)[-1]
    return [f"{name}: {line}" for line in (done.stdout + done.stderr).splitlines()] if done.returncode else []


def mypy():
    return tool(BIN / "mypy", "--strict", "--python-version", "3.11", "use.py", "generated")


def pyright():
    return tool(HERE / "typescript/node_modules/.bin/pyright", "--pythonpath", BIN / "python")


def checked(_clients):
    (GENERATED / "__init__.py").write_text("")
    yield from mypy()
    yield from pyright()
    # Pyflakes, isort, and what is likely a fault. Names of exceptions and lengths of lines are the catalog's.
    yield from tool(BIN / "ruff", "check", "--select", "E4,E7,E9,F,I,B,PIE,RUF100", "--target-version", "py311", "generated")
    yield from tool(sys.executable, "classes.py")
    # A wrong program is found.
    use = (FOLDER / "use.py").read_text()
    broken = FOLDER / "broken.py"
    broken.write_text(use.replace('error.arguments.get("max")', 'error.arguments["mux"]'))
    for name, found in [("mypy", tool(BIN / "mypy", "--strict", "broken.py")), ("pyright", pyright())]:
        if not any("mux" in line for line in found):
            yield f"{name} accepts an argument that the code does not have"
    broken.unlink()


def read(cases):
    """What the clients read of each response."""
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = subprocess.run([sys.executable, "read.py"], cwd=FOLDER, input=lines, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
