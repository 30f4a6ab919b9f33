"""Which rows a stretch of work applies."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from analyzer.needs.derivation import Asked, Derivation
from analyzer.needs.model import Need
from analyzer.rulebook.rules_model import NeedRule

Applied = dict[tuple[str, str, NeedRule], list[Need]]
"""The needs of each row of an operation; the service is empty for causes of a function's configuration."""


@contextmanager
def exercised() -> Iterator[Applied]:
    """The rows that are applied inside, with what they gave."""
    found: Applied = {}
    original = Derivation._of_row  # noqa: SLF001 - there is no other place that sees rows one by one

    def watched(self: Derivation, asked: Asked, row: NeedRule) -> Iterator[Need]:
        for need in original(self, asked, row):
            found.setdefault((asked.service, asked.operation, row), []).append(need)
            yield need

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Derivation, "_of_row", watched)
        yield found
