"""Plans as JSON, and configurations in JSON."""

import json

import pytest

from analyzer.needs.properties import text_at
from analyzer.templates import ReadOptions

ROLE = {"address": "aws_iam_role.r", "mode": "managed", "type": "aws_iam_role", "name": "r", "values": {"name": "r"}}
FUNCTION = {
    "address": "aws_lambda_function.f",
    "mode": "managed",
    "type": "aws_lambda_function",
    "name": "f",
    "values": {"runtime": "python3.13", "handler": "app.handler", "filename": "f.zip"},
}
POLICY = {"address": "aws_iam_role_policy.p", "mode": "managed", "type": "aws_iam_role_policy", "name": "p"}
BY_ROLE = {"role": {"references": ["aws_iam_role.r.arn", "aws_iam_role.r"]}}


def plan(*resources, written=(), **more):
    configuration = {"root_module": {"resources": [{**FUNCTION, "expressions": BY_ROLE}, *written]}}
    planned = {"root_module": {"resources": [ROLE, FUNCTION, *resources]}}
    return json.dumps({"format_version": "1.2", "planned_values": planned, "configuration": configuration, **more})


def test_role_is_what_the_configuration_refers_to(read_files):
    (template,) = read_files({"a/tfplan.json": plan()})
    (function,) = template.functions
    assert (template.path, function.template, function.id) == (
        "a/tfplan.json",
        "a/tfplan.json",
        "aws_lambda_function.f",
    )
    assert [(role.id, role.kind, role.complete) for role in template.roles] == [("aws_iam_role.r", "template", True)]


def test_policy_that_only_an_apply_will_tell_is_a_gap(read_files):
    expressions = {"policy": {"references": ["aws_s3_bucket.b.arn", "aws_s3_bucket.b"]}, **BY_ROLE}
    later = {**POLICY, "values": {"name": "p"}}
    (template,) = read_files({"plan.json": plan(later, written=[{**POLICY, "expressions": expressions}])})
    (role,) = template.roles
    assert (role.grants, role.complete) == ((), False)


def test_configuration_says_more_than_its_plan(read_files):
    files = {"plan.json": plan(), "main.tf": 'resource "aws_sqs_queue" "q" {}\n'}
    assert [template.functions for template in read_files(files)] == [()]


@pytest.mark.parametrize(
    "text",
    [
        "", "[]", "{", "{}", '{"format_version": 1, "planned_values": 2, "configuration": 3}',
        '{"format_version": "1", "planned_values": {"root_module": {"resources": [3, {}]}}, "configuration": []}',
    ],
)  # fmt: skip
def test_files_that_are_no_plan(read_files, text):
    assert not any(template.functions for template in read_files({"plan.json": text}))


@pytest.mark.parametrize(
    "text", ["", "[]", "{", '{"resource": 3}', '{"resource": {"aws_lambda_function": [{"f": [1]}]}}']
)
def test_configurations_in_json_that_hold_nothing(read_files, text):
    assert not any(template.functions for template in read_files({"main.tf.json": text}))


def test_override_in_json(read_files):
    main = {
        "resource": {"aws_lambda_function": {"f": {"runtime": "python3.12", "handler": "a.b", "filename": "f.zip"}}}
    }
    over = {"resource": {"aws_lambda_function": {"f": {"runtime": "python3.13"}}}}
    (template,) = read_files({"main.tf.json": json.dumps(main), "override.tf.json": json.dumps(over)})
    assert [(one.runtime, one.handler) for one in template.functions] == [("python3.13", "a.b")]


def test_instances_by_their_keys(read_files):
    """As Terraform 1.11 prints ``for_each`` and the references to an instance."""
    role = {**ROLE, "address": 'aws_iam_role.r["x"]', "index": "x"}
    by_key = {"role": {"references": ['aws_iam_role.r["x"].arn', 'aws_iam_role.r["x"]', "aws_iam_role.r"]}}
    whole = {
        "format_version": "1.2",
        "planned_values": {"root_module": {"resources": [role, FUNCTION]}},
        "configuration": {"root_module": {"resources": [{**FUNCTION, "expressions": by_key}]}},
    }
    (template,) = read_files({"plan.json": json.dumps(whole)})
    assert [role.id for role in template.roles] == ['aws_iam_role.r["x"]']


def test_a_plan_of_any_name_that_is_asked_for(read_files):
    files = {"infra/tfplan.out": plan(), "infra/main.tf": 'resource "aws_sqs_queue" "q" {}\n', "x.json": "{}"}
    options = ReadOptions(templates=("elsewhere.json", "infra/tfplan.out"))
    assert [one.path for one in read_files(files) if one.functions] == []
    assert [one.path for one in read_files(files, options) if one.functions] == ["infra/tfplan.out"]
    assert [one.path for one in read_files(files, start="infra/tfplan.out")] == ["tfplan.out"]


def test_a_key_that_waits_for_the_apply_is_what_the_configuration_names(read_files):
    table = {"address": "aws_dynamodb_table.t", "mode": "managed", "type": "aws_dynamodb_table", "name": "t"}
    key = {"address": "aws_kms_key.k", "mode": "managed", "type": "aws_kms_key", "name": "k", "values": {}}
    by_key = {
        "kms_key_arn": {"references": ["aws_kms_key.k.arn", "aws_kms_key.k"]},
        "enabled": {"constant_value": True},
    }
    planned = {**table, "values": {"name": "t", "server_side_encryption": [{"enabled": True}]}}
    written = {**table, "expressions": {"server_side_encryption": [by_key]}}
    (template,) = read_files({"plan.json": plan(planned, key, written=[written])})
    (found,) = [one for one in template.resources if one.id == "aws_dynamodb_table.t"]
    assert str(text_at(found.properties, "server_side_encryption[].kms_key_arn")) == "${aws_kms_key.k.arn}"
