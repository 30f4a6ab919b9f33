"""The hook, tried by pre-commit itself on a repository of its own."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
NEEDED = ("pyproject.toml", "README.md", "LICENSE", ".pre-commit-hooks.yaml", "analyzer", "rules")
LEFT_OUT = shutil.ignore_patterns("__pycache__", "expected", "case.toml")


def git(folder, *words):
    who = {f"GIT_{role}_{part}": "t@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(
        ["git", *words],
        cwd=folder,
        env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull},
        check=True,
        capture_output=True,
    )


def repository(folder):
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=state")
    return folder


def test_a_commit_that_grants_too_much_is_refused(tmp_path):
    hooks = tmp_path / "hooks"
    hooks.mkdir()
    for name in NEEDED:
        source = ROOT / name
        shutil.copytree(source, hooks / name, ignore=LEFT_OUT) if source.is_dir() else shutil.copy(source, hooks / name)
    repository(hooks)
    project = tmp_path / "project"
    shutil.copytree(ROOT / "corpus" / "apps" / "orders", project, ignore=LEFT_OUT)
    repository(project)
    environment = {**os.environ, "PRE_COMMIT_HOME": str(tmp_path / "home"), "HOME": str(tmp_path), "NO_COLOR": "1"}
    environment.pop("PYTHONPATH", None)
    words = [sys.executable, "-m", "pre_commit", "try-repo", str(hooks), "overgrant", "--all-files"]
    done = subprocess.run(words, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "overgrant....." in done.stdout
    assert "exit code: 1" in done.stdout
    assert "error  sns:Publish  [missing-action]" in done.stdout


def test_the_hook_runs_what_the_command_line_offers():
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    assert hook["entry"].split() == ["overgrant", "scan"]
    assert (hook["pass_filenames"], hook["require_serial"]) == (False, True)


def test_the_manifest_is_valid():
    words = [sys.executable, "-m", "pre_commit", "validate-manifest", ".pre-commit-hooks.yaml"]
    subprocess.run(words, cwd=ROOT, check=True, capture_output=True)
