"""Counts and lists in words."""


def counted(number: int, noun: str) -> str:
    """``1 error``, ``2 errors``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def joined(items: tuple[str, ...] | list[str]) -> str:
    """``a, b, c``."""
    return ", ".join(items)
