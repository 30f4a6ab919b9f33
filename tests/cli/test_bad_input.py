"""Hostile and broken input: one clear message each, and everything else is still reported."""

import json
from pathlib import Path

import pytest

TEMPLATE = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Broken:
    Type: AWS::Serverless::Function
    Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: src/}
  Sound:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: sound.handler
      CodeUri: src/
      Policies:
        - Statement: [{Effect: Allow, Action: "sqs:*", Resource: "*"}]
"""
SOUND = 'import boto3\n\ndef handler(event, context):\n    boto3.client("sqs").list_queues()\n'
BOMB = 'a: &a ["x", "x", "x", "x", "x", "x", "x", "x", "x"]\n' + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n"
    for before, name in zip("abcdefghi", "bcdefghij", strict=True)
)
SOURCES = {
    "huge": (b"x = 1\n" * (50 * 1024 * 1024 // 6), "unparsable-code"),
    "expression": (b"def handler(e, c):\n    return " + b" + ".join([b"1"] * 10_000) + b"\n", "unparsable-code"),
    "nesting": (b"def handler(e, c):\n    return " + b"(" * 5_000 + b")" * 5_000 + b"\n", "unparsable-code"),
    "latin-1": ('def handler(e, c):\n    return "caf\xe9"\n'.encode("latin-1"), "unparsable-code"),
    "python-2": (b"def handler(e, c):\n    print 'hello'\n", "unparsable-code"),
    "null-bytes": (b"def handler(e, c):\n    return '\x00'\n", "unparsable-code"),
}


def project(folder: Path, source: bytes | None) -> None:
    (folder / "src").mkdir(parents=True, exist_ok=True)
    (folder / "template.yaml").write_text(TEMPLATE)
    (folder / "src" / "sound.py").write_text(SOUND)
    if source is not None:
        (folder / "src" / "app.py").write_bytes(source)


def findings(report: dict, function: str) -> list[dict]:
    return next(each["findings"] for each in report["functions"] if each["id"] == function)


@pytest.mark.parametrize("name", SOURCES)
def test_a_source_that_cannot_be_read_is_told_and_the_rest_goes_on(name, root, overgrant):
    source, rule = SOURCES[name]
    project(root, source)
    result = overgrant("scan", "--format", "json", "--no-cache")
    report = json.loads(result.stdout)
    told = [each for each in findings(report, "Broken") if each["rule"] == rule]
    assert len(told) == 1
    assert told[0]["file"] == "src/app.py"
    assert told[0]["line"] >= 1
    assert [each["rule"] for each in findings(report, "Sound")] == ["wildcard-action"]
    assert result.code == 1
    assert not [each for each in report["problems"] if each["code"] == "internal-error"]


def test_a_template_that_is_a_list_is_told(root, overgrant):
    (root / "template.yaml").write_text("- Resources\n- Transform\n")
    result = overgrant("scan", "--format", "json", "--no-cache")
    (problem,) = json.loads(result.stdout)["problems"]
    assert (problem["code"], problem["file"], problem["line"]) == ("template-unreadable", "template.yaml", 1)
    assert result.code == 3


def test_a_yaml_bomb_is_told_and_the_other_templates_are_read(root, overgrant):
    project(root / "app", b"def handler(e, c):\n    pass\n")
    (root / "template.yaml").write_text(TEMPLATE + BOMB)
    result = overgrant("scan", "--format", "json", "--no-cache")
    report = json.loads(result.stdout)
    assert [each["code"] for each in report["problems"] if each["file"] == "template.yaml"] == ["template-unreadable"]
    assert {each["id"] for each in report["functions"]} == {"Broken", "Sound"}


def test_a_link_out_of_the_root_is_not_followed(root, overgrant):
    outside = root / "outside.py"
    outside.write_text(SOUND)
    project(root / "app", None)
    (root / "app" / "src" / "app.py").symlink_to(outside)
    result = overgrant("scan", "app", "--format", "json", "--no-cache")
    report = json.loads(result.stdout)
    assert [(each["code"], each["file"]) for each in report["problems"]] == [("link-outside", "src/app.py")]
    assert [each["rule"] for each in findings(report, "Broken")] == ["unlocated-code"]
    assert [each["rule"] for each in findings(report, "Sound")] == ["wildcard-action"]


def test_an_empty_folder_is_exit_code_3(overgrant):
    result = overgrant("scan", "--no-cache")
    assert result.code == 3
    assert "no Python Lambda function found" in result.stderr
