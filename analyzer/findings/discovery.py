"""The judges: every module of this folder that has a ``RULE``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from types import ModuleType

import analyzer.findings as folder
from analyzer.findings.model import Rule


@cache
def judges() -> tuple[ModuleType, ...]:
    """One module per rule, sorted by name: ``RULE``, ``judge(case)``, and ``claims(item, case)`` where it takes grants."""
    modules = (import_module(f"{folder.__name__}.{one.name}") for one in iter_modules(folder.__path__))
    return tuple(sorted((one for one in modules if hasattr(one, "RULE")), key=lambda one: one.RULE.name))


def rules() -> tuple[Rule, ...]:
    """All rules, sorted by name."""
    return tuple(judge.RULE for judge in judges())
