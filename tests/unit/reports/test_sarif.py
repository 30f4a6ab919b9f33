import gzip
import json
import random

import pytest
from msgspec.structs import replace

from analyzer.core import Span
from analyzer.findings.model import Finding
from analyzer.reports import render


def run_of(report):
    return json.loads(render(report, "sarif"))["runs"][0]


@pytest.fixture
def run(report):
    return run_of(report)


def result(run, rule):
    (found,) = [result for result in run["results"] if result["ruleId"] == rule]
    return found


def test_version_and_tool(report):
    log = json.loads(render(report, "sarif"))
    assert log["version"] == "2.1.0"
    assert log["$schema"].endswith("sarif-schema-2.1.0.json")
    driver = log["runs"][0]["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("overgrant", "0.1.0")


def test_every_result_points_to_its_rule(run):
    rules = run["tool"]["driver"]["rules"]
    assert [rules[result["ruleIndex"]]["id"] for result in run["results"]] == [r["ruleId"] for r in run["results"]]
    assert all(rule["shortDescription"]["text"] and rule["help"]["markdown"] for rule in rules)


def test_most_severe_first(run):
    assert [result["level"] for result in run["results"]] == ["error", "error", "warning", "note", "note", "note"]


def test_an_unneeded_grant(run):
    unused = result(run, "unused-action")
    assert unused["message"] == {"text": "ProcessOrder never calls dynamodb:DeleteItem on Orders"}
    assert unused["locations"] == [
        {
            "physicalLocation": {
                "artifactLocation": {"uri": "orders/template.yaml", "uriBaseId": "SCANROOT"},
                "region": {"startLine": 22, "startColumn": 17},
            },
            "logicalLocations": [
                {
                    "name": "ProcessOrder",
                    "fullyQualifiedName": "orders/template.yaml::ProcessOrder",
                    "kind": "function",
                }
            ],
        }
    ]
    assert unused["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "orders/src/store.py"
    assert unused["relatedLocations"][0]["message"] == {"text": "the only use of Orders"}
    assert unused["partialFingerprints"] == {"overgrant/v1": "a" * 16}
    assert unused["properties"]["grant"] == "dynamodb:DeleteItem"
    assert "codeFlows" not in unused


def test_way_from_the_handler_to_the_call(run):
    flows = result(run, "wide-resource")["codeFlows"]
    steps = [step["location"] for step in flows[0]["threadFlows"][0]["locations"]]
    assert [(step["physicalLocation"]["artifactLocation"]["uri"], step["message"]["text"]) for step in steps] == [
        ("orders/src/app.py", "the handler app.handler"),
        ("orders/src/app.py", "in handler"),
        ("orders/src/store.py", "dynamodb.Query needs dynamodb:Query"),
    ]


def test_gaps_and_problems_are_notifications(report):
    run = run_of(replace(report, findings=()))
    shown = run["invocations"][0]["toolExecutionNotifications"]
    assert [(item["descriptor"]["id"], item["level"]) for item in shown] == [
        ("template-unreadable", "warning"),
        ("dynamic-operation", "note"),
    ]


def test_path_becomes_a_uri(report):
    finding = Finding("r", "invalid", "note", "high", None, (), (), "m", Span("a dir/100%#caf\u00e9.yaml"))
    run = run_of(replace(report, functions=(), findings=(finding,)))
    place = run["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
    assert place["uri"] == "a%20dir/100%25%23caf%C3%A9.yaml"


def test_no_more_results_than_are_accepted(report):
    finding = report.functions[0].findings[3]
    many = replace(report.functions[0], findings=(finding,) * 25_000 + report.functions[0].findings[:1])
    run = run_of(replace(report, functions=(many,), findings=()))
    assert len(run["results"]) == 25_000
    assert run["results"][0]["level"] == "error"
    assert run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"] == "1 result did not fit."


def test_the_scanned_folder_is_found_from_the_git_root(report):
    assert run_of(report)["originalUriBaseIds"]["SCANROOT"]["uri"] == "services/"
    assert "uri" not in run_of(replace(report, prefix=""))["originalUriBaseIds"]["SCANROOT"]


def test_the_largest_run_is_accepted(report):
    """25,000 results that name all that a wide pattern grants, each of a resource of its own, in 10 MB of gzip."""
    chance = random.Random(7)  # noqa: S311 - no secret, text that does not compress
    actions = tuple(f"ec2:Action{number}" for number in range(700))
    finding = report.functions[0].findings[1]
    many = tuple(
        replace(
            finding,
            actions=actions,
            resources=(f"arn:aws:s3:::{chance.randbytes(12).hex()}",),
            message=f"ProcessOrder never calls ec2:{chance.randbytes(6).hex()} on {chance.randbytes(12).hex()}",
            fingerprint=chance.randbytes(10).hex(),
        )
        for _ in range(25_000)
    )
    text = render(replace(report, functions=(replace(report.functions[0], findings=many),)), "sarif")
    assert len(gzip.compress(text.encode())) < 10_000_000


def test_limits_of_a_rule_and_of_a_result(run):
    for rule in run["tool"]["driver"]["rules"]:
        assert len(rule["properties"]["tags"]) <= 10
        assert len(rule["fullDescription"]["text"]) <= 1024
    for result in run["results"]:
        assert len(result["locations"]) == 1
        assert (
            sum(len(thread["locations"]) for flow in result.get("codeFlows", ()) for thread in flow["threadFlows"])
            <= 1000
        )
        assert not result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].startswith(("/", "file:"))
