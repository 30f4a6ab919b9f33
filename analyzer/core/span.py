"""A place in a file."""

from msgspec import Struct


class Span(Struct, frozen=True, order=True, array_like=True):
    """A stretch of a file: ``path`` relative to the scanned root, lines and columns from 1.

    ``end_column`` is the column just behind the last character.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        """``path:line:column``, the form an editor can open."""
        return f"{self.path}:{self.line}:{self.column}"
