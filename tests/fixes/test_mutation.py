"""Every small step away from a clean policy of the corpus is reported, at its line, and nothing else changes in the report.

``benchmarks/mutation.py`` does the same for public functions.
"""

from pathlib import Path

import pytest
from casebook import CORPUS
from mutating import mutated

# One clean function or more each, in every dialect and layout; all of the corpus takes minutes.
CASES = ["sdk/batch-writer", "sdk/object-tags-and-acl", "sdk/queue-batches", "sdk/user-pool", "values/threads"]


@pytest.mark.parametrize("case", CASES)
def test_every_change_is_reported_and_nothing_else(case: str, tmp_path: Path) -> None:
    outcome = mutated(CORPUS / case, tmp_path, most=2)
    assert outcome.functions
    assert outcome.wrong == []
