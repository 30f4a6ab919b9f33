"""``samconfig.toml`` and ``samconfig.yaml``: the parameters that a template is deployed with.

Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/serverless-sam-cli-config.html
"""

import shlex
import tomllib
from collections.abc import Iterator

from analyzer.core import Span
from analyzer.repository import Repository, resolve, upwards
from analyzer.templates.document import parse
from analyzer.templates.model import Node
from analyzer.templates.nodes import at, entries, from_json, items, string
from analyzer.templates.sheet import Desk

_FILES = ("samconfig.toml", "samconfig.yaml", "samconfig.yml")
_OWN = frozenset({"template.yaml", "template.yml", "template.json"})  # what SAM takes where no template_file is given
_COMMANDS = ("deploy", "global", "build")
_DEFAULT = "default"


def overrides(path: str, desk: Desk) -> tuple[tuple[str, str], ...]:
    """The parameters that the configuration beside or above a template gives it, by name.

    Of several environments the one that the stage names counts, else ``default``.  They are as good as the
    defaults of the parameters, no better: the template may be deployed with others.
    """
    repository, stage = desk.repository, desk.options.stage
    for folder in upwards(path.rpartition("/")[0]):
        for name in _FILES:
            place = f"{folder}/{name}" if folder else name
            root = _read(place, repository) if repository.is_file(place) else None
            chosen = at(root, stage) if stage else None
            environment = chosen or at(root, _DEFAULT)
            desk.taken.stage |= chosen is not None
            if environment is not None and _is_for(path, folder, environment):
                return tuple(dict(_overrides(environment)).items())
    return ()


def _read(path: str, repository: Repository) -> Node | None:
    data = repository.read(path)
    if not isinstance(data, bytes):
        return None
    if not path.endswith(".toml"):
        return parse(data, path)[0]
    try:
        return from_json(tomllib.loads(data.decode("utf-8-sig")), Span(path))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError):
        return None


def _is_for(path: str, folder: str, environment: Node) -> bool:
    """Whether a configuration speaks of this template: by its name, or as the one that SAM takes by itself."""
    named = [text for command in _COMMANDS if (text := string(_parameter(environment, command, "template")))]
    named += [text for command in _COMMANDS if (text := string(_parameter(environment, command, "template_file")))]
    if any(resolve(folder, text) == path for text in named):
        return True
    head, _, name = path.rpartition("/")
    return head == folder and name in _OWN


def _parameter(environment: Node, command: str, key: str) -> Node | None:
    return at(environment, command, "parameters", key)


def _overrides(environment: Node) -> Iterator[tuple[str, str]]:
    """Each name and value, in whatever form they are given; the command ``deploy`` wins over ``global``."""
    for command in ("build", "global", "deploy"):
        node = _parameter(environment, command, "parameter_overrides")
        for entry in entries(node):
            yield from ((entry.key, text) for text in [string(entry.value)] if text is not None)
        for item in () if entries(node) else items(node):
            for word in _words(string(item) or ""):
                yield from _pair(word)


def _words(text: str) -> list[str]:
    try:
        return shlex.split(text)
    except ValueError:
        return []


def _pair(word: str) -> Iterator[tuple[str, str]]:
    """``Name=value``, or ``ParameterKey=Name,ParameterValue=value``."""
    head, comma, tail = word.partition(",ParameterValue=")
    if comma and head.startswith("ParameterKey="):
        yield head.removeprefix("ParameterKey="), tail
        return
    name, equals, value = word.partition("=")
    if equals and name:
        yield name, value
