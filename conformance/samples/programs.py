"""The samples of a page as programs: each is taken out of the page, compiled, and can be run.

One thing is replaced in them: the address of the API, by one of the proxy's.
"""

import json
import os
import re
import shutil
import subprocess
import sys

from catalogs import HERE, ROOT

TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
ERRCAT = TARGET / "debug/errcat"
OUT = TARGET / "samples"

# The languages, by the words of their fences.
LANGUAGES = ("javascript", "typescript", "python", "go", "rust", "sh")

def run(*command, cwd=ROOT, text=None):
    done = subprocess.run(list(map(str, command)), input=text, capture_output=True, text=True, cwd=cwd, check=False)
    assert done.returncode == 0, f"{' '.join(map(str, command))}\n{done.stdout}{done.stderr}"
    return done.stdout


def page(catalog):
    """The built-in page of a catalog, for GitHub."""
    return run(ERRCAT, "docs", "--dialect", "gfm", "-", text=catalog)


def samples(page):
    """The blocks of code of the section on handling errors, by language."""
    section = page.split("\n## Handling errors\n")[1].split("\n## ")[0]
    found = {}
    for fence, language, code in re.findall(r"^(`{3,})(\w+)\n(.*?)^\1$", section, re.M | re.S):
        assert language not in found, f"one sample in {language}"
        found[language] = code
    assert tuple(found) == LANGUAGES, found.keys()
    return found


def redirected(code, base, address):
    """A sample that asks another address: all that is changed."""
    assert code.count(base) == 1, f"{base} is in it once"
    return code.replace(base, address)


def written(name, language, code):
    """The file that a sample is written to."""
    files = {
        "javascript": f"javascript/{name}.mjs",
        "typescript": f"typescript/{name}.ts",
        "python": f"python/{name}.py",
        "go": f"go/{name}/main.go",
        "rust": f"rust/src/bin/{name}/main.rs",
        "sh": f"sh/{name}.sh",
    }
    path = OUT / files[language]
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code)
    return path


def command(name, language):
    return {
        "javascript": ["node", OUT / f"javascript/{name}.mjs"],
        "typescript": ["node", OUT / f"typescript/out/{name}.js"],
        "python": [sys.executable, OUT / f"python/{name}.py"],
        "go": [OUT / f"go/bin/{name}"],
        "rust": [TARGET / f"debug/{name}"],
        "sh": ["sh", OUT / f"sh/{name}.sh"],
    }[language]


def clean():
    """What is there is compiled, and nothing of the last time."""
    for language in LANGUAGES:
        shutil.rmtree(OUT / language, ignore_errors=True)


def javascript():
    for path in (OUT / "javascript").iterdir():
        run("node", "--check", path)


def typescript():
    folder = OUT / "typescript"
    options = {"strict": True, "target": "es2022", "module": "esnext", "lib": ["es2022", "dom"], "types": [], "outDir": "out"}
    options |= {"noUncheckedIndexedAccess": True, "exactOptionalPropertyTypes": True}
    (folder / "tsconfig.json").write_text(json.dumps({"compilerOptions": options}))
    (folder / "package.json").write_text('{"type": "module"}')
    run(HERE / "node_modules/.bin/tsc", cwd=folder)


def python():
    run(sys.executable, "-W", "error", "-m", "py_compile", *(OUT / "python").glob("*.py"))


def go():
    folder = OUT / "go"
    shutil.copy(HERE / "go/go.mod", folder)
    unformatted = run("gofmt", "-l", ".", cwd=folder)
    assert not unformatted, f"not as gofmt likes it: {unformatted}"
    run("go", "vet", "./...", cwd=folder)
    run("go", "build", "-o", "bin/", "./...", cwd=folder)


def rust():
    folder = OUT / "rust"
    for file in ("Cargo.toml", "Cargo.lock"):
        shutil.copy(HERE / "rust" / file, folder)
    run("rustfmt", "--check", "--edition", "2024", "--config", "max_width=1000,skip_children=true", *(folder / "src/bin").glob("*/main.rs"))
    run("cargo", "build", "--quiet", "--locked", "--bins", "--target-dir", TARGET, cwd=folder)


def sh():
    for path in (OUT / "sh").iterdir():
        run("sh", "-n", path)


COMPILERS = (javascript, typescript, python, go, rust, sh)


def module(name, catalog):
    """The Rust module that the sample in Rust works with."""
    text = run(ERRCAT, "rust", "--with", "client", "-", text=catalog)
    path = OUT / f"rust/src/bin/{name}/errors.rs"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
