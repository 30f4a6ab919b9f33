"""AWS's own policies for what Lambda itself does with the role: right as they are where it does so."""

import tomllib
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, convert

from analyzer.diffs.ledger import Ledger

TABLE = Path("findings") / "execution.toml"


class ExecutionPolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """One policy that AWS ships for execution roles: accepted whole where all of ``needs`` is needed."""

    doc: str
    needs: tuple[str, ...] = ()


class _Principal(Struct, frozen=True, forbid_unknown_fields=True):
    doc: str


class _Table(Struct, frozen=True, forbid_unknown_fields=True):
    policies: dict[str, ExecutionPolicy]
    principals: dict[str, _Principal]


def accepted(rules: Path, needed: Ledger, name: str) -> bool:
    """Whether this policy is the one that AWS names for something that this function does."""
    row = execution_policies(rules).get(name)
    return row is not None and all(action in needed for action in row.needs)


def same_function(rules: Path) -> frozenset[str]:
    """Principals of a trust policy that run the function itself: no other user of the role."""
    return frozenset(_table(rules / TABLE).principals)


def execution_policies(rules: Path) -> dict[str, ExecutionPolicy]:
    """The table of policies that AWS ships for execution roles, by name."""
    return _table(rules / TABLE).policies


@lru_cache(maxsize=4)
def _table(path: Path) -> _Table:
    return convert(tomllib.loads(path.read_text(encoding="utf-8")), _Table)
