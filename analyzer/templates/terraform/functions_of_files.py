"""Functions that read files of the repository or encode values.  Nothing outside the scanned root is read."""

from fnmatch import fnmatchcase
from posixpath import basename, dirname, normpath
from typing import Protocol

from analyzer.core import Problem, Span
from analyzer.repository import resolve
from analyzer.templates.document import parse as parse_yaml
from analyzer.templates.model import Mapping, Node, Scalar, Sequence
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.evaluation import Env, Evaluator, Function
from analyzer.templates.terraform.json_text import JsonError, read_json
from analyzer.templates.terraform.parsing import parse_template
from analyzer.templates.terraform.syntax import Piece
from analyzer.templates.terraform.values import (
    Const,
    Encoded,
    Item,
    Many,
    Record,
    Str,
    Unknown,
    Value,
    error,
    is_error,
    settled,
    string,
)

MAX_TEXT = 1024 * 1024


class Place(Protocol):
    """Where relative paths start: the root module's directory."""

    desk: Desk
    path: str


def content_of(name: str, place: object, span: Span) -> Value:
    """The content of a file of the repository, its characters with their own places."""
    found = _read(name, place)
    if isinstance(found, str):
        return Unknown(found, span)
    path, text = found
    whole = string(text, span)
    return Str(whole.text, span, (Piece(text, path, 1, 1),))


def _read(name: str, place: object) -> tuple[str, str] | str:
    desk, folder = getattr(place, "desk", None), getattr(place, "path", "")
    path = resolve(folder, name)
    if not isinstance(desk, Desk) or path is None:
        return f"the file {name} is outside the scanned folder"
    data = desk.repository.read(path)
    if isinstance(data, Problem) or len(data) > MAX_TEXT:
        return f"the file {name} cannot be read"
    return path, data.decode("utf-8-sig", "replace")


def _file(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
    name = settled(arguments[0]) if arguments else None
    return Unknown("a file that is not known", span) if name is None else content_of(name, evaluator.resolver, span)


def _templatefile(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
    content = _file(evaluator, arguments[:1], Env(None, {}), span)
    given = evaluator.collection(arguments[1]) if len(arguments) > 1 else None
    names = {item.key: item.value for item in given.items} if isinstance(given, Record) else {}
    return rendered(evaluator, content, names, span)


def rendered(evaluator: Evaluator, content: Value, names: dict[str, Value], span: Span) -> Value:
    """A string that is itself a template, with these names filled in."""
    if not isinstance(content, Str) or len(content.pieces) != 1 or not isinstance(content.pieces[0], Piece):
        return content if isinstance(content, Unknown) else Unknown("a template that is not known", span)
    piece = content.pieces[0]
    return evaluator.value(parse_template(piece.text, piece.path), Env(None, names))


def _fileexists(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
    name = settled(arguments[0]) if arguments else None
    if name is None:
        return Unknown("a file that is not known", span)
    return Const(not isinstance(_read(name, evaluator.resolver), str), span)


def _fileset(evaluator: Evaluator, arguments: list[Value], _: Env, span: Span) -> Value:
    """Files below a folder by a pattern; ``**`` crosses folders, as ``*`` does here."""
    literals = [settled(one) for one in arguments]
    desk, folder = getattr(evaluator.resolver, "desk", None), getattr(evaluator.resolver, "path", "")
    if len(literals) != 2 or literals[0] is None or literals[1] is None or not isinstance(desk, Desk):
        return Many((Unknown("a set of files that is not known", span),), span)
    base = resolve(folder, literals[0])
    if base is None:
        return Many((Unknown("files outside the scanned folder", span),), span)
    cut = len(base) + 1 if base else 0
    names = [path[cut:] for path in desk.repository.below(base)]
    pattern = literals[1].replace("**/", "*").replace("**", "*")
    deep = "**" in literals[1]
    wanted = [name for name in names if fnmatchcase(name, pattern) and (deep or name.count("/") == pattern.count("/"))]
    return Many(tuple(string(name, span) for name in wanted), span)


def _path(change: object) -> Function:
    def call(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
        if arguments and is_error(arguments[0]):
            return error("string", span)
        name = settled(arguments[0]) if arguments else None
        if name is None or not callable(change):
            return Unknown("a path that is not known", span)
        return string(str(change(name)), arguments[0].span)

    return call


def _jsonencode(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    return Encoded(arguments[0], span) if arguments else Unknown("jsonencode of nothing", span)


def _jsondecode(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    try:
        return read_json(arguments[0]) if arguments else Unknown("jsondecode of nothing", span)
    except JsonError as error:
        return Unknown(f"JSON that cannot be read: {error.message}", span)


def _yamldecode(_: Evaluator, arguments: list[Value], __: Env, span: Span) -> Value:
    value = arguments[0] if arguments else None
    if not isinstance(value, Str) or len(value.pieces) != 1 or not isinstance(value.pieces[0], Piece):
        return Unknown("YAML that is not known", span)
    node, _problems = parse_yaml(value.pieces[0].text.encode(), value.pieces[0].path)
    return Unknown("YAML that cannot be read", span) if node is None else _of_node(node)


def _of_node(node: Node) -> Value:
    match node:
        case Mapping(entries, span):
            return Record(tuple(Item(one.key, _of_node(one.value), one.span) for one in entries), span)
        case Sequence(items, span):
            return Many(tuple(_of_node(item) for item in items), span)
        case Scalar(str(value), span):
            return string(value, span)
        case Scalar(int() | float() | None as value, span):
            return Const(value, span)
    return Unknown("YAML that is not understood", node.span)


FILES: dict[str, Function] = {
    "file": _file,
    "templatefile": _templatefile,
    "fileexists": _fileexists,
    "fileset": _fileset,
    "basename": _path(basename),
    "dirname": _path(dirname),
    "abspath": _path(normpath),
    "pathexpand": _path(str),
    "jsonencode": _jsonencode,
    "jsondecode": _jsondecode,
    "yamldecode": _yamldecode,
}
