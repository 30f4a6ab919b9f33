import json
from importlib.resources import files
from typing import get_args

import jsonschema
import pytest
from msgspec import structs
from msgspec.structs import replace

from analyzer.core import GapKind, Problem, Span
from analyzer.reports import render
from analyzer.reports.document import document

SCHEMA = json.loads(files("analyzer.reports").joinpath("schema/overgrant-report-1.json").read_text())
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


@pytest.fixture
def parsed(report):
    return json.loads(render(report, "json"))


def test_schema_is_a_schema():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


def test_report_meets_the_schema(parsed):
    VALIDATOR.validate(parsed)


@pytest.mark.parametrize(
    "where",
    [
        (), ("tool",), ("stats",), ("functions", 0), ("functions", 0, "handler"), ("functions", 0, "role"),
        ("functions", 0, "needs", 0), ("functions", 0, "needs", 0, "resources", 0),
        ("functions", 0, "needs", 0, "evidence", 0), ("functions", 0, "needs", 0, "evidence", 0, "path", 0),
        ("functions", 0, "policy"), ("functions", 0, "policy", "Statement", 0), ("functions", 0, "gaps", 0),
        ("functions", 0, "findings", 0), ("functions", 0, "findings", 1, "related", 0), ("problems", 0),
    ],
    ids=lambda where: ".".join(map(str, where)) or "report",
)  # fmt: skip
def test_schema_is_strict(parsed, where):
    inner = parsed
    for step in where:
        inner = inner[step]
    inner["surprise"] = 1
    assert not VALIDATOR.is_valid(parsed)
    del inner["surprise"]
    VALIDATOR.validate(parsed)


def structs_of_document():
    import analyzer.reports.document as module

    kinds = [kind for kind in vars(module).values() if isinstance(kind, type) and kind.__module__ == module.__name__]
    return sorted(kinds, key=lambda kind: kind.__name__)


@pytest.mark.parametrize("kind", structs_of_document(), ids=lambda kind: kind.__name__)
def test_schema_names_what_the_structs_hold(kind):
    name = kind.__name__.removesuffix("Doc").lower()
    part = SCHEMA if name == "document" else SCHEMA["$defs"][name]
    fields = [field.encode_name for field in structs.fields(kind)]
    assert list(part["properties"]) == fields
    assert part["required"] == [field.encode_name for field in structs.fields(kind) if field.required]


def test_first_function_as_the_contract_says(parsed):
    function = parsed["functions"][0]
    assert list(function) == [
        "id", "dialect", "template", "line", "runtime", "handler", "role", "complete", "needs", "policy", "gaps",
        "findings",
    ]  # fmt: skip
    assert function["handler"] == {"spec": "app.handler", "file": "orders/src/app.py", "line": 31}
    assert function["role"] == {"id": "ProcessOrderRole", "kind": "implicit", "shared_with": ["Other"]}
    assert function["needs"][0] == {
        "action": "dynamodb:Query",
        "resources": [
            {
                "arn": "${Orders.Arn}",
                "logical_id": "Orders",
                "expression": {"Fn::GetAtt": ["Orders", "Arn"]},
                "certainty": "exact",
            },
            {
                "arn": "${Orders.Arn}/index/by-day",
                "logical_id": "Orders",
                "expression": {"Fn::Sub": "${Orders.Arn}/index/by-day"},
                "certainty": "exact",
            },
        ],
        "conditions": {},
        "origin": "call",
        "certainty": "certain",
        "evidence": [
            {
                "file": "orders/src/store.py",
                "line": 9,
                "column": 12,
                "call": "dynamodb.Query",
                "path": [{"file": "orders/src/app.py", "line": 34, "function": "handler"}],
            },
            {"file": "orders/src/store.py", "line": 21, "column": 12, "call": "dynamodb.Query", "path": []},
        ],
    }


def test_a_condition_of_a_need(parsed):
    assert parsed["functions"][0]["needs"][2]["conditions"] == {
        "StringEquals": {"kms:ViaService": [{"Fn::Sub": "sqs.${AWS::Region}.amazonaws.com"}]}
    }


def test_what_only_explains_a_grant_is_no_need(parsed):
    assert [need["action"] for need in parsed["functions"][0]["needs"]] == [
        "dynamodb:Query", "sns:Publish", "kms:Decrypt",
    ]  # fmt: skip


def test_findings_stand_in_the_order_of_their_places(parsed):
    places = [(f["file"], f["line"], f["column"], f["rule"]) for f in parsed["functions"][0]["findings"]]
    assert places == [
        ("orders/src/notify.py", 4, 3, "missing-action"),
        ("orders/template.yaml", 22, 17, "unused-action"),
        ("orders/template.yaml", 22, 40, "wide-resource"),
        ("orders/template.yaml", 25, 17, "wildcard-action"),
    ]


def test_a_finding(parsed):
    assert parsed["functions"][0]["findings"][1] == {
        "rule": "unused-action",
        "category": "over-grant",
        "level": "error",
        "confidence": "high",
        "grant": "dynamodb:DeleteItem",
        "actions": ["dynamodb:DeleteItem"],
        "resources": ["${Orders.Arn}"],
        "message": "ProcessOrder never calls dynamodb:DeleteItem on Orders",
        "file": "orders/template.yaml",
        "line": 22,
        "column": 17,
        "end_line": 22,
        "related": [{"file": "orders/src/store.py", "line": 9, "message": "the only use of Orders"}],
        "fingerprint": "a" * 16,
        "help": "rules/unused-action",
    }


def test_code_that_is_elsewhere(parsed):
    remote = parsed["functions"][1]
    assert remote["handler"] is None
    assert remote["policy"] == {"Version": "2012-10-17", "Statement": []}


def test_what_is_not_seen_is_said(parsed):
    assert "service and resource control policies" in parsed["not_seen"][0]


def test_file_name_that_is_no_unicode(report):
    odd = Problem("odd-name", Span("caf\udce9.py"), "not UTF-8")
    text = render(replace(report, problems=(odd,)), "json")
    written = text.encode("utf-8", "backslashreplace")
    assert json.loads(written)["problems"][0]["file"] == "caf\udce9.py"


def test_document_is_what_json_says(report, parsed):
    assert document(report).functions[0].id == parsed["functions"][0]["id"]


def test_readable_arn(report):
    opened = "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Orders}"
    function = replace(report.functions[0], arns={"${Orders.Arn}": opened})
    resources = json.loads(render(replace(report, functions=(function,)), "json"))["functions"][0]["needs"][0][
        "resources"
    ]
    assert [item["arn"] for item in resources] == [opened, "${Orders.Arn}/index/by-day"]
    assert resources[0]["expression"] == {"Fn::GetAtt": ["Orders", "Arn"]}


def test_the_schema_knows_every_kind_of_gap():
    assert SCHEMA["$defs"]["gap"]["properties"]["kind"]["enum"] == list(get_args(GapKind))
