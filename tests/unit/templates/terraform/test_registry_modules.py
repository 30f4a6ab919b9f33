"""Modules of the public registry: what the rules say that they make."""

import pytest

from analyzer.templates.terraform.registry import canonical

LAMBDA = """
module "fn" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "fn"
  handler       = "app.handler"
  runtime       = "python3.12"
  source_path   = "${path.module}/src"
  BODY
}
module "table" {
  source = "terraform-aws-modules/dynamodb-table/aws"
  name   = "orders"
}
module "queue" {
  source = "github.com/terraform-aws-modules/terraform-aws-sqs?ref=abc"
}
"""


@pytest.fixture
def read_lambda(read_root):
    def reading(body="", more=""):
        return read_root(LAMBDA.replace("BODY", body) + more, {"src/app.py": "x = 1\n"})

    return reading


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("terraform-aws-modules/lambda/aws", "terraform-aws-modules/lambda/aws"),
        ("terraform-aws-modules/lambda/aws//modules/alias", "terraform-aws-modules/lambda/aws//modules/alias"),
        ("registry.terraform.io/terraform-aws-modules/lambda/aws", "terraform-aws-modules/lambda/aws"),
        ("github.com/terraform-aws-modules/terraform-aws-lambda?ref=v1", "terraform-aws-modules/lambda/aws"),
        ("git::https://github.com/terraform-aws-modules/terraform-aws-lambda.git?ref=v1", "terraform-aws-modules/lambda/aws"),
        ("git@github.com:terraform-aws-modules/terraform-aws-lambda.git", "terraform-aws-modules/lambda/aws"),
        ("git::https://github.com/terraform-aws-modules/terraform-aws-iam.git//modules/iam-policy?ref=v1", "terraform-aws-modules/iam/aws//modules/iam-policy"),
        ("app.example.com/x/y/aws", "app.example.com/x/y/aws"),
    ],
)  # fmt: skip
def test_sources_are_named_as_in_the_registry(source, expected):
    assert canonical(source) == expected


def test_the_function_of_the_module(read_lambda):
    template = read_lambda(
        'environment_variables = {\n    TABLE = module.table.dynamodb_table_id\n  }\n  layers = ["arn:x"]\n  tracing_mode = "Active"\n'
        '  vpc_subnet_ids = ["a"]\n  dead_letter_target_arn = module.queue.queue_arn\n'
    )
    (one,) = template.functions
    assert one.id == "module.fn.aws_lambda_function.this[0]"
    assert (one.runtime, one.handler, one.code.path, one.role) == (
        "python3.12", "app.handler", "src", "module.fn.aws_iam_role.lambda[0]",
    )  # fmt: skip
    assert str(one.environment[0][1][0]) == "${module.table.aws_dynamodb_table.this[0].id}"
    assert (one.tracing, one.vpc, str(one.dead_letter)) == (True, True, "${module.queue.aws_sqs_queue.this[0].arn}")
    names = {resource.id: resource.type for resource in template.resources}
    assert names["module.table.aws_dynamodb_table.this[0]"] == "aws_dynamodb_table"


def test_what_the_caller_grants_and_what_the_module_adds(read_lambda):
    template = read_lambda(
        """
  attach_policy_statements = true
  policy_statements = {
    table = {
      effect    = "Allow"
      actions   = ["dynamodb:PutItem"]
      resources = [module.table.dynamodb_table_arn]
      condition = {
        c = {
          test     = "StringEquals"
          variable = "aws:x"
          values   = ["y"]
        }
      }
    }
  }
  attach_policy_json  = true
  policy_json         = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
  attach_policies     = true
  number_of_policies  = 1
  policies            = ["arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]
  policy_jsons        = ["not attached"]
  attach_network_policy = true
"""
    )
    (role,) = template.roles
    assert role.complete
    found = [(grant.source, grant.written, grant.statement.actions[:1]) for grant in role.grants]
    assert ("inline", "", ("dynamodb:PutItem",)) in found
    assert ("inline", "", ("s3:GetObject",)) in found
    assert ("managed", "AmazonSQSReadOnlyAccess") in [row[:2] for row in found]
    assert ("generated", "AWSLambdaENIManagementAccess") in [row[:2] for row in found]
    assert ("generated", "", ("logs:CreateLogGroup",)) in found
    statement = next(grant.statement for grant in role.grants if grant.statement.actions == ("dynamodb:PutItem",))
    assert [str(text) for text in statement.resources] == ["${module.table.aws_dynamodb_table.this[0].arn}"]
    assert (statement.conditions[0].operator, statement.conditions[0].key) == ("StringEquals", "aws:x")


def test_policies_attached_to_the_role_from_outside(read_lambda):
    template = read_lambda(
        "attach_cloudwatch_logs_policy = false",
        'resource "aws_iam_role_policy_attachment" "a" {\n  role = module.fn.lambda_role_name\n'
        '  policy_arn = "arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess"\n}\n',
    )
    assert {grant.written for grant in template.roles[0].grants} == {"AmazonS3ReadOnlyAccess"}


def test_a_role_of_ones_own(read_lambda):
    template = read_lambda(
        "create_role = false\n  lambda_role = aws_iam_role.mine.arn", 'resource "aws_iam_role" "mine" {}\n'
    )
    assert template.functions[0].role == "aws_iam_role.mine"
    assert [role.kind for role in template.roles] == ["template"]


