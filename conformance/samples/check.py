"""The samples of code on the pages are programs: they compile, and do what they say against the real servers.

Each sample is taken out of the built-in page, compiled, and run behind a proxy that changes what the server answers:

- Asked to wait two seconds, it waits at least that, and then succeeds.
- What will not pass is asked for once, what may pass four times; a wait of more than a minute is none.
- It takes the branch of the error's code, else that of its type.
- A code and a type of tomorrow, the page of a proxy, and JSON of any other shape are told by their status.

The samples of catalogs with other envelopes and with hostile texts are compiled, and run with the bodies of the
document for OpenAPI. Then samples are broken on purpose, and that is found.
"""

import concurrent.futures
import email.utils
import json
import os
import re
import subprocess
import sys
import time

import yaml
from catalogs import SERVED, catalogs
from programs import COMPILERS, ERRCAT, LANGUAGES, clean, command, module, page, redirected, run, samples, written
from processes import Answer, ask, server
from proxy import Play, Proxy

TRIES = 4
# curl goes by the status, and so does the generated Rust where there is no code that it knows.
CURL_AGAIN = (408, 429, 500, 502, 503, 504)
RUST_AGAIN = (408, 425, 429, 502, 503, 504)
HTML = Answer(502, {"content-type": "text/html"}, b"<html><h1>502 Bad Gateway</h1></html>")
SHAPES = ["", "null", "[]", '"text"', '{"error": "x"}', '{"error": []}', '{"error": {"type": {}, "code": [7], "message": {}}}']


def played(proxy, name, language, play):
    """Runs a sample: what it printed as a result, what it said of an error, and how it ended."""
    proxy.plays[f"{name}-{language}"] = play
    environment = os.environ | {"API_TOKEN": "YOUR_API_TOKEN"}
    return subprocess.run(list(map(str, command(name, language))), capture_output=True, text=True, env=environment, timeout=60, check=False)


def handling(catalog, code, type_):
    """What there is to do, as the catalog says."""
    of_code = catalog["codes"].get(code, {}).get("handling")
    return of_code or catalog.get("types", {}).get(type_, {}).get("handling")


def branches(catalog):
    """Everything that a sample may tell to do."""
    rows = [*catalog["codes"].values(), *catalog.get("types", {}).values()]
    return {row["handling"] for row in rows if "handling" in row}


def failed(proxy, name, language, catalog, answer, code, todo):
    """What is wrong with what a sample makes of an error that is always the same."""
    play = Play([answer])
    done = played(proxy, name, language, play)
    said = f"{name} in {language}: {answer.status} {code}: {done.stderr.strip()!r}"
    own = catalog["codes"].get(code, {})
    again = own.get("retryable", "retry_after" in own)
    if language == "sh":
        again = answer.status in CURL_AGAIN
    elif language == "rust" and not own:
        again = answer.status in RUST_AGAIN
    patience = int(answer.headers.get("retry-after", 0)) <= 60
    count = TRIES if again and patience else 1
    if len(play.times) != count:
        yield f"{said}: asked {len(play.times)} times, not {count}"
    if done.returncode != (1 if language == "sh" else 0):
        yield f"{said}: it ended with {done.returncode}"
    # A code that is only in a list is not in what the generated Rust shows.
    told = "" if language == "rust" and name in ("google", "list") else code
    if str(answer.status) not in done.stderr or told not in done.stderr:
        yield f"{said}: it does not tell {answer.status} {code}"
    lines = {line.split(" ", 2)[2] if language == "go" and re.match(r"\d{4}/", line) else line for line in done.stderr.splitlines()}
    found = lines & branches(catalog)
    if found != ({todo} if todo else set()):
        yield f"{said}: it took {found}, not {todo}"
    if play.tokens != {"Bearer YOUR_API_TOKEN"}:
        yield f"{said}: it sent {play.tokens}"


def patient(proxy, name, language, port):
    """What is wrong with how a sample waits."""
    _, path, code = SERVED[name.split("-")[0]]
    first = ask(port, "GET", f"/errors/{code}")
    # Another wait than without the header.
    first.headers["retry-after"] = "2"
    play = Play([first, ask(port, "GET", path)])
    done = played(proxy, name, language, play)
    said = f"{name} in {language}: {done.stderr.strip()!r}"
    if len(play.times) != 2:
        yield f"{said}: asked {len(play.times)} times, not twice"
    elif play.times[1] - play.times[0] < 1.99:
        yield f"{said}: it waited {play.times[1] - play.times[0]:.2f} s"
    if done.returncode or done.stderr or path.rsplit("/", 1)[1] not in done.stdout:
        yield f"{said}: it did not succeed: {done.stdout!r}"


def tried(catalog):
    """The codes to try: those that have something to do or may pass, and one of each type."""
    types = set()
    for code, row in catalog["codes"].items():
        new = row.get("type") not in types
        types.add(row.get("type"))
        if new or "handling" in row or "retry_after" in row or "retryable" in row:
            yield code, row


