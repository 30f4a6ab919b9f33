"""The server, spoken to by the SDK's own client: in memory, and over stdio with the real command."""

import asyncio
import json
import os
import re
import shutil
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import pytest
from mcp import Client, StdioServerParameters

from analyzer.mcp.server import serve

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "integrations" / "mcp.md"
ORDERS = ROOT / "corpus" / "apps" / "orders"


@pytest.fixture
def root(tmp_path, monkeypatch):
    """The root of a server, and beside it what nobody may read."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    folder = tmp_path / "root"
    shutil.copytree(ORDERS, folder / "orders", ignore=shutil.ignore_patterns("expected", "case.toml"))
    secret = tmp_path / "secret"
    shutil.copytree(ORDERS, secret, ignore=shutil.ignore_patterns("expected", "case.toml"))
    (folder / "link").symlink_to(secret)
    return folder


def finished(work):
    """The result of a coroutine; in a thread of its own, since a browser's tests leave their loop running in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


def asked(server, *calls):
    """The results of tool calls, in their order."""

    async def conversation():
        async with Client(server) as client:
            return [await client.call_tool(name, arguments) for name, arguments in calls]

    return finished(conversation())


def test_the_tools_say_what_they_take_and_give(root):
    async def listed():
        async with Client(serve(root)) as client:
            return (await client.list_tools()).tools

    tools = {tool.name: tool for tool in finished(listed())}
    assert sorted(tools) == ["diff", "explain", "policy", "scan"]
    assert all(tool.annotations.read_only_hint and not tool.annotations.open_world_hint for tool in tools.values())
    assert all(tool.description and tool.output_schema for tool in tools.values())
    assert tools["scan"].output_schema["properties"].keys() >= {"functions", "findings", "problems"}
    finding = tools["scan"].output_schema["$defs"]["FindingResult"]
    assert finding["properties"]["line"]["type"] == "integer"
    assert "terraform" in str(tools["policy"].input_schema["properties"]["format"])


def test_scan_policy_and_explain(root):
    scan, policy, explain = asked(
        serve(root),
        ("scan", {"path": "orders", "function": "FulfilOrder"}),
        ("policy", {"path": "orders", "function": "FulfilOrder", "format": "sam"}),
        ("explain", {"path": "orders", "function": "FulfilOrder", "action": "sns:Publish"}),
    )
    found = [(each["rule"], each["actions"]) for each in scan.structured_content["findings"]]
    assert found == [("missing-action", ["sns:Publish"]), ("unused-action", ["s3:GetObject"])]
    (function,) = scan.structured_content["functions"]
    need = next(need for need in function["needs"] if need["action"] == "sns:Publish")
    assert need["called_at"] == ["functions/fulfil_order/app.py:30 sns.Publish"]
    assert function["complete"] is True
    assert "SNSPublishMessagePolicy" in policy.structured_content["text"]
    assert "not granted by FulfilOrderRole" in explain.structured_content["text"]


def test_diff_imports_from_the_root_alone(root, monkeypatch):
    """Also where the server is started above its root: code beside the root is not read."""
    monkeypatch.chdir(root.parent)
    (root.parent / "helper.py").write_text(
        "import boto3\n\n\ndef send():\n    boto3.client('sqs').purge_queue(QueueUrl='x')\n"
    )
    (root / "app.py").write_text("import boto3\nimport helper\n\n\ndef handler(event, context):\n    helper.send()\n")
    (root / "policy.json").write_text('{"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}')
    (result,) = asked(serve(root), ("diff", {"policy": "policy.json", "handler": "app.py:handler"}))
    (function,) = result.structured_content["functions"]
    assert function["complete"] is False
    assert not any(need["action"] == "sqs:PurgeQueue" for need in function["needs"])


@pytest.mark.parametrize("path", ["..", "../secret", "link", "orders/../../secret", "{outside}", "nothing", "\0", "~"])
def test_nothing_outside_of_the_root(root, path):
    path = path.replace("{outside}", str(root.parent / "secret"))
    policy, handler = f"{path}/policy.json", f"{path}/app.py:handler"
    calls = [("scan", {"path": path}), ("policy", {"path": path}), ("explain", {"path": path, "function": "GetOrders"})]
    calls += [
        ("diff", {"policy": policy, "handler": "a.py:b"}),
        ("diff", {"policy": "orders/template.yaml", "handler": handler}),
    ]
    for result in asked(serve(root), *calls):
        assert result.is_error
        assert "below the root" in result.content[0].text
        assert not result.structured_content


def test_a_place_below_the_root_may_be_absolute(root):
    (result,) = asked(serve(root), ("scan", {"path": str(root / "orders" / "template.yaml")}))
    assert len(result.structured_content["functions"]) == 4


def test_wrong_usage_is_told(root):
    nobody, formless = asked(
        serve(root), ("explain", {"function": "Nobody"}), ("policy", {"path": "orders", "format": "xml"})
    )
    assert "no Python Lambda function Nobody found" in nobody.content[0].text
    assert formless.is_error


def over_stdio(root):
    """The real command, started as a client starts it."""
    words = ["-m", "analyzer.cli", "mcp", "--root", str(root)]
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(root.parent)}
    return StdioServerParameters(command=sys.executable, args=words, env=environment)


def test_results_over_stdio_are_what_the_tools_declare(root):
    """Every tool's structured result meets the schema that the tool announced on the same connection."""
    (root / "policy.json").write_text('{"Statement": [{"Effect": "Allow", "Action": "sqs:*", "Resource": "*"}]}')
    calls = {
        "scan": {"path": "orders"},
        "policy": {"path": "orders", "format": "sam"},
        "explain": {"path": "orders", "function": "FulfilOrder"},
        "diff": {"policy": "policy.json", "handler": "orders/functions/expire_orders/app.py:handler"},
    }

    async def conversation():
        async with Client(over_stdio(root)) as client:
            tools = (await client.list_tools()).tools
            return {
                tool.name: (tool.output_schema, await client.call_tool(tool.name, calls[tool.name])) for tool in tools
            }

    answers = finished(conversation())
    assert sorted(answers) == sorted(calls)
    for schema, result in answers.values():
        assert not result.is_error
        jsonschema.validate(result.structured_content, schema)
    functions = answers["scan"][1].structured_content["functions"]
    assert {each["id"] for each in functions} == {"CreateOrder", "ExpireOrders", "FulfilOrder", "GetOrders"}


def test_the_conversation_of_the_page(root):
    """What docs/integrations/mcp.md shows, over stdio; of findings it shows some fields."""
    shown = re.search(r"^```text\n(.*?)^```", PAGE.read_text(), re.MULTILINE | re.DOTALL)[1]
    turns = [
        (*line.partition(" ")[::2], text)
        for line, text in re.findall(r"^> (.*)\n((?:(?!> ).*\n)*)", shown, re.MULTILINE)
    ]
    scan, policy, outside = asked(over_stdio(root), *((name, json.loads(given)) for name, given, _ in turns))
    told = [
        {key: each[key] for key in ("rule", "level", "actions", "file", "line")}
        for each in scan.structured_content["findings"]
    ]
    assert json.loads(turns[0][2]) == {"findings": told}
    assert turns[1][2].strip() == policy.structured_content["text"].strip()
    assert outside.is_error
    assert turns[2][2].strip() == outside.content[0].text
