"""Each statement of Python as the interpreter gets it."""

import pytest

from analyzer.modules.model import (
    Argument,
    Assert,
    Assign,
    Attr,
    Augment,
    Build,
    Call,
    Case,
    Const,
    Delete,
    Do,
    For,
    Handler,
    If,
    Import,
    ImportFrom,
    Index,
    Jump,
    MatchAs,
    MatchClass,
    MatchMapping,
    MatchOr,
    MatchSequence,
    MatchStar,
    MatchValue,
    Name,
    Parameter,
    Raise,
    Return,
    Star,
    Try,
    While,
    With,
    WithItem,
)

A, B, C = Name("a"), Name("b"), Name("c")


def do(name, at=0):
    return Do(Call(Name(name), (), at))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a = b", Assign((A,), B)),
        ("a = b = c", Assign((A, B), C)),
        ("a: b = c", Assign((A,), C, B)),
        ("a: b", Assign((A,), None, B)),
        ("a.b = c", Assign((Attr(A, "b", 0),), C)),
        ("a[b] = c", Assign((Index(A, B, 0),), C)),
        ("a, *b = c", Assign((Build("tuple", (A, Star(B)), 0),), C)),
        ("[a, (b, c)] = c", Assign((Build("list", (A, Build("tuple", (B, C), 1)), 0),), C)),
        ("a += b", Augment(A, "+", B, 0)),
        ("a.b //= c", Augment(Attr(A, "b", 1), "//", C, 0)),
        ("raise", Raise(None)),
        ("raise a from b", Raise(A, B)),
        ("del a", Delete((A,))),
        ("del a, b.c", Delete((A, Attr(B, "c", 0)))),
        ("assert a, b", Assert(A, B)),
        ("type a = b", Assign((A,), B)),
        ("type a[T: b = c, *Ts, **P] = b", Assign((A,), B)),
        ("import a", Import("a", "a", False, 0)),
        ("import a.b.c", Import("a.b.c", "a", False, 0)),
        ("import a.b as c", Import("a.b", "c", True, 0)),
        ("lazy import a", Import("a", "a", False, 0)),
        ("from a.b import c", ImportFrom("a.b", 0, (("c", "c"),), 0)),
        ("from a import b as c, d", ImportFrom("a", 0, (("b", "c"), ("d", "d")), 0)),
        ("from . import a", ImportFrom("", 1, (("a", "a"),), 0)),
        ("from ...a import (b,)", ImportFrom("a", 3, (("b", "b"),), 0)),
        ("from .... import *", ImportFrom("", 4, (("*", "*"),), 0)),
        ("while a: break", While(A, (Jump("break"),), ())),
        ("for a in b: continue", For(A, B, (Jump("continue"),), ())),
        ("for a, in b: pass\nelse: f()", For(Build("tuple", (A,), 0), B, (), (do("f", 1),))),
        ("while a:\n  f()\nelse:\n  g()", While(A, (do("f"),), (do("g", 1),))),
        ("if a: f()", If(A, (do("f"),), ())),
        ("with a: f()", With((WithItem(A, None),), (do("f"),))),
        ("with (a as b, c): f()", With((WithItem(A, B), WithItem(C, None)), (do("f"),))),
        ("with a as b.c: f()", With((WithItem(A, Attr(B, "c", 0)),), (do("f", 1),))),
    ],
)
def test_statements(statement, text, expected):
    assert statement(text) == expected


def test_several_modules_of_one_import_share_its_place(body):
    assert body("import a, b.c") == (Import("a", "a", False, 0), Import("b.c", "b", False, 0))


def test_what_does_nothing_leaves_nothing(body):
    assert body('"""doc"""\npass\n...\n1;\n') == ()


def test_elif_is_an_if_in_the_other_branch(statement):
    assert statement("if a: f()\nelif b: g()\nelse: h()") == If(A, (do("f"),), (If(B, (do("g", 1),), (do("h", 2),)),))


def test_try_and_its_clauses(statement):
    text = "try: f()\nexcept a as b: g()\nexcept: h()\nelse: i()\nfinally: j()"
    assert statement(text) == Try(
        (do("f"),),
        (Handler(A, "b", (do("g", 1),)), Handler(None, "", (do("h", 2),))),
        (do("i", 3),),
        (do("j", 4),),
    )


