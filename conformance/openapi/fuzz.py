"""schemathesis makes requests of a document, good ones and bad ones, and holds the answers against the document."""

import json
import re
import urllib.parse

from answers import TOKEN, code_of
from merged import operations
from mock import errors
from proxy import changing
from tools import PYTHON, run

CHECKS = (
    "status_code_conformance",
    "content_type_conformance",
    "response_headers_conformance",
    "response_schema_conformance",
    "not_a_server_error",
    "unsupported_method",
    "allow_header_conformance",
    "ignored_auth",
)


def schemathesis(folder, document, port, checks, *options):
    """The report of a run, and the requests with their answers. The same document leads to the same requests."""
    # A folder of its own, because it remembers failures there and tries them again.
    own = folder / str(port)
    own.mkdir()
    report, traffic = own / "report.json", own / "traffic.har"
    done = run(
        *(PYTHON / "schemathesis", "run", document, f"--url=http://127.0.0.1:{port}", "--generation-deterministic"),
        *("--report=json,har", f"--report-json-path={report}", f"--report-har-path={traffic}", "--no-color"),
        *(f"--checks={','.join(checks)}", *options),
        cwd=own,
    )
    assert done.returncode in (0, 1) and report.exists(), f"it ran: {done.stdout}{done.stderr}"
    said = json.loads(report.read_text())
    assert said["complete"] and not said["errors"], f"all of it ran: {done.stdout}"
    assert done.returncode == (1 if said["failures"] else 0), done.stdout
    return said, done.stdout, json.loads(traffic.read_text())["log"]["entries"]


def answers(document, traffic):
    """What each operation was seen to answer with: statuses, and codes of errors."""
    for method, path, operation in operations(document):
        pattern = re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(path)))
        seen = []
        for entry in traffic:
            asked = urllib.parse.urlsplit(entry["request"]["url"]).path
            if entry["request"]["method"] == method and pattern.fullmatch(asked):
                status, body = entry["response"]["status"], entry["response"]["content"].get("text", "")
                seen.append((status, json.loads(body)["error"]["code"] if status >= 400 else None))
        yield f"{method} {path}", operation, set(seen)


def unlisted(document, traffic):
    """The codes that operations sent and that their documents do not have."""
    listed = {(f"{method} {path}", code_of(name)) for method, path, _, _, _, name in errors(document)}
    for name, _, seen in answers(document, traffic):
        yield from (f"{name}: {code} is sent" for _, code in seen if code and (name, code) not in listed)


def failures(folder, document, path, port):
    """What of a server's answers is not as its document says, and a line on what was asked."""
    bounds = "--phases=examples,coverage,fuzzing", "--max-examples=50"
    said, output, traffic = schemathesis(folder, path, port, CHECKS, f"--header=Authorization: {TOKEN}", *bounds)
    assert said["operations"]["tested"] == said["operations"]["total"] > 0
    codes = set()
    for name, operation, seen in answers(document, traffic):
        for kind, of in ("success", (200, 300)), ("error", (400, 500)):
            assert any(status in range(*of) for status, _ in seen), f"{name}: no {kind} among {seen}"
        codes |= {(name, code) for _, code in seen if code}

        # Without its errors, what it sent is not listed.
        statuses = operation["responses"]
        operation["responses"] = {status: statuses[status] for status in statuses if status < "400"}
        assert any(found.startswith(name) for found in unlisted(document, traffic)), f"{name}: an unlisted code is found"
        operation["responses"] = statuses
    wrong = [*([output] if said["failures"] else []), *unlisted(document, traffic)]
    return wrong, f"{len(traffic)} requests, {len(codes)} codes of operations, {len(wrong)} failures"


def a_status(answer):
    answer.status = 410


def a_content_type(answer):
    answer.headers["content-type"] = "text/plain"


def an_unknown_code(answer):
    answer.body = re.sub(rb'"code":"\w+"', b'"code":"nope"', answer.body)


def a_header_of_another_type(answer):
    answer.headers["retry-after"] = "soon"


def no_header(answer):
    del answer.headers["retry-after"]


def a_crash(answer):
    answer.status = 500


BREAKS = {
    a_status: ("status_code_conformance", "UndefinedStatusCode"),
    a_content_type: ("content_type_conformance", "UndefinedContentType"),
    an_unknown_code: ("response_schema_conformance", "JsonSchemaError"),
    a_header_of_another_type: ("response_headers_conformance", "JsonSchemaError"),
    no_header: ("response_headers_conformance", "MissingHeaders"),
    a_crash: ("not_a_server_error", "ServerError"),
}


def broken(folder, path, port):
    """The same server behind a proxy that breaks its contract, each time in another way: that is found."""
    for change, (check, failure) in BREAKS.items():

        def limited(answer, change=change):
            if answer.status == 429:
                change(answer)

        with changing(port, limited) as proxy:
            said, output, _ = schemathesis(folder, path, proxy, [check], "--phases=examples", "--include-path=/errors/{code}")
        found = [found["type"] for found in said["failures"]]
        assert found == [failure], f"{change.__name__} is found: {found}\n{output}"
    return [change.__name__.replace("_", " ") for change in BREAKS]
