"""``[tool.overgrant]`` of ``pyproject.toml``, or ``overgrant.toml`` → settings by name."""

import tomllib
from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path
from typing import Any, NamedTuple

from analyzer.cli.commands import COMMANDS

_OWN = "overgrant.toml"
_SHARED = "pyproject.toml"


class Configuration(NamedTuple):
    """What a configuration file sets, and what is wrong with it; ``folder`` is what its paths are relative to."""

    values: dict[str, Any]
    problems: tuple[str, ...]
    folder: Path | None = None


NOTHING = Configuration({}, ())


def read_configuration(chosen: str | None, paths: tuple[str, ...]) -> Configuration:
    """The chosen file, else the nearest one at or above what is scanned, no higher than its git root."""
    if chosen is not None:
        path = Path(chosen)
        return _read(path) or Configuration({}, (f"{path} has no [tool.overgrant]",))
    for folder in _folders(paths):
        for name in (_OWN, _SHARED):
            found = _read(folder / name) if (folder / name).is_file() else None
            if found is not None:
                return found
    return NOTHING


def _folders(paths: tuple[str, ...]) -> Iterator[Path]:
    first = Path(paths[0] if paths else ".").resolve()
    start = first if first.is_dir() else first.parent
    for folder in (start, *start.parents):
        yield folder
        if (folder / ".git").exists():
            return


def _read(path: Path) -> Configuration | None:
    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        return Configuration({}, (f"{path} cannot be read: {error.strerror}",))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        # A pyproject.toml that other tools reject says nothing about us, but nobody can tell what it would say.
        return Configuration({}, (f"{path} is not valid TOML: {error}",))
    table = document if path.name != _SHARED else _tool(document)
    if table is None:
        return None
    if not isinstance(table, dict):
        return Configuration({}, (f"{path}: tool.overgrant must be a table",))
    return Configuration(table, tuple(f"{path}: {problem}" for problem in _unknown(table)), path.resolve().parent)


def _tool(document: dict[str, Any]) -> Any:
    tool = document.get("tool")
    return tool.get("overgrant") if isinstance(tool, dict) else None


def _unknown(table: dict[str, Any]) -> Iterator[str]:
    flags = {flag.name: flag for command in COMMANDS for flag in command.flags}
    settable = [name for name, flag in flags.items() if flag.configurable]
    for name in table:
        if name in settable:
            continue
        near = get_close_matches(name, settable, 1)
        hint = f", did you mean {near[0]}?" if near else ""
        only = " (only the command line may set it)" if name in flags else ""
        yield f"there is no setting {name!r}{only or hint}"
