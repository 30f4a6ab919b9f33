"""The tables of ``rules/serverless``: every row says where it is from, and what it grants exists."""

import tomllib

import pytest


def table(rulebook, name):
    return tomllib.loads((rulebook.directory / "serverless" / name).read_text())


def rows(rulebook):
    framework, plugins = table(rulebook, "framework.toml"), table(rulebook, "plugins.toml")
    yield from ((f"event {name}", row) for name, row in framework["events"].items())
    yield from ((f"feature {row['path']}", row) for row in framework["features"])
    yield from ((name, framework[name]) for name in ("logs", "vpc", "durable"))
    yield from ((f"plugin {name}", row) for name, row in plugins["plugins"].items())
    yield from ((f"construct {name}", row) for name, row in plugins["constructs"].items())


def actions(value):
    """Every string of a row that is an action."""
    if isinstance(value, str):
        yield from [value] if ":" in value and "/" not in value and not value.startswith(("arn:", "AWS::", ":")) else []
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from actions(item) if key not in {"tails", "written", "resource", "arn", "kind"} else ()
    elif isinstance(value, list):
        for item in value:
            yield from actions(item)


def test_every_row_says_where_it_is_from(rulebook):
    own = {"plugin serverless-overgrant": "docs/integrations/serverless.md"}
    told = {name: row.get("doc", "") for name, row in rows(rulebook)}
    assert [name for name, doc in told.items() if not doc.startswith("https://") and own.get(name) != doc] == []


def test_what_is_granted_exists(rulebook):
    framework, plugins = table(rulebook, "framework.toml"), table(rulebook, "plugins.toml")
    found = {*actions(framework), *actions(plugins["constructs"])}
    assert len(found) > 40
    assert sorted(name for name in found if rulebook.action(name) is None) == []


def test_managed_policies_exist(rulebook):
    assert rulebook.managed_policy(table(rulebook, "framework.toml")["vpc"]["managed"])


def test_constructs_are_types_that_needs_know(rulebook):
    constructs = table(rulebook, "plugins.toml")["constructs"].values()
    kinds = [row for row in constructs if "resource" in row]
    assert len(kinds) >= 3
    for row in kinds:
        known = rulebook.resources().template_type(row["resource"])
        assert known is not None
        assert known.meaning(f"construct:{row['arn']}") == "arn"


@pytest.mark.parametrize("word", ["none", "read"])
def test_plugins_have_a_known_word(rulebook, word):
    words = {row["statements"] for row in table(rulebook, "plugins.toml")["plugins"].values()}
    assert word in words
    assert words <= {"none", "read"}
