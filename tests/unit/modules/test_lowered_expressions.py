"""Each expression of Python as the interpreter gets it."""

import pytest

from analyzer.modules.model import (
    Argument,
    Attr,
    Await,
    Binary,
    Build,
    Call,
    Choice,
    Compare,
    Comprehension,
    Const,
    Dict,
    Generator,
    Index,
    Lambda,
    Name,
    Parameter,
    Return,
    Short,
    Slice,
    Star,
    Unary,
    Walrus,
    Yield,
)

A, B, C = Name("a"), Name("b"), Name("c")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a", A),
        ("(a)", A),
        ("True", Const(True)),
        ("None", Const(None)),
        ("...", Const(None, "ellipsis")),
        ("12", Const(12)),
        ("1_000", Const(1000)),
        ("0x_ff", Const(255)),
        ("0b11", Const(3)),
        ("1.5e3", Const(1500.0)),
        ("1j", Const(None, "complex")),
        ("9223372036854775807", Const(2**63 - 1)),
        ("9223372036854775808", Const(None, "complex")),
        ("1e999", Const(None, "complex")),
        ("9" * 5000, Const(None, "complex")),
        ("not a", Unary("not", A)),
        ("-a", Unary("-", A)),
        ("~ +a", Unary("~", Unary("+", A))),
        ("a and b and c", Short("and", Short("and", A, B), C)),
        ("a or b and c", Short("or", A, Short("and", B, C))),
        ("a if b else c", Choice(B, A, C)),
        ("a < b <= c", Compare(A, (("<", B), ("<=", C)))),
        ("a == b", Compare(A, (("==", B),))),
        ("a != b", Compare(A, (("!=", B),))),
        ("a is not b", Compare(A, (("is not", B),))),
        ("a not in b", Compare(A, (("not in", B),))),
        ("(a := b)", Walrus("a", B)),
    ],
)
def test_expressions_without_a_place(expression, text, expected):
    assert expression(text) == expected


@pytest.mark.parametrize("op", ["+", "-", "*", "/", "//", "%", "@", "**", "<<", ">>", "&", "|", "^"])
def test_binary_operators(expression, statement, op):
    assert expression(f"a {op} b") == Binary(op, A, B, 0)
    assert statement(f"a {op}= b").op == op


def test_operators_nest_as_python_says(expression):
    assert expression("a + b * c - a") == Binary("-", Binary("+", A, Binary("*", B, C, 2), 1), A, 0)
    assert expression("a ** b ** c") == Binary("**", A, Binary("**", B, C, 1), 0)


def test_attributes_calls_and_arguments(expression):
    assert expression("a.b(c, *a, k=b, **c)") == Call(
        Attr(A, "b", 1), (Argument(C), Argument(A, star="*"), Argument(B, "k"), Argument(C, star="**")), 0
    )
    assert expression("a(b for b in c)").arguments[0].value.kind == "generator"


def test_subscripts(expression):
    assert expression("a[b]") == Index(A, B, 0)
    assert expression("a[1:b]") == Index(A, Slice(Const(1), B, None), 0)
    assert expression("a[::2]") == Index(A, Slice(None, None, Const(2)), 0)
    assert expression("a[b, c]") == Index(A, Build("tuple", (B, C), 1), 0)
    assert expression("a[(b, c)]") == Index(A, Build("tuple", (B, C), 1), 0)
    assert expression("a[b,]") == Index(A, Build("tuple", (B,), 1), 0)
    assert expression("a[*b]") == Index(A, Build("tuple", (Star(B),), 1), 0)
    assert expression("a[1:2, b]").key.items == (Slice(Const(1), Const(2), None), B)


def test_displays(expression):
    assert expression("(a, b)") == Build("tuple", (A, B), 0)
    assert expression("a, *b") == Build("tuple", (A, Star(B)), 0)
    assert expression("()") == Build("tuple", (), 0)
    assert expression("[a, *b]") == Build("list", (A, Star(B)), 0)
    assert expression("{a, b}") == Build("set", (A, B), 0)
    assert expression("{a: b, **c}") == Dict(((A, B), (None, C)), 0)
    assert expression("{}") == Dict((), 0)


def test_comprehensions(expression):
    over = (Generator(B, C, ()),)
    assert expression("[a for b in c]") == Comprehension("list", A, None, over, 0)
    assert expression("{a for b in c}") == Comprehension("set", A, None, over, 0)
    assert expression("(a for b in c)") == Comprehension("generator", A, None, over, 0)
    assert expression("{a: b for b in c}") == Comprehension("dict", B, A, over, 0)
    two = expression("[a for a in b if a if not c for b in a]").generators
    assert two == (Generator(A, B, (A, Unary("not", C))), Generator(B, A, ()))
    assert expression("[a for (a, b) in c]").generators[0].target == Build("tuple", (A, B), 1)


def test_asynchronous_expressions(body):
    (define,) = body(
        """
        async def f():
            await g()
            return [a async for a in b]
        """
    )
    do, out = define.function.body
    assert define.function.is_async
    assert isinstance(do.value, Await)
    assert out.value.generators[0].is_async


def test_yields_make_generators(body):
    (define,) = body("def f():\n  x = yield\n  yield a\n  yield from b\n")
    assert define.function.is_generator
    assign, do, delegate = define.function.body
    assert assign.value == Yield(None)
    assert do.value == Yield(A)
    assert delegate.value == Yield(B, delegate=True)


def test_lambdas(expression):
    out = expression("lambda a, /, b=1, *c, d, **e: a")
    assert isinstance(out, Lambda)
    assert out.function.name == "<lambda>"
    assert out.function.body == (Return(A),)
    assert out.function.locals == ("a", "b", "c", "d", "e")
    assert out.function.parameters == (
        Parameter("a", "positional"),
        Parameter("b", "normal", Const(1)),
        Parameter("c", "star"),
        Parameter("d", "keyword"),
        Parameter("e", "double-star"),
    )
    assert expression("lambda: (yield)").function.is_generator


def test_a_long_chain_of_and_or_plus_is_no_deeper_than_it_must_be(expression):
    terms = [f"x{i}" for i in range(700)]

    def depth(node, cls):
        return 1 + max(depth(node.left, cls), depth(node.right, cls)) if isinstance(node, cls) else 0

    def leaves(node, cls):
        return [*leaves(node.left, cls), *leaves(node.right, cls)] if isinstance(node, cls) else [node.id]

    for sign, cls in (("+", Binary), ("and", Short), ("or", Short)):
        chain = expression(f" {sign} ".join(terms))
        assert depth(chain, cls) == 10
        assert leaves(chain, cls) == terms
