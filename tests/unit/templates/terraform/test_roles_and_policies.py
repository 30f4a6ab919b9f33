"""Which role a function has, and everything that is attached to it."""

import pytest

READ = 'policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject"], Resource = "*" }] })'


def actions(role):
    return [grant.statement.actions for grant in role.grants]


@pytest.mark.parametrize(
    ("text", "source", "written"),
    [
        (f'resource "aws_iam_role_policy" "p" {{\n role = aws_iam_role.r.id\n {READ}\n}}', "inline", ""),
        (f'resource "aws_iam_role_policy" "p" {{\n role = aws_iam_role.r.name\n {READ}\n}}', "inline", ""),
        (f'resource "aws_iam_role_policy" "p" {{\n role = "the-role"\n {READ}\n}}', "inline", ""),
        (
            (f'resource "aws_iam_policy" "p" {{\n name = "p"\n {READ}\n}}\nresource "aws_iam_role_policy_attachment" "a" '
            "{\n role = aws_iam_role.r.name\n policy_arn = aws_iam_policy.p.arn\n}"),
            "customer-managed",
            "",
        ),
        (
            (f'resource "aws_iam_policy" "p" {{\n name = "p"\n {READ}\n}}\nresource "aws_iam_policy_attachment" "a" '
            '{\n name = "a"\n roles = [aws_iam_role.r.name]\n policy_arn = aws_iam_policy.p.arn\n}'),
            "customer-managed",
            "",
        ),
        (
            (f'resource "aws_iam_policy" "p" {{\n name = "p"\n {READ}\n}}\n'
            'resource "aws_iam_role_policy_attachments_exclusive" "a" '
            "{\n role_name = aws_iam_role.r.name\n policy_arns = [aws_iam_policy.p.arn]\n}"),
            "customer-managed",
            "",
        ),
        (
            (f'data "aws_caller_identity" "me" {{}}\nresource "aws_iam_policy" "p" {{\n name = "p"\n {READ}\n}}\n'
            'resource "aws_iam_role_policy_attachment" "a" {\n role = aws_iam_role.r.name\n'
            ' policy_arn = "arn:aws:iam::${data.aws_caller_identity.me.account_id}:policy/p"\n}'),
            "customer-managed",
            "",
        ),
    ],
)  # fmt: skip
def test_policies_reach_their_role(read_role, text, source, written):
    role = read_role(text)
    assert role.complete
    assert [(g.source, g.written, g.statement.actions) for g in role.grants] == [(source, written, ("s3:GetObject",))]


def test_a_statement_of_a_document_reaches_to_its_brace(read_role):
    """What is found of its parts stands in one annotation."""
    role = read_role(
        'data "aws_iam_policy_document" "d" {\n  statement {\n    actions = [\n      "s3:GetObject",\n    ]\n'
        '    resources = ["*"]\n  }\n}\nresource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n'
        "  policy = data.aws_iam_policy_document.d.json\n}"
    )
    (grant,) = role.grants
    (action,) = grant.action_spans
    assert (action.line - grant.span.line, grant.span.end_line - grant.span.line) == (2, 5)


def test_inline_policies_and_managed_arns_of_the_role_itself(read_root):
    template = read_root(
        'resource "aws_iam_role" "r" {\n  inline_policy {\n    name = "x"\n    ' + READ + "\n  }\n"
        '  managed_policy_arns = ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]\n}\n'
        'resource "aws_lambda_function" "f" {\n  function_name = "f"\n  role = aws_iam_role.r.arn\n  runtime = "python3.12"\n}\n'
    )
    (role,) = template.roles
    assert [(grant.source, grant.written) for grant in role.grants] == [
        ("inline", ""),
        ("managed", "AmazonSQSReadOnlyAccess"),
    ]
    assert (role.grants[1].span.line, role.grants[1].span.column) == (6, 26)


@pytest.mark.parametrize(
    "arn",
    [
        '"arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"',
        '"arn:${data.aws_partition.here.partition}:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"',
        "data.aws_iam_policy.by_name.arn",
        "data.aws_iam_policy.by_arn.arn",
    ],
)
def test_policies_of_aws_are_known_by_their_bare_name(read_role, arn):
    role = read_role(
        'data "aws_partition" "here" {}\n'
        'data "aws_iam_policy" "by_name" {\n  name = "AWSLambdaSQSQueueExecutionRole"\n}\n'
        'data "aws_iam_policy" "by_arn" {\n  arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"\n}\n'
        f'resource "aws_iam_role_policy_attachment" "a" {{\n  role = aws_iam_role.r.name\n  policy_arn = {arn}\n}}\n'
    )
    assert role.complete
    assert {grant.written for grant in role.grants} == {"AWSLambdaSQSQueueExecutionRole"}