def real(proxy, name, language, catalog, port):
    yield from patient(proxy, name, language, port)
    for code, row in tried(catalog):
        answer = ask(port, "GET", f"/errors/{code}")
        if "retry-after" in answer.headers:
            answer.headers["retry-after"] = "100"
        yield from failed(proxy, name, language, catalog, answer, code, handling(catalog, code, row["type"]))
    # A header alone is reason enough, and it may have a date.
    answer = ask(port, "GET", "/errors/nothing/of/the/kind")
    assert 400 <= answer.status < 500
    date = email.utils.formatdate(time.time() + 4, usegmt=True)
    play = Play([Answer(503, {"retry-after": date}, b""), ask(port, "GET", SERVED[name.split("-")[0]][1])])
    done = played(proxy, name, language, play)
    if len(play.times) != 2 or done.returncode:
        yield f"{name} in {language}: {len(play.times)} requests where only the header says that it may pass"
    elif play.times[1] - play.times[0] < 1.5:
        yield f"{name} in {language}: it waited {play.times[1] - play.times[0]:.2f} s, and not until the date"
    # A server of tomorrow.
    body = json.loads(ask(port, "GET", f"/errors/{next(iter(catalog['codes']))}").body)
    body["error"] |= {"type": "tomorrow_error", "code": "of_tomorrow"}
    tomorrow = Answer(403, {"content-type": "application/json"}, json.dumps(body).encode())
    yield from failed(proxy, name, language, catalog, tomorrow, "of_tomorrow", None)
    known = next(of for of, row in catalog["types"].items() if "handling" in row)
    body["error"]["type"] = known
    tomorrow = Answer(403, {"content-type": "application/json"}, json.dumps(body).encode())
    yield from failed(proxy, name, language, catalog, tomorrow, "of_tomorrow", catalog["types"][known]["handling"])
    yield from failed(proxy, name, language, catalog, HTML, "", None)
    for shape in SHAPES:
        answer = Answer(400, {"content-type": "application/json"}, shape.encode())
        yield from failed(proxy, name, language, catalog, answer, "", None)


def bodies(text):
    """The bodies of a catalog's errors, as the document for OpenAPI has them."""
    document = yaml.safe_load(run(ERRCAT, "openapi", "-", text=text))
    return [example["value"] for example in document["components"]["examples"].values()]


def has(value, code):
    """Whether a code is anywhere in a body, as a member's value."""
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return value == code or any(has(one, code) for one in inner)


def other(proxy, name, language, catalog, known):
    if (name, language) == ("quoted", "go"):
        # No tag of Go can have such a name. That it compiles is all.
        return
    for code, row in tried(catalog):
        body = next(body for body in known if has(body, code))
        status = row.get("status") or catalog["types"][row["type"]]["status"]
        # Longer than any sample waits.
        headers = {"content-type": "application/json"} | ({"retry-after": "100"} if "retry_after" in row or row.get("retryable") else {})
        answer = Answer(status, headers, json.dumps(body).encode())
        todo = handling(catalog, code, row.get("type"))
        yield from failed(proxy, name, language, catalog, answer, code, todo)


# Mistakes in samples of languages that need no compiler: what they are, and what stands there instead of what.
MISTAKES = {
    "javascript": [
        ("another header", '"Retry-After"', '"Retry"'),
        ("no branch", "Re-authenticate or", "Re-authenticate and"),
        ("no proxy's page", ".catch(() => null)", ""),
        ("no end", "!mayPass", "false"),
    ],
    "python": [("no proxy's page", "requests.JSONDecodeError", "KeyError"), ("another shape", "(LookupError, TypeError)", "LookupError")],
    "sh": [("no retry", "--retry 3", ""), ("another way", ".error.code", ".code")],
}


def broken(proxy):
    """The samples of a catalog with one mistake each: mistake, name, language."""
    for language, mistakes in MISTAKES.items():
        code = command("reseller", language)[-1].read_text()
        for at, (mistake, there, instead) in enumerate(mistakes):
            assert there in code, (language, there)
            name = f"reseller-{at}"
            code_of_it = code.replace(there, instead).replace(proxy.address(f"reseller-{language}"), proxy.address(f"{name}-{language}"))
            written(name, language, code_of_it)
            yield f"{language}: {mistake}", name, language


def timed(step):
    start = time.monotonic()
    step()
    print(f"{step.__name__}: compiled in {time.monotonic() - start:.0f} s", flush=True)


def main():
    clean()
    proxy = Proxy()
    known, bodies_of = {}, {}
    for name, catalog, text in catalogs():
        known[name] = catalog
        module(name, text)
        bodies_of[name] = None if name in SERVED else bodies(text)
        base = catalog.get("api", {}).get("base_url", "https://api.example.com")
        for language, code in samples(page(text)).items():
            written(name, language, redirected(code, base, proxy.address(f"{name}-{language}")))
    wrong = []
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        list(pool.map(timed, COMPILERS))
    start = time.monotonic()
    with server("reseller") as reseller, server("payments") as payments, concurrent.futures.ThreadPoolExecutor(24) as pool:
        ports = {"reseller": reseller, "payments": payments}

        def tries(name, language):
            if name in ports:
                return list(real(proxy, name, language, known[name], ports[name]))
            return list(other(proxy, name, language, known[name], bodies_of[name]))

        lanes = {(name, language): pool.submit(tries, name, language) for name in known for language in LANGUAGES}
        # Of a mistake, one finding is enough.
        first = lambda name, language: next(real(proxy, name, language, known["reseller"], reseller), None)
        mistakes = {mistake: pool.submit(first, name, language) for mistake, name, language in broken(proxy)}
        for lane in lanes.values():
            wrong += lane.result()
        print(f"{len(known)} catalogs in {len(LANGUAGES)} languages in {time.monotonic() - start:.0f} s: {len(wrong)} findings")
        for mistake, lane in mistakes.items():
            found = lane.result()
            print(f"{mistake}: {'found: ' + found[:120] if found else 'not found'}")
            wrong += [] if found else [f"{mistake} is not found"]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
