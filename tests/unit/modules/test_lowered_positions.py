"""Places in the IR are those that CPython's own parser gives."""

import ast
import symtable
import sys
import sysconfig
from pathlib import Path
from textwrap import dedent

import msgspec
import pytest

from analyzer.modules import ModuleIR, lower
from analyzer.modules.encoding import decode
from analyzer.modules.model import Attr, Call, ClassIR, FunctionIR, Index

STDLIB = Path(sysconfig.get_path("stdlib"))
KINDS = {
    ast.Call: Call,
    ast.Attribute: Attr,
    ast.Subscript: Index,
    ast.FunctionDef: FunctionIR,
    ast.AsyncFunctionDef: FunctionIR,
    ast.Lambda: FunctionIR,
    ast.ClassDef: ClassIR,
}


def sample():
    """Sixty files of the standard library, spread over it, the large test suite aside."""
    files = sorted(p for p in STDLIB.rglob("*.py") if not {"site-packages", "test", "tests"} & set(p.parts))
    return files[:: len(files) // 60][:60]


def expected_places(text):
    """The places of ``ast``, and how many nodes of each kind stand inside f-strings."""
    lines = text.split("\n")
    out, inside = {kind: [] for kind in KINDS.values()}, dict.fromkeys(KINDS.values(), 0)
    stack = [(ast.parse(text), False)]
    while stack:
        node, in_string = stack.pop()
        kind = KINDS.get(type(node))
        if kind is not None and in_string:
            inside[kind] += 1
        elif kind is not None:
            start = len(lines[node.lineno - 1].encode()[: node.col_offset].decode()) + 1
            end = len(lines[node.end_lineno - 1].encode()[: node.end_col_offset].decode()) + 1
            out[kind].append((node.lineno, start, node.end_lineno, end))
        in_string = in_string or isinstance(node, ast.JoinedStr)
        stack.extend((child, in_string) for child in ast.iter_child_nodes(node))
    return out, inside


def assert_same_places(ir, text, nodes):
    expected, inside = expected_places(text)
    found = {kind: [] for kind in KINDS.values()}
    for node in nodes(ir):
        if type(node) in found:
            found[type(node)].append(ir.sites[node.at])
    for kind, places in expected.items():
        assert len(found[kind]) == len(places) + inside[kind], kind
        rest = list(found[kind])
        for place in places:
            rest.remove(place)
        assert len(rest) == inside[kind], kind


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("path", sample(), ids=lambda path: path.relative_to(STDLIB).as_posix())
def test_the_standard_library(path, nodes):
    source = path.read_bytes()
    ir = lower(source, "m.py")
    assert isinstance(ir, ModuleIR)
    assert_same_places(ir, decode(source), nodes)
    assert_same_names(ir, decode(source), nodes)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(ir), type=ModuleIR) == ir


def assert_same_names(ir, text, nodes):
    """Locals, globals and nonlocals are those of the compiler's symbol table."""
    tables, expected = [symtable.symtable(text, "m.py", "exec")], {}
    while tables:
        table = tables.pop()
        tables.extend(table.get_children())
        if table.get_type() == "function":
            key = ("<lambda>" if table.get_name() == "lambda" else table.get_name(), table.get_lineno())
            declared = {s.get_name() for s in table.get_symbols() if s.is_declared_global()}
            expected.setdefault(key, []).append(
                (set(table.get_locals()) - {"__class__"}, declared, set(table.get_nonlocals()))
            )
    for node in nodes(ir):
        if isinstance(node, FunctionIR):
            names = (set(node.locals), set(node.globals), set(node.nonlocals))
            assert names in expected[node.qualname.rpartition(".")[2], ir.sites[node.at][0]], node.qualname


