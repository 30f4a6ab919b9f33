"""``--changed-since`` and ``--changed-files``: only what a change touches is reported."""

import json
import os
import shutil
import subprocess

import pytest

LEFT_OUT = "Left out: 1 function that the change does not touch"


@pytest.fixture
def repository(project):
    """The project under version control, committed once."""
    shutil.rmtree(project / ".git")
    git(project, "init", "--quiet", "--initial-branch=main")
    commit(project)
    return project


def git(folder, *words):
    who = {f"GIT_{role}_{part}": "t@example.com" for role in ("AUTHOR", "COMMITTER") for part in ("NAME", "EMAIL")}
    subprocess.run(["git", *words], cwd=folder, check=True, env={**os.environ, **who, "GIT_CONFIG_GLOBAL": os.devnull})


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=state")


def ids(result):
    return [function["id"] for function in json.loads(result.stdout)["functions"]]


@pytest.mark.usefixtures("repository")
def test_nothing_changed_is_clean(overgrant):
    result = overgrant("scan", "--changed-since", "HEAD")
    assert (result.code, result.stderr) == (0, "")
    assert LEFT_OUT in result.stdout


def test_a_module_that_the_handler_imports(overgrant, repository):
    (repository / "src" / "store.py").write_text("def save(table, order):\n    table.put_item(Item=dict(order))\n")
    result = overgrant("scan", "--changed-since", "HEAD", "--format", "json")
    assert (result.code, ids(result)) == (1, ["SaveOrder"])


def test_what_was_committed_since_and_what_stands_new_beside(overgrant, repository):
    git(repository, "switch", "--quiet", "--create=topic")
    (repository / "notes.txt").write_text("words")
    commit(repository)
    assert ids(overgrant("scan", "--changed-since", "main", "--format", "json")) == []
    (repository / "src" / "json.py").write_text("import store")
    (repository / "src" / "store.py").write_text("import json\n\n\ndef save(table, order):\n    pass\n")
    assert ids(overgrant("scan", "--changed-since", "main", "--format", "json")) == ["SaveOrder"]


def test_changes_on_the_other_side_do_not_count(overgrant, repository):
    """What main has done since the branch left it is no change of the branch."""
    git(repository, "switch", "--quiet", "--create=topic")
    git(repository, "switch", "--quiet", "main")
    (repository / "src" / "store.py").write_text("def save(table, order):\n    pass\n")
    commit(repository)
    git(repository, "switch", "--quiet", "topic")
    assert ids(overgrant("scan", "--changed-since", "main", "--format", "json")) == []


def test_a_list_of_files_from_the_git_root(overgrant, repository):
    (repository / "changed.txt").write_text("src/store.py\n")
    listed = ("scan", "src/..", "--changed-files", "changed.txt", "--format", "json")
    assert ids(overgrant(*listed)) == ["SaveOrder"]
    (repository / "changed.txt").write_bytes(b"docs/a\nb.md\0README.md\0")
    assert ids(overgrant(*listed)) == []


def test_a_change_of_the_configuration_touches_everything(overgrant, repository):
    (repository / "overgrant.toml").write_text('fail-on = "never"\n')
    result = overgrant("scan", "--changed-since", "HEAD", "--format", "json")
    assert (result.code, ids(result)) == (0, ["SaveOrder"])


@pytest.mark.parametrize("ref", ["--output=stolen", "no-such-commit"])
def test_what_is_no_commit_is_wrong_usage(overgrant, repository, ref):
    result = overgrant("scan", f"--changed-since={ref}")
    assert result.code == 2
    assert "--changed-since" in result.stderr
    assert not (repository / "stolen").exists()


def test_git_runs_nothing_that_the_repository_configures(overgrant, repository):
    """A monitor of files is a program of the repository's configuration."""
    (repository / "monitor").write_text(f"#!/bin/sh\ntouch {repository}/ran\n")
    (repository / "monitor").chmod(0o755)
    git(repository, "config", "core.fsmonitor", str(repository / "monitor"))
    assert overgrant("scan", "--changed-since", "HEAD").code == 0
    assert not (repository / "ran").exists()


@pytest.mark.usefixtures("repository")
def test_without_git_it_says_so(overgrant, tmp_path):
    result = overgrant("scan", "--changed-since", "HEAD", env={"PATH": str(tmp_path)})
    assert (result.code, "needs git" in result.stderr) == (2, True)


@pytest.mark.usefixtures("repository")
def test_a_list_that_is_not_there(overgrant):
    assert overgrant("scan", "--changed-files", "nowhere.txt").code == 2
