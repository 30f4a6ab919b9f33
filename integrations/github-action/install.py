"""Installs overgrant into an environment of its own, outside the workspace; needs nothing but Python's standard library.

Interpreters are started isolated (``-I``): what stands in the workspace is scanned, never imported.
https://docs.python.org/3/using/cmdline.html#cmdoption-I
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import uuid
import venv
from pathlib import Path

# https://packaging.python.org/en/latest/specifications/version-specifiers/#public-version-identifiers
VERSION = re.compile(r"\d+(\.\d+)*((a|b|rc)\d+)?(\.post\d+)?(\.dev\d+)?")


def main() -> None:
    """Makes the environment and writes the outputs ``python``, ``version`` and ``cache-dir``."""
    version = os.environ.get("INPUT_VERSION", "").strip()
    if version and not VERSION.fullmatch(version):
        sys.stdout.write("::error title=overgrant::the input version must be a release such as 1.2.3\n")
        sys.exit(2)
    home = Path(os.environ["RUNNER_TEMP"]) / "overgrant"
    python = environment(home / "environment")
    source = Path(os.environ["OVERGRANT_ACTION"])
    wanted = f"overgrant[terraform]=={version}" if version else f"{source}[terraform]"
    words = ("-m", "pip", "install", "--quiet", "--disable-pip-version-check", wanted)
    subprocess.run([str(python), "-I", *words], check=True, cwd=home)
    said = ("-I", "-c", "from importlib.metadata import version; print(version('overgrant'))")
    installed = subprocess.run([str(python), *said], check=True, cwd=home, capture_output=True, text=True)
    output("python", str(python))
    output("version", installed.stdout.strip())
    output("cache-dir", str(home / "cache"))


def environment(folder: Path) -> Path:
    """The interpreter of a new environment."""
    venv.EnvBuilder(clear=True, with_pip=True).create(folder)
    return folder / "Scripts" / "python.exe" if os.name == "nt" else folder / "bin" / "python"


def output(name: str, value: str) -> None:
    """One output of the step; the delimiter is random, so that no value can end it.

    https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#multiline-strings
    """
    mark = uuid.uuid4().hex
    with Path(os.environ["GITHUB_OUTPUT"]).open("a", encoding="utf-8", newline="\n") as file:
        file.write(f"{name}<<{mark}\n{value}\n{mark}\n")


if __name__ == "__main__":
    main()
