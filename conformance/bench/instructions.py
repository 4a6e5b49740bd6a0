#!/usr/bin/env python3
"""How many instructions the command needs for a catalog of 1,000 codes, by Valgrind's callgrind and the oldest Rust.

    conformance/bench/instructions.py            fails if a count has grown by more than 5 % beyond `instructions.json`
    conformance/bench/instructions.py --record   writes the counts there

A count is nearly the same on every machine and in every run, so that a change of the source is seen where a clock tells
nothing. A change that needs more records it in the same commit.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from catalogs import catalog

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
RECORD = HERE / "instructions.json"
# Debian's package of the oldest Rust that Cargo.toml promises: see `conformance/run`.
RUSTC = "/usr/bin/rustc"
GROWTH = 1.05
COMMANDS = {
    "check": ["check"],
    "generate": ["generate"],
    "rust": ["rust", "--with", "serde"],
}


def build():
    """The command, as the oldest Rust compiles it for a release."""
    target = ROOT / "target/instructions"
    environment = os.environ | {"RUSTC": RUSTC, "CARGO_TARGET_DIR": str(target)}
    subprocess.run(["cargo", "build", "--quiet", "--locked", "--release"], cwd=ROOT, check=True, env=environment)
    return target / "release/errcat"


def instructions(errcat, arguments, folder):
    """The instructions of one run, in millions."""
    shutil.rmtree(folder / "out", ignore_errors=True)
    run = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", str(errcat), *arguments, "errors.yaml"]
    done = subprocess.run(run, cwd=folder, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    return int(re.search(r"Collected : (\d+)", done.stderr)[1]) / 1e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--record", action="store_true", help="write the counts")
    arguments = parser.parse_args()
    rustc = subprocess.run([RUSTC, "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.split()[1]
    errcat = build()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        (folder / "errors.yaml").write_text(catalog(1_000))
        counts = {name: round(instructions(errcat, command, folder), 1) for name, command in COMMANDS.items()}
    if arguments.record:
        RECORD.write_text(json.dumps({"rustc": rustc, "millions": counts}, indent=2) + "\n")
    recorded = json.loads(RECORD.read_text())
    if recorded["rustc"] != rustc:
        sys.exit(f"the counts are of rustc {recorded['rustc']}, and this is {rustc}: record them again")
    grown = []
    for name, count in counts.items():
        before = recorded["millions"][name]
        print(f"{name}: {count} million instructions, {count / before:.3f} of what is recorded")
        if count > before * GROWTH:
            grown.append(name)
    if grown:
        sys.exit(f"more instructions than recorded: {', '.join(grown)}; if that is meant, run this with --record")


if __name__ == "__main__":
    main()
