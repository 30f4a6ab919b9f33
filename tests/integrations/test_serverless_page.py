"""The transcripts of docs/integrations/serverless.md, as the framework gives them."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PLUGIN = ROOT / "integrations" / "serverless-plugin"
PAGE = (ROOT / "docs" / "integrations" / "serverless.md").read_text()
OSLS = PLUGIN / "node_modules" / "osls" / "bin" / "serverless.js"

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None or not OSLS.exists(),
    reason="node is not installed, or npm ci --ignore-scripts was not run in integrations/serverless-plugin",
)


@pytest.fixture
def service(tmp_path):
    """A copy of the service of the page, with the plugin, and ``overgrant`` on the PATH."""
    folder = tmp_path / "orders"
    shutil.copytree(PLUGIN / "test" / "services" / "orders", folder)
    (folder / ".git").mkdir()
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "serverless-overgrant").symlink_to(PLUGIN)
    tools = tmp_path / "tools"
    tools.mkdir()
    program = tools / "overgrant"
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m analyzer.cli "$@"\n')
    program.chmod(0o755)
    return folder


@pytest.fixture
def run(service):
    """What a command says, both streams in one, and its code."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("VIRTUAL_ENV", "GITHUB_ACTIONS", "FORCE_COLOR")
    }
    quiet = {"SLS_TELEMETRY_DISABLED": "1", "SLS_NOTIFICATIONS_MODE": "off", "NO_COLOR": "1"}
    path = os.pathsep.join([str(service.parent / "tools"), kept["PATH"]])

    def start(*words):
        done = subprocess.run(
            words,
            cwd=service,
            env={**kept, **quiet, "PATH": path, "HOME": str(service.parent)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=300,
            check=False,
        )
        return done.returncode, lines(done.stdout)

    return start


def lines(text):
    """The lines that say something; how long it took, and on which machine, is left out."""
    told = (re.sub(r"\(\d+s\)", "", line).strip() for line in text.splitlines())
    return [line for line in told if line and not line.startswith(("Environment:", "Docs:"))]


def transcript(block):
    """The commands of one block of the page, each with the lines that follow it."""
    shown = re.findall(r"^```console\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[block]
    return [(part.partition("\n")[0], lines(part.partition("\n")[2])) for part in shown.split("$ ")[1:]]


def test_an_over_grant_ends_the_packaging_until_it_is_fixed(service, run):
    (_, refused), (_, (code,)) = transcript(0)
    assert run("node", OSLS, "package") == (int(code), refused)
    (_, fixed), (_, packaged) = transcript(1)
    assert run("overgrant", "fix", ".") == (0, fixed)
    assert "dynamodb:DeleteItem" not in (service / "config" / "statements.yml").read_text()
    assert run("node", OSLS, "package") == (0, packaged)


def test_apply_packages_the_minimal_role(service, run):
    (service / "overgrant.yml").write_text("mode: apply\n")
    ((_, said),) = transcript(2)
    assert run("node", OSLS, "package") == (0, said)
    template = json.loads((service / ".serverless" / "cloudformation-template-update-stack.json").read_text())
    (policy,) = template["Resources"]["IamRoleLambdaExecution"]["Properties"]["Policies"]
    shown = json.loads(re.search(r"^```json\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)[1])
    assert policy["PolicyDocument"]["Statement"] == shown
    ((line, _),) = transcript(3)
    code, told = run(*line.split())
    assert (code, any("unused-action" in one for one in told)) == (1, True)


def test_the_service_of_the_page_is_that_of_the_transcripts(service):
    """The page leaves out what says nothing here; every line of it stands in the service."""
    (shown,) = re.findall(r"^```yaml\n# serverless.yml\n(.*?)^```", PAGE, re.MULTILINE | re.DOTALL)
    own = (service / "serverless.yml").read_text().splitlines()
    setting = {"custom:", "  overgrant:", f"    {(service / 'overgrant.yml').read_text().strip()}"}
    assert [line for line in shown.splitlines() if line not in own and line not in setting] == []
