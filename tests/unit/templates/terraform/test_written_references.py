"""How a reference is written where the function stands: what its own module can see."""

import pytest

from analyzer.core import Hole, Ref, Text
from analyzer.templates import express

DATA = """
variable "prefix" {}
resource "aws_sqs_queue" "q" { name = "${var.prefix}-jobs" }
resource "aws_sns_topic" "t" { name = "${var.prefix}-news" }
resource "aws_dynamodb_table" "hidden" { name = "hidden" }
output "queue" { value = { arn = aws_sqs_queue.q.arn, url = aws_sqs_queue.q.url } }
output "topic_name" { value = aws_sns_topic.t.name }
"""
MAIN = """
module "data" {
  source = "./data"
  prefix = "shop"
}
module "fn" {
  source = "./fn"
  queue  = module.data.queue
  topic  = module.data.topic_name
}
module "table" {
  source = "terraform-aws-modules/dynamodb-table/aws"
}
resource "aws_lambda_function" "root" {
  runtime = "python3.12"
  handler = "a.b"
  role    = "r"
}
"""
FN = """
variable "queue" {}
variable "topic" {}
resource "aws_s3_bucket" "own" {}
resource "aws_lambda_function" "f" {
  runtime = "python3.12"
  handler = "a.b"
  role    = "r"
}
"""
ARN = "arn:${data.aws_partition.current.partition}:%s:${data.aws_region.current.name}:${data.aws_caller_identity.current.account_id}:%s"


@pytest.fixture
def words(read_files):
    (template,) = read_files({"main.tf": MAIN, "data/main.tf": DATA, "fn/main.tf": FN})
    return {one.id: one.words for one in template.functions}


@pytest.mark.parametrize(
    ("function", "reference", "expected"),
    [
        ("aws_lambda_function.root", ("module.data.aws_sqs_queue.q", "arn"), "${module.data.queue.arn}"),
        ("aws_lambda_function.root", ("module.data.aws_sns_topic.t", "arn"), ARN % ("sns", "${module.data.topic_name}")),
        ("aws_lambda_function.root", ("module.table.aws_dynamodb_table.this[0]", "arn"), "${module.table.dynamodb_table_arn}"),
        ("aws_lambda_function.root", ("var.x", ""), "${var.x}"),
        ("module.fn.aws_lambda_function.f", ("module.data.aws_sqs_queue.q", "arn"), "${var.queue.arn}"),
        ("module.fn.aws_lambda_function.f", ("module.data.aws_sns_topic.t", "arn"), ARN % ("sns", "${var.topic}")),
        ("module.fn.aws_lambda_function.f", ("module.fn.aws_s3_bucket.own", "arn"), "${aws_s3_bucket.own.arn}"),
        ("module.fn.aws_lambda_function.f", ("module.data.aws_dynamodb_table.hidden", "arn"), "${module.data.aws_dynamodb_table.hidden.arn}"),
    ],
)  # fmt: skip
def test_references_are_written_as_the_module_sees_them(words, function, reference, expected):
    assert express(Text((Ref(*reference),)), "terraform", words[function]) == expected


def test_a_text_becomes_a_template():
    text = Text.of("a${b}%{c}/", Ref("AWS::Region"), "/", Ref("aws_s3_bucket.b", "arn"), Hole("x"))
    written = "a$${b}%%{c}/${data.aws_region.current.name}/${aws_s3_bucket.b.arn}*"
    assert express(text, "terraform") == written
