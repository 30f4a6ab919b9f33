"""Terraform configurations read from text."""

import pytest

from analyzer.core import Span
from analyzer.repository import discover
from analyzer.templates import ReadOptions
from analyzer.templates.knowledge import Knowledge
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.layout import Layout
from analyzer.templates.terraform.parsing import parse
from analyzer.templates.terraform.values import texts
from analyzer.templates.terraform.world import World

ROLE = """
resource "aws_iam_role" "r" {
  name = "the-role"
}
"""
FUNCTION = """
resource "aws_lambda_function" "f" {
  function_name = "the-function"
  role          = aws_iam_role.r.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = "app.zip"
  BODY
}
"""


@pytest.fixture
def read_root(read_files):
    """The one template of ``main.tf`` with this text; ``files`` stand beside it."""

    def reading(text, files=None, **options):
        (template,) = read_files({"main.tf": text, **(files or {})}, ReadOptions(**options))
        return template

    return reading


@pytest.fixture
def read_role(read_root):
    """The role of a function, with further configuration beside both."""

    def reading(text, files=None, **options):
        template = read_root(ROLE + FUNCTION.replace("BODY", "") + text, files, **options)
        (role,) = template.roles
        return role

    return reading


@pytest.fixture
def read_function(read_root):
    """A function with these further attributes and configuration."""

    def reading(body="", more="", files=None, **options):
        template = read_root(ROLE + FUNCTION.replace("BODY", body) + more, files, **options)
        return next(one for one in template.functions if one.id == "aws_lambda_function.f")

    return reading


@pytest.fixture
def evaluate(tmp_path, rulebook):
    """What ``local.x`` may be in a configuration with this expression, as readable texts."""

    def evaluating(expression, more="", **options):
        (tmp_path / "main.tf").write_text(f"locals {{\n  x = {expression}\n}}\n{more}")
        desk = Desk(discover([tmp_path]), Knowledge(rulebook), ReadOptions(**options))
        world = World("", desk, Layout(desk), {})
        return world.root.local("x")

    return evaluating


@pytest.fixture
def shown(evaluate):
    """The texts of such an expression."""

    def showing(expression, more="", **options):
        return [str(text) for text in texts(evaluate(expression, more, **options))]

    return showing


@pytest.fixture
def lowered():
    """The expression of one attribute."""

    def lowering(text):
        body, problems = parse(f"x = {text}\n".encode(), "a.tf")
        assert problems == ()
        return body.get("x")

    return lowering


@pytest.fixture(scope="session")
def at():
    """Where some words stand in a text: (path, line, column)."""

    def finding(source, needle, path="main.tf"):
        before = source[: source.index(needle)]
        return path, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1

    return finding


@pytest.fixture(scope="session")
def place():
    """A span's beginning: (path, line, column)."""

    def beginning(span: Span):
        return span.path, span.line, span.column

    return beginning
