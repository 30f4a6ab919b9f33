"""Walks through other programs that the pages describe: a CDK app, an AccessDenied message."""

import importlib.util
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
APP = """\
import aws_cdk as cdk
from aws_cdk import aws_dynamodb as dynamodb
from aws_cdk import aws_lambda as lambda_

app = cdk.App()
stack = cdk.Stack(app, "Orders")
table = dynamodb.Table(stack, "Table", partition_key=dynamodb.Attribute(name="id", type=dynamodb.AttributeType.STRING))
save = lambda_.Function(
    stack,
    "Save",
    runtime=lambda_.Runtime.PYTHON_3_13,
    handler="save.handler",
    code=lambda_.Code.from_asset("src"),
    environment={"TABLE": table.table_name},
)
table.grant(save, "dynamodb:PutItem", "dynamodb:DeleteItem")
app.synth()
"""
HANDLER = """\
import os

import boto3

table = boto3.resource("dynamodb").Table(os.environ["TABLE"])


def handler(event, context):
    table.put_item(Item=event)
"""


def without_cdk():
    """Why no app can be synthesized here, empty where one can."""
    if importlib.util.find_spec("aws_cdk") is None:
        return "aws-cdk-lib is not installed"
    return "" if shutil.which("node") else "node is not installed"


@pytest.mark.skipif(bool(without_cdk()), reason=without_cdk())
def test_a_cdk_app(root, overgrant, environment):
    """Synthesized as ``cdk synth`` does it: the app is run, and told where its output goes; then scanned."""
    (line,) = re.findall(r"^\$ (CDK_DEBUG=1 .*cdk synth.*)$", (DOCS / "getting-started.md").read_text(), re.MULTILINE)
    variables = dict(word.split("=") for word in shlex.split(line) if "=" in word)
    (root / "src").mkdir()
    (root / "src" / "save.py").write_text(HANDLER)
    (root / "app.py").write_text(APP)
    (root / "cdk.json").write_text('{"app": "python app.py"}')
    settings = {**environment, **variables, "CDK_OUTDIR": "cdk.out", "PATH": os.environ["PATH"]}
    settings["CDK_CONTEXT_JSON"] = '{"aws:cdk:enable-asset-metadata": true, "aws:cdk:enable-path-metadata": true}'
    made = subprocess.run(
        [sys.executable, "app.py"], cwd=root, env=settings, capture_output=True, text=True, check=False
    )
    assert made.returncode == 0, made.stderr
    done = overgrant("scan", ".")
    where = APP.splitlines().index('table.grant(save, "dynamodb:PutItem", "dynamodb:DeleteItem")') + 1
    assert done.code == 1, done
    assert "error  dynamodb:DeleteItem  [unused-action]" in done.stdout
    assert f"app.py:{where}:1  " in done.stdout
    assert "handler save.handler at src/save.py:8" in done.stdout


@pytest.mark.usefixtures("project")
def test_the_page_of_an_access_denied_message(overgrant, project):
    """The message of the page, on a function that lacks the permission, gives the answer of the page."""
    text = (DOCS / "integrations" / "access-denied.md").read_text()
    template = project / "template.yaml"
    template.write_text(template.read_text().replace("                - dynamodb:PutItem\n", ""))
    words = shlex.split(re.search(r"^```sh\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1])
    done = overgrant(*words[1:])
    assert (done.code, done.stdout) == (0, re.search(r"^```text\n(.*?)^```", text, re.MULTILINE | re.DOTALL)[1]), done
