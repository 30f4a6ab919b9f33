"""AWS's own policies for what Lambda itself does with the role: right as they are where it does so."""

import tomllib
from functools import lru_cache
from pathlib import Path

from msgspec import Struct, convert

from analyzer.diffs.asked import Asked

TABLE = Path("findings") / "execution.toml"


class ExecutionPolicy(Struct, frozen=True, forbid_unknown_fields=True):
    """One policy that AWS ships for execution roles: accepted whole where all of ``needs`` is needed."""

    doc: str
    needs: tuple[str, ...] = ()


def accepted(asked: Asked, name: str) -> bool:
    """Whether this policy is the one that AWS names for something that this function does."""
    row = execution_policies(asked.rulebook.directory).get(name)
    return row is not None and all(action in asked.own for action in row.needs)


@lru_cache(maxsize=4)
def execution_policies(rules: Path) -> dict[str, ExecutionPolicy]:
    """The table of ``rules/findings/execution.toml`` by policy name."""
    rows = tomllib.loads((rules / TABLE).read_text(encoding="utf-8"))
    return convert(rows["policies"], dict[str, ExecutionPolicy])
