"""Room for deep recursion: expressions nest, calls nest, and the default stack is small."""

import sys
import threading
from collections.abc import Callable
from typing import TypeVar

_T = TypeVar("_T")
STACK_BYTES = 512 * 1024 * 1024
RECURSION = 60_000


def with_deep_stack(function: Callable[[], _T]) -> _T:
    """The function's result, run in a thread whose stack is deep enough for the interpreter's bounds."""
    results: list[_T] = []
    errors: list[BaseException] = []

    def run() -> None:
        try:
            results.append(function())
        except BaseException as error:  # noqa: BLE001 - re-raised in the caller's thread
            errors.append(error)

    before, size = sys.getrecursionlimit(), threading.stack_size(STACK_BYTES)
    sys.setrecursionlimit(RECURSION)
    try:
        thread = threading.Thread(target=run, daemon=True)
        thread.start()
        thread.join()
    finally:
        sys.setrecursionlimit(before)
        threading.stack_size(size)
    if errors:
        raise errors[0]
    return results[0]
