"""Policies as text to paste."""

import json

import pytest
import yaml
from msgspec.structs import replace

from analyzer.core import Ref, Span, Text, lit
from analyzer.iam import Condition
from analyzer.needs.model import Evidence, Need, NeedResource
from analyzer.policies import synthesize
from analyzer.policies.formats import FORMATS, Batch, FunctionPolicy, render
from analyzer.rulebook import Rulebook
from analyzer.templates.model import CodeSource, FunctionDecl, ResourceDecl, RoleDecl, Template

HERE = Span("template.yaml")
ORDERS = Text.of(Ref("Orders", "Arn"))
JOBS = Text.of(Ref("Jobs", "Arn"))
SAM = Template(
    "orders/template.yaml",
    "sam",
    resources=(
        ResourceDecl("Orders", "AWS::DynamoDB::Table", HERE),
        ResourceDecl("Jobs", "AWS::SQS::Queue", HERE),
        ResourceDecl("Named", "AWS::SQS::Queue", HERE, lit("jobs")),
    ),
)
TERRAFORM = Template(
    "main.tf",
    "terraform",
    functions=(
        FunctionDecl(
            "module.x.aws_lambda_function.worker",
            "terraform",
            "main.tf",
            HERE,
            "python3.13",
            "app.handler",
            CodeSource("directory", HERE),
            "aws_iam_role.worker",
        ),
    ),
    roles=(RoleDecl("aws_iam_role.worker", "template", HERE),),
)
RULEBOOK = Rulebook()


def need(action, *resources, **more):
    return Need(action, tuple(map(NeedResource, resources)), "call", (Evidence(HERE, "call"),), **more)


def written(name, *needs, template=SAM, identity="ProcessOrder"):
    return render(name, Batch((FunctionPolicy(identity, template, synthesize(needs)),), RULEBOOK))


class Cloudformation(yaml.SafeLoader):
    """Reads short tags back to their long form."""


def _long(loader, suffix, node):
    key = {"Ref": "Ref"}.get(suffix, f"Fn::{suffix}")
    if isinstance(node, yaml.SequenceNode):
        return {key: loader.construct_sequence(node, deep=True)}
    value = loader.construct_scalar(node)
    return {key: value.split(".", 1) if suffix == "GetAtt" else value}


Cloudformation.add_multi_constructor("!", _long)


def loaded(text):
    return yaml.load(text, Cloudformation)  # noqa: S506  a safe loader


QUERY = need("dynamodb:Query", ORDERS, Text.of(ORDERS, "/index/by-day"))
PASS = need(
    "iam:PassRole",
    Text.of("arn:", Ref("AWS::Partition"), ":iam::", Ref("AWS::AccountId"), ":role/x"),
    conditions=(Condition("StringEquals", "iam:PassedToService", (lit("states.amazonaws.com"),)),),
)
DOCUMENT = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Sid": "DynamodbOrders",
            "Effect": "Allow",
            "Action": ["dynamodb:Query"],
            "Resource": [{"Fn::GetAtt": ["Orders", "Arn"]}, {"Fn::Sub": "${Orders.Arn}/index/by-day"}],
        },
        {
            "Sid": "IamX",
            "Effect": "Allow",
            "Action": ["iam:PassRole"],
            "Resource": [{"Fn::Sub": "arn:${AWS::Partition}:iam::${AWS::AccountId}:role/x"}],
            "Condition": {"StringEquals": {"iam:PassedToService": ["states.amazonaws.com"]}},
        },
    ],
}


def test_json_and_yaml_are_the_document_itself():
    assert json.loads(written("json", QUERY, PASS).text) == DOCUMENT
    assert yaml.safe_load(written("yaml", QUERY, PASS).text) == DOCUMENT


def test_several_functions_stand_by_id_and_equal_ids_by_template():
    other = Template("other.yaml", "sam")
    policy = synthesize([QUERY])
    functions = tuple(
        FunctionPolicy(name, template, policy) for name, template in (("A", SAM), ("B", SAM), ("A", other))
    )
    found = json.loads(render("json", Batch(functions, RULEBOOK)).text)
    assert list(found) == ["orders/template.yaml::A", "B", "other.yaml::A"]


