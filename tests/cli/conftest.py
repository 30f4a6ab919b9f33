"""The real process, as a user's shell starts it, in an environment that holds nothing of the tester's."""

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

PROGRAM = "import sys; from analyzer.cli import main; sys.argv[0] = 'overgrant'; main()"
KEPT = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH")
ROOT = Path(__file__).resolve().parents[2]


class Result(NamedTuple):
    code: int
    stdout: str
    stderr: str

    def __str__(self):
        """All of it, for a comparison that shows what the user sees."""
        parts = [f"exit {self.code}\n"]
        if self.stdout:
            parts.append(f"-- stdout\n{self.stdout}")
        if self.stderr:
            parts.append(f"-- stderr\n{self.stderr}")
        return "".join(parts)


@pytest.fixture
def root(tmp_path):
    """An empty folder to scan, shown as ``@@ROOT@@``; nothing above it holds a configuration."""
    folder = tmp_path / "project"
    folder.mkdir()
    (folder / ".git").mkdir()
    return folder


@pytest.fixture
def environment(tmp_path):
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    home = tmp_path / "home"
    home.mkdir()
    return {**kept, "HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "PYTHONPATH": str(ROOT), "LANG": "C"}


@pytest.fixture
def overgrant(root, environment):
    """Runs the command in ``root``; ``@@ROOT@@`` stands for it, in what is given and in what comes back."""

    def run(*words, env=None, cwd=None, program=PROGRAM):
        done = subprocess.run(
            [sys.executable, "-c", program, *(word.replace("@@ROOT@@", str(root)) for word in words)],
            cwd=cwd or root,
            env={**environment, **(env or {})},
            capture_output=True,
            timeout=120,
            check=False,
        )
        shown = [part.decode().replace(str(root), "@@ROOT@@") for part in (done.stdout, done.stderr)]
        return Result(done.returncode, *shown)

    return run


@pytest.fixture
def start(root, environment):
    """Starts the command in ``root`` and leaves it running."""

    def begin(*words, **streams):
        return subprocess.Popen([sys.executable, "-c", PROGRAM, *words], cwd=root, env=environment, **streams)

    return begin
