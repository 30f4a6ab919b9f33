"""Documents to nodes: exact places, short tags, and hostile input that costs nothing."""

import json
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyzer.templates.document import parse
from analyzer.templates.model import Mapping, Scalar, Sequence
from analyzer.templates.nodes import at, walk


def node(text, *keys):
    root, problems = parse(text.encode(), "t.yaml")
    assert problems == ()
    return at(root, *keys)


def place(found):
    span = found.span
    return (span.line, span.column, span.end_line, span.end_column)


BLOCKS = """\
# a comment
List:
  - one
  - Key: value   # behind
    Other: [a, {b: c}]

  # between
After: "quoted"
Text: |
  first

  last

End: !Sub
  - "${A}"
  - A: 1
"""


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        (("List",), (3, 3, 5, 23)),
        (("After",), (8, 8, 8, 16)),
        (("Text",), (9, 7, 12, 7)),
        (("End",), (14, 6, 16, 9)),
    ],
)
def test_the_end_of_a_block_is_the_end_of_its_last_value(keys, expected):
    assert place(node(BLOCKS, *keys)) == expected


def test_flow_collections_and_list_elements_have_their_own_places():
    items = node(BLOCKS, "List").items
    assert place(items[0]) == (3, 5, 3, 8)
    assert place(items[1]) == (4, 5, 5, 23)
    assert place(at(items[1], "Other")) == (5, 12, 5, 23)


def test_columns_count_characters_and_not_bytes():
    assert place(node('{"ä": "é", "k": "v"}', "k")) == (1, 17, 1, 20)


def test_the_first_line_of_a_blocks_content_is_known():
    assert node(BLOCKS, "Text").line == 10


def test_json_has_the_same_places_as_yaml():
    text = '{\n\t"A": {\n\t\t"B": [1, "x"]\n\t}\n}\n'
    assert place(node(text, "A", "B")) == (3, 8, 3, 16)


@pytest.mark.parametrize(
    ("short", "long"),
    [
        ("!Ref X", {"Ref": "X"}),
        ("!GetAtt X.Arn", {"Fn::GetAtt": ["X", "Arn"]}),
        ("!GetAtt X.Outputs.Y", {"Fn::GetAtt": ["X", "Outputs.Y"]}),
        ("!GetAtt [X, Arn]", {"Fn::GetAtt": ["X", "Arn"]}),
        ("!Sub '${X}'", {"Fn::Sub": "${X}"}),
        ("!Join ['-', [a, !Ref X]]", {"Fn::Join": ["-", ["a", {"Ref": "X"}]]}),
        ("!If [C, a, b]", {"Fn::If": ["C", "a", "b"]}),
        ("!Condition C", {"Condition": "C"}),
        ("!ImportValue X", {"Fn::ImportValue": "X"}),
        ("!Base64 X", {"Fn::Base64": "X"}),
    ],
)
def test_short_tags_are_their_long_form(short, long):
    assert plain(node(f"K: {short}", "K")) == long


def plain(found):
    match found:
        case Scalar():
            return found.value
        case Sequence():
            return [plain(item) for item in found.items]
        case Mapping():
            return {entry.key: plain(entry.value) for entry in found.entries}


@pytest.mark.parametrize(
    ("text", "value", "string"),
    [
        ("true", True, "true"),
        ("Yes", True, "true"),
        ("off", False, "false"),
        ("null", None, ""),
        ("12", 12, "12"),
        ("-1.50", -1.5, "-1.50"),
        ("012345678901", "012345678901", "012345678901"),
        ("2012-10-17", "2012-10-17", "2012-10-17"),
        ("1_000", "1_000", "1_000"),
        ("'12'", "12", "12"),
        ("9" * 30, "9" * 30, "9" * 30),
    ],
)
def test_scalars_keep_the_text_that_cloudformation_would_see(text, value, string):
    found = node(f"K: {text}", "K")
    assert (found.value, found.text) == (value, string)