def test_exception_groups_and_unparenthesized_exceptions(statement):
    assert statement("try: pass\nexcept* a: f()").handlers == (Handler(A, "", (do("f"),)),)
    kind = statement("try: pass\nexcept a, b: f()").handlers[0].type
    assert kind.items == (A, B)


def test_asynchronous_statements(body):
    (define,) = body("async def f():\n  async for a in b: pass\n  async with a: pass\n")
    loop, block = define.function.body
    assert loop.is_async
    assert block.is_async


# ---------------------------------------------------------------- functions and classes
def test_functions(statement):
    text = "@a\n@b(1)\ndef f(x, /, y: a = 1, *z, k, **kw) -> b:\n  return x\n"
    function = statement(text).function
    assert (function.name, function.qualname) == ("f", "f")
    assert function.decorators == (A, Call(B, (Argument(Const(1)),), 0))
    assert function.parameters == (
        Parameter("x", "positional"),
        Parameter("y", "normal", Const(1), A),
        Parameter("z", "star"),
        Parameter("k", "keyword"),
        Parameter("kw", "double-star"),
    )
    assert function.returns == B
    assert function.body == (Return(Name("x")),)
    assert not function.is_async
    assert not function.is_generator


def test_classes(statement):
    cls = statement("@a\nclass K(b, metaclass=c):\n  x = 1\n  def m(self): pass\n").cls
    assert (cls.name, cls.qualname, cls.decorators) == ("K", "K", (A,))
    assert cls.bases == (Argument(B), Argument(C, "metaclass"))
    assert cls.locals == ("x", "m")
    assert cls.body[1].function.qualname == "K.m"


def test_qualified_names_are_those_that_python_prints(module, nodes):
    text = """
    class A:
        def m(self):
            def inner(): return lambda: 0
            class B:
                async def n(self): pass
    def f():
        global g
        def g(): pass
        return [lambda: x for x in y]
    """
    names = [node.qualname for node in nodes(module(text)) if hasattr(node, "qualname")]
    assert names == [
        "A",
        "A.m",
        "A.m.<locals>.inner",
        "A.m.<locals>.inner.<locals>.<lambda>",
        "A.m.<locals>.B",
        "A.m.<locals>.B.n",
        "f",
        "g",
        "f.<locals>.<lambda>",
    ]


def test_type_parameters(body):
    function, cls = body("def f[T: int](x: T) -> T: return x\nclass K[T = int, *Ts, **P](Base[T]): pass\n")
    assert function.function.locals == ("x", "T")
    assert cls.cls.locals == ("T", "Ts", "P")


# ---------------------------------------------------------------- match
@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("1", MatchValue(Const(1))),
        ("None", MatchValue(Const(None))),
        ("'s'", MatchValue(Const("s"))),
        ("x", MatchAs(None, "x")),
        ("_", MatchAs(None, None)),
        ("1 as x", MatchAs(MatchValue(Const(1)), "x")),
        ("a.b", MatchValue(Attr(A, "b", 0))),
        ("1 | 2", MatchOr((MatchValue(Const(1)), MatchValue(Const(2))))),
        ("[x, *y]", MatchSequence((MatchAs(None, "x"), MatchStar("y")))),
        ("x, *_", MatchSequence((MatchAs(None, "x"), MatchStar(None)))),
        ("(x,)", MatchSequence((MatchAs(None, "x"),))),
        ("{'k': x, **y}", MatchMapping(((Const("k"), MatchAs(None, "x")),), "y")),
        ("{a.b: 1}", MatchMapping(((Attr(A, "b", 0), MatchValue(Const(1))),), None)),
        ("{}", MatchMapping((), None)),
        ("a(x, k=1)", MatchClass(A, (MatchAs(None, "x"),), (("k", MatchValue(Const(1))),))),
        ("a()", MatchClass(A, (), ())),
    ],
)
def test_patterns(statement, pattern, expected):
    match = statement(f"match c:\n  case {pattern} if b: f()\n")
    assert match.subject == C
    (case,) = match.cases
    assert (case.pattern, case.guard) == (expected, B)


def test_cases(statement):
    match = statement("match a, b:\n  case 1: f()\n  case _: g()\n")
    assert isinstance(match.subject, Build)
    assert match.cases == (
        Case(MatchValue(Const(1)), None, (do("f", 1),)),
        Case(MatchAs(None, None), None, (do("g", 2),)),
    )
