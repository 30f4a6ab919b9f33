"""Raw values of the command line and of a configuration → checked settings, all wrong ones reported together."""

from argparse import Namespace
from collections.abc import Iterable
from difflib import get_close_matches
from typing import Any

from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.flags import Flag

Pairs = tuple[tuple[str, str], ...]


class Settings:
    """The checked value of every flag of a command: read by ``text``, ``switch``, ``names``, ``pairs``; unset where the command has no such flag."""

    def __init__(self, words: tuple[str, ...], values: dict[str, Any]) -> None:
        self.words = words
        self._values = values

    def text(self, name: str) -> str | None:
        """A single value, or None where neither command line nor configuration gives one."""
        value = self._values.get(name)
        return None if value is None else str(value)

    def choice(self, name: str) -> str:
        """The chosen word of a flag that has a default."""
        return str(self._values[name])

    def switch(self, name: str) -> bool:
        """Whether the flag is on."""
        return bool(self._values.get(name))

    def number(self, name: str, default: int) -> int:
        """A positive number."""
        value = self._values.get(name)
        return default if value is None else int(value)

    def names(self, name: str) -> tuple[str, ...]:
        """The values of a flag that may be repeated, in the order given."""
        return tuple(self._values.get(name) or ())

    def pairs(self, name: str) -> Pairs:
        """``NAME=VALUE`` pairs; of a name given twice the last one counts."""
        return tuple(dict(self._values.get(name) or ()).items())

    def paths(self, name: str) -> dict[str, tuple[str, ...]]:
        """What is said of each pattern of paths, in the order given."""
        return dict(self._values.get(name) or {})

    def reports(self) -> Pairs:
        """Every further report as (format, file), in the order given."""
        return tuple(self._values.get("report") or ())


def check(command: Command, raw: Namespace, configured: dict[str, Any], problems: Iterable[str] = ()) -> Settings:
    """The settings of a run; the command line wins.  Raises UsageError with every problem there is."""
    wrong = list(problems)
    values: dict[str, Any] = {}
    for flag in command.flags:
        given = getattr(raw, flag.attribute)
        source = given if given is not None else configured.get(flag.name)
        label = f"--{flag.name}" if given is not None else f"setting {flag.name}"
        values[flag.name] = _checked(flag, source, label, wrong)
    if wrong:
        raise UsageError(*wrong)
    return Settings(tuple(getattr(raw, "words", ())), values)


def _checked(flag: Flag, value: Any, label: str, wrong: list[str]) -> Any:
    match flag.kind:
        case "choice":
            return _choice(flag, value, label, wrong)
        case "number":
            return _number(value, label, wrong)
        case "pairs" | "reports":
            return _pairs(value, label, flag.metavar, wrong)
        case "paths":
            return _paths(value, label, flag.metavar, wrong)
        case "list":
            return _names(flag, value, label, wrong)
        case "switch":
            return _switch(value, label, wrong)
        case "text":
            return _text(value, label, wrong)


def _text(value: Any, label: str, wrong: list[str]) -> str | None:
    if value is None or (isinstance(value, str) and value):
        return value
    wrong.append(f"{label} must be a string that is not empty, not {value!r}")
    return None


def _switch(value: Any, label: str, wrong: list[str]) -> bool:
    if value is None or isinstance(value, bool):
        return bool(value)
    wrong.append(f"{label} must be true or false, not {value!r}")
    return False


def _choice(flag: Flag, value: Any, label: str, wrong: list[str]) -> str:
    if value is None or value in flag.choices:
        return value or flag.default
    near = get_close_matches(str(value), flag.choices, 1)
    hint = f", did you mean {near[0]}?" if near else ""
    wrong.append(f"{label} must be one of {', '.join(flag.choices)}, not {value!r}{hint}")
    return flag.default


def _number(value: Any, label: str, wrong: list[str]) -> int | None:
    if value is None:
        return None
    text = str(value)
    if not isinstance(value, bool) and text.isascii() and text.isdigit() and 1 <= int(text[:6]) <= 1024:
        return int(text)
    wrong.append(f"{label} must be a whole number from 1 to 1024, not {value!r}")
    return None


def _names(flag: Flag, value: Any, label: str, wrong: list[str]) -> tuple[str, ...]:
    if value is None:
        return ()
    items = [value] if isinstance(value, str) else value
    if not isinstance(items, list) or not all(isinstance(item, str) and item for item in items):
        wrong.append(f"{label} must be a list of strings, not {value!r}")
        return ()
    parts = [part.strip() for item in items for part in (item.split(",") if flag.commas else (item,))]
    return tuple(dict.fromkeys(part for part in parts if part))


def _pairs(value: Any, label: str, form: str, wrong: list[str]) -> Pairs:
    if value is None:
        return ()
    if isinstance(value, dict):
        good = {name: item for name, item in value.items() if isinstance(item, str)}
        wrong.extend(f"{label}.{name} must be a string, not {value[name]!r}" for name in value if name not in good)
        return tuple(good.items())
    if not isinstance(value, list):
        wrong.append(f"{label} must be a table of strings, not {value!r}")
        return ()
    split = [str(item).partition("=") for item in value]
    wrong.extend(f"{label} must be {form}, not {''.join(parts)!r}" for parts in split if not (parts[0] and parts[1]))
    return tuple((name, text) for name, sign, text in split if name and sign)


def _paths(value: Any, label: str, form: str, wrong: list[str]) -> dict[str, tuple[str, ...]]:
    """``PATTERN=RULE,RULE`` of the command line, a table of lists of a configuration; a pattern given twice adds up."""
    if value is None:
        return {}
    if not isinstance(value, dict):
        pairs = [str(item).partition("=") for item in value] if isinstance(value, list) else [(str(value), "", "")]
        wrong.extend(f"{label} must be {form}, not {''.join(parts)!r}" for parts in pairs if not all(parts))
        value = {}
        for pattern, _, names in pairs:
            value.setdefault(pattern, []).extend(name.strip() for name in names.split(","))
    found = {}
    for pattern, names in value.items():
        listed = [names] if isinstance(names, str) else names
        if isinstance(listed, list) and all(isinstance(name, str) for name in listed):
            found[pattern] = tuple(name for name in listed if name)
        else:
            wrong.append(f"{label}.{pattern} must be a list of rules, not {names!r}")
    return found