def test_cloudformation_is_a_role():
    text = written("cloudformation", QUERY, PASS).text
    assert "!GetAtt Orders.Arn" in text
    role = loaded(text)["Resources"]["ProcessOrderRole"]
    assert role["Type"] == "AWS::IAM::Role"
    assert role["Properties"]["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {
        "Service": "lambda.amazonaws.com"
    }
    assert role["Properties"]["Policies"] == [{"PolicyName": "ProcessOrder", "PolicyDocument": DOCUMENT}]


def test_a_policy_beyond_the_limit_becomes_managed_policies():
    needs = [
        need(f"svc{number}:Action{letter}", lit(f"arn:aws:svc{number}:::{'x' * 60}"))
        for number in range(60)
        for letter in "abcdefghij"
    ]
    rendered = written("cloudformation", *needs)
    resources = loaded(rendered.text)["Resources"]
    names = [name for name, one in resources.items() if one["Type"] == "AWS::IAM::ManagedPolicy"]
    assert len(names) > 1
    assert resources["ProcessOrderRole"]["Properties"]["ManagedPolicyArns"] == [{"Ref": name} for name in names]
    assert rendered.notes[0].startswith("ProcessOrder: split into")
    hcl = written("terraform", *needs).text
    assert hcl.count('resource "aws_iam_role_policy_attachment"') == len(names)


def test_sam_uses_its_own_templates_where_they_grant_nothing_more():
    rendered = written(
        "sam",
        QUERY,
        need("sqs:SendMessage", JOBS),
        need("cloudwatch:PutMetricData", lit("*")),
        need("sqs:SendMessage", Text.of(Ref("Named", "Arn"))),
    )
    policies = loaded(rendered.text)["Resources"]["ProcessOrder"]["Properties"]["Policies"]
    assert policies[:3] == [
        {"CloudWatchPutMetricPolicy": {}},
        {"SQSSendMessagePolicy": {"QueueName": {"Fn::GetAtt": ["Jobs", "QueueName"]}}},
        {"SQSSendMessagePolicy": {"QueueName": {"Fn::GetAtt": ["Named", "QueueName"]}}},
    ]
    assert [one["Sid"] for one in policies[3]["Statement"]] == ["DynamodbOrders"]


@pytest.mark.parametrize(
    "needs",
    [
        (need("sqs:ReceiveMessage", JOBS),),  # SQSPollerPolicy grants five more
        (need("sqs:SendMessage", JOBS, certainty="possible"),),  # stays visible as Possible…
        (need("sqs:SendMessage", lit("*")),),  # a wildcard is no queue name
        (need("sqs:SendMessage", JOBS, conditions=PASS.conditions),),
    ],
)
def test_sam_writes_statements_where_no_template_fits(needs):
    policies = loaded(written("sam", *needs).text)["Resources"]["ProcessOrder"]["Properties"]["Policies"]
    assert [list(one) for one in policies] == [["Version", "Statement"]]


def test_a_sam_template_takes_its_part_of_a_statement():
    both = need("sqs:SendMessage", JOBS), need("sqs:DeleteMessage", JOBS), need("sqs:SendMessage", lit("*x"))
    policies = loaded(written("sam", *both).text)["Resources"]["ProcessOrder"]["Properties"]["Policies"]
    assert policies[0] == {"SQSSendMessagePolicy": {"QueueName": {"Fn::GetAtt": ["Jobs", "QueueName"]}}}
    left = [(one["Action"], one["Resource"]) for one in policies[1]["Statement"]]
    assert left == [
        (["sqs:DeleteMessage"], [{"Fn::GetAtt": ["Jobs", "Arn"]}]),
        (["sqs:SendMessage"], ["*x"]),
    ]


def test_serverless_has_one_role_for_one_function_and_statements_for_several():
    template = Template("serverless.yml", "serverless")
    one = loaded(written("serverless", QUERY, PASS, template=template, identity="process").text)
    assert one == {"provider": {"iam": {"role": {"statements": DOCUMENT["Statement"]}}}}
    policy = synthesize([QUERY])
    batch = Batch((FunctionPolicy("a", template, policy), FunctionPolicy("b", template, policy)), RULEBOOK)
    rendered = render("serverless", batch)
    assert loaded(rendered.text)["functions"]["b"]["iamRoleStatements"] == DOCUMENT["Statement"][:1]
    assert "serverless-iam-roles-per-function" in rendered.notes[0]


