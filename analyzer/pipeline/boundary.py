"""The one place where an error of our own is caught: it costs one function, not the run."""

from collections.abc import Callable
from typing import TypeVar

from analyzer.core import Gap, Problem, Span
from analyzer.pipeline.solving import Solved
from analyzer.values.outcomes import Solution

_T = TypeVar("_T")
INTERNAL = "internal-error"


def guarded(work: Callable[[], _T], fallback: Callable[[str], _T], *, debug: bool) -> _T:
    """What ``work`` gives, or what ``fallback`` makes of the words for its error; raised again with ``debug``."""
    try:
        return work()
    except Exception as error:
        if debug:
            raise
        return fallback(f"internal error ({type(error).__name__}: {error}); please report it")


def failed(path: str, why: str, kind: str = INTERNAL) -> Solved:
    """What stands for a solution that could not be computed: nothing is known, and a problem says why."""
    gap = Gap("recursion-cap" if kind == INTERNAL else "unparsable-file", Span(path), why)
    solution = Solution("<entry>", None, (), (gap,), (), ())
    return Solved(solution, (Problem(kind, Span(path), why),), (), (), ())