def test_of_a_key_that_stands_twice_the_last_counts_and_it_is_reported():
    root, problems = parse(b"A: 1\nB: 2\nA: 3\n", "t.yaml")
    assert at(root, "A").value == 3
    assert [(problem.code, problem.span.line) for problem in problems] == [("duplicate-key", 3)]


def test_merge_keys_are_merged_and_own_keys_win():
    text = "Base: &b {A: 1, B: 2}\nOther: &o {C: 3, A: 9}\nK:\n  <<: [*b, *o]\n  B: 5\n"
    assert plain(node(text, "K")) == {"A": 1, "C": 3, "B": 5}


def test_an_alias_is_the_node_of_its_anchor():
    root, problems = parse(b"A: &x [1, 2]\nB: *x\n", "t.yaml")
    assert problems == ()
    assert at(root, "A") is at(root, "B")


def test_only_the_first_document_counts():
    assert plain(parse(b"A: 1\n---\nB: {\n", "t.yaml")[0]) == {"A": 1}


def test_nothing_is_no_problem():
    assert parse(b"", "t.yaml") == (None, ())
    assert parse(b"# only a comment\n", "t.yaml") == (None, ())


@pytest.mark.parametrize("bom", ["\ufeff".encode(), b""])
def test_a_byte_order_mark_is_no_content(bom):
    assert plain(parse(bom + b"A: 1", "t.yaml")[0]) == {"A": 1}


def test_utf_16_is_read():
    assert plain(parse("A: 1".encode("utf-16"), "t.yaml")[0]) == {"A": 1}


LEVELS = [f"l{level}: &l{level} [{', '.join([f'*l{level - 1}'] * 9)}]" for level in range(1, 10)]
BOMB = "\n".join(["l0: &l0 [x, x, x, x, x, x, x, x, x]", *LEVELS]).encode()


@pytest.mark.parametrize(
    ("data", "line", "word"),
    [
        (b"A: 1\nB: \xe9\n", 2, "UTF-8"),
        (b"A: [1\nB: 2\n", 2, "cannot be parsed"),
        (b"A:\n\t- b\n", 2, "cannot be parsed"),
        (b"A: &a [*a]\n", 1, "alias"),
        (b"A: *nothing\n", 1, "cannot be parsed|alias"),
        (b"[" * 100_000, 1, "nested deeper"),
        (b'{"a":' * 100_000, 1, "nested deeper"),
        (b"".join(b" " * depth + b"a:\n" for depth in range(500)), 101, "nested deeper"),
        (BOMB, 6, "values after expanding"),
        (b"A: \x00\n", 1, "cannot be parsed|special characters"),
        (b"<<: *x", 1, "alias|cannot be parsed"),
    ],
)
def test_what_cannot_be_read_is_one_problem_with_its_line(data, line, word):
    started = time.process_time()
    root, problems = parse(data, "t.yaml")
    assert root is None
    assert [(problem.code, problem.span.line) for problem in problems] == [("template-unreadable", line)]
    assert any(part in problems[0].message for part in word.split("|")), problems[0].message
    assert time.process_time() - started < 10


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_raise(data):
    root, problems = parse(data, "t.yaml")
    assert root is None or all(problem.code == "duplicate-key" for problem in problems)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**15), 10**15) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=6), inner, max_size=4),
    max_leaves=20,
)


@given(JSON)
def test_json_is_read_as_it_was_written(value):
    written = json.dumps({"K": value}, ensure_ascii=True)
    root, problems = parse(written.encode(), "t.json")
    assert problems == ()
    if "<<" not in written:
        assert plain(at(root, "K")) == value


@given(JSON)
def test_every_place_lies_inside_the_place_of_what_holds_it(value):
    root, _ = parse(json.dumps({"K": value}, indent=2).encode(), "t.json")
    whole = root.span
    for _, found in walk(root):
        assert (whole.line, whole.column) <= (found.span.line, found.span.column)
        assert (found.span.end_line, found.span.end_column) <= (whole.end_line, whole.end_column)
