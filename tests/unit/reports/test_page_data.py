import json
import re
from base64 import b64encode
from hashlib import sha256

import pytest
from msgspec.structs import replace

from analyzer.reports import render

BLOCK = re.compile(r'<script type="application/json" id="([^"]+)">(.*?)</script>', re.DOTALL)


@pytest.fixture
def page(report):
    return render(report, "html")


def data(page, name):
    return json.loads(dict(BLOCK.findall(page))[name])


def test_one_block_for_each_function_and_one_for_the_list(page):
    assert [name for name, _ in BLOCK.findall(page)] == ["report", "function-0", "function-1", "function-2"]
    rows = data(page, "report")["functions"]
    assert [row["id"] for row in rows] == ["ProcessOrder", "Remote", "Tidy"]
    assert [row["counts"] for row in rows] == [[2, 1, 1], [0, 0, 1], [0, 0, 0]]


def test_style_and_program_are_those_that_the_policy_admits(page):
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1]
    for name, pattern in (("style-src", r"<style>(.*?)</style>"), ("script-src", r"<script>(.*?)</script>")):
        digest = b64encode(sha256(re.search(pattern, page, re.DOTALL)[1].encode()).digest()).decode()
        assert f"{name} 'sha256-{digest}'" in policy
    assert not re.search(r"(?:src|href)=\"(?!data:,|#)", page)


def test_data_cannot_end_its_block(report):
    hostile = "</script><!-- {{script}} & \u2028 \x1b[2J \u202e"
    first = report.functions[0]
    declaration = replace(first.entry.declaration, id=hostile)
    page = render(
        replace(report, functions=(replace(first, entry=replace(first.entry, declaration=declaration)),)), "html"
    )
    block = dict(BLOCK.findall(page))["function-0"]
    assert not set(block) & set("<>&")
    assert block.isascii()
    assert data(page, "function-0")["id"] == "</script><!-- {{script}} & \\u2028 \\x1b[2J \\u202e"


def test_secrets_are_masked_in_the_drawn_parts_too(report):
    key = "AKIA" + "Q" * 16
    first = report.functions[0]
    found = tuple(replace(finding, grant=key, resources=(key,)) for finding in first.findings)
    page = render(replace(report, functions=(replace(first, findings=found),)), "html")
    assert key not in page


def test_graph_of_a_function(page):
    graph = data(page, "function-0")["graph"]
    nodes = [(node["kind"], node["column"], node["lines"], node["state"]) for node in graph["nodes"]]
    assert nodes[0] == ("handler", 0, ["app.handler"], "")
    assert ("call", 1, ["dynamodb.Query"], "") in nodes
    assert ("action", 2, ["dynamodb:Query"], "wide") in nodes
    assert ("action", 2, ["sns:Publish"], "missing") in nodes
    assert ("action", 2, ["dynamodb:DeleteItem"], "unneeded") in nodes
    assert ("action", 2, ["s3:*"], "doubt") in nodes
    assert ("resource", 3, ["Orders/index/by-day"], "") in nodes
    assert all(
        graph["nodes"][edge["start"]]["column"] < graph["nodes"][edge["end"]]["column"] for edge in graph["edges"]
    )


def test_what_a_grant_is_marked_with(page):
    declared = data(page, "function-0")["declared"]
    marks = {action["text"]: action["mark"] for card in declared for action in card["actions"]}
    assert marks == {"dynamodb:DeleteItem": "unneeded", "dynamodb:Query": "wide", "s3:*": "doubt"}


def test_two_pages_of_one_report_are_equal(report, page):
    assert render(report, "html") == page