def test_for_each_over_arns_points_at_each_arn(read_role):
    role = read_role(
        'resource "aws_iam_role_policy_attachment" "a" {\n  for_each = toset([\n'
        '    "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess",\n    "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess",\n  ])\n'
        "  role       = aws_iam_role.r.name\n  policy_arn = each.value\n}\n"
    )
    first = {grant.written: grant.span.line for grant in role.grants}
    assert first["AmazonS3ReadOnlyAccess"] - first["AmazonSQSReadOnlyAccess"] == 1
    assert role.complete


@pytest.mark.parametrize(
    "text",
    [
        'resource "aws_iam_role_policy_attachment" "a" {\n role = aws_iam_role.r.name\n policy_arn = var.arn\n}\nvariable "arn" {}',
        'resource "aws_iam_role_policy_attachment" "a" {\n role = aws_iam_role.r.name\n policy_arn = "arn:aws:iam::1:policy/own"\n}',
        'resource "aws_iam_role_policy" "a" {\n role = aws_iam_role.r.name\n policy = var.doc\n}\nvariable "doc" {}',
        (
            'resource "aws_iam_role_policy_attachment" "a" {\n for_each = var.arns\n role = aws_iam_role.r.name\n policy_arn = each.value\n}\n'
            'variable "arns" { type = set(string) }'
        ),
        (
            'resource "aws_iam_role_policy" "a" {\n role = aws_iam_role.r.name\n'
            ' policy = jsonencode({ Statement = concat([], var.more) })\n}\nvariable "more" { type = list(any) }'
        ),
    ],
)
def test_what_is_attached_and_not_known_makes_the_role_incomplete(read_role, text):
    role = read_role(text)
    assert not role.complete
    assert {gap.kind for gap in role.gaps} == {"unknown-role"}


def test_actions_of_a_variable_are_read_with_its_default_and_may_be_others(read_role):
    role = read_role(
        'variable "acts" { default = ["s3:GetObject"] }\nresource "aws_iam_role_policy" "a" {\n  role = aws_iam_role.r.name\n'
        '  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = var.acts, Resource = "*" }] })\n}\n'
    )
    assert actions(role) == [("s3:GetObject",)]
    assert [gap.detail for gap in role.gaps] == ["an action that a variable may set otherwise"]


def test_what_a_condition_decides_is_conditional(read_role):
    role = read_role(
        'variable "on" {}\nresource "aws_iam_role_policy" "a" {\n  count = var.on ? 1 : 0\n  role = aws_iam_role.r.name\n  '
        + READ + '\n}\nresource "aws_iam_role_policy" "off" {\n  count = 0\n  role = aws_iam_role.r.name\n  ' + READ + "\n}\n"
    )  # fmt: skip
    assert [grant.conditional for grant in role.grants] == [True]


DOCUMENT = """
data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Replaced"
    actions   = ["sqs:SendMessage"]
    resources = ["*"]
  }
  statement {
    sid         = "Kept"
    not_actions = ["iam:*"]
    resources   = ["*"]
  }
}
data "aws_iam_policy_document" "over" {
  statement {
    sid       = "Replaced"
    effect    = "Deny"
    actions   = ["sqs:DeleteQueue"]
    resources = ["*"]
  }
}
data "aws_iam_policy_document" "d" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.over.json]
  statement {
    actions = [
      "s3:GetObject",
      "s3:PutObject",
    ]
    not_resources = ["arn:aws:s3:::x/*"]
    condition {
      test     = "StringEquals"
      variable = "aws:ResourceTag/a"
      values   = ["b"]
    }
  }
}
resource "aws_iam_role_policy" "p" {
  role   = aws_iam_role.r.id
  policy = data.aws_iam_policy_document.d.json
}
"""


def test_policy_documents_are_read_block_by_block(read_role):
    role = read_role(DOCUMENT)
    found = {grant.statement.sid or "new": grant.statement for grant in role.grants}
    assert found["Replaced"].effect == "Deny"
    assert found["Replaced"].actions == ("sqs:DeleteQueue",)
    assert found["Kept"].not_actions == ("iam:*",)
    assert found["new"].actions == ("s3:GetObject", "s3:PutObject")
    assert [str(text) for text in found["new"].not_resources] == ["arn:aws:s3:::x/*"]
    (condition,) = found["new"].conditions
    assert (condition.operator, condition.key) == ("StringEquals", "aws:ResourceTag/a")
    assert len(role.grants) == 3
    new = next(grant for grant in role.grants if not grant.statement.sid)
    assert new.action_spans[1].line - new.action_spans[0].line == 1
    assert new.action_spans[0].column == 7


