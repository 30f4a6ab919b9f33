"""What a program that imports the package relies on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

import analyzer

ROOT = Path(__file__).parents[2]
ORDERS = ROOT / "corpus" / "apps" / "orders"


def scanned(**keywords):
    return analyzer.scan(ORDERS, cache=False, **keywords)


def test_a_scan_gives_typed_functions_and_findings():
    report = scanned(function="FulfilOrder")
    assert isinstance(report, analyzer.Report)
    (function,) = report.functions
    assert isinstance(function, analyzer.Function)
    assert (function.id, function.template, function.complete) == ("FulfilOrder", "template.yaml", True)
    assert [(finding.rule, finding.actions) for finding in function.findings] == [
        ("missing-action", ("sns:Publish",)),
        ("unused-action", ("s3:GetObject",)),
    ]
    need = next(need for need in function.needs if need.action == "sns:Publish")
    assert (need.evidence[0].file, need.resources[0].logical_id) == ("functions/fulfil_order/app.py", "OrderEvents")


def test_a_report_is_what_the_command_writes():
    words = ("scan", str(ORDERS), "--format", "json", "--fail-on", "never", "--no-cache")
    written = json.loads(
        subprocess.run([sys.executable, "-m", "analyzer.cli", *words], capture_output=True, check=True, cwd=ROOT).stdout
    )
    own = analyzer.to_dict(scanned())
    written.pop("stats")
    own.pop("stats")
    assert json.loads(json.dumps(own)) == written


def test_keywords_are_the_options():
    assert scanned(template="elsewhere.yaml").functions == ()
    assert [each.id for each in scanned(changed=[ORDERS / "functions/get_orders/app.py"]).functions] == ["GetOrders"]


def test_a_policy_to_paste():
    policy = json.loads(analyzer.policy(ORDERS, function="FulfilOrder", cache=False))
    assert "sns:Publish" in json.dumps(policy)
    pasted = analyzer.policy(ORDERS, function="FulfilOrder", format="sam", cache=False)
    assert "SNSPublishMessagePolicy" in pasted


def test_an_explanation_names_the_call():
    text = analyzer.explain(ORDERS, function="FulfilOrder", action="sns:Publish", cache=False)
    assert "functions/fulfil_order/app.py:30:5" in text
    assert "not granted by FulfilOrderRole" in text


def test_a_handler_and_a_policy(tmp_path):
    (tmp_path / "app.py").write_text(
        "import boto3\n\n\ndef handler(event, context):\n    boto3.client('sqs').list_queues()\n"
    )
    policy = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}
    (tmp_path / "policy.json").write_text(json.dumps(policy))
    report = analyzer.diff(tmp_path / "policy.json", f"{tmp_path}/app.py:handler", cache=False)
    assert [(finding.rule, finding.grant) for finding in report.all_findings if finding.level == "error"] == [
        ("wildcard-action", "sqs:*")
    ]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: analyzer.scan("no/such/place"), "no such file or folder"),
        (lambda: analyzer.scan(ORDERS, acount="1"), "there is no keyword 'acount'"),
        (lambda: analyzer.policy(ORDERS, format="xml"), "format must be one of"),
        (lambda: analyzer.policy(ORDERS, function="Nobody", cache=False), "no Python Lambda function Nobody"),
        (lambda: analyzer.explain(ORDERS, function="Nobody", cache=False), "no Python Lambda function Nobody"),
        (lambda: analyzer.diff("nothing.json", "nothing.py:f"), "there is no file"),
    ],
)
def test_wrong_usage_is_one_exception(call, words):
    with pytest.raises(analyzer.UsageError, match=words):
        call()


def test_importing_the_package_loads_nothing():
    probe = "import analyzer, sys; print(sorted(name for name in sys.modules if name.startswith('analyzer') or name in ('msgspec', 'yaml', 'libcst')))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True, cwd=ROOT)
    assert done.stdout.strip() == "['analyzer']"


def test_the_names_are_those_that_are_told():
    assert dir(analyzer) == sorted(analyzer.__all__)
    assert all(getattr(analyzer, name) is not None for name in analyzer.__all__)
    with pytest.raises(AttributeError, match="scam"):
        analyzer.scam  # noqa: B018


def test_a_program_that_uses_the_types_checks(tmp_path):
    program = tmp_path / "program.py"
    program.write_text(
        "import analyzer\n\n"
        "def worst(path: str) -> list[str]:\n"
        "    report: analyzer.Report = analyzer.scan(path, region='eu-west-1', jobs=2)\n"
        "    return [finding.message for finding in report.all_findings if finding.level == 'error']\n"
    )
    wrong = tmp_path / "wrong.py"
    wrong.write_text("import analyzer\n\nanalyzer.scan('.', region=1)\nanalyzer.scan('.').functions[0].nonsense\n")
    words = [sys.executable, "-m", "mypy", "--strict", "--no-incremental", "--follow-imports=silent"]
    done = subprocess.run([*words, str(program), str(wrong)], capture_output=True, text=True, check=False, cwd=ROOT)
    errors = [line for line in done.stdout.splitlines() if "error:" in line]
    assert len(errors) == 2, done.stdout
    assert all("wrong.py" in line for line in errors)
