#!/usr/bin/env python3
"""What errcat costs to run, as ratios of pairs in one run.

    conformance/bench/costs.py                 all rows
    conformance/bench/costs.py floor pages     some of them

Each row says what is compared. A figure is the median of interleaved rounds; CPU is user and system time of whole
processes. Nothing is asserted: `instructions.py` is what CI holds errcat to, and `compile_cost.py` and `cargo bench` in this
folder are about the code that errcat generates.
"""

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from catalogs import PAGES, catalog

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
TARGET = ROOT / "target"
ERRCAT = TARGET / "release/errcat"
FLOOR = TARGET / "release/floor"


def cargo(folder, *arguments, **environment):
    # One folder for all, whatever the caller's environment says.
    environment = os.environ | {"CARGO_TARGET_DIR": str(TARGET)} | environment
    subprocess.run(["cargo", *arguments, "--quiet"], cwd=folder, check=True, env=environment)


class Took:
    """What a process took: seconds by the clock and of CPU, and its peak of memory in bytes."""

    def __init__(self, command, folder, statuses=(0,)):
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, status, usage = os.wait4(process.pid, 0)
        self.seconds = time.perf_counter() - start
        self.cpu = usage.ru_utime + usage.ru_stime
        self.memory = usage.ru_maxrss * 1024
        process.returncode = os.waitstatus_to_exitcode(status)
        assert process.returncode in statuses, (command, process.returncode)


def pairs(rounds, first, second, of):
    """The median ratio of two things that are done in turns."""
    return statistics.median(of(first()) / of(second()) for _ in range(rounds))


def cpu(took):
    return took.cpu


def seconds(took):
    return took.seconds


def row(what, figure):
    print(f"{what:72} {figure}", flush=True)


class Folder:
    """A folder with a catalog."""

    def __init__(self, temporary, name, text):
        self.path = Path(temporary) / name
        self.path.mkdir()
        self.catalog = self.path / "errors.yaml"
        self.catalog.write_text(text)
        self.out = self.path / "out"

    def run(self, *arguments):
        return Took([ERRCAT, *arguments, "errors.yaml"], self.path)

    def first(self):
        """A run that writes everything."""
        shutil.rmtree(self.out, ignore_errors=True)
        return self.run("generate", "--quiet")

    def floor(self):
        return Took([FLOOR, "errors.yaml"], self.path)


def floor(temporary):
    for codes, rounds in [(1_000, 21), (10_000, 9)]:
        made = Folder(temporary, f"floor_{codes}", catalog(codes))
        bare = Folder(temporary, f"bare_{codes}", catalog(codes, outputs=""))
        row(f"generate / reading the YAML, CPU, {codes:,} codes", f"{pairs(rounds, made.first, made.floor, cpu):.2f}")
        row(f"check, with the outputs / reading the YAML, CPU, {codes:,} codes", f"{pairs(rounds, lambda: made.run('check'), made.floor, cpu):.2f}")
        row(f"check, without outputs / reading the YAML, CPU, {codes:,} codes", f"{pairs(rounds, lambda: bare.run('check'), bare.floor, cpu):.2f}")


def memory(temporary):
    each = {}
    for codes, rounds in [(1_000, 9), (10_000, 5), (100_000, 3)]:
        made = Folder(temporary, f"memory_{codes}", catalog(codes))
        took = [made.first() for _ in range(rounds)]
        each[codes] = statistics.median(one.cpu for one in took) / codes
        peak = statistics.median(one.memory for one in took) / made.catalog.stat().st_size
        row(f"peak of memory / bytes of the catalog, generate, {codes:,} codes", f"{peak:.0f}")
    row("CPU for a code, generate, 100,000 / 1,000 codes", f"{each[100_000] / each[1_000]:.2f}")


def pages(temporary):
    made = Folder(temporary, "pages", catalog(2_000, outputs=PAGES))
    made.first()
    copy = made.path / "copy"

    def copied():
        shutil.rmtree(copy, ignore_errors=True)
        return Took(["cp", "-r", "out", "copy"], made.path)

    row("a page for each of 2,000 codes: first write / cp -r of it, time", f"{pairs(7, made.first, copied, seconds):.1f}")
    shutil.rmtree(copy)
    # `check` renders every page, and keeps none.
    again, rendered = lambda: made.run("generate"), lambda: made.run("check")
    row("the same, nothing changed / rendering, time", f"{pairs(7, again, rendered, seconds):.2f}")


def operations(temporary):
    one = Folder(temporary, "operations", catalog(10_000, operations=1_000, of_each=10))
    double = Folder(temporary, "operations_2", catalog(20_000, operations=2_000, of_each=10))
    row("10,000 codes, 1,000 operations of 10 codes: twice as many / these, CPU", f"{pairs(3, double.first, one.first, cpu):.2f}")


def script(temporary):
    """The build script of a crate, with errcat as cargo compiles it for one: without optimization."""
    folder = Path(temporary) / "script"
    (folder / "src").mkdir(parents=True)
    (folder / "Cargo.toml").write_text(
        '[workspace]\n[package]\nname = "script"\nversion = "0.0.0"\nedition = "2024"\n'
        f'[dependencies]\nerrcat = {{ path = "{ROOT}", default-features = false }}\n'
    )
    (folder / "errors.yaml").write_text(catalog(300, outputs=""))
    (folder / "src/main.rs").write_text(
        'fn main() -> Result<(), errcat::Error> {\n    errcat::Config::new().serde(true).out_dir("out").compile("errors.yaml")\n}\n'
    )
    cargo(folder, "build")
    took = []
    for _ in range(15):
        shutil.rmtree(folder / "out", ignore_errors=True)
        took.append(Took([TARGET / "debug/script"], folder).seconds)
    row("the Rust module of 300 codes in a build script, time", f"{statistics.median(took) * 1000:.0f} ms")


