"""Clients that other tools generate from errcat's OpenAPI compile, and read the errors of real servers.

The servers know a code, or a type and its code, that the clients' documents do not: codes are open, and it is read like
any other. What a client reads of an error is compared with the body that was sent. The envelopes that have no server are
read from the examples in the documents.
"""

import contextlib
import json
import os
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request

from documents import ROOT, SERVED, catalog, write
from generators import DOCUMENTS, GENERATED, STEPS, programs, run


@contextlib.contextmanager
def server(api):
    """One of the examples, at a port that is free."""
    command = ["cargo", "run", "--quiet", "--locked", "--package", "generated", "--example", api]
    with subprocess.Popen(command, cwd=ROOT, env=os.environ | {"PORT": "0"}, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process.stdout.readline().split()[-1]
        finally:
            process.terminate()


def sent(base, code):
    """What there is to read in an error, from its body."""
    try:
        urllib.request.urlopen(f"{base}/errors/{code}")
    except urllib.error.HTTPError as answer:
        error = json.load(answer)["error"]
        assert error["code"] == code, (code, error)
        return {"status": answer.code, "param": error.get("param")} | {key: error[key] for key in ("type", "code", "message")}
    raise AssertionError(f"{code} is no error")


def differences(expected, read):
    if len(read) != len(expected):
        return [f"{len(read)} of {len(expected)} errors are read"]
    return [f"{one} was sent, {other} is read" for one, other in zip(expected, read) if one != other]


def check(api):
    path, unknown = SERVED[api]
    codes = list(catalog(path)["codes"])
    assert unknown["codes"] in codes
    with server(api) as base:
        expected = [sent(base, code) for code in codes]
        for client, program in programs(api):
            read = [json.loads(line) for line in run(*program, base, *codes).splitlines()]
            wrong = differences(expected, read)
            print(f"{client}: {len(read)} errors, the unknown {unknown['codes']} among them, {len(wrong)} findings", flush=True)
            yield from (f"{client}: {finding}" for finding in wrong)
    # The comparison can fail.
    assert differences(expected, expected[1:]) and differences(expected, [expected[0] | {"code": "nope"}, *expected[1:]])


def timed(step, *arguments):
    start = time.monotonic()
    step(*arguments)
    print(f"{step.__name__}: {time.monotonic() - start:.0f} s", flush=True)


def main():
    shutil.rmtree(GENERATED, ignore_errors=True)
    timed(write, DOCUMENTS)
    for step in STEPS:
        timed(step)
    wrong = [finding for api in SERVED for finding in check(api)]
    print("\n".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
