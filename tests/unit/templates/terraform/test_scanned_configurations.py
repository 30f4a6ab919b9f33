"""Whole scans of Terraform: what only shows when every stage has run."""

import zipfile

import pytest

from analyzer.pipeline import Options, scan

POLICY = """
resource "aws_sns_topic" "news" { name = var.topic }
variable "topic" { default = "unset" }
resource "aws_iam_role" "role" { name = "notify" }
resource "aws_iam_role_policy" "publish" {
  role   = aws_iam_role.role.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sns:Publish"], Resource = aws_sns_topic.news.arn }] })
}
resource "aws_lambda_function" "notify" {
  filename = "notify.zip"
  handler  = "notify.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = { TOPIC = var.topic }
  }
}
"""
SOURCE = """import os

import boto3


def handler(event, context):
    boto3.resource("sns").create_topic(Name=os.environ["TOPIC"]).publish(Message="x")
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "main.tf").write_text(POLICY)
    with zipfile.ZipFile(tmp_path / "notify.zip", "w") as archive:
        archive.writestr("notify.py", SOURCE)
    return tmp_path


def published(folder, **options):
    report = scan((str(folder),), Options(cache=False, debug=True, **options))
    (function,) = report.functions
    return next(need for need in function.needs if need.action == "sns:Publish")


def test_code_in_an_archive_is_reported_at_its_own_lines(folder):
    need = published(folder)
    assert [(one.span.path, one.span.line) for one in need.evidence] == [("notify.zip/notify.py", 7)]
    assert [resource.logical_id for resource in need.resources] == ["aws_sns_topic.news"]


@pytest.mark.parametrize("form", ["prod.tfvars", "./prod.tfvars"])
def test_a_file_of_variables_is_found_from_where_the_command_runs(folder, monkeypatch, form):
    (folder / "prod.tfvars").write_text('topic = "prod-news"\n')
    monkeypatch.chdir(folder)
    report = scan((".",), Options(cache=False, debug=True, var_files=(form,)))
    (function,) = report.functions
    assert dict(function.entry.declaration.environment)["TOPIC"][0].literal == "prod-news"
    assert function.entry.template.parameters == ()


def test_two_scans_say_the_same(folder):
    first, second = (scan((str(folder),), Options(cache=False)).functions for _ in range(2))
    assert first == second
