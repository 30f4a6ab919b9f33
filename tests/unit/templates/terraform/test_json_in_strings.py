"""JSON policies in heredocs, files and quoted strings: every value where it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.core import Span
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import Const, Many, Record, Str, Unknown, string

HEREDOC = """
resource "aws_sqs_queue" "q" {}
variable "more" { default = "arn:aws:s3:::x" }
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [{
        "Effect": "Allow",
        "Action": [ "sqs:SendMessage",
                    "sqs:Delete\\u004dessage" ],
        "Resource": ["${aws_sqs_queue.q.arn}", "${var.more}/*"]
      }, {
        "Effect": "Allow", "Action": "s3:GetObject", "Resource": ${jsonencode(["a", var.more])},
        "Condition": {"StringLike": {"s3:prefix": ["home/$${aws:username}/*"]}}
      }]
    }
  POLICY
}
"""


def test_a_heredoc_tells_the_place_of_each_action_and_resource(read_role, at):
    role = read_role(HEREDOC)
    first, second = role.grants
    assert first.statement.actions == ("sqs:SendMessage", "sqs:DeleteMessage")
    assert [str(text) for text in first.statement.resources] == ["${aws_sqs_queue.q.arn}", "${var.more}/*"]
    assert [str(text) for text in second.statement.resources] == ["a", "${var.more}"]
    lines = {span.line - first.span.line for span in (*first.action_spans, *first.resource_spans)}
    assert lines == {2, 3, 4}
    assert first.action_spans[0].column == at(HEREDOC, '"sqs:SendMessage"')[2]
    assert first.action_spans[1].column == at(HEREDOC, '"sqs:Delete')[2]
    assert first.action_spans[1].end_column == at(HEREDOC, '"sqs:Delete')[2] + len('"sqs:Delete\\u004dessage"')
    assert {span.path for span in (first.span, *first.action_spans)} == {"main.tf"}
    assert [str(value) for line in second.statement.conditions for value in line.values] == ["home/${aws:username}/*"]


def test_a_policy_file_keeps_its_own_lines(read_role, at, place):
    policy = '{"Statement": [\n  {"Effect": "Allow",\n   "Action": "s3:GetObject", "Resource": "*"}]}'
    role = read_role(
        'resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = file("${path.module}/p.json")\n}\n',
        {"p.json": policy},
    )
    (grant,) = role.grants
    assert place(grant.action_spans[0]) == at(policy, '"s3:GetObject"', "p.json")
    assert place(grant.span) == at(policy, '{"Effect"', "p.json")


def test_a_template_file_is_filled_in_and_keeps_its_lines(read_role, at, place):
    policy = '{"Statement": [\n%{ for a in actions ~}\n  {"Effect": "Allow",\n   "Action": "${a}", "Resource": "${arn}"},\n%{ endfor ~}\n]}'
    role = read_role(
        'resource "aws_sqs_queue" "q" {}\nresource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n'
        '  policy = templatefile("p.tftpl", { actions = ["s3:GetObject", "s3:PutObject"], arn = aws_sqs_queue.q.arn })\n}\n',
        {"p.tftpl": policy},
    )
    assert [grant.statement.actions for grant in role.grants] == [("s3:GetObject",), ("s3:PutObject",)]
    assert [str(text) for text in role.grants[0].statement.resources] == ["${aws_sqs_queue.q.arn}"]
    assert place(role.grants[0].span) == at(policy, '{"Effect"', "p.tftpl")


def test_an_interpolated_action_stands_where_it_is_written(read_role):
    role = read_role(
        'locals {\n  acts = ["s3:GetObject",\n    "s3:PutObject"]\n}\nresource "aws_iam_role_policy" "p" {\n'
        '  role = aws_iam_role.r.id\n  policy = <<E\n{"Statement": {"Effect": "Allow", "Action": ${jsonencode(local.acts)}, "Resource": "*"}}\nE\n}\n'
    )
    (grant,) = role.grants
    assert grant.statement.actions == ("s3:GetObject", "s3:PutObject")
    assert grant.action_spans[1].line == grant.action_spans[0].line + 1


def test_text_spliced_over_the_borders_of_strings_is_read_as_terraform_splices_it(read_role):
    role = read_role(
        'resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = <<E\n'
        '{"Statement": {"Effect": "Allow", "Action": ["${join("\\",\\"", ["s3:GetObject", "s3:PutObject"])}"], "Resource": "*"}}\nE\n}\n'
    )
    assert role.grants[0].statement.actions == ("s3:GetObject", "s3:PutObject")


@pytest.mark.parametrize(
    "policy",
    ["not json", "{", '{"Statement": [}', "", '{"a": ${aws_x.y.z}}', "[" * 200,
     '{"Statement": [{"Effect": "Allow" "Action": "s3:x"}]}', '{"a": "\\u12"}', "{}{}"],
)  # fmt: skip
def test_a_policy_that_is_no_json_is_a_gap_of_the_role(read_role, policy):
    role = read_role(
        f'resource "aws_iam_role_policy" "p" {{\n  role = aws_iam_role.r.id\n  policy = <<E\n{policy}\nE\n}}\n'
    )
    assert not role.complete
    assert role.gaps[0].kind == "unknown-role"
    assert role.gaps[0].span.path == "main.tf"


def test_the_kinds_of_json_values():
    text = ' {"a": [1, -2.5e1, true, false, null], "b\\n": "\\ud800\\t", "c": {}} '
    found = read_json(Str(string(text, Span("p")).text, Span("p"), (Piece(text, "p", 1, 1),)))
    assert isinstance(found, Record)
    numbers = found.get("a")
    assert isinstance(numbers, Many)
    assert [item.value for item in numbers.items if isinstance(item, Const)] == [1, -25.0, True, False, None]
    assert [item.key for item in found.items] == ["a", "b\n", "c"]
    assert numbers.items[2].span == Span("p", 1, 20, 1, 24)


def _refusal(value):
    try:
        read_json(value)
    except JsonError as error:
        return error
    return None


@given(st.text(alphabet='{}[]",:\\u0019ae \n\0', max_size=60))
def test_any_text_is_read_or_refused_with_a_place(text):
    value = Str(string(text, Span("p")).text, Span("p"), (Piece(text, "p", 1, 1),))
    error = _refusal(value)
    assert error is None or (error.span.line >= 1 and error.message)


def test_what_is_no_string_is_refused():
    with pytest.raises(JsonError):
        read_json(Unknown("x", Span("p")))