def crates(temporary):
    """The crates that a build script compiles, with errcat among them."""
    del temporary
    command = ["cargo", "tree", "--locked", "--no-default-features", "--edges", "normal", "--prefix", "none"]
    tree = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout
    row("crates that a build script compiles", len({line.split()[0] for line in tree.splitlines() if line}))


CONNECTIONS = 16
REQUEST = b"GET /items/7 HTTP/1.1\r\nhost: localhost\r\n\r\n"


def answer(connection):
    """A response, as far as its bytes go. Its body is in an envelope of a known length."""
    got = b""
    while not got.endswith(b"}}"):
        got += connection.recv(4096)
    return got


class Server:
    """A server of `requests`, which is asked for errors over connections that stay open."""

    def __init__(self, side):
        command = [TARGET / "release/requests", side]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        address = ("127.0.0.1", int(self.process.stdout.readline()))
        self.connections = [socket.create_connection(address) for _ in range(CONNECTIONS)]

    def __enter__(self):
        return self

    def __exit__(self, *exception):
        for connection in self.connections:
            connection.close()
        self.process.stdin.close()
        self.process.wait()

    def used(self):
        """Seconds of CPU until now, in the scheduler's nanoseconds."""
        return int(Path(f"/proc/{self.process.pid}/schedstat").read_text().split()[0]) / 1e9

    def sends(self):
        """An answer, without what differs in each."""
        self.connections[0].sendall(REQUEST)
        return re.sub(rb"req_[0-9a-f]{16}|date: .*", b"", answer(self.connections[0]))

    def cost(self, rounds):
        """Seconds of CPU for so many requests on each connection."""
        before = self.used()
        for _ in range(rounds):
            for connection in self.connections:
                connection.sendall(REQUEST)
            for connection in self.connections:
                got = answer(connection)
                assert b" 404 " in got and b'"item_not_found"' in got, got
        return self.used() - before


def requests(temporary):
    del temporary
    cargo(HERE / "requests", "build", "--locked", "--release")
    for logged in ("", "_logged"):
        with Server(f"generated{logged}") as generated, Server(f"by_hand{logged}") as by_hand:
            assert generated.sends() == by_hand.sends(), (generated.sends(), by_hand.sends())
            for server in (generated, by_hand):
                server.cost(100)
            figure = pairs(61, lambda: generated.cost(100), lambda: by_hand.cost(100), float)
        what = ", and is logged" if logged else ""
        row(f"a request that ends in an error{what}, axum / by hand, CPU of the server", f"{figure:.2f}")


RESPONSES = """\
version: 1
envelope: {body: {error: {code: {is: code}, message: {is: message}, args: {is: args, optional: true}}}}
codes:
  order_not_found: {status: 404, description: There is no order with this ID., message: "No order has the ID {id}", args: {id: {}}}
  busy: {status: 503, description: The service is busy., retry_after: 5}
operations:
  GET /orders/{id}: [order_not_found, busy]
"""


def responses(temporary):
    """A million lines of an access log with bodies, of which every second is an error."""
    folder = Path(temporary)
    (folder / "errors.yaml").write_text(RESPONSES)
    headers = {"content-type": "application/json", "x-request-id": "req_0123456789abcdef", "retry-after": "5", "date": "Thu, 15 Jan 2026 10:30:00 GMT"}

    def write(name, count):
        with (folder / name).open("w") as lines:
            for number in range(count):
                body = {"id": f"o-{number}", "state": "paid", "items": [{"sku": "a", "count": 1}, {"sku": "b", "count": 2}]}
                status = 200
                if number % 2:
                    status = 404
                    error = {"code": "order_not_found", "message": f"No order has the ID o-{number}", "args": {"id": f"o-{number}"}}
                    body = {"error": error}
                line = {"method": "GET", "path": f"/orders/o-{number}", "status": status, "headers": headers, "body": body}
                lines.write(json.dumps(line) + "\n")

    write("few.jsonl", 10_000)
    write("many.jsonl", 1_000_000)

    def verified(name):
        return Took([ERRCAT, "verify", "responses", name, "--catalog", "errors.yaml"], folder)

    def parsed(name):
        return Took([FLOOR, name], folder)

    for of, what in ((cpu, "CPU"), (seconds, "time")):
        figure = pairs(3, lambda: verified("many.jsonl"), lambda: parsed("many.jsonl"), of)
        row(f"verify responses, 1,000,000 lines / parsing them with serde_json, {what}", f"{figure:.2f}")
    few, many = verified("few.jsonl").memory, verified("many.jsonl").memory
    row("verify responses, peak memory of 1,000,000 lines / of 10,000", f"{many / few:.2f}")


ROWS = {"floor": floor, "memory": memory, "pages": pages, "operations": operations, "script": script, "crates": crates, "requests": requests, "responses": responses}


def main():
    wanted = sys.argv[1:] or ROWS
    unknown = [name for name in wanted if name not in ROWS]
    if unknown:
        sys.exit(f"no such rows: {', '.join(unknown)}; there are {', '.join(ROWS)}")
    cargo(ROOT, "build", "--locked", "--release")
    cargo(HERE / "floor", "build", "--locked", "--release")
    for name in wanted:
        with tempfile.TemporaryDirectory() as temporary:
            ROWS[name](temporary)


if __name__ == "__main__":
    main()
