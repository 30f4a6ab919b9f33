"""The minimal policy and where each of its statements comes from."""

from msgspec import Struct

from analyzer.iam.model import Statement
from analyzer.needs.model import Need


class Explained(Struct, frozen=True):
    """One statement of the minimal policy with the needs that it serves."""

    statement: Statement
    needs: tuple[Need, ...]


class MinimalPolicy(Struct, frozen=True):
    """The execution role's whole minimal policy, in a fixed order."""

    statements: tuple[Explained, ...]
