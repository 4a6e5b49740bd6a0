"""What errcat prints as SARIF and as JUnit's XML, held against the schemas of both, and the same findings in every format.

The schemas come with packages: SARIF 2.1.0 in the crate serde-sarif, JUnit's in the sources of pytest.
"""

import json
import pathlib
import re
import subprocess
import sys
import tarfile
import tempfile
import urllib.parse

import jsonschema
import xmlschema

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
PYTEST = "pytest==8.3.4"

CATALOG = """\
version: 1
include: ["codes/*.yaml"]
import: {common: {path: "co mmon/errors.yaml"}}
types:
  api_error: {status: 500, description: It is our fault.}
codes:
  gone: {type: api_error, description: "It is <gone> & 100 % over: \\e[31m"}
  tiwce: {type: api_eror, descripton: 'It is "here"'}
outputs: {docs: [{path: a.md}, {path: a.md}]}
"""
PARTS = {
    "co mmon/errors.yaml": "version: 1\ncodes:\n  failed: {status: 5000, description: It failed.}\n",
    "codes/ä b#c%20:d.yaml": "codes:\n  gone: {type: api_error, description: Größe 😀., status: 4100}\n",
    "codes/second.yaml": "codes:\n  second:\n    type: api_error\n    description: Two. #1\n",
    "codes/third.yaml": "codes: {third: 3, 'a\u200b': {type: api_error, description: It.}}\nsets: []\n",
}


def sarif_schema():
    metadata = ["cargo", "metadata", "--locked", "--format-version", "1", "--manifest-path", HERE / "Cargo.toml"]
    packages = json.loads(subprocess.run(metadata, check=True, stdout=subprocess.PIPE).stdout)["packages"]
    (manifest,) = [package["manifest_path"] for package in packages if package["name"] == "serde-sarif"]
    return json.loads((pathlib.Path(manifest).parent / "src/schema.json").read_text())


def junit_schema(folder):
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    subprocess.run([*command, "--no-binary", ":all:", "--dest", folder, PYTEST], check=True)
    (archive,) = folder.glob("pytest-*.tar.gz")
    with tarfile.open(archive) as sources:
        (name,) = [name for name in sources.getnames() if name.endswith("/junit-10.xsd")]
        return xmlschema.XMLSchema(sources.extractfile(name).read().decode())


def errcat(folder, *arguments):
    command = [ROOT / "target/debug/errcat", *arguments]
    done = subprocess.run(command, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    return done.returncode, done.stdout


def places_of_sarif(log):
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"], result
        (location,) = result["locations"]
        where = location["physicalLocation"]
        region = where["region"]
        file = urllib.parse.unquote(where["artifactLocation"]["uri"])
        yield file, region["startLine"], region["startColumn"], result["ruleId"], result["level"]


def places_of_junit(schema, text):
    schema.validate(text)
    for suite in schema.to_dict(text)["testsuite"]:
        for case in suite.get("testcase", []):
            found = re.fullmatch(r"([a-z0-9-]+) at (\d+):(\d+)", case["@name"])
            level = "error" if "failure" in case else "warning"
            if found:
                yield case["@classname"], int(found[2]), int(found[3]), found[1], level
            else:
                assert case["@name"] == "no findings", case


def unescaped(text):
    for escape, c in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
        text = text.replace(escape, c)
    return text


def places_of_github(text):
    for line in text.splitlines():
        level, properties, message = re.fullmatch(r"::(error|warning) ([^:]*)::(.*)", line).groups()
        properties = dict(pair.split("=", 1) for pair in properties.split(","))
        rule = re.fullmatch(rf"{level}\[(.*)\]", unescaped(properties["title"]))[1]
        assert message, line
        yield unescaped(properties["file"]), int(properties["line"]), int(properties.get("col", 0)), rule, level


def places_of_json(text):
    for line in text.splitlines():
        found = json.loads(line)
        yield found["file"], found["line"], found["column"], found["rule"], found["level"]


def main():
    sarif = sarif_schema()
    validator = jsonschema.validators.validator_for(sarif)(sarif, format_checker=jsonschema.FormatChecker())
    with tempfile.TemporaryDirectory() as temporary:
        folder = pathlib.Path(temporary)
        junit = junit_schema(folder)
        (folder / "codes").mkdir()
        (folder / "co mmon").mkdir()
        (folder / "errors.yaml").write_text(CATALOG)
        for path, text in PARTS.items():
            (folder / path).write_text(text)
        expected = sorted(places_of_json(errcat(folder, "check", "errors.yaml", "--format", "json")[1]))
        assert len(expected) >= 8 and len({place[0] for place in expected}) == 5, expected
        assert {place[4] for place in expected} == {"error", "warning"}, expected

        for command in (["check", "errors.yaml"], ["generate", "errors.yaml"], ["check", "errors.yaml", "errors.yaml"]):
            status, text = errcat(folder, *command, "--format", "sarif")
            log = json.loads(text)
            validator.validate(log)
            assert status == 1 and sorted(places_of_sarif(log)) == expected, text
            text = errcat(folder, *command, "--format", "junit")[1]
            assert sorted(places_of_junit(junit, text)) == expected, text
            text = errcat(folder, *command, "--format", "github")[1]
            assert sorted(places_of_github(text)) == expected, text
        assert not (folder / "a.md").exists()

        # Without findings, the documents are whole.
        (folder / "errors.yaml").write_text("version: 1\ncodes:\n  gone: {status: 410, description: It is gone.}\n")
        log = json.loads(errcat(folder, "check", "errors.yaml", "--format", "sarif")[1])
        validator.validate(log)
        assert log["runs"][0]["results"] == []
        assert list(places_of_junit(junit, errcat(folder, "check", "errors.yaml", "--format", "junit")[1])) == []
        assert errcat(folder, "check", "errors.yaml", "--format", "github") == (0, "")

        # The validators are no formality.
        del log["runs"][0]["tool"]
        assert not validator.is_valid(log)
        assert not junit.is_valid("<testsuites><testcase/></testsuites>")
    print(f"{len(expected)} findings in five files, an imported one among them, are the same in four formats, valid under the schemas of SARIF and JUnit")


if __name__ == "__main__":
    main()
