"""Input that no parser should see ends in one Problem, quickly, and the process lives on."""

import time

import msgspec
import pytest

from analyzer.core import Problem
from analyzer.modules import ModuleIR, lower

HOSTILE = {
    "a sum of 10,000 terms": "x = " + " + ".join(["a"] * 10_000),
    "10,000 comparisons of or": "x = " + " or ".join(["a"] * 10_000),
    "10,000 attributes": "x = a" + ".b" * 10_000,
    "10,000 calls": "x = a" + "()" * 10_000,
    "5,000 method calls": "x = a" + ".b(c)" * 5_000,
    "10,000 nots": "x = " + "not " * 10_000 + "a",
    "10,000 signs": "x = " + "-" * 10_000 + "a",
    "10,000 powers": "x = " + "**".join(["a"] * 10_000),
    "10,000 lambdas": "x = " + "lambda: " * 10_000 + "a",
    "10,000 lambdas with commas": "x = " + "lambda a, b: " * 10_000 + "a",
    "10,000 conditional expressions": "x = " + "a if b else " * 10_000 + "c",
    "10,000 glued conditional expressions": "x = " + "0if 0else " * 10_000 + "0",
    "10,000 strings": "x = (" + '"a" ' * 10_000 + ")",
    "10,000 for clauses": "x = [a " + "for a, b in c " * 10_000 + "]",
    "10,000 dots of an import": "import " + ".".join(["a"] * 10_000),
    "5,000 parentheses": "x = " + "(" * 5_000 + "a" + ")" * 5_000,
    "5,000 open parentheses": "x = " + "(" * 5_000,
    "5,000 lists": "x = " + "[" * 5_000 + "a" + "]" * 5_000,
    "5,000 dicts": "x = " + "{1: " * 5_000 + "a" + "}" * 5_000,
    "5,000 f-strings": "x = " + "f'{" * 5_000 + "a" + "}'" * 5_000,
    "5,000 specifications": "x = f'" + "{a:" * 5_000 + "}" * 5_000 + "'",
    "12 brackets in a case": "match a:\n  case " + "{1: " * 12 + "1" + "}" * 12 + ":\n    pass",
    "3,000 elif": "if a:\n  b\n" + "elif a:\n  b\n" * 3_000,
    "200 blocks": "".join(" " * i + "if a:\n" for i in range(200)) + " " * 200 + "b",
    "sums in the parentheses of sums": "x = " + "(" * 90 + "a" + (" + a" * 100 + ")") * 90,
    "calls in the arguments of calls": "x = " + "a.b.c.d.e(" * 90 + "f" + ").g.h.i" * 90,
    "a thousand heavy chains": "\n".join(["x = a" + ".b()" * 700] * 1000),
    "a long chain behind a string": "x = '''(\n''' + a" + ".b" * 10_000,
    "a long chain in an f-string": "x = f'{a" + ".b" * 10_000 + "}'",
    "parentheses behind an odd name escape": """x = f"\\N{"+""" + "(" * 5_000,
    "a long chain in a line of its own": "x = (\n" + "a +\n" * 10_000 + "a)",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_are_refused_at_once(problem, text):
    start = time.process_time()
    assert "nested too deeply" in (message := problem(text.encode()).message) or "long" in message
    assert time.process_time() - start < 5


def test_a_huge_file_is_refused_without_a_look(problem):
    start = time.process_time()
    assert "larger than 5 MB" in problem(b"x = 1\n" * 9_000_000).message
    assert time.process_time() - start < 0.1


@pytest.mark.parametrize(
    "text",
    [
        "x = " + " + ".join(["a"] * 700),
        "x = (" + " + ".join(["f'{a.b}' 'c'"] * 200) + ")",
        "x = " + " and ".join(["a.b == 'c'"] * 300),
        "x = a" + ".b(1)" * 60,
        "x = " + "(" * 60 + "a" + ")" * 60,
        "x = " + "[{'a': (" * 20 + "a" + ")}]" * 20,
        "if a: b()\n" + "elif a: b()\n" * 150,
        "".join(" " * i + "if a:\n" for i in range(60)) + " " * 60 + "b()",
        "x = [" + "'a', " * 10_000 + "]",
        "x = {" + "'a': lambda e, c: f(e), " * 1_000 + "}",
        "x = (" + "'a'\n" * 1_500 + ")",
        "x = 1\n" * 5_000,
        "x = '''" + "(" * 50_000 + "'''  # " + "(" * 50_000,
        "match a:\n  case {'a': [K(b=(c, {'d': [1]}))]}: pass",
        "case = [[[[[[[[[[[a]]]]]]]]]]]",
    ],
    ids=range(15),
)
def test_large_but_ordinary_files_are_lowered(text):
    ir = lower(text.encode(), "m.py")
    assert isinstance(ir, ModuleIR)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ir), type=ModuleIR) == ir


@pytest.mark.parametrize("depth", [150, 170, 185, 200, 230, 500])
@pytest.mark.parametrize(
    "shape",
    [
        lambda n: "x = a" + ".b" * n,
        lambda n: "if a: b()\n" + "elif a: b()\n" * n,
        lambda n: "x = " + "a if b else " * n + "c",
        lambda n: "x = " + "lambda: " * n + "c",
        lambda n: "x = " + "f(k=" * (n // 2) + "a" + ".b)" * (n // 2),
        lambda n: "x = " + "not " * n + "a",
        lambda n: "x = a" + "[0].b(1)" * (n // 3),
        lambda n: "x = " + " * ".join(["a"] * n),
    ],
)
def test_what_is_lowered_can_be_encoded_and_read_back(shape, depth):
    ir = lower(shape(depth).encode(), "m.py")
    if depth <= 150:
        assert isinstance(ir, ModuleIR)
    if depth >= 500:
        assert isinstance(ir, Problem)
    if isinstance(ir, ModuleIR):
        assert msgspec.msgpack.decode(msgspec.msgpack.encode(ir), type=ModuleIR) == ir


# ---------------------------------------------------------------- syntax
@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("x = 1\nprint 'a'\n", 2),
        ("\n\nraise A, 'b'\n", 3),
        ("x = 1\n\nexec 'a'\n", 3),
        ("x = `a`\n", 1),
        ("x = (\n", 1),
        ("def f():\nreturn 1\n", 2),
        ("if a:\n\tb\n        c\n", 3),
        ("x = 'a\n", 1),
        ("x = 1 +\n", 1),
        ("a b\n", 1),
    ],
)
def test_what_is_no_python_3_names_its_line(problem, text, line):
    found = problem(text.encode())
    assert found.span.line == line
    assert "no valid Python 3" in found.message


def test_what_only_the_running_python_understands_names_its_line(problem):
    """LibCST does not know an annotated name in parentheses."""
    found = problem(b"x = 1\n(y): int\n")
    assert found.span.line == 2
    assert "the parser does not understand it" in found.message


def test_a_comment_is_no_code(module):
    assert module("").body == module("# only a comment").body == module("\n\n").body == ()


def test_a_deep_caller_gets_what_a_shallow_one_gets():
    source = ("x = a" + ".b(1)" * 60).encode()

    def below(frames):
        return lower(source, "m.py") if frames == 0 else below(frames - 1)

    assert below(800) == lower(source, "m.py")
