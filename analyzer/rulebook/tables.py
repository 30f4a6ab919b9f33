"""TOML tables read key by key: whatever is wrong is noted with its place, nothing stops at the first error."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any


class RulesError(ValueError):
    """Rule files that cannot be used: every error of every file, one line each, in ``errors``."""

    def __init__(self, errors: list[str]) -> None:
        self.errors = tuple(errors)
        super().__init__("\n".join(errors))


class Table:
    """One TOML table; reading a key takes it out, ``close`` notes the keys that nobody asked for."""

    def __init__(self, values: dict[str, Any], where: str, errors: list[str]) -> None:
        self._values = dict(values)
        self.where = where
        self.errors = errors

    def note(self, message: str) -> None:
        """Note an error at this table."""
        self.errors.append(f"{self.where}: {message}")

    def text(self, key: str, *, required: bool = False) -> str:
        """The string under the key, empty when it is not there."""
        value = self._values.pop(key, None)
        if isinstance(value, str) and value:
            return value
        if value is not None:
            self.note(f"{key} must be a string that is not empty")
        elif required:
            self.note(f"{key} is missing")
        return ""

    def texts(self, key: str) -> tuple[str, ...]:
        """The strings under the key; a single one may stand without brackets."""
        return self._strings(key, self._values.pop(key, []))

    def flag(self, key: str) -> bool:
        """The truth value under the key, False when it is not there."""
        value = self._values.pop(key, False)
        if not isinstance(value, bool):
            self.note(f"{key} must be true or false")
            return False
        return value

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A table of strings, in file order."""
        found = self._mapping(key)
        for name, value in found.items():
            if not isinstance(value, str):
                self.note(f"{key}.{name} must be a string")
        return tuple((name, value) for name, value in found.items() if isinstance(value, str))

    def lists(self, key: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """A table of string lists, in file order."""
        return tuple((name, self._strings(f"{key}.{name}", value)) for name, value in self._mapping(key).items())

    def tables(self, key: str) -> Iterator["Table"]:
        """The tables of an array of tables."""
        value = self._values.pop(key, [])
        if not isinstance(value, list):
            self.note(f"{key} must be an array of tables")
            return
        for index, item in enumerate(value):
            if isinstance(item, dict):
                yield Table(item, f"{self.where}.{key}[{index}]", self.errors)
            else:
                self.note(f"{key}[{index}] must be a table")

    def named(self, key: str) -> Iterator[tuple[str, "Table"]]:
        """The tables of a table, with their names."""
        for name, item in self._mapping(key).items():
            if isinstance(item, dict):
                yield name, Table(item, f"{self.where}: {name}", self.errors)
            else:
                self.note(f"{key}.{name} must be a table")

    def rest(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """All keys that are left, as string lists."""
        left, self._values = self._values, {}
        return tuple((name, self._strings(name, value)) for name, value in left.items())

    def close(self) -> None:
        """Note every key that was not read."""
        for key in self._values:
            self.note(f"{key} is not known here")

    def _mapping(self, key: str) -> dict[str, Any]:
        value = self._values.pop(key, {})
        if isinstance(value, dict):
            return value
        self.note(f"{key} must be a table")
        return {}

    def _strings(self, key: str, value: object) -> tuple[str, ...]:
        items = [value] if isinstance(value, str) else value
        if isinstance(items, list) and all(isinstance(item, str) and item for item in items):
            return tuple(items)
        self.note(f"{key} must be a string or a list of strings")
        return ()


def open_table(path: Path, errors: list[str]) -> Table:
    """The document of one TOML file; an unreadable one is noted and reads as empty."""
    try:
        return Table(tomllib.loads(path.read_text(encoding="utf-8")), path.name, errors)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        errors.append(f"{path.name}: {error}")
        return Table({}, path.name, errors)
