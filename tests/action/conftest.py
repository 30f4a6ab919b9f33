"""A sample repository with a pull request, and a runner on a checkout of it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from runner import Runner

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "corpus" / "apps" / "orders"
LEFT_OUT = shutil.ignore_patterns("expected", "case.toml", "__pycache__")
WHO = {f"GIT_{role}_{part}": "t@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}


def git(folder, *words):
    environment = {**os.environ, **WHO, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run(["git", *words], cwd=folder, env=environment, check=True, capture_output=True, text=True)
    return done.stdout.strip()


@pytest.fixture
def origin(tmp_path):
    """A repository whose ``main`` has two applications."""
    folder = tmp_path / "origin"
    shutil.copytree(ORDERS, folder / "services" / "orders", ignore=LEFT_OUT)
    shutil.copytree(ORDERS, folder / "services" / "second", ignore=LEFT_OUT)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=first")
    return folder


@pytest.fixture
def pull(origin, tmp_path):
    """Makes a pull request of ``change``: the shallow checkout of its merge that a runner has, and the event."""

    def make(change, depth=2):
        git(origin, "switch", "--quiet", "--create=topic")
        change(origin)
        git(origin, "add", "--all")
        git(origin, "commit", "--quiet", "--message=change")
        head = git(origin, "rev-parse", "HEAD")
        git(origin, "switch", "--quiet", "main")
        (origin / "README.md").write_text("main has moved on")
        git(origin, "add", "--all")
        old = git(origin, "rev-parse", "HEAD")
        git(origin, "commit", "--quiet", "--message=moved")
        git(origin, "switch", "--quiet", "--create=merge")
        git(origin, "merge", "--quiet", "--no-edit", "--no-ff", "topic")
        checkout = tmp_path / "checkout"
        words = ("--quiet", f"--depth={depth}", "--branch=merge")
        git(tmp_path, "clone", *words, origin.as_uri(), str(checkout))
        event = {"pull_request": {"number": 1, "head": {"sha": head}, "base": {"sha": old}}}
        return on(checkout, event, tmp_path)

    return make


def on(checkout, event, folder):
    temp = folder / "temp"
    temp.mkdir(exist_ok=True)
    (folder / "event.json").write_text(json.dumps(event))
    home = folder / "home"
    home.mkdir(exist_ok=True)
    kept = {
        name: os.environ[name]
        for name in os.environ
        if name in ("PATH", "LANG") or name.startswith(("PIP_", "UV_", "SSL_"))
    }
    environment = {**kept, "HOME": str(home)}
    runner = Runner(ROOT, checkout, temp, event=folder / "event.json", environment=environment)
    # As the step ``install`` would say, for the tests that do not install: this interpreter has the checkout's package.
    python = folder / "python"
    python.write_text(f'#!/bin/sh\nshift\nPYTHONPATH={ROOT} exec {sys.executable} -P "$@"\n')
    python.chmod(0o755)
    runner.known |= {
        "steps.install.outputs.python": str(python),
        "steps.install.outputs.cache-dir": str(temp / "overgrant" / "cache"),
        "steps.install.outputs.version": "0.1.0",
    }
    return runner
