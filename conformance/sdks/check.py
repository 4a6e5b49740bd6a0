"""The clients in other languages: they pass their own compilers and linters, and read what servers send.

Each client is generated from a catalog: those of `tests/shapes` and of public APIs, whose bodies are known byte by byte, those
of the goldens, and one with hostile names and texts. Then:

- the compilers and linters of each language find nothing;
- each reads every known body, bodies that are broken, and headers with dates, and all languages read the same, which is in
  `readings.json`;
- each reads every error of both real servers;
- the examples in the guide compile;
- the client of 300 codes is small, and a bundler drops what a program does not use.

`check.py --update` writes `readings.json` anew.
"""

import json
import sys

import catalogs
import go
import guide
import python
import typescript
from catalogs import HERE, cases, generated

READINGS = HERE / "readings.json"


def compared(language, readings, expected):
    """What is wrong with what a language read."""
    for (case, found), wanted in zip(readings, expected, strict=True):
        if comparable(language, found) != comparable(language, wanted):
            yield f"{case['client']} {case['name']}: read {json.dumps(found)}, expected {json.dumps(wanted)}"


def unnoticed(language, readings, expected):
    """Readings that are changed on purpose, and that the comparison does not find."""
    for (case, found), wanted in zip(readings, expected, strict=True):
        for member, other in [("code", "another"), ("is_retryable", not found["is_retryable"]), ("args", {"another": 1})]:
            if not any(compared(language, [(case, found | {member: other})], [wanted])):
                yield f"{case['client']} {case['name']}: another {member} is not noticed"


def comparable(language, read):
    """What a language can have read."""
    return language.comparable(read) if hasattr(language, "comparable") else read


def main():
    all_cases = [*cases(), *catalogs.broken()]
    languages = [typescript, python, go]
    wrong = []
    for language in languages:
        name = language.__name__
        clients = generated(language)
        wrong += [f"{name}: {line}" for line in language.checked(clients)]
        read = language.read(all_cases)
        if "--update" in sys.argv:
            rows = [json.dumps([case["client"], case["name"], found], ensure_ascii=False) for case, found in zip(all_cases, read, strict=True)]
            READINGS.write_text("[\n" + ",\n".join(rows) + "\n]\n")
            sys.argv.remove("--update")
        expected = {(client, case): found for client, case, found in json.loads(READINGS.read_text())}
        wanted = [expected[case["client"], case["name"]] for case in all_cases]
        wrong += [f"{name}: {line}" for line in compared(language, zip(all_cases, read, strict=True), wanted)]
        wrong += [f"{name}: {line}" for line in unnoticed(language, list(zip(all_cases, read, strict=True)), wanted)]
        wrong += [f"{name}: {line}" for line in catalogs.of_servers(language)]
        print(f"{name}: {len(clients)} clients, {len(all_cases)} bodies")
    wrong += guide.checked()
    for line in wrong:
        print(line)
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main())
