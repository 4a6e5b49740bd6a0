"""The examples in the guide's chapters about clients are compiled as they are written."""

import re
import subprocess

import go
import python
import typescript
from catalogs import ERRCAT, HERE, ROOT

CHAPTERS = ROOT / "docs/guide/src"


def blocks(chapter, language):
    """The examples of a chapter in a language."""
    found = re.findall(rf"^```{language}\n(.*?)^```$", (CHAPTERS / chapter).read_text(), flags=re.M | re.S)
    assert len(found) >= 3, f"{chapter}: {len(found)} examples"
    return found


def client(language):
    made = subprocess.run([ERRCAT, "client", language, HERE / "guide.yaml"], capture_output=True, text=True, check=True)
    return made.stdout


def written(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


def of_typescript():
    folder = typescript.FOLDER / "guide"
    examples = {f"example{at}.ts": f"{block}\nexport {{}};\n" for at, block in enumerate(blocks("typescript.md", "ts"))}
    # The first example runs at once, in a function of the reader's own.
    config = '{"extends": "../tsconfig.json", "compilerOptions": {"lib": ["ES2022", "DOM"], "noUnusedLocals": false}, "include": ["*.ts"]}\n'
    written(folder, examples | {"errors.ts": client("typescript"), "tsconfig.json": config})
    yield from typescript.tool("tsc", "--project", "guide")


def of_python():
    folder = python.FOLDER / "guide"
    examples = {f"example{at}.py": block for at, block in enumerate(blocks("python.md", "python"))}
    written(folder, examples | {"stores/errors.py": client("python"), "stores/__init__.py": ""})
    for name in examples:
        yield from python.tool("env", f"MYPYPATH={folder}", python.BIN / "mypy", "--strict", "--explicit-package-bases", folder / name)


def of_go():
    folder = go.FOLDER / "guide"
    example = "package guide\n\nimport (\n\t\"errors\"\n\t\"fmt\"\n\t\"net/http\"\n\t\"time\"\n\n\t\"sdks/guide/apierrors\"\n)\n\n"
    example += "\n".join(blocks("go.md", "go")) + "\nvar _ = []any{explain, send}\n"
    written(folder, {"example.go": example, "apierrors/errors.go": client("go")})
    done = go.go("vet", "./guide/...")
    if done.returncode:
        yield from (done.stdout + done.stderr).splitlines()


def checked():
    for check in [of_typescript, of_python, of_go]:
        yield from (f"guide: {line}" for line in check())
