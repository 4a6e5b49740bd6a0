"""The generators: what they make of the documents is compiled, reads their examples, and it is said how it is run."""

import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

import openapi_generator_cli
from documents import APIS, ENVELOPES, HERE, ROOT, SERVED, VERSIONS, samples

TARGET = ROOT / os.environ.get("CARGO_TARGET_DIR", "target")
OUT = ROOT / "target" / "clients"
GENERATED = OUT / "generated"
DOCUMENTS = GENERATED / "documents"
BIN = pathlib.Path(sys.executable).parent
NODE = HERE / "typescript" / "node_modules"
JAR = pathlib.Path(openapi_generator_cli.__file__).parent / "openapi-generator.jar"


def client(name, version):
    """The name of a client, which is a word in every language: `payments_3_0`."""
    return f"{name}_{version.replace('.', '_')}"


# The clients that have a server to talk to, those of public APIs, which are in TypeScript, and all others, with their
# documents. progenitor has its own: all of 3.0.
TALKING = {client(api, version): DOCUMENTS / version / f"{api}.json" for api in SERVED for version in VERSIONS}
PUBLIC = {name: DOCUMENTS / "apis" / f"{name}.json" for name in APIS}
# openapi-generator imports a class `Null` for a member that is always null, and does not write it.
FETCHED = {name: document for name, document in PUBLIC.items() if name != "cloudflare"}
CLIENTS = TALKING | {client(name, "3.1"): DOCUMENTS / "3.1" / f"{name}.json" for name in ENVELOPES}


def run(*command, **options):
    command = [str(word) for word in command]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False, **options)
    assert done.returncode == 0, f"{command}: {done.returncode}\n{done.stdout}"
    return done.stdout


def each(function):
    """A step for every client, as many at a time as there are processors."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        list(pool.map(function, CLIENTS))


def openapi_generator():
    java = {"library": "native", "openApiNullable": "false", "useJakartaEe": "false"}
    java |= {"invokerPackage": "{}", "apiPackage": "{}.operations", "modelPackage": "{}.model"}
    languages = {
        "typescript-fetch": ("typescript/{}/typescript-fetch", {"importFileExtension": ".js"}),
        "rust": ("rust/{}", {"packageName": "{}"}),
        "java": ("java/{}", java),
    }
    configs = GENERATED / "configs"
    configs.mkdir()
    for language, (folder, options) in languages.items():
        clients = CLIENTS | FETCHED if language == "typescript-fetch" else CLIENTS
        for name, document in clients.items():
            config = {
                "generatorName": language,
                "inputSpec": str(document),
                "outputDir": str(GENERATED / folder.format(name)),
                "additionalProperties": {key: value.format(name) for key, value in options.items()},
            }
            (configs / f"{language}-{name}.json").write_text(json.dumps(config))
    said = run("java", "-jar", JAR, "batch", "--fail-fast", "--", *sorted(configs.iterdir()))
    assert f"finished {len(languages) * len(CLIENTS) + len(FETCHED)} generators successfully" in said, said


# What an API sends has the type of what its document says.
SAMPLES = """import type { components } from "./schema.js";

export const samples: components["schemas"]["ErrorResponse"][] = """


def typescript():
    """The types of openapi-typescript, and everything in TypeScript."""
    sources, folder = HERE / "typescript", GENERATED / "typescript"
    clients = CLIENTS | PUBLIC
    output = {name: {"output": str(folder / name / "schema.ts")} for name in clients}
    apis = {name: {"root": str(document), "x-openapi-ts": output[name]} for name, document in clients.items()}
    (folder / "redocly.yaml").write_text(json.dumps({"apis": apis}))
    run(NODE / ".bin/openapi-typescript", "--redocly", folder / "redocly.yaml")
    for name in TALKING:
        for program in sources.glob("*.ts"):
            shutil.copy(program, folder / name)
    for name in PUBLIC:
        (folder / name / "samples.ts").write_text(f"{SAMPLES}{json.dumps(samples(name), indent=2)};\n")
    for file in "package.json", "tsconfig.json":
        shutil.copy(sources / file, folder)
    (folder / "node_modules").symlink_to(NODE)
    run(NODE / ".bin/tsc", "--project", folder)
    print(f"{len(PUBLIC)} public APIs in TypeScript, with {sum(len(samples(name)) for name in PUBLIC)} samples")


def java():
    """openapi-generator's jar has in it what its clients need, but for one annotation."""
    sources, folder = HERE / "java", GENERATED / "java"
    program = (sources / "Client.java").read_text()
    for name in TALKING:
        (folder / name / "src/main/Client.java").write_text(re.sub(r"\bapi\b", name, program))
    generated = [path for name in CLIENTS for path in (folder / name / "src/main").rglob("*.java")]
    run("javac", "-proc:none", "-nowarn", "-cp", JAR, "-d", folder / "classes", sources / "Generated.java", *generated)


def python():
    folder = GENERATED / "python"
    folder.mkdir()
    environment = os.environ | {"PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}  # ruff is there
    generate = [BIN / "openapi-python-client", "generate", "--meta", "none", "--fail-on-warning"]
    each(lambda name: run(*generate, "--path", CLIENTS[name], "--output-path", folder / name, env=environment))
    modules = [".".join(path.relative_to(folder).with_suffix("").parts) for path in folder.rglob("*.py")]
    assert len(modules) > 10 * len(CLIENTS), modules
    run(sys.executable, "-c", "import importlib, sys; [*map(importlib.import_module, sys.argv[1:])]", *modules, cwd=folder)


def rust():
    """What openapi-generator made, and progenitor, which is in the build script."""
    run("cargo", "build", "--quiet", "--locked", cwd=HERE / "rust", env=os.environ | {"CARGO_TARGET_DIR": str(TARGET)})


def examples():
    """The types read the examples of their documents, in every envelope."""
    of_clients = [word for pair in CLIENTS.items() for word in pair]
    said = run(sys.executable, HERE / "python/read_examples.py", GENERATED / "python", *of_clients)
    said += run(TARGET / "debug/read-examples", DOCUMENTS)
    print(said, end="")
    assert said.count("examples read") == 2 * len(CLIENTS) + len([*SERVED, *ENVELOPES]), said


STEPS = openapi_generator, typescript, java, python, rust, examples


def programs(api):
    """How the clients of an API are run: what they are, and the command."""
    for name in (client(api, version) for version in VERSIONS):
        compiled = GENERATED / "typescript/out" / name
        classes = f"{JAR}{os.pathsep}{GENERATED / 'java/classes'}"
        yield f"{name}: openapi-typescript", ["node", compiled / "openapi-typescript.js"]
        yield f"{name}: openapi-generator, typescript-fetch", ["node", compiled / "typescript-fetch.js"]
        yield f"{name}: openapi-generator, java", ["java", "-cp", classes, f"{name}.Client"]
        yield f"{name}: openapi-generator, rust", [TARGET / "debug/openapi-generator", name]
        yield f"{name}: openapi-python-client", [sys.executable, HERE / "python/client.py", GENERATED / "python", name]
    name = client(api, "3.0")
    yield f"{name}: progenitor", [TARGET / "debug/progenitor", name]
