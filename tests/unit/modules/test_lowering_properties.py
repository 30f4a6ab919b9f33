"""Lowering never raises, and what it gives always goes through the cache unchanged."""

import ast
import random
from pathlib import Path

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st

from analyzer.core import Problem
from analyzer.modules import ModuleIR, lower

SNIPPETS = [
    "x = a.b(c, *d, k=1, **e)",
    "def f(a, /, b=1, *c: 'T', d, **e) -> g: return lambda x, y=1: (yield)",
    "class K(b, metaclass=c): x: int = 1; __y = x",
    "@d(1)\nasync def f():\n  async with a as b, c: await d\n  async for x in y: pass\n",
    "try:\n  a()\nexcept (B, C) as e:\n  raise e from None\nelse:\n  pass\nfinally:\n  del a, b[0]\n",
    "if a: b\nelif c: d\nelse: e\n",
    "while (x := f()): continue\nelse: break\n",
    "match a:\n  case {'k': [b, *_], **r} | K(c, d=1) if e: pass\n  case _: pass\n",
    "x = f'a{b!r:>{c}} {d=}' 'e' f\"\"\"{\nf\n}\"\"\" + rb'\\x'.decode()",
    "[i for i in j if k for l in m]; {i: j for i in k}; (i async for i in j); {*a, b}",
    "import a.b as c, d\nfrom ..e import (f as g, h)\nfrom . import *\n",
    "global x, y\nnonlocal z\nassert a, b\n",
    "type X[T: int, *U, **V] = list[T]\ndef f[T](x): ...\n",
    "x = a[1:2, ::3, ...] if not b is c not in d else ~e ** -f @ g // h\n",
    "x = t'a{b}'\ntry: pass\nexcept* A, B: pass\n",
    "x, *y = z = 0x1F, 1_0.5e3j, None  # overgrant: ignore[a] b\n",
    "\tx = '''\r\n\\N{BULLET}\x0c'''\\\n; y = \u00e9\n",
]
PACKAGE = Path(__file__).parents[3] / "analyzer" / "modules"
PIECES = sorted({char for text in SNIPPETS for char in text} | {"\0", "\ufeff", "😀", "\r", "    ", '"""', "f'", "{{"})


def check(source):
    ir = lower(source, "m.py")
    if isinstance(ir, Problem):
        assert ir.code == "unparsable-code"
        assert 1 <= ir.span.line <= source.count(b"\n") + source.count(b"\r") + 2
        return
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ir), type=ModuleIR) == ir
    assert lower(source, "m.py") == ir


@given(st.binary(max_size=200))
@settings(max_examples=300, deadline=None)
def test_any_bytes(source):
    check(source)


@given(st.text(max_size=200), st.sampled_from(["utf-8", "latin-1", "utf-16", "cp1252"]))
@settings(max_examples=300, deadline=None)
def test_any_text(text, encoding):
    check(text.encode(encoding, "replace"))


@given(st.lists(st.sampled_from(SNIPPETS), min_size=1, max_size=4), st.data())
@settings(max_examples=250, deadline=None)
def test_programs_with_a_few_changes(snippets, data):
    text = "\n".join(snippets)
    for _ in range(data.draw(st.integers(0, 4))):
        start = data.draw(st.integers(0, len(text)))
        length = data.draw(st.integers(0, 6))
        text = text[:start] + data.draw(st.sampled_from([*PIECES, ""])) + text[start + length :]
    check(text.encode(errors="replace"))


@given(st.integers())
@settings(max_examples=25, deadline=None)
def test_shuffled_valid_programs_are_lowered(seed):
    """Whole statements of this package in any order, at any depth: valid, so never a Problem."""
    rng = random.Random(seed)  # noqa: S311
    statements = []
    for path in sorted(PACKAGE.glob("*.py")):
        statements += [ast.unparse(node) for node in ast.parse(path.read_text()).body]
    chosen = rng.sample(statements, 3)
    text = ""
    for depth, statement in enumerate(chosen):
        text += "".join("    " * depth + line + "\n" for line in statement.splitlines() if not line.startswith("from"))
        text += "    " * depth + "if x:\n"
    text += "    " * len(chosen) + "pass\n"
    try:
        ast.parse(text)
    except SyntaxError:
        return
    assert isinstance(lower(text.encode(), "m.py"), ModuleIR)