def test_triggers_of_the_module(read_lambda):
    template = read_lambda(
        "event_source_mapping = {\n    q = { event_source_arn = module.queue.queue_arn }\n  }\n"
        '  allowed_triggers = {\n    q = { service = "sqs", source_arn = module.queue.queue_arn }\n'
        '    s = { principal = "s3.amazonaws.com", source_arn = "arn:aws:s3:::b" }\n  }\n'
    )
    assert [(event.kind, str(event.source), event.polled) for event in template.functions[0].events] == [
        ("SQS", "${module.queue.aws_sqs_queue.this[0].arn}", True),
        ("S3", "arn:aws:s3:::b", False),
    ]


def test_secrets_and_network_of_a_mapping_of_the_module(read_lambda):
    template = read_lambda(
        "event_source_mapping = {\n    k = {\n      self_managed_event_source = [{ endpoints = {} }]\n"
        "      source_access_configuration = [\n"
        '        { type = "SASL_SCRAM_512_AUTH", uri = "arn:aws:secretsmanager:eu-west-1:1:secret:s-AbCdEf" },\n'
        '        { type = "VPC_SUBNET", uri = "subnet:subnet-1" },\n      ]\n    }\n  }\n'
    )
    (event,) = template.functions[0].events
    assert [str(one) for one in event.secrets] == ["arn:aws:secretsmanager:eu-west-1:1:secret:s-AbCdEf"]
    assert event.network


@pytest.mark.parametrize("body", ["create = false", "create_function = false", "create_layer = true"])
def test_switched_off(read_lambda, body):
    assert read_lambda(body).functions == ()


@pytest.mark.parametrize(
    ("given", "path", "also"),
    [
        ('["src", "more"]', "src", ("more",)),
        ('[{ path = "src", pip_requirements = true }, { pip_requirements = "x.txt" }]', "src", ()),
        ('"src/app.py"', "src", ()),
    ],
)
def test_forms_of_source_path(read_root, given, path, also):
    text = LAMBDA.replace('"${path.module}/src"', given).replace("BODY", "")
    template = read_root(text, {"src/app.py": "x = 1\n", "more/x.py": ""})
    assert (template.functions[0].code.path, template.functions[0].code.also) == (path, also)


def test_an_unknown_module_keeps_its_outputs_as_references(read_root):
    template = read_root(
        'module "x" {\n  source = "example/x/aws"\n}\nresource "aws_lambda_function" "f" {\n  runtime = "python3.12"\n'
        '  handler = "a.b"\n  role = module.x.role_arn\n  environment {\n    variables = { T = module.x.table }\n  }\n}\n'
    )
    (one,) = template.functions
    assert str(one.environment[0][1][0]) == "${module.x.table}"
    assert [(role.kind, role.complete) for role in template.roles] == [("external", False)]


def test_a_layer_of_the_module_is_local_code(read_lambda):
    template = read_lambda(
        "layers = [module.shared.lambda_layer_arn]",
        'module "shared" {\n  source = "terraform-aws-modules/lambda/aws"\n  create_layer = true\n  runtime = "python3.12"\n'
        '  source_path = "${path.module}/src"\n}\n',
    )
    (one,) = template.functions
    assert [(layer.kind, layer.path) for layer in one.layers] == [("directory", "src")]
    assert one.layer_arns == ()


def test_who_else_may_assume_the_role_of_the_module(read_lambda):
    template = read_lambda(
        'trusted_entities = ["states.amazonaws.com", { type = "AWS", identifiers = ["arn:aws:iam::1:root"] }]'
    )
    assert template.roles[0].trusted == ("arn:aws:iam::1:root", "states.amazonaws.com")


IAM = """
module "policy" {
  source = "terraform-aws-modules/iam/aws//modules/iam-policy"
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:GetObject", Resource = "*" }] })
}
module "old" {
  source                  = "terraform-aws-modules/iam/aws//modules/iam-assumable-role"
  create_role             = true
  trusted_role_services   = ["lambda.amazonaws.com", "states.amazonaws.com"]
  attach_admin_policy     = true
  custom_role_policy_arns = [module.policy.arn, "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess"]
}
module "new" {
  source               = "terraform-aws-modules/iam/aws//modules/iam-role"
  name                 = "new"
  policies             = { queues = "arn:aws:iam::aws:policy/AmazonSQSReadOnlyAccess" }
  create_inline_policy = true
  inline_policy_permissions = {
    files = { effect = "Allow", actions = ["s3:PutObject"], resources = ["*"] }
  }
}
resource "aws_lambda_function" "old" {
  runtime = "python3.12"
  handler = "a.b"
  role    = module.old.iam_role_arn
}
resource "aws_lambda_function" "new" {
  runtime = "python3.12"
  handler = "a.b"
  role    = module.new.arn
}
resource "aws_iam_role_policy_attachment" "more" {
  role       = module.new.name
  policy_arn = module.policy.arn
}
"""


def test_roles_and_policies_of_the_identity_modules(read_root):
    old, new = read_root(IAM).roles
    assert (old.id, old.kind, old.complete, old.trusted) == (
        "module.old.aws_iam_role.this[0]", "template", True, ("states.amazonaws.com",),
    )  # fmt: skip
    granted = {(grant.source, grant.written, grant.statement.actions[:1]) for grant in old.grants}
    assert ("customer-managed", "", ("s3:GetObject",)) in granted
    assert ("managed", "AdministratorAccess", ("*",)) in granted
    assert {written for _, written, _ in granted} == {"", "AdministratorAccess", "AmazonSQSReadOnlyAccess"}
    assert [(grant.source, grant.written, grant.statement.actions[:1]) for grant in new.grants] == [
        ("managed", "AmazonSQSReadOnlyAccess", new.grants[0].statement.actions[:1]),
        ("inline", "", ("s3:PutObject",)),
        ("customer-managed", "", ("s3:GetObject",)),
    ]