def test_terraform_writes_a_document_and_a_policy_on_the_role():
    table = Text.of(Ref("aws_dynamodb_table.orders", "arn"))
    needs = need("dynamodb:Query", table, Text.of(table, "/index/*")), PASS
    rendered = written("terraform", *needs, template=TERRAFORM, identity="module.x.aws_lambda_function.worker")
    assert rendered.notes == ()
    assert 'data "aws_iam_policy_document" "worker" {' in rendered.text
    assert "      aws_dynamodb_table.orders.arn,\n" in rendered.text
    assert '      "${aws_dynamodb_table.orders.arn}/index/*",\n' in rendered.text
    assert 'data "aws_partition" "current" {}' in rendered.text
    assert 'variable = "iam:PassedToService"' in rendered.text
    assert "  role   = aws_iam_role.worker.name\n" in rendered.text


def test_references_of_another_dialect_become_variables_and_parameters():
    hcl = written("terraform", QUERY)
    assert "var.orders_arn" in hcl.text
    assert any("variables stand for" in note for note in hcl.notes)
    table = Text.of(Ref("aws_dynamodb_table.orders", "arn"))
    role = loaded(written("cloudformation", need("dynamodb:Query", table), template=TERRAFORM, identity="w").text)
    statement = role["Resources"]["wRole"]["Properties"]["Policies"][0]["PolicyDocument"]["Statement"][0]
    assert statement["Resource"] == [{"Ref": "AwsDynamodbTableOrdersArn"}]


@pytest.mark.parametrize("name", FORMATS)
def test_a_function_without_needs_is_written_too(name):
    assert written(name).text.endswith("\n")


def test_terraform_labels_and_references_are_those_of_the_module_that_they_stand_in():
    inside = FunctionDecl(
        'module.x.aws_lambda_function.f["a"]', "terraform", "x/main.tf", HERE, "python3.13", "app.handler",
        CodeSource("directory", HERE), "module.x.aws_iam_role.r",
        words=(("module.data.aws_dynamodb_table.t.arn", 'var.tables["t"]'), ("module.x.", "")),
    )  # fmt: skip
    other = replace(inside, id='module.x.aws_lambda_function.f["b"]')
    roles = (RoleDecl("module.x.aws_iam_role.r", "template", HERE),)
    template = Template("main.tf", "terraform", functions=(inside, other), roles=roles)
    needs = need(
        "dynamodb:Query",
        Text.of(Ref("module.data.aws_dynamodb_table.t", "arn"), '/index/"x"'),
        Text.of(Ref('module.x.aws_dynamodb_table.own["k"]', "arn")),
    )
    batch = Batch(tuple(FunctionPolicy(one.id, template, synthesize((needs,))) for one in (inside, other)), RULEBOOK)
    hcl = render("terraform", batch).text
    assert 'data "aws_iam_policy_document" "x_f_a" {' in hcl
    assert 'data "aws_iam_policy_document" "x_f_b" {' in hcl
    assert '"${var.tables["t"]}/index/\\"x\\""' in hcl
    assert '      aws_dynamodb_table.own["k"].arn,\n' in hcl
    assert "  role   = aws_iam_role.r.name\n" in hcl


def test_variables_of_serverless_are_parameters_elsewhere():
    """CloudFormation would take ``${env:STAGE}`` for a reference of its own, and refuse the template."""
    template = Template("serverless.yml", "serverless")
    queue = Text.of("arn:aws:sqs:eu-west-1:1:jobs-", Ref("env:STAGE"), Ref("self:custom.tail"))
    for form in ("sam", "cloudformation"):
        found = written(form, need("sqs:SendMessage", queue), template=template, identity="process")
        assert "jobs-${EnvSTAGE}${SelfCustomTail}" in found.text
        assert any("EnvSTAGE stands for ${env:STAGE}" in note for note in found.notes)
    assert "${env:STAGE}" in written("serverless", need("sqs:SendMessage", queue), template=template, identity="p").text
