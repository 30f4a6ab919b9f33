"""Strings taken apart into plain text and variables."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.templates.serverless.syntax import Literal, Source, Variable, parse


def only(text):
    (variable,) = parse(text)
    assert isinstance(variable, Variable)
    return variable.sources


def test_text_without_variables_is_plain():
    assert parse("plain $ text { }") == ("plain $ text { }",)
    assert parse("") == ()


@pytest.mark.parametrize(
    "text",
    ["${AWS::Region}", "${Table.Arn}", "${stageVariables.bucket}", "${}", "${self", "${Self:a}", "${aws::username}"],
)
def test_what_is_no_variable_is_plain(text):
    assert parse(text) == (text,)


def test_sources_in_order():
    assert only("${opt:stage, self:provider.stage, 'dev'}") == (
        Source("opt", (), ("stage",)),
        Source("self", (), ("provider.stage",)),
        Literal("dev"),
    )


@pytest.mark.parametrize(
    ("text", "value"),
    [('"a, b"', "a, b"), ("''", ""), ("true", True), ("null", None), ("12", 12), ("-1.5", -1.5), ("dev", "dev")],
)
def test_fallback_values(text, value):
    assert only(f"${{env:X, {text}}}")[1] == Literal(value)


def test_parameters_and_address():
    assert only("${file(./config.yml):a.b}") == (Source("file", (("./config.yml",),), ("a.b",)),)
    assert only("${ssm(eu-west-1, raw):/a/b}") == (Source("ssm", (("eu-west-1",), ("raw",)), ("/a/b",)),)
    assert only("${file(a.txt)}") == (Source("file", (("a.txt",),)),)


def test_variables_in_addresses_and_parameters():
    (source,) = only("${self:custom.${opt:stage, 'dev'}.table}")
    assert [type(piece).__name__ for piece in source.address] == ["str", "Variable", "str"]
    (source,) = only("${file(./${sls:stage}.yml):a}")
    assert source.parameters[0][1].text == "sls:stage"


def test_a_variable_inside_of_foreign_braces():
    pieces = parse("${AWS::Stack${self:service}}")
    assert pieces[0] == "${AWS::Stack"
    assert pieces[1].text == "self:service"
    assert pieces[2] == "}"


def test_an_escaped_variable_is_plain():
    assert parse("a-\\${env:X}-b") == ("a-${env:X}-b",)


def test_nesting_has_an_end():
    deep = "${self:" * 400 + "}" * 400
    assert "".join(piece if isinstance(piece, str) else "v" for piece in parse(deep))


@given(st.text(alphabet="${}():,'\" .self:optfile/\\a", max_size=80))
def test_nothing_is_lost_that_is_no_variable(text):
    pieces = parse(text)
    if not any(isinstance(piece, Variable) for piece in pieces):
        assert "".join(pieces) == text.replace("\\${", "${")
