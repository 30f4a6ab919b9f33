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


TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
    Properties:
      AttributeDefinitions: [{AttributeName: id, AttributeType: S}]
      KeySchema: [{AttributeName: id, KeyType: HASH}]
      BillingMode: PAY_PER_REQUEST
  SaveOrder:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: src/
      Environment:
        Variables:
          TABLE: !Ref Orders
      Policies:
        - Statement:
            - Effect: Allow
              Action:
                - dynamodb:PutItem
                - dynamodb:DeleteItem
              Resource: !GetAtt Orders.Arn
"""
CODE = """\
import os

import boto3

import store


def handler(event, context):
    store.save(boto3.resource("dynamodb").Table(os.environ["TABLE"]), event["order"])
"""
STORE = """\
def save(table, order):
    table.put_item(Item=order)
"""


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


@pytest.fixture
def project(root):
    """A SAM application with one function, which may delete and never does."""
    (root / "src").mkdir()
    (root / "template.yaml").write_text(TEMPLATE)
    (root / "src" / "app.py").write_text(CODE)
    (root / "src" / "store.py").write_text(STORE)
    return root
