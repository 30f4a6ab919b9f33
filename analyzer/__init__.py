"""Takes a repository, gives what each Lambda function's role grants beyond, and short of, its code's needs.

The folders are the nouns of the pipeline, each with one front function; read their docstrings in
the order repository, modules, templates, functions, values, accesses, needs, policies, diffs,
findings, reports.  Programs use ``analyzer.scan``, ``diff``, ``policy`` and ``explain``: they are those
of ``analyzer.api``, loaded when the first of them is.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from analyzer.api import (
        Evidence,
        Finding,
        Function,
        Gap,
        Keywords,
        Need,
        Problem,
        Report,
        Resource,
        UsageError,
        diff,
        explain,
        policy,
        scan,
        to_dict,
    )  # fmt: skip

__all__ = [
    "Evidence", "Finding", "Function", "Gap", "Keywords", "Need", "Problem", "Report", "Resource", "UsageError",
    "diff", "explain", "policy", "scan", "to_dict",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """A name of ``analyzer.api``, which is imported now."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from analyzer import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted(__all__)
