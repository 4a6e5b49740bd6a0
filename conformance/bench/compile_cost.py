#!/usr/bin/env python3
"""What it costs to compile either side, as ratios: time and memory of the one `rustc` process of `cargo check`.

    conformance/bench/compile_cost.py              1,000 and 10,000 codes, five rounds
    conformance/bench/compile_cost.py 1000 --rounds 3

For each number of codes there are three crates: `generated`, errcat's module with serde; `by_hand`, the same enums with
what serde, strum and thiserror derive (without the map of phf); and `operations`, errcat's module where the catalog has an
operation for every five codes, with twenty codes each. `baseline` is an empty crate that loads the same
dependencies, so that what is said above it is of the code alone. The rounds are interleaved, a figure is the median.
Nothing is asserted: times are not the same twice, and only the ratios of one run say something.
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
MEASURED = "ERRCAT_MEASURED"
LOG = "ERRCAT_LOG"
BASELINE = "use {serde as _, strum as _, thiserror as _};\n"
MODULE = """#![allow(dead_code)]
use {serde as _, strum as _, thiserror as _};
mod errors {
    include!("errors.rs");
}
"""


def wrapped(command):
    """Is `RUSTC_WRAPPER`: runs rustc, and writes down what it took where it is asked for."""
    start = time.perf_counter()
    # It talks to cargo's jobserver.
    status = subprocess.run(command, check=False, close_fds=False).returncode
    seconds = time.perf_counter() - start
    name = command[command.index("--crate-name") + 1] if "--crate-name" in command else None
    if name == os.environ.get(MEASURED):
        usage = resource.getrusage(resource.RUSAGE_CHILDREN)
        # Linux counts in kibibytes, macOS in bytes.
        peak = usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)
        Path(os.environ[LOG]).write_text(json.dumps([seconds, peak]))
    return status


def cargo(folder, target, *arguments, **environment):
    subprocess.run(
        ["cargo", *arguments],
        cwd=folder,
        check=True,
        stdout=sys.stderr,
        env=os.environ | {"CARGO_TARGET_DIR": str(target), "CARGO_INCREMENTAL": "0"} | environment,
    )


def write_crate(folder, name, source):
    (folder / name / "src").mkdir(parents=True)
    (folder / name / "Cargo.toml").write_text(
        f'[package]\nname = "{name}"\nversion = "0.0.0"\nedition = "2024"\n\n[dependencies]\n'
        'serde = { version = "1", features = ["derive"] }\n'
        'strum = { version = "0.27", features = ["derive"] }\nthiserror = "2"\n'
    )
    (folder / name / "src/lib.rs").write_text(source)


def write_crates(folder, target, sizes):
    """A workspace with the crates of all sizes, and the versions that are locked here. Returns their names."""
    write_crate(folder, "baseline", BASELINE)
    names = ["baseline"]
    for size in sizes:
        made = folder / f"made_{size}"
        made.mkdir()
        # What it prints is meant for cargo.
        cargo(HERE, target, "run", "--quiet", "--locked", "--example", "sources", str(size), str(made))
        for side in ("generated", "by_hand", "operations"):
            name = f"{side}_{size}"
            write_crate(folder, name, MODULE)
            shutil.copy(made / f"{side}.rs", folder / name / "src/errors.rs")
            names.append(name)
    members = ", ".join(f'"{name}"' for name in names)
    (folder / "Cargo.toml").write_text(f'[workspace]\nresolver = "3"\nmembers = [{members}]\n\n[profile.dev]\ndebug = 0\n')
    shutil.copy(HERE / "Cargo.lock", folder / "Cargo.lock")
    return names


def measure(folder, target, name):
    """Seconds and bytes of the `rustc` that checks this crate."""
    log = folder / "measured.json"
    log.unlink(missing_ok=True)
    (folder / name / "src/lib.rs").touch()
    environment = {"RUSTC_WRAPPER": str(Path(__file__).resolve()), MEASURED: name, LOG: str(log)}
    cargo(folder, target, "check", "--quiet", "--offline", "--package", name, **environment)
    return json.loads(log.read_text())


def report(sizes, medians):
    seconds, peak = medians["baseline"]
    print(f"{'baseline':18} {seconds:8.2f} s {peak / 2**20:8.0f} MiB")
    for size in sizes:
        for side in ("generated", "by_hand", "operations"):
            seconds, peak = medians[f"{side}_{size}"]
            print(f"{side:10} {size:>7,} {seconds:8.2f} s {peak / 2**20:8.0f} MiB")
        for what, above in (("ratio", (0, 0)), ("above the baseline", medians["baseline"])):
            of_time, of_memory = (
                (generated - base) / (by_hand - base)
                for generated, by_hand, base in zip(medians[f"generated_{size}"], medians[f"by_hand_{size}"], above)
            )
            print(f"{what:18} {of_time:8.2f}   {of_memory:8.2f}")
        of_time, of_memory = (a / b for a, b in zip(medians[f"operations_{size}"], medians[f"generated_{size}"]))
        print(f"{'of operations':18} {of_time:8.2f}   {of_memory:8.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", type=int, nargs="*", default=[1_000, 10_000], help="numbers of codes")
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    target = Path(os.environ.get("CARGO_TARGET_DIR", HERE / "../../target/bench")).resolve()
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        names = write_crates(folder, target, arguments.sizes)
        # The first check builds the dependencies, and completes the lock file.
        target = target / "compile_cost"
        cargo(folder, target, "check", "--quiet", "--workspace")
        measured = {name: [] for name in names}
        for _ in range(arguments.rounds):
            for name in names:
                measured[name].append(measure(folder, target, name))
    medians = {name: [statistics.median(column) for column in zip(*rows)] for name, rows in measured.items()}
    report(arguments.sizes, medians)


if __name__ == "__main__":
    if MEASURED in os.environ and len(sys.argv) > 1:
        sys.exit(wrapped(sys.argv[1:]))
    main()
