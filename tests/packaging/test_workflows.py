"""The project's own workflows, and those that its pages give away."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tools.newest import pinned, pins

ROOT = Path(__file__).parents[2]
WORKFLOWS = sorted([*(ROOT / ".github" / "workflows").glob("*.yml"), *(ROOT / "docs" / "workflows").glob("*.yml")])
NAMES = [path.relative_to(ROOT).as_posix() for path in WORKFLOWS]


def checked(*words):
    done = subprocess.run([*words, *NAMES], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_no_finding_of_zizmor():
    checked(str(Path(sys.executable).with_name("zizmor")), "--offline", "--no-progress", "--persona=pedantic")


def test_no_finding_of_actionlint():
    checked(str(Path(sys.executable).with_name("actionlint")), "-no-color", "-shellcheck=", "-pyflakes=")


def test_they_meet_their_schema():
    checked(sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows")


@pytest.mark.parametrize("path", WORKFLOWS, ids=NAMES)
def test_each_job_has_the_permissions_that_it_names_alone(path):
    document = yaml.safe_load(path.read_text())
    assert document["permissions"] == {}
    for job in document["jobs"].values():
        written = {name for name, level in job["permissions"].items() if level == "write"}
        assert written <= {"security-events", "id-token", "attestations", "contents", "pull-requests"}
        assert job["timeout-minutes"] <= 45


def test_only_the_release_and_the_refresh_may_write():
    writing = {
        name
        for name, path in zip(NAMES, WORKFLOWS, strict=True)
        if re.search(r"(contents|id-token): write", path.read_text())
    }
    assert writing == {".github/workflows/release.yml", ".github/workflows/data-refresh.yml"}


def test_the_refresh_moves_pins_of_the_data_alone():
    text = (ROOT / "pyproject.toml").read_text()
    old = pins(text)
    assert old["boto3"] == old["botocore"] == old["boto3-stubs-full"]
    new = pinned(text, dict.fromkeys(old, "9.9.9"))
    assert set(pins(new).values()) == {"9.9.9"}
    assert pinned(new, old) == text
    before, after = text.splitlines(), new.splitlines()
    assert sum(one != other for one, other in zip(before, after, strict=True)) == len(old)
