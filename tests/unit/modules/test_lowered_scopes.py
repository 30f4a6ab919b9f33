"""Which names a function or class binds."""

import pytest


@pytest.fixture
def scope(body):
    """The body of a function without parameters → the function."""
    return lambda text: body("def f():\n" + "".join(f"  {line}\n" for line in text.splitlines()))[0].function


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a = b", "a"),
        ("a: int", "a"),
        ("a += 1", "a"),
        ("a.b = c[d] = 1", ""),
        ("(a, [b, *c]) = d", "a b c"),
        ("for a, b in c: d = 1", "a b d"),
        ("with a as b, c as (d, e): pass", "b d e"),
        ("try: a = 1\nexcept B as c: d = 1\nfinally: e = 1", "a c d e"),
        ("import a.b, c.d as e", "a e"),
        ("from a import b, c as d", "b d"),
        ("from a import b as b", "b"),
        ("def g(x): y = 1", "g"),
        ("class K:\n  x = 1", "K"),
        ("if (a := b): pass", "a"),
        ("[a for a in b if (c := a)]", "c"),
        ("[[(d := 1) for b in a] for a in c]", "d"),
        ("{a: (e := b) for a, b in c}", "e"),
        ("g = lambda x, y=(z := 1): (w := x)", "g z"),
        ("del a", "a"),
        ("type A = int", "A"),
        ("match a:\n  case [b, *c] | {'k': b, **c}: pass\n  case K(d, k=e) as f: pass\n  case _: pass", "b c d e f"),
        ("while a: b = 1\nelse: c = 1", "b c"),
        ("print(a)", ""),
    ],
)
def test_names_that_a_body_binds(scope, text, names):
    assert scope(text).locals == tuple(names.split())


def test_global_and_nonlocal_names_are_not_local(body):
    (outer,) = body("def f(p):\n  x = 1\n  def g():\n    nonlocal x\n    global y, z\n    x = y = q = 1\n")
    inner = outer.function.body[1].function
    assert outer.function.locals == ("p", "x", "g")
    assert (inner.locals, inner.globals, inner.nonlocals) == (("q",), ("y", "z"), ("x",))


def test_a_class_has_names_of_its_own(body):
    (define,) = body("def f():\n  class K:\n    global y\n    x = y = 1\n    [z for z in x]\n")
    cls = define.function.body[0].cls
    assert (cls.locals, cls.globals) == (("x",), ("y",))
    assert define.function.locals == ("K",)


def test_private_names_carry_their_class(body):
    text = """
    class _K:
        __x = 1
        __y__ = 2
        def __m(self, __p):
            self.__x = __p
            return self.__m
    k.__x
    """
    define, outside = body(text)
    cls = define.cls
    assert cls.locals == ("_K__x", "__y__", "_K__m")
    method = cls.body[2].function
    assert method.locals == ("self", "_K__p")
    assert method.body[0].targets[0].name == "_K__x"
    assert method.body[1].value.name == "_K__m"
    assert outside.value.name == "__x"


def test_names_are_compared_in_their_normal_form(body):
    (define,) = body("def f(ﬁ):\n  y = ﬁ.ﬂ(ﬁ=1)\n")
    assert define.function.locals == ("fi", "y")
    call = define.function.body[0].value
    assert (call.function.name, call.arguments[0].keyword) == ("fl", "fi")
