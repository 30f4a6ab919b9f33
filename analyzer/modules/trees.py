"""Text → LibCST's tree → statements and sites."""

import ast
import re
import warnings
from collections.abc import Mapping

import libcst as cst

from analyzer.modules.chains import CHAINS
from analyzer.modules.compounds import COMPOUNDS
from analyzer.modules.expressions import EXPRESSIONS
from analyzer.modules.model import Site, Stmt
from analyzer.modules.places import OutOfStepError, Place, Places, places_of
from analyzer.modules.statements import STATEMENTS
from analyzer.modules.strings import STRINGS
from analyzer.modules.tokens import Refusal
from analyzer.modules.walk import ExpressionHandler, RefusedError, StatementHandler, Walk

_EXPRESSIONS: Mapping[type, ExpressionHandler] = {**EXPRESSIONS, **CHAINS, **STRINGS}
_STATEMENTS: Mapping[type, StatementHandler] = {**STATEMENTS, **COMPOUNDS}


_ERROR_LINE = re.compile(r"error at (\d+):")


Lowered = tuple[tuple[Stmt, ...], tuple[Site, ...]]


def lower_text(text: str) -> Lowered | Refusal:
    """Statements and sites of a decoded file that the token scan let pass."""
    order = _order(text)
    module = _parsed(text)
    if isinstance(module, Refusal):  # what CPython says is clearer, if it objects too
        return order if isinstance(order, Refusal) else module
    if isinstance(order, Refusal):  # newer syntax than the running Python's, or none at all
        lowered = _printed(module)
        return order if isinstance(lowered, Refusal) else lowered
    try:
        return _walked(module, Places(order, module.default_indent))
    except OutOfStepError:
        return _printed(module)


def _printed(module: cst.Module) -> Lowered | Refusal:
    try:
        places = Places.printed(module)
    except RecursionError:
        return Refusal(1, "it is nested too deeply")
    return _walked(module, places)


def _walked(module: cst.Module, places: Places) -> Lowered | Refusal:
    walk = Walk(_EXPRESSIONS, _STATEMENTS, places)
    try:
        body = walk.block(module)
    except (RefusedError, RecursionError) as error:
        why = str(error) if isinstance(error, RefusedError) else "it is nested too deeply"
        return Refusal(places.sites[-1][0] if places.sites else 1, why)
    places.finish()
    return body, tuple(places.sites)


def _order(text: str) -> list[Place] | Refusal:
    """The places that CPython's parser gives, or what it says against the text."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # odd escapes and literals are the author's affair
            tree = ast.parse(text)
    except SyntaxError as error:
        return Refusal(error.lineno or 1, f"it is no valid Python 3: {error.msg}")
    except (ValueError, RecursionError, MemoryError):
        return Refusal(1, "it is nested too deeply for Python itself")
    return places_of(tree, text)


def _parsed(text: str) -> cst.Module | Refusal:
    failed = Refusal(1, "the parser failed on it")
    try:
        with _SurvivePanics():
            return cst.parse_module(text)
    except cst.ParserSyntaxError as error:
        # the line of the exception itself is at times that of the next token
        found = _ERROR_LINE.search(str(error))
        return Refusal(int(found[1]) if found else error.raw_line, "the parser does not understand it")
    except _PARSER_ERRORS:
        return failed
    return failed


# What LibCST raises on some inputs besides ParserSyntaxError, from validating what it has built itself:
# https://github.com/Instagram/LibCST/issues/980 and /619
_PARSER_ERRORS = (
    cst.CSTLogicError,
    cst.CSTValidationError,
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)


class _SurvivePanics:
    """Swallows a panic of the native parser, an exception whose class cannot be imported."""

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> bool:
        return kind is not None and kind.__name__ == "PanicException"
