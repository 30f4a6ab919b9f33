# ruff: noqa: INP001 - a script
"""Seconds and peak memory of a scan, cold and warm: ``python benchmarks/speed.py [PATH …] [--jobs N] [--runs N]``.

Each run is a process of its own, so that start-up counts; the cold run begins with an empty cache,
the warm ones use what it left.  The default path is ``corpus``.  No figure is judged: machines differ.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def measured(paths: list[str], cache: str, jobs: int, out: Path) -> tuple[float, float, int]:
    """(seconds, peak memory of the largest process in MiB, exit code) of one scan."""
    command = [sys.executable, "-m", "analyzer.cli", "scan", *paths, "--cache-dir", cache, "--jobs", str(jobs)]
    command += ["--format", "json", "--output", str(out), "--fail-on", "never"]
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL)  # noqa: S603 - our own command
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    children = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss
    return seconds, max(usage.ru_maxrss, children) / 1024, os.waitstatus_to_exitcode(status)


def main() -> int:
    """Run the scans and print one line for each."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("paths", nargs="*", default=["corpus"])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--runs", type=int, default=2, help="warm runs")
    options = parser.parse_args()
    paths = [str(Path(path).resolve()) for path in options.paths]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "report.json"
        for number in range(options.runs + 1):
            seconds, memory, code = measured(paths, str(Path(folder) / "cache"), options.jobs, out)
            if code not in (0, 3):
                sys.stderr.write(f"the scan ended with {code}\n")
                return code
            stats = json.loads(out.read_text())["stats"]
            name = "warm" if number else "cold"
            figures = f"{seconds:8.2f} s  {memory:7.0f} MiB  {stats['files']} files, {stats['functions']} functions"
            sys.stdout.write(f"{name}  {figures}, {stats['cache_hits']} from the cache\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