def test_dynamic_statements_are_opened(read_role):
    role = read_role(
        'data "aws_iam_policy_document" "d" {\n  dynamic "statement" {\n    for_each = { a = "s3:GetObject", b = "s3:PutObject" }\n'
        '    iterator = it\n    content {\n      sid = it.key\n      actions = [it.value]\n      resources = ["*"]\n    }\n  }\n}\n'
        'resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = data.aws_iam_policy_document.d.json\n}\n'
    )  # fmt: skip
    assert [(grant.statement.sid, grant.statement.actions) for grant in role.grants] == [
        ("a", ("s3:GetObject",)),
        ("b", ("s3:PutObject",)),
    ]


@pytest.mark.parametrize(
    ("given", "kind", "key"),
    [
        ("data.aws_iam_role.old.arn", "external", "data.aws_iam_role.old"),
        ('"arn:aws:iam::123456789012:role/path/shared"', "external", "role/shared"),
        ("var.role", "external", "var.role"),
        ("md5(var.role)", "unknown", None),
    ],
)
def test_roles_from_elsewhere_are_not_known(read_root, given, kind, key):
    template = read_root(
        'variable "role" {}\ndata "aws_iam_role" "old" {\n  name = "old"\n}\n'
        f'resource "aws_iam_role_policy" "p" {{\n  role = data.aws_iam_role.old.name\n  {READ}\n}}\n'
        f'resource "aws_lambda_function" "f" {{\n  role = {given}\n  runtime = "python3.12"\n  handler = "a.b"\n}}\n'
    )
    (role,) = template.roles
    assert (role.kind, role.complete) == (kind, False)
    assert key is None or role.id == key
    assert actions(role) == ([("s3:GetObject",)] if role.id == "data.aws_iam_role.old" else [])


def test_the_other_user_of_a_role_and_its_trust_are_told(read_role):
    role = read_role(
        'resource "aws_sfn_state_machine" "s" {\n  role_arn = aws_iam_role.r.arn\n  definition = "{}"\n}\n'
        'resource "aws_lambda_function" "js" {\n  runtime = "nodejs20.x"\n  role = aws_iam_role.r.arn\n}\n'
        'resource "aws_lambda_function" "py" {\n  runtime = "python3.12"\n  role = aws_iam_role.r.arn\n}\n'
    )
    assert role.used_by == ("aws_sfn_state_machine.s", "aws_lambda_function.js")


def test_trusted_services_beside_lambda(read_root):
    template = read_root(
        'data "aws_iam_policy_document" "t" {\n  statement {\n    actions = ["sts:AssumeRole"]\n    principals {\n'
        '      type = "Service"\n      identifiers = ["lambda.amazonaws.com", "states.amazonaws.com"]\n    }\n  }\n}\n'
        'resource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.t.json\n}\n'
        'resource "aws_lambda_function" "f" {\n  role = aws_iam_role.r.arn\n  runtime = "python3.12"\n}\n'
    )
    assert template.roles[0].trusted == ("states.amazonaws.com",)


def test_a_boundary_is_read(read_root):
    template = read_root(
        f'resource "aws_iam_policy" "b" {{\n  {READ}\n}}\n'
        'resource "aws_iam_role" "r" {\n  permissions_boundary = aws_iam_policy.b.arn\n}\n'
        'resource "aws_lambda_function" "f" {\n  role = aws_iam_role.r.arn\n  runtime = "python3.12"\n}\n'
    )
    boundary = template.roles[0].boundary
    assert boundary is not None
    assert [grant.statement.actions for grant in boundary] == [("s3:GetObject",)]


def test_resource_policies_that_name_the_role_grant_to_it(read_role):
    role = read_role(
        'resource "aws_kms_key" "k" {\n  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "kms:Decrypt", Resource = "*",\n'
        '    Principal = { AWS = aws_iam_role.r.arn } }, { Effect = "Allow", Action = "kms:*", Resource = "*", Principal = { AWS = "x" } }] })\n}\n'
    )
    (grant,) = role.grants
    assert (grant.source, grant.statement.actions) == ("resource-policy", ("kms:Decrypt",))
    assert [str(text) for text in grant.statement.resources] == ["${aws_kms_key.k.arn}"]


