"""Files to blocks and expressions, with places."""

import pytest

from analyzer.templates.terraform.parsing import parse, parse_template
from analyzer.templates.terraform.syntax import (
    Bad,
    Conditional,
    For,
    Index,
    Member,
    Name,
    Operation,
    Piece,
    Splat,
    Template,
)


def pieces(expression):
    return [(part.text, part.line, part.column) for part in expression.parts if isinstance(part, Piece)]


def test_blocks_have_types_labels_and_places():
    body, problems = parse(b'\nresource "aws_s3_bucket" "b" {\n  bucket = "x"\n  rule {\n    id = 1\n  }\n}\n', "a.tf")
    (block,) = body.blocks
    assert problems == ()
    assert (block.type, block.labels, block.span.line, block.span.column) == ("resource", ("aws_s3_bucket", "b"), 2, 1)
    assert [one.name for one in block.body.attributes] == ["bucket"]
    assert [(one.type, one.span.line) for one in block.body.blocks] == [("rule", 4)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('"plain"', [("plain", 1, 6)]),
        (r'"a\"b\n"', [("a", 1, 6), ('"', 1, 7), ("b", 1, 9), ("\n", 1, 10)]),
        (r'"\u00e9\\"', [("é", 1, 6), ("\\", 1, 12)]),
        ('"$${not} %%{not}"', [("${", 1, 6), ("not} ", 1, 9), ("%{", 1, 14), ("not}", 1, 17)]),
        ('" ${a} b "', [(" ", 1, 6), (" b ", 1, 11)]),
        ('""', []),
        ("<<E\na\n  b\nE", [("a\n  b\n", 2, 1)]),
        ("<<-E\n    a\n      b\n    E", [("a\n", 2, 5), ("  b\n", 3, 5)]),
        ("<<-E\n  ${a}\n    b\n  E", [("\n", 2, 7), ("  b\n", 3, 3)]),
        ("<<E\n\nE", [("\n", 2, 1)]),
        ('"é${a}b"', [("é", 1, 6), ("b", 1, 11)]),
    ],
)
def test_strings_know_where_their_characters_stand(lowered, text, expected):
    found = lowered(text)
    assert isinstance(found, Template)
    assert [piece for piece in pieces(found) if piece[0]] == expected


def test_references_are_steps_behind_a_name(lowered):
    found = lowered('a.b[0].c["k"]')
    assert isinstance(found, Index)
    assert isinstance(found.object, Member)
    assert isinstance(found.object.object, Index)
    assert found.object.object.object == Member(
        Name("a", found.span.__class__("a.tf", 1, 5, 1, 6)), "b", found.object.object.object.span
    )


@pytest.mark.parametrize("text", ["a.b[*].c", "a.b.*.c"])
def test_both_forms_of_splat_ask_every_element(lowered, text):
    found = lowered(text)
    assert isinstance(found, Splat)
    assert isinstance(found.each, Member)
    assert found.each.name == "c"


def test_operators_bind_as_terraform_says(lowered):
    found = lowered("a || b && !c == d ? 1 : 2")
    assert isinstance(found, Conditional)
    assert isinstance(found.condition, Operation)
    assert found.condition.operator == "||"
    assert found.condition.operands[1].operator == "&&"
    product = lowered("(1 + 2) * 3")
    assert (product.operator, product.operands[0].operator) == ("*", "+")


def test_loops_keep_names_key_condition_and_grouping(lowered):
    found = lowered("{ for k, v in m : v => k... if k != 1 }")
    assert isinstance(found, For)
    assert (found.names, found.grouped, found.key.name, found.value.name) == (("k", "v"), True, "v", "k")
    assert found.condition.operator == "!="


def test_bare_words_are_keys_and_parentheses_make_them_expressions(lowered):
    found = lowered('{ a = 1, "b" : 2, (c) = 3 }')
    keys = [key for key, _ in found.items]
    assert [type(key).__name__ for key in keys] == ["Template", "Template", "Name"]


def test_a_syntax_error_costs_its_attribute_and_is_a_problem_with_its_line():
    source = b'locals {\n  a = 1\n}\nlocals {\n  b = [1,,2\n}\nresource "aws_sqs_queue" "q" {\n  name = "x"\n}\n'
    body, problems = parse(source, "a.tf")
    assert [(one.code, one.span.line) for one in problems] == [("template-unreadable", 5)]
    assert body.blocks[0].body.get("a").value == 1
    values = [one.value for block in body.blocks for one in block.body.attributes if one.name == "b"]
    assert all(isinstance(value, Bad) for value in values)


@pytest.mark.parametrize(
    ("data", "line"),
    [(b"\xff\xfe a = 1", 1), (b'a = 1\nb = "\xe9"\n', 2), (b"x" * (3 * 1024 * 1024), 1)],
)
def test_what_is_no_text_is_a_problem(data, line):
    body, problems = parse(data, "a.tf")
    assert body.attributes == ()
    assert [(one.code, one.span.line) for one in problems] == [("template-unreadable", line)]


@pytest.mark.parametrize(
    "data",
    [
        b"a = " + b"[" * 20_000,
        b"a = " + b"[" * 5_000 + b"]" * 5_000,
        b"a = " + b"(" * 5_000 + b"1" + b")" * 5_000,
        b"a = 1" + b" + 1" * 20_000,
        b"a = x" + b".y" * 20_000,
        b"a {" * 5_000 + b"}" * 5_000,
        b'a = "' + b"${" * 5_000,
        b'a = "' + b'${"' * 3_000 + b'"}' * 3_000 + b'"',
        b"a = <<E\n" + b"%{ if x }" * 3_000,
        b"\x00" * 1000,
        b"a = b ? " * 3_000,
    ],
)
def test_hostile_text_is_read_in_bounded_time_and_depth(data):
    body, _ = parse(data + b"\n", "a.tf")
    assert len(body.attributes) <= 1


def test_a_template_file_keeps_its_own_lines():
    found = parse_template('{\n  "a": "${b}"\n}', "p.json")
    assert isinstance(found, Template)
    assert pieces(found)[0] == ('{\n  "a": "', 1, 1)
    assert pieces(found)[1][1:] == (2, 13)
