"""The page that searches a catalog, in Chromium: of a large catalog, and of one whose texts are hostile.

    python3 conformance/docs/reference.py [SCREENSHOTS]
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).parents[2]
WORK = ROOT / "target" / "reference"
OUTPUTS = "outputs: {files: [{path: reference.html, template: errcat/reference.html.j2}, " \
    "{path: errors.json, template: errcat/errors.json.j2, mark: false}]}\n"
NOUNS = ["card", "account", "order", "invoice", "shipment", "refund", "address", "token", "session", "quota", "region"]
STATUSES = [400, 403, 404, 409, 410, 422, 429, 500, 502, 503]


def large(codes):
    """A catalog with so many codes."""
    lines = ["version: 1", "api: {name: Large, docs_url: 'https://docs.example.com/errors#{code}'}", "types:"]
    lines += [f"  kind_{at}: {{status: {status}, title: Kind {at}, description: A kind.}}" for at, status in enumerate(STATUSES)]
    lines.append("codes:")
    for at in range(codes):
        a, b = NOUNS[at % len(NOUNS)], NOUNS[at * 7 % len(NOUNS)]
        lines.append(f"  {a}_{b}_{at}:")
        lines.append(f"    number: {10000 + at}")
        lines.append(f"    type: kind_{at % len(STATUSES)}")
        lines.append(f"    description: The {a} cannot be used with **this** {b}, by rule {at}.")
        lines.append(f"    tags: [tag_{at % 5}]")
    return "\n".join(lines) + "\n"


def hostile():
    """A catalog whose texts and codes would break a page that did not escape them."""
    text = "</script><script>document.title = 1</script><!-- & \" ' {{ x }} ${x}"
    quoted = json.dumps(text)
    lines = ["version: 1", f"api: {{name: {quoted}}}", "codes:"]
    for at, code in enumerate(["a</script>", "b\"&'", "c d", "e#f%g", "h<!--"]):
        lines.append(f"  {json.dumps(code)}:")
        lines.append(f"    {{name: code_{at}, status: 400, title: {quoted}, description: {quoted}, resolution: {quoted}, tags: [{quoted}]}}")
    return "\n".join(lines) + "\n"


def main():
    for name, catalog in [("large", large(2000)), ("hostile", hostile())]:
        folder = WORK / name
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "errors.yaml").write_text(catalog + OUTPUTS)
        command = [ROOT / "target" / "debug" / "errcat", "generate", folder]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        page = folder / "reference.html"
        print(f"{name}: {page.stat().st_size // 1024} kB")
        command = ["node", ROOT / "conformance" / "docs" / "reference.mjs", page, *sys.argv[1:]]
        subprocess.run(command, check=True)


main()
