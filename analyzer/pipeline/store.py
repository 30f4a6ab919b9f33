"""The cache: content-addressed values in one sqlite file; unreadable means recompute, never fail."""

import os
import sqlite3
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import msgspec

_T = TypeVar("_T")
_SCHEMA = "CREATE TABLE IF NOT EXISTS entries (key BLOB PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID"
MAX_BYTES = 512 * 1024 * 1024


def default_directory() -> Path:
    """Where the cache stands when nobody says: the user's cache folder."""
    base = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    return (Path(base) if base else Path.home() / ".cache") / "overgrant"


class Store:
    """``get`` and ``put`` of typed values; a store that cannot be opened keeps nothing.

    Values are msgpack decoded against their type: nothing else is ever read from the file, since a
    cache may come from elsewhere.
    """

    def __init__(self, directory: Path | None) -> None:
        self.hits = 0
        self._connection: sqlite3.Connection | None = None
        if directory is not None:
            self._connection = _opened(directory)

    def get(self, key: bytes, kind: type[_T]) -> _T | None:
        """The value under a key, None when there is none or it does not read."""
        if self._connection is None:
            return None
        try:
            row = self._connection.execute("SELECT value FROM entries WHERE key = ?", (key,)).fetchone()
            value = msgspec.msgpack.decode(row[0], type=kind) if row is not None else None
        except (sqlite3.Error, msgspec.MsgspecError, RecursionError):
            return None
        self.hits += value is not None
        return value

    def put(self, key: bytes, value: Any) -> None:
        """Keep a value; trouble is ignored, since a cache only saves time."""
        if self._connection is None:
            return
        try:
            data = msgspec.msgpack.encode(value)
            with self._connection:
                self._connection.execute("INSERT OR REPLACE INTO entries VALUES (?, ?)", (key, data))
        except (sqlite3.Error, msgspec.MsgspecError, RecursionError):
            return

    def close(self) -> None:
        """Release the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.close()


def _opened(directory: Path) -> sqlite3.Connection | None:
    path = directory / "store-1.sqlite"
    try:
        directory.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size > MAX_BYTES:
            path.unlink()
        return _connected(path)
    except (OSError, sqlite3.Error):
        return _replaced(path)


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=10)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(_SCHEMA)
    return connection


def _replaced(path: Path) -> sqlite3.Connection | None:
    """A damaged file is thrown away and made anew; where even that fails there is no cache."""
    try:
        path.unlink(missing_ok=True)
        return _connected(path)
    except (OSError, sqlite3.Error):
        return None
