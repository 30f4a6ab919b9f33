"""A sample repository with a pull request, and a runner on a checkout of it."""

import shutil
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from runner import ROOT, git, on

ORDERS = ROOT / "corpus" / "apps" / "orders"
LEFT_OUT = shutil.ignore_patterns("expected", "case.toml", "__pycache__")


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
