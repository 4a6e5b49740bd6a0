"""Clients in TypeScript: by tsc, typescript-eslint and esbuild, in Node.js, Chromium, Deno and Bun."""

import gzip
import json
import subprocess

import yaml
from catalogs import HERE, SERVED, catalogs, made, many
from processes import server

NAME = "typescript"
FOLDER = HERE / "typescript"
GENERATED = FOLDER / "generated"
# What the client of 300 codes may have, in bytes.
SIZE = 20_000


def path_of(client):
    return GENERATED / f"{client}.ts"


def run(*command, **options):
    return subprocess.run(list(map(str, command)), cwd=FOLDER, capture_output=True, text=True, check=False, **options)


def tool(name, *arguments):
    """What a tool of npm found."""
    done = run("node_modules/.bin/" + name, *arguments)
    return [f"{name}: {line}" for line in (done.stdout + done.stderr).splitlines()] if done.returncode else []


def bundled(text, *options):
    """A program as a bundler makes it for browsers."""
    done = run("node_modules/.bin/esbuild", "--bundle", "--format=esm", "--minify", "--charset=utf8", *options, input=text)
    assert done.returncode == 0, done.stderr
    return done.stdout


def checked(_clients):
    modules = [f'export * as {name} from "./{name}.ts";\n' for name in catalogs()]
    (GENERATED / "index.ts").write_text("".join(modules))
    yield from tool("tsc", "--project", ".")
    # The large client is one of many codes, and no other text.
    yield from tool("eslint", "generated/*.ts", "--ignore-pattern", "generated/large.ts")
    yield from tool("tsc", "--project", "page")
    yield from in_browser()
    yield from tool("deno", "run", "--check", "runtimes/read.ts")
    yield from tool("bun", "run", "runtimes/read.ts")
    yield from broken_on_purpose()
    yield from sizes()


def in_browser():
    """A form in Chromium, with the client and with one that does not have a code of the server."""
    catalog = yaml.safe_load(SERVED["reseller"].read_text())
    del catalog["codes"]["email_taken"]
    catalog["operations"]["POST /v1/accounts"]["codes"].remove("email_taken")
    older = GENERATED / "older_reseller.mts"
    older.write_text(made(NAME, yaml.safe_dump(catalog, allow_unicode=True)))
    with server("reseller") as port:
        done = run("node", "page/browser.mjs", port, path_of("reseller"), older)
    if done.returncode:
        yield from done.stderr.splitlines()


def broken_on_purpose():
    """What the compiler must refuse: a client that says something else."""
    types = FOLDER / "broken.ts"
    for wrong in ['isApiError(1) && "x" satisfies ErrorCode & number', 'ERRORS["not a code"].status', "const known: KnownErrorCode = 'new'"]:
        types.write_text(f'import {{ ERRORS, isApiError, type ErrorCode, type KnownErrorCode }} from "./generated/payments.ts";\nexport const used = [ERRORS, isApiError];\nexport type Used = ErrorCode | KnownErrorCode;\n{wrong};\n')
        if not tool("tsc", "--project", "."):
            yield f"tsc accepts {wrong}"
    types.unlink()


def sizes():
    client = FOLDER / "many.ts"
    try:
        client.write_text(made(NAME, many(300)))
        whole = bundled('export * from "./many.ts"')
        size = len(gzip.compress(whole.encode(), 9))
        print(f"typescript: 300 codes are {size} bytes, minified and compressed")
        if size > SIZE:
            yield f"300 codes are {size} bytes, more than {SIZE}"
        some = bundled('export { readError, isApiError } from "./many.ts"')
        part = len(gzip.compress(some.encode(), 9))
        print(f"typescript: what reads an error is {part} bytes of them")
        if "is not available" in some or "docs.example.com" in some or "docs.example.com" not in whole:
            yield "a program that only reads errors has the table of all codes"
    finally:
        client.unlink(missing_ok=True)


def read(cases):
    """What the clients read of each response."""
    program = GENERATED / "read.mjs"
    done = run("node_modules/.bin/esbuild", "read.js", "--bundle", "--platform=node", "--format=esm", f"--outfile={program}", "--log-level=warning")
    assert done.returncode == 0, done.stderr
    lines = "".join(json.dumps(case) + "\n" for case in cases)
    done = run("node", program, input=lines)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in done.stdout.splitlines()]
