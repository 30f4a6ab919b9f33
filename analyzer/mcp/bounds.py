"""Paths of a client → paths below the root, or a refusal."""

from pathlib import Path

from analyzer.api import UsageError


def bounded(path: str, root: Path) -> Path:
    """The place of a path that is relative to the root, or absolute and below it; links are followed first.

    Raises UsageError where it leads out of the root or nowhere, in the same words: what stands outside
    is nobody's to learn.
    """
    try:
        place = (root / path).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):
        place = None
    if place is None or not place.is_relative_to(root):
        raise UsageError(f"there is no {path!r} below the root of this server")
    return place


def bounded_handler(handler: str, root: Path) -> str:
    """``FILE.py:FUNC`` with its file below the root."""
    file, colon, function = handler.rpartition(":")
    if not colon:
        raise UsageError(f"the handler must be FILE.py:FUNC, not {handler!r}")
    return f"{bounded(file, root)}:{function}"
