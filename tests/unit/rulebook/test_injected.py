"""Every method that the SDK adds by hand has a row that says which operations it runs."""

import tomllib
from pathlib import Path

import pytest

from analyzer.rulebook import Rulebook

BOOK = Rulebook()
NAMES = tomllib.loads((Path(__file__).parent / "injected.toml").read_text())
SERVICES = sorted(set(NAMES) - {"every"})

# Known to be missing: calls of these are not understood. Delete a name here when its row is written.
NOT_YET: set[tuple[str, str, str]] = set()


def rows(service: str) -> set[tuple[str, str]]:
    return {(row.owner, row.method) for row in BOOK.injected(service)}


def test_every_method_added_by_hand_has_a_row():
    wanted = {
        (service, owner, method)
        for service in SERVICES
        for owner, methods in NAMES[service].items()
        for method in methods
    }
    missing = {each for each in wanted if each[1:] not in rows(each[0])}
    assert missing == NOT_YET


@pytest.mark.parametrize("service", SERVICES)
def test_rows_name_methods_that_the_sdk_has(service):
    """Besides those of the list, a row may describe what such a method returns, as ``BatchWriter``."""
    index = BOOK.service(service)
    owners = {"client"} | {each.name for each in index.resources}
    made = {row.returns for row in BOOK.injected(service)}
    for owner, method in rows(service):
        if owner in owners:
            everywhere = NAMES["every"]["client" if owner == "client" else "resource"]
            assert method in {*NAMES[service].get(owner, ()), *everywhere}, (owner, method)
        else:
            assert owner in made, (owner, method)


@pytest.mark.parametrize("service", SERVICES)
def test_rows_run_operations_of_their_service_with_members_that_it_has(service):
    operations = {each.name: each for each in BOOK.service(service).operations}
    for row in BOOK.injected(service):
        for call in row.calls:
            if call.operation.startswith("parameter:") or call.operation not in operations:
                # A method that signs a request of its own is no operation: generate_db_auth_token.
                assert call.operation.startswith("parameter:") or call.operation == row.method, row.method
                continue
            for member, _ in call.arguments:
                assert member.partition(".")[0].rstrip("[]") in operations[call.operation].inputs, (row.method, member)
