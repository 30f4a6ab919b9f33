# ruff: noqa: INP001, S603, T201 - a script
"""What the Serverless plugin costs: the time of ``osls package`` with it and without it, as a ratio.

``python benchmarks/serverless_plugin.py [ROUNDS]``; needs ``npm ci`` in ``integrations/serverless-plugin``.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

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


def seconds(place: Path) -> float:
    """How long packaging takes."""
    quiet = {"SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off"}
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    words = ["node", str(PLUGIN / "node_modules" / "osls" / "bin" / "serverless.js"), "package"]
    started = time.perf_counter()
    subprocess.run(words, cwd=place, env={**os.environ, **quiet, "PATH": path}, check=True, capture_output=True)
    return time.perf_counter() - started


def main(rounds: int) -> None:
    """Prints one row for each service; the two are timed in turns, the first round is not counted."""
    with tempfile.TemporaryDirectory() as folder:
        for name in SERVICES:
            places = [service(name, Path(folder), plugin=plugin) for plugin in (False, True)]
            times = [[seconds(place) for place in places] for _ in range(rounds + 1)][1:]
            without, with_it = (median(row[index] for row in times) for index in (0, 1))
            print(f"| {name} | {without:.1f} s | {with_it:.1f} s | {with_it / without:.2f} |")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
