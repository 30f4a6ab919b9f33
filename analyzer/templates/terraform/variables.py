"""Values of root variables that something fixes: the command line, ``terraform.tfvars``, files given by name.

Source: https://developer.hashicorp.com/terraform/language/values/variables
"""

from collections.abc import Iterable

from analyzer.core import Problem, Span
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.evaluation import Env, Evaluator
from analyzer.templates.terraform.functions import FUNCTIONS
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.parsing import parse
from analyzer.templates.terraform.syntax import Expression, Piece
from analyzer.templates.terraform.types import type_word
from analyzer.templates.terraform.values import Handle, Record, Str, Unknown, Value, settled, string

_GIVEN = Span("")


class _Nowhere:
    """Variable files hold no references."""

    def first(self, name: str, _: Env, span: Span) -> Value:
        return Unknown(f"{name} in a file of variables", span)

    def member(self, handle: Handle, name: str, span: Span) -> Value:
        return Unknown(f"{name} of {handle.kind}", span)

    def index(self, handle: Handle, _: Value, span: Span) -> Value:
        return Unknown(f"an element of {handle.kind}", span)

    def listed(self, handle: Handle) -> Value:
        return Unknown(handle.kind, handle.span)


def fixed_variables(folder: str, declared: Iterable[str], desk: Desk) -> tuple[dict[str, Value], tuple[Problem, ...]]:
    """The values that are fixed for the root module in a folder, which declares these variables, and what of their files cannot be read.

    Later sources win: terraform.tfvars, terraform.tfvars.json, ``*.auto.tfvars`` by name, ``--var-file``, ``--param``.
    """
    values: dict[str, Value] = {}
    problems: list[Problem] = []
    names = desk.repository.children(folder)
    plain = ("terraform.tfvars", "terraform.tfvars.json")
    automatic = sorted(set(names) & set(plain))
    automatic += [name for name in names if name.endswith((".auto.tfvars", ".auto.tfvars.json"))]
    paths = [f"{folder}/{name}" if folder else name for name in automatic]
    for path in (*paths, *_chosen(folder, desk)):
        data = desk.repository.read(path)
        if isinstance(data, Problem):
            problems.append(data)
        else:
            values.update(_read(path, data, problems))
    desk.taken.parameters.update(declared)
    values.update({name: string(value, _GIVEN) for name, value in desk.options.parameters})
    return values, tuple(problems)


def _chosen(folder: str, desk: Desk) -> list[str]:
    """The files given on the command line: relative to the scanned root, or to the module's own folder."""
    found: list[str] = []
    for name in desk.options.var_files:
        places = [name.removeprefix("./"), f"{folder}/{name}" if folder else name]
        found.extend(next(([place] for place in places if desk.repository.is_file(place)), []))
    return found


def _read(path: str, data: bytes, problems: list[Problem]) -> dict[str, Value]:
    if path.endswith(".json"):
        return _read_json(path, data, problems)
    body, odd = parse(data, path)
    problems.extend(odd)
    evaluator = Evaluator(_Nowhere(), FUNCTIONS)
    return {one.name: evaluator.value(one.value, Env(None, {})) for one in body.attributes}


def _read_json(path: str, data: bytes, problems: list[Problem]) -> dict[str, Value]:
    text = data.decode("utf-8-sig", "replace")
    try:
        found = read_json(string_of_file(text, path))
    except JsonError as error:
        problems.append(Problem("template-unreadable", error.span, f"cannot be parsed: {error.message}"))
        return {}
    return {item.key: item.value for item in found.items} if isinstance(found, Record) else {}


def unreadable(path: str, data: bytes) -> str:
    """Why a file of variables cannot be used; empty where it can."""
    problems: list[Problem] = []
    values = _read(path, data, problems)
    if problems:
        return f"line {problems[0].span.line}: {problems[0].message}"
    told = any(line.strip() and not line.lstrip().startswith((b"#", b"//")) for line in data.splitlines())
    return "it gives no variable a value" if told and not values else ""


def given_as(value: Value, kind: Expression | None) -> Value:
    """A value of the command line as its variable's type reads it: an expression where that is no string."""
    word = type_word(kind)
    if value.span != _GIVEN or word in {"", "string"}:
        return value
    body, problems = parse(f"x = {settled(value) or 'null'}\n".encode(), "")
    expression = body.get("x")
    if problems or expression is None:
        return value
    return Evaluator(_Nowhere(), FUNCTIONS).value(expression, Env(None, {}))


def string_of_file(text: str, path: str) -> Str:
    """The content of a file as a string whose characters know their places."""
    whole = string(text, Span(path))
    return Str(whole.text, whole.span, (Piece(text, path, 1, 1),))
