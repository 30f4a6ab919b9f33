# ruff: noqa: INP001, S603, T201 - a script
"""What the Serverless plugin costs: the time of ``osls package`` with it and without it, as a ratio.

``python benchmarks/serverless_plugin.py [ROUNDS]``; needs ``npm ci`` in ``integrations/serverless-plugin``.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import NamedTuple

PLUGIN = Path(__file__).resolve().parents[1] / "integrations" / "serverless-plugin"
SERVICES = ("orders", "several", "polling")


def service(name: str, folder: Path, *, plugin: bool) -> Path:
    """A copy of a service, with the plugin or without it."""
    place = folder / f"{name}-{plugin}"
    shutil.copytree(PLUGIN / "test" / "services" / name, place)
    (place / ".git").mkdir()
    (place / "node_modules").mkdir()
    (place / "node_modules" / "serverless-overgrant").symlink_to(PLUGIN)
    document = place / "serverless.yml"
    text = document.read_text().replace("${opt:mode, 'apply'}", "apply")
    document.write_text(text if plugin else text.replace("plugins:\n  - serverless-overgrant\n", ""))
    if (place / "overgrant.yml").exists():
        (place / "overgrant.yml").write_text("mode: warn\n")
    return place


class Cost(NamedTuple):
    """Seconds on the clock, and of the processor: the second does not depend on what else the machine does."""

    clock: float
    processor: float


def cost(place: Path) -> Cost:
    """What packaging takes."""
    quiet = {"SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off"}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    words = ["node", str(PLUGIN / "node_modules" / "osls" / "bin" / "serverless.js"), "package"]
    started, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(words, cwd=place, env={**os.environ, **quiet, "PATH": path}, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Cost(time.perf_counter() - started, used)


def main(rounds: int) -> None:
    """Prints one row for each service, and how busy the machine was; timed in turns, the first round is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SERVICES:
            places = [service(name, Path(folder), plugin=plugin) for plugin in (False, True)]
            rounds_of = [[cost(place) for place in places] for _ in range(rounds + 1)][1:]
            columns = [
                f"{median(row[0][kind] for row in rounds_of):.1f} s | {median(row[1][kind] for row in rounds_of):.1f} s "
                f"| {median(row[1][kind] / row[0][kind] for row in rounds_of):.2f}"
                for kind in range(2)
            ]
            print(f"| {name} | {' | '.join(columns)} | {os.getloadavg()[0]:.1f} |", flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
