"""``configparser``, ``tomllib`` and ``yaml`` on files of the project: read as data, bounded, never run."""

import configparser
import tomllib
from collections.abc import Callable
from typing import Any

from analyzer.core import Text
from analyzer.values import texts
from analyzer.values.machine import Machine
from analyzer.values.model import NONE, EventRoot, Object, Record, Value, join, join_all, string, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.data import MAX_DOCUMENT, file_text, from_plain, path_text
from analyzer.values.python.model import Handler, constant, first

Parser = Callable[[str], Any]
MAX_ALIASES = 200
PARSER = "configparser"


def _toml(text: str) -> Any:
    return tomllib.loads(text)


def _yaml(text: str) -> Any:
    import yaml  # only where scanned code reads YAML

    if text.count("*") > MAX_ALIASES:  # aliases of aliases could stand for more than can be written out
        raise ValueError("too many aliases")
    try:
        return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - the safe loader
    except yaml.YAMLError as error:
        raise ValueError("no valid YAML") from error


def parsed(machine: Machine, text: str, parser: Parser, at: int) -> Value:
    """A document as a value; what does not parse is anything."""
    if len(text) > MAX_DOCUMENT:
        return unknown("a large document")
    try:
        return from_plain(machine, parser(text), at)
    except (ValueError, TypeError, LookupError, OverflowError, RecursionError, configparser.Error):
        return unknown("a document that does not parse")


def _reading(parser: Parser) -> Handler:
    """``load(file)`` and ``loads(text)`` alike."""

    def read(machine: Machine, arguments: Arguments, at: int) -> Value:
        results = []
        for atom in machine.force(first(arguments)):
            text = atom.literal if isinstance(atom, Text) else file_text(machine, atom)
            if isinstance(atom, EventRoot):
                results.append(Value((EventRoot((*atom.path, "json")),)))
            else:
                results.append(parsed(machine, text, parser, at) if text is not None else unknown("document"))
        return join_all(results)

    return read


def _listed(parser: Parser) -> Handler:
    """``yaml.safe_load_all``: one document is read as one."""

    def read(machine: Machine, arguments: Arguments, at: int) -> Value:
        document = _reading(parser)(machine, arguments, at) or unknown("document")
        return machine.sequence("list", (document,), at, role="documents")

    return read


# ---------------------------------------------------------------- configparser
def _made(machine: Machine, arguments: Arguments, at: int) -> Value:
    sections = machine.record((), at, role="sections")
    return Value(tuple(Object(f"python:{PARSER}", (atom,)) for atom in sections))


def _ini(text: str) -> dict[str, dict[str, str]]:
    found = configparser.ConfigParser(interpolation=None, strict=False, allow_no_value=True)
    found.read_string(text)
    names = [*found.sections(), found.default_section]
    return {name: {key: found[name].get(key) or "" for key in found[name]} for name in names}


def call_parser(machine: Machine, owner: Object, name: str, arguments: Arguments, at: int) -> Value:
    """The result of a method of a ``ConfigParser``."""
    sections = Value((owner.key[0],))
    if name in ("read", "read_file", "readfp", "read_string"):
        for text in _sources(machine, name, first(arguments), at):
            document = parsed(machine, text, _ini, at)
            machine.call(machine.attribute(sections, "update", at), Arguments((document,)), at)
        return NONE
    if name == "read_dict":
        machine.call(machine.attribute(sections, "update", at), arguments, at)
        return NONE
    if name in ("get", "getint", "getboolean", "getfloat"):
        return _option(machine, sections, name, arguments, at)
    if name in ("sections", "items", "has_section", "options", "keys"):
        whole = machine.item(sections, first(arguments), at) if arguments.positional else sections
        plain = {"sections": "keys", "options": "keys", "has_section": "__contains__"}.get(name, name)
        return machine.call(machine.attribute(whole, plain, at), Arguments(), at)
    return unknown(name)


def _option(machine: Machine, sections: Value, name: str, arguments: Arguments, at: int) -> Value:
    fallback = arguments.get(None, "fallback")
    section = machine.item(sections, first(arguments, 0, "section"), at)
    option = first(arguments, 1, "option")
    lowered = Value(tuple(_lowered(atom) if isinstance(atom, Text) else atom for atom in option))
    records = Value(tuple(atom for atom in section if isinstance(atom, Record)))
    found = machine.call(machine.attribute(records, "get", at), Arguments((lowered,)), at) if records else NONE
    known = Value(tuple(atom for atom in found if atom not in NONE.atoms))
    result = known or (fallback if fallback is not None else unknown("option"))
    if records != section and fallback is not None:
        result = join(result, fallback)
    return result if name == "get" else unknown(name)


def _lowered(text: Text) -> Text:
    return text if text.literal is None else string(text.literal.lower()).texts[0]


def _sources(machine: Machine, name: str, given: Value, at: int) -> list[str]:
    if name == "read_string":
        return list(given.literals or ())
    items, more = machine.unpacked(given, at) if not given.texts else ((given,), None)
    found = []
    for each in (*items, *((more,) if more is not None else ())):
        for atom in each:
            if name == "read" and not isinstance(atom, Object):
                names = texts.as_texts(path_text(Value((atom,))))
                found += [file_text(machine, Object("python:file", (one,))) for one in names]
            else:
                found.append(file_text(machine, atom))
    return [text for text in found if text is not None]


_TOML = ("tomllib", "tomli", "toml", "tomlkit", "rtoml")

TABLE: dict[str, Handler] = {
    **{f"{package}.{name}": _reading(_toml) for package in _TOML for name in ("load", "loads", "parse")},
    **{f"yaml.{name}": _reading(_yaml) for name in ("load", "safe_load", "full_load", "unsafe_load")},
    **{f"yaml.{name}": _listed(_yaml) for name in ("load_all", "safe_load_all", "full_load_all")},
    **{f"configparser.{name}": _made for name in ("ConfigParser", "RawConfigParser", "SafeConfigParser")},
    "yaml.dump": constant(unknown("yaml")), "yaml.safe_dump": constant(unknown("yaml")),
}  # fmt: skip
