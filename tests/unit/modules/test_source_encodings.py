"""Bytes become text as Python itself would read them."""

import codecs

import pytest

from analyzer.modules import lower
from analyzer.modules.model import Const


def value(source):
    return lower(source, "m.py").body[0].value


@pytest.mark.parametrize(
    "source",
    [
        "x = 'é'".encode(),
        codecs.BOM_UTF8 + "x = 'é'".encode(),
        codecs.BOM_UTF8 + "# coding: utf-8\nx = 'é'".encode(),
        "# -*- coding: latin-1 -*-\nx = 'é'".encode("latin-1"),
        "#!/usr/bin/python\n# vim: set fileencoding=cp1252 :\nx = 'é'".encode("cp1252"),
        "\n# coding=iso-8859-15\nx = 'é'".encode("latin-1"),
        "# coding: UTF_8\r\nx = 'é'".encode(),
    ],
)
def test_text_is_decoded_as_declared(source):
    assert value(source) == Const("é")


def test_a_declaration_below_the_second_line_says_nothing(problem):
    assert problem("\n\n# coding: latin-1\nx = 'é'".encode("latin-1")).span.line == 4
    assert problem("x = 1\n# coding: latin-1\ny = 'é'".encode("latin-1")).span.line == 3


@pytest.mark.parametrize(
    ("source", "line", "why"),
    [
        ("x = 1\ny = 'é'\n".encode("latin-1"), 2, "not UTF-8 and declares no other"),
        ("x = 1\r\ny = 2\rz = 'é'\n".encode("latin-1"), 3, "not UTF-8"),
        (b"# coding: ascii\nx = '\xe9'", 2, "not the ascii that it declares"),
        (b"# coding: klingon\nx = 1", 1, "unknown encoding 'klingon'"),
        (b"\n# coding: rot13\nx = 1", 2, "unknown encoding 'rot13'"),
        (b"# coding: punycode\nx = 1", 1, "unknown encoding"),
        (b"# coding: unicode_escape\nx = 1", 1, "unknown encoding"),
        (b"# coding: utf-7\nx = 1", 1, "unknown encoding"),
        (b"# coding: ../../x\nx = 1", 1, "unknown encoding"),
        (codecs.BOM_UTF8 + b"# coding: latin-1\nx = 1", 1, "byte order mark"),
        (b"x = 1\ny = '\0'\n", 2, "NUL"),
        ("x = 'é'".encode("utf-16"), 1, "not UTF-8"),
    ],
)
def test_what_cannot_be_decoded_names_its_line(problem, source, line, why):
    found = problem(source)
    assert found.span.line == line
    assert why in found.message
