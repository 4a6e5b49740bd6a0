"""Clients in Go: by its compiler, vet and gofmt, in the oldest version that they promise."""

import json
import os
import pathlib
import re
import subprocess

from catalogs import HERE, ROOT, catalogs

NAME = "go"
FOLDER = HERE / "go"
GENERATED = FOLDER / "generated"
BIN = ROOT / "target/sdks-venv/bin"
# A duration of Go ends before those of the other languages.
LONGEST_MS = 9_007_199_254_000


def path_of(client):
    return GENERATED / client / "errors.go"


def go(*arguments, **options):
    environment = os.environ | {"GOFLAGS": "-mod=mod", "GOTOOLCHAIN": "local", "GOCACHE": str(ROOT / "target/sdks-go")}
    return subprocess.run([str(BIN / "go"), *map(str, arguments)], cwd=FOLDER, capture_output=True, text=True, env=environment, check=False, **options)


def readers():
    """The functions that read with each client."""
    lines = []
    for name in catalogs():
        args = "r.Args = e.TypedArgs()" if "TypedArgs() map" in path_of(name).read_text() else ""
        lines.append(
            f'"{name}": func(c *response) result {{\n'
            f"e := {name}.Parse(c.Status, c.header(), []byte(c.Body))\n"
            f'if string(e.Body) != c.Body {{ panic("the body is not kept") }}\n'
            f"r := result{{Error: e, Message: e.Error(), Retryable: {name}.IsRetryable(e)}}\n{args}\n"
            f"for _, attempt := range c.Attempts {{\nrandom := attempt[1]\n"
            f"wait, ok := {name}.RetryAfter(e, int(attempt[0]), {name}.RetryOptions{{Random: func() float64 {{ return random }}}})\n"
            f"if ok {{ r.Waits = append(r.Waits, float64(wait.Microseconds())/1000) }} else {{ r.Waits = append(r.Waits, nil) }}\n}}\nreturn r\n}},\n"
        )
    imports = "".join(f'"sdks/generated/{name}"\n' for name in sorted(catalogs()))
    return f"package main\n\nimport (\n{imports})\n\nvar readers = map[string]func(*response) result{{\n{''.join(lines)}}}\n"


def named(clients):
    """Gives each package the name of its folder, as the tests and the readers need it."""
    for path in clients:
        text = path.read_text()
        path.write_text(re.sub(r"^package \w+$", f"package {path.parent.name}", text, flags=re.M).replace("// Package apierrors ", f"// Package {path.parent.name} "))


def checked(clients):
    named(clients)
    (FOLDER / "readers.go").write_text(readers())
    gofmt = pathlib.Path(go("env", "GOROOT").stdout.strip()) / "bin/gofmt"
    subprocess.run([gofmt, "-w", FOLDER / "readers.go"], check=True)
    unformatted = subprocess.run([gofmt, "-l", GENERATED], capture_output=True, text=True, check=False)
    yield from [f"gofmt: {line}" for line in (unformatted.stdout + unformatted.stderr).splitlines()]
    for arguments in [("vet", "./..."), ("test", ".")]:
        done = go(*arguments)
        if done.returncode:
            yield from [f"go {arguments[0]}: {line}" for line in (done.stdout + done.stderr).splitlines()]
    # What the compiler must refuse.
    broken = FOLDER / "broken_test.go"
    broken.write_text('package main\n\nimport "sdks/generated/full"\n\nvar _ = full.ValueTooLargeError{}.Args.Mux\n')
    if not go("vet", ".").returncode:
        yield "vet accepts an argument that the code does not have"
    broken.unlink()


def snake(name):
    name = {"RequestID": "RequestId", "DocURL": "DocUrl", "FromAPI": "IsFromApi"}.get(name, name)
    return re.sub(r"(?<!^)([A-Z])", r"_\1", name).lower()


def pruned(value):
    """A value without what is empty."""
    if isinstance(value, dict):
        value = {name: pruned(member) for name, member in value.items()}
        return {name: member for name, member in value.items() if member not in (None, "", [], {})}
    return [pruned(element) for element in value] if isinstance(value, list) else value


def plain(error):
    """What the other languages have of an error, by their names."""
    read = {snake(name): member for name, member in error.items() if name not in ("JSON", "Body")}
    if read.get("retry_after") is not None:
        read["retry_after_ms"] = read["retry_after"] / 1_000_000
    read.pop("retry_after", None)
    if read.get("errors"):
        read["errors"] = [plain(listed) for listed in read["errors"]]
    return read


def read(cases):
    """What the clients read of each response."""
    done = go("run", ".", input="".join(json.dumps(case) + "\n" for case in cases))
    assert done.returncode == 0, done.stderr
    results = [json.loads(line) for line in done.stdout.splitlines()]
    waits = [[None if wait is None else int(wait + 0.5) for wait in result["Waits"] or []] for result in results]
    return [
        plain(result["Error"]) | {"args": result["Args"], "message": result["Message"], "is_retryable": result["Retryable"], "waits": wait}
        for result, wait in zip(results, waits, strict=True)
    ]


def comparable(read):
    """What is compared: nothing that is empty, and no arguments of listed errors, which are those of their own type."""
    read = pruned(read)
    if "retry_after_ms" in read:
        read["retry_after_ms"] = min(read["retry_after_ms"], LONGEST_MS)
    for listed in read.get("errors", []):
        listed.pop("args", None)
    return read