@pytest.mark.parametrize(
    "body",
    [
        (
            'resource "aws_api_gateway_rest_api" "api" {}\nresource "aws_api_gateway_rest_api_policy" "p" {\n'
            "  rest_api_id = aws_api_gateway_rest_api.api.id\n  POLICY\n}\n"
        ),
        'resource "aws_api_gateway_rest_api" "api" {\n  POLICY\n}\n',
    ],
)
def test_policies_of_an_api_that_name_the_role_grant_to_it(read_role, body):
    statement = 'Effect = "Allow", Action = "execute-api:Invoke", Principal = { AWS = aws_iam_role.r.arn }'
    policy = (
        "policy = jsonencode({ Statement = [\n"
        f'    {{ {statement}, Resource = "execute-api:/prod/GET/*" }},\n    {{ {statement}, Resource = "*" }}] }})'
    )
    grants = read_role(body.replace("POLICY", policy)).grants
    assert {grant.source for grant in grants} == {"resource-policy"}
    own = "${aws_api_gateway_rest_api.api.execution_arn}"
    assert [[str(text) for text in grant.statement.resources] for grant in grants] == [
        [f"{own}/prod/GET/*"],
        [own, f"{own}/*"],
    ]


def test_principals_of_one_kind_in_several_blocks_all_count(read_root):
    template = read_root(
        'data "aws_iam_policy_document" "t" {\n  statement {\n    actions = ["sts:AssumeRole"]\n'
        '    principals {\n      type = "Service"\n      identifiers = ["lambda.amazonaws.com", "a.amazonaws.com"]\n    }\n'
        '    principals {\n      type = "Service"\n      identifiers = ["b.amazonaws.com"]\n    }\n  }\n}\n'
        'resource "aws_iam_role" "r" {\n  assume_role_policy = data.aws_iam_policy_document.t.json\n}\n'
        'resource "aws_lambda_function" "f" {\n  role = aws_iam_role.r.arn\n  runtime = "python3.12"\n}\n'
    )
    assert template.roles[0].trusted == ("a.amazonaws.com", "b.amazonaws.com")


def test_a_copy_of_a_policy_is_that_policy(read_role):
    role = read_role(
        'data "aws_iam_policy" "aws" {\n  name = "AmazonSQSReadOnlyAccess"\n}\n'
        'resource "aws_iam_policy" "copy" {\n  policy = data.aws_iam_policy.aws.policy\n}\n'
        'resource "aws_iam_policy" "again" {\n  policy = aws_iam_policy.plain.policy\n}\n'
        f'resource "aws_iam_policy" "plain" {{\n  {READ}\n}}\n'
        'resource "aws_iam_role_policy_attachment" "a" {\n  for_each = toset([aws_iam_policy.copy.arn, aws_iam_policy.again.arn])\n'
        "  role = aws_iam_role.r.name\n  policy_arn = each.value\n}\n"
    )
    assert role.complete
    assert {(grant.written, grant.statement.actions[:1]) for grant in role.grants if grant.written == ""} == {
        ("", ("s3:GetObject",))
    }
    assert "AmazonSQSReadOnlyAccess" in {grant.written for grant in role.grants}


def test_an_empty_document_hands_in_nothing(read_role):
    role = read_role(
        'data "aws_iam_policy_document" "d" {\n  override_policy_documents = ["{}"]\n  statement {\n'
        '    actions = ["s3:GetObject"]\n    resources = ["*"]\n  }\n}\n'
        'resource "aws_iam_role_policy" "p" {\n  role = aws_iam_role.r.id\n  policy = data.aws_iam_policy_document.d.json\n}\n'
    )
    assert role.complete
    assert actions(role) == [("s3:GetObject",)]


def test_null_is_no_policy(read_role):
    assert read_role(
        'resource "aws_iam_role_policy_attachment" "a" {\n  role = aws_iam_role.r.name\n  policy_arn = null\n}\n'
    ).complete


@pytest.mark.parametrize(
    ("resource", "attributes", "expected"),
    [
        ("aws_s3_bucket", "bucket = aws_s3_bucket.x.id", ["${aws_s3_bucket.x.arn}", "${aws_s3_bucket.x.arn}/*"]),
        ("aws_sqs_queue", "queue_url = aws_sqs_queue.x.url", ["${aws_sqs_queue.x.arn}"]),
        ("aws_sns_topic", "arn = aws_sns_topic.x.arn", ["${aws_sns_topic.x.arn}"]),
        ("aws_kms_key", "key_id = aws_kms_key.x.id", ["${aws_kms_key.x.arn}"]),
    ],
)
def test_everything_in_a_resources_own_policy_is_that_resource(read_role, resource, attributes, expected):
    role = read_role(
        f'resource "{resource}" "x" {{}}\nresource "{resource}_policy" "p" {{\n  {attributes}\n'
        '  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "any:Thing", Resource = "*",\n'
        "    Principal = { AWS = aws_iam_role.r.arn } }] })\n}\n"
    )
    (grant,) = role.grants
    assert [str(text) for text in grant.statement.resources] == expected