@pytest.mark.parametrize(
    "text",
    [
        "f(a.b(c)(d), *e(1), k=g(2), *h(3), **i(4))",
        "@a.b(1)\n@c[0]\nasync def f(x: a.b = c(1), /, y: d[1] = e(2), *z: g(3), k: h.i = j(4), **w: l(5)) -> m(6): n(7)",
        "@a(1)\nclass K(b(2), metaclass=c(3)):\n  x: d.e = f(4)\n  def m(self): return self.x(5)",
        "x = a(1) if b(2) else c(3)",
        "x = {a(1): b(2), **c(3), d.e: f[0]}",
        "x = {a(1): b(2) for c.d, e[0] in f(3) if g(4) if h(5) for i in j(6)}",
        "x = [a(1) for b in c(2) if d(3)] + list(e(4) for f in g(5))",
        "lambda x=a(1), *, y=b(2): c(3)",
        "a[b(1):c(2):d(3), e.f, ...] = g[(h, i)] = j[k,]",
        "a.b += c(1)",
        "for a.b in c(1):\n  d(2)\nelse:\n  e(3)",
        "with a(1) as b.c, d(2) as (e[0], f):\n  g(3)",
        "try:\n  a(1)\nexcept (b.c, d(2)) as e:\n  f(3)\nelse:\n  g(4)\nfinally:\n  h(5)",
        "match a(1), b.c:\n  case K.x if d(2):\n    e(3)\n  case m.K(n.y, k=o.z) | {p.q: r.s, **t}:\n    f(4)",
        "(a\n .b\n .c(1,\n  2))\\\n.d()",
        "x = a(1) < b(2) <= c.d is not e[0]",
        "x = a + b.c * d(1) - (e + f(2))",
        "del a.b, c[0]\ndel (d.e, f[1])",
        "assert a(1), b(2)\nraise c(3) from d(4)",
        "global x; x = y.z; (yield_ := a.b(1))",
        "print('é', ü.ö(1), '😀', a.b(2)); c.d(3)",
        "def f():\n\tif a:\n\t\treturn b.c(1)\n\n\x0c\ndef g(): d.e()",
        "x = not a.b(1) and -c.d(2) or ~e[0]",
        "async def f():\n  return [await a.b(x) async for x in c.d()]",
        "x = (yield_, *a.b(1), (c.d,), [e.f], {g.h})",
    ],
)
def test_every_construct(module, nodes, text):
    assert_same_places(module(text), dedent(text), nodes)


def places(ir, nodes, kind=Call):
    return sorted(ir.sites[node.at] for node in nodes(ir) if isinstance(node, kind))


def test_inside_formatted_strings(module, nodes):
    text = 'if x:\n    y = ("é" f"ü{a(1)}"\n      f"""\n{b.c(2)} {\n  d(3)!r:>{e(4)}}""")\n'
    assert places(module(text), nodes) == [(2, 18, 2, 22), (4, 2, 4, 8), (5, 3, 5, 7), (5, 12, 5, 16)]


def test_inside_nested_formatted_strings(module, nodes):
    assert places(module("x = f'''{f\"{a(1)}\"}{b(2)}''' + c(3)"), nodes) == [
        (1, 13, 1, 17),
        (1, 21, 1, 25),
        (1, 32, 1, 36),
    ]


def test_where_the_running_python_knows_the_syntax_not_yet(module, nodes):
    text = "é = t'{a(1)}'; b.c(2)\nclass K(d(3)):\n\t@e(4)\n\tdef f(self): g[0](5)\n"
    assert places(module(text), nodes) == [(1, 8, 1, 12), (1, 16, 1, 22), (2, 9, 2, 13), (3, 3, 3, 7), (4, 15, 4, 22)]
    assert places(module(text), nodes, FunctionIR) == [(4, 2, 4, 22)]


def test_line_ends_are_all_alike(nodes):
    for end in ("\n", "\r\n", "\r"):
        ir = lower(end.join(["a(1)", "'''", "'''; b(2)", ""]).encode(), "m.py")
        assert places(ir, nodes) == [(1, 1, 1, 5), (3, 6, 3, 10)]


def test_code_inside_a_template_stands_where_the_template_has_it(nodes):
    ir = lower(b"a(1)\n\nb(2)  # overgrant: ignore[x] y\n", "t.yaml", line=10, column=5)
    assert places(ir, nodes) == [(10, 5, 10, 9), (12, 5, 12, 9)]
    assert ir.ignores == ((12, "x", "y"),)
    assert lower(b"a(1)\n)", "t.yaml", line=10, column=5).span.line == 11


def test_importing_the_package_does_not_import_the_parser():
    import subprocess

    code = "import sys, analyzer.modules; sys.exit('libcst' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
