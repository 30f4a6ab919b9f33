"""The Serverless plugin: its own tests, which package services with real frameworks, and what its README says of it."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PLUGIN = Path(__file__).resolve().parents[2] / "integrations" / "serverless-plugin"


def reason():
    """Why the plugin cannot be run here, empty when it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not (PLUGIN / "node_modules" / "osls").is_dir():
        return "run npm ci --ignore-scripts in integrations/serverless-plugin"
    return ""


pytestmark = pytest.mark.skipif(bool(reason()), reason=reason())


def node(*words):
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ["PATH"]])
    env = {**os.environ, "PATH": path}
    run = subprocess.run(
        ["node", *words], cwd=PLUGIN, env=env, capture_output=True, text=True, timeout=900, check=False
    )
    return run.returncode, run.stdout + run.stderr


@pytest.mark.parametrize("part", ["parts", "package", "apply", "commands"])
def test_own_tests_pass(part):
    code, said = node("--test", f"test/{part}.test.js")
    assert code == 0, "\n".join(re.findall(r"^not ok.*?^  \.\.\.$", said, re.MULTILINE | re.DOTALL)) or said


def test_every_own_test_is_run_here():
    assert sorted(path.name.partition(".")[0] for path in PLUGIN.glob("test/*.test.js")) == [
        "apply",
        "commands",
        "package",
        "parts",
    ]


def test_style():
    code, said = node("node_modules/eslint/bin/eslint.js", ".")
    assert code == 0, said


def test_types():
    program = next(
        place for place in ("node_modules/typescript/bin/tsc", "node_modules/.bin/tsc") if (PLUGIN / place).exists()
    )
    code, said = node(program, "--project", "tsconfig.json")
    assert code == 0, said


def test_the_readme_names_every_setting():
    code, said = node("-p", "JSON.stringify(require('./lib/schema'))")
    assert code == 0, said
    settings = json.loads(said)["CUSTOM"]["properties"]["overgrant"]["properties"]
    text = (PLUGIN / "README.md").read_text()
    assert [name for name in settings if f"| `{name}` |" not in text] == []
