"""String literals, f-strings and what else stands in quotes."""

import pytest

from analyzer.modules.model import Attr, Build, Call, Const, Format, Index, Name, Spec

A, B = Name("a"), Name("b")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'a'", "a"),
        ('"it\'s"', "it's"),
        ('""', ""),
        ('"""a\nb"""', "a\nb"),
        (r"'a\tb'", "a\tb"),
        (r"r'a\tb'", r"a\tb"),
        (r"'\x41\u00e9\N{BULLET}'", "Aé•"),
        ("u'é'", "é"),
        (r"'\d'", r"\d"),
        ("'a\\\nb'", "ab"),
        ("'a' \"b\" r'\\c'", "ab\\c"),
        ("('a'\n  'b')", "ab"),
        ("f'a'", "a"),
        ("f'{{a}}'", "{a}"),
        ("f''", ""),
        (r"'\ud83d\ude00'", "😀"),
        (r"'\ud83d'", "\ufffd"),
        (r"f'{{\t}}'", "{\t}"),
        (r"rf'\{{'", r"\{"),
        (r"f'\N{BULLET}'", "•"),
    ],
)
def test_strings_that_are_known(expression, text, expected):
    assert expression(text) == Const(expected)


@pytest.mark.parametrize(("text", "expected"), [(r"b'\xff'", "\xff"), ("b'a' b'b'", "ab"), (r"Rb'\x'", r"\x")])
def test_bytes_are_latin_1(expression, text, expected):
    assert expression(text) == Const(expected, "bytes")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("f'{a}'", (A,)),
        ("f'x{a}y{b}'", (Const("x"), A, Const("y"), B)),
        ("f'{a!s}'", (A,)),
        ("f'{a!r}'", (Spec(A, "r", None),)),
        ("f'{a:>10}'", (Spec(A, "", Const(">10")),)),
        ("f'{a!s:>10}'", (Spec(A, "s", Const(">10")),)),
        ("f'{a=}'", (Const("a="), Spec(A, "r", None))),
        ("f'{a = !s}'", (Const("a = "), A)),
        ("f'{a=:3}'", (Const("a="), Spec(A, "", Const("3")))),
        ("'x' f'y{a}' 'z'", (Const("xy"), A, Const("z"))),
        ("f'{a}' '{b}'", (A, Const("{b}"))),
        (r"f'\t{a}\{b}'", (Const("\t"), A, Const("\\"), B)),
        ("rf'\\N{a}'", (Const("\\N"), A)),
        ('f"""\\t"{a}\\""""', (Const('\t"'), A, Const('"'))),
        ('f"""\\t\'{a}\\n"{b}"""', (Const("\t'"), A, Const('\n"'), B)),
        ("f'''{\na\n}'''", (A,)),
        ("f'{\"x\"}{a}'", (Const("x"), A)),
    ],
)
def test_formatted_strings(expression, text, parts):
    assert expression(text) == Format(parts, 0)


def test_a_specification_may_hold_fields(expression):
    spec = expression("f'{a:{b}.2f}'").parts[0].spec
    assert isinstance(spec, Format)
    assert spec.parts == (B, Const(".2f"))


def test_fields_hold_any_expression(expression):
    (part,) = expression("f'{a.b(1)[2]}'").parts
    assert isinstance(part, Index)
    assert isinstance(part.value, Call)


def test_quotes_may_nest_as_since_python_3_12(expression):
    assert expression('f"{a["k"]}"').parts == (Index(A, Const("k"), 1),)
    assert expression("f'{f'{f'{a}'}'}'").parts[0].parts[0].parts == (A,)


def test_a_template_string_is_the_sequence_of_its_parts(expression):
    assert expression('t"x{a}"') == Build("tuple", (Const("x"), A), 0)


# ---------------------------------------------------------------- annotations
def test_annotations_in_quotes_are_parsed(body):
    (define,) = body("def f(t: 'Table', u: list['b.C'], v: \"Optional['a']\") -> 'a | b': pass")
    t, u, v = define.function.parameters
    assert t.annotation == Name("Table")
    assert isinstance(u.annotation.key, Attr)
    assert v.annotation.key == A
    assert define.function.returns.right == B


def test_variables_annotated_in_quotes(body):
    assign, bare = body("t: 'Table' = f()\nu: 'Table'\n")
    assert assign.annotation == Name("Table")
    assert isinstance(assign.value, Call)
    assert bare.annotation == Name("Table")
    assert bare.value is None


def test_strings_that_are_values_stay_strings(body):
    literal, metadata, broken = body("t: Literal['s3'] = 1\nu: Annotated['a', 'doc'] = 2\nv: 'not a type' = 3\n")
    assert literal.annotation.key == Const("s3")
    assert metadata.annotation.key.items == (A, Const("doc"))
    assert broken.annotation == Const("not a type")


def test_a_hostile_annotation_stays_a_string(body):
    text = "(" * 500 + ")" * 500
    (assign,) = body(f"t: '{text}' = 1")
    assert assign.annotation == Const(text)
