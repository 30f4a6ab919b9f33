"""The Makefile of docs/integrations/sam.md, run by make; what ``sam`` would do is written down instead of done."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "integrations" / "sam.md"


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
@pytest.mark.parametrize("needed", [False, True], ids=["too much is granted", "what is needed is granted"])
def test_nothing_is_deployed_that_grants_too_much(tmp_path, needed):
    project = tmp_path / "project"
    shutil.copytree(
        ROOT / "corpus" / "apps" / "orders", project, ignore=shutil.ignore_patterns("expected", "case.toml")
    )
    text = PAGE.read_text()
    (project / "Makefile").write_text(re.search(r"```make\n(.*?)```", text, re.DOTALL)[1])
    if needed:
        (project / "template.yaml").write_text(RIGHT)
        (project / "app.py").write_text("def handler(event, context):\n    return event\n")
    tools = tmp_path / "tools"
    tools.mkdir()
    program(tools / "overgrant", f'PYTHONPATH={ROOT} exec {sys.executable} -m analyzer.cli "$@"')
    program(tools / "sam", f'echo "$@" > {tmp_path}/deployed')
    environment = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "HOME": str(tmp_path)}
    done = subprocess.run(["make", "deploy"], cwd=project, env=environment, capture_output=True, text=True, check=False)
    deployed = tmp_path / "deployed"
    if needed:
        assert (done.returncode, deployed.read_text()) == (0, "deploy\n"), done.stdout
        return
    assert done.returncode
    assert not deployed.exists()
    shown = re.search(r"```text\n(.*?)```", text, re.DOTALL)[1]
    assert shown.strip() in done.stderr


RIGHT = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Echo:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: .}
"""


def program(path, line):
    path.write_text(f"#!/bin/sh\n{line}\n")
    path.chmod(0o755)
