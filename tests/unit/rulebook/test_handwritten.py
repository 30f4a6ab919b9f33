"""The hand-written rows fit what they speak of: IAM's actions and types, the SDK's members, known parsers."""

from collections.abc import Iterator

import pytest

from analyzer.accesses.calls import ENDPOINT
from analyzer.needs.parsers import PARSERS
from analyzer.rulebook import Rulebook
from analyzer.rulebook.arn_templates import PSEUDO, placeholders
from analyzer.rulebook.handwritten import check_rules
from analyzer.rulebook.rules_model import ArnType, NeedRule

RULEBOOK = Rulebook()
TYPES = RULEBOOK.resources()
# What library models call that is no operation of the SDK, with members of its own: requests that code signs itself,
# by the name that they are signed for, and what is done with the paths of objects.
OWN_SERVICES: dict[str, set[str]] = {
    "http": {"Method", "Url"}, "pynamodb": {"TableName"}, "s3-uri": {"Uri"}, "xray-daemon": set(),
}  # fmt: skip
WRITTEN = sorted(
    path.stem for path in (RULEBOOK.directory / "operations").glob("*.toml") if not path.stem.startswith("_")
)
SERVICES = [name for name in WRITTEN if name not in OWN_SERVICES]
# Members that no operation has: they leave a part of an ARN open on purpose.
NOTHING = "Nothing"
# Types whose ARN is spelled otherwise than in IAM's reference, or that it has not.
OWN = {
    "apigateway:api-part",
    "apigateway:restapi-part",
    "cloudformation:stack",
    "ec2:tagged by the call",
    "es:request",
    "execute-api:connections",
    "execute-api:execute-api-general",
    "execute-api:invocation",
    "execute-api:stage",
    "logs:log-group",
    "logs:log-group-alone",
}


def rows(service: str) -> Iterator[tuple[str, NeedRule]]:
    for name, rule in RULEBOOK.operations(service).items():
        for row in rule.needs:
            yield name, row


def arn_of(name: str) -> str | None:
    own = TYPES.arn_type(name)
    if own is not None:
        return own.arn
    prefix, _, kind = name.partition(":")
    service = RULEBOOK.iam(prefix)
    found = next((arns for known, arns in service.resources if known == kind), ()) if service else ()
    return found[0] if found else None


def test_every_file_can_be_read() -> None:
    assert check_rules(RULEBOOK.directory) == []


@pytest.mark.parametrize("service", [*WRITTEN, "_runtime"])
def test_every_action_is_one_of_iams(service: str) -> None:
    wrong = [(name, row.action) for name, row in rows(service) if RULEBOOK.action(row.action) != row.action]
    assert not wrong, "; ".join(f"{name} asks for {action}, which IAM does not know" for name, action in wrong)


@pytest.mark.parametrize("service", SERVICES)
def test_every_operation_is_one_of_the_sdks_or_of_an_injected_method(service: str) -> None:
    index = RULEBOOK.service(service)
    assert index is not None
    known = {one.name for one in index.operations}
    known |= {call.operation for method in RULEBOOK.injected(service) for call in method.calls}
    assert sorted(set(RULEBOOK.operations(service)) - known) == []


@pytest.mark.parametrize("service", [*WRITTEN, "_runtime"])
def test_every_resource_and_placeholder_is_known(service: str) -> None:
    wrong = []
    for name, row in rows(service):
        for resource in row.resource:
            arn = "" if resource == "*" else arn_of(resource)
            if arn is None:
                wrong.append(f"{name}: {resource}")
        if row.fills and row.resource:
            known = {one for resource in row.resource for one in placeholders(arn_of(resource) or "")} | set(PSEUDO)
            wrong.extend(f"{name}: {row.resource} {one}" for one, _ in row.fills if one not in known)
    assert wrong == []


@pytest.mark.parametrize("service", OWN_SERVICES)
def test_what_models_call_has_the_members_that_they_pass(service: str) -> None:
    paths = {path for _, row in rows(service) for path, _ in row.parse}
    paths |= {when.path.partition(".")[0] for _, row in rows(service) for when in row.when}
    paths |= {path.partition(".")[0] for _, row in rows(service) for _, fill in row.fills for path in fill}
    assert paths == OWN_SERVICES[service]


@pytest.mark.parametrize("service", SERVICES)
def test_every_path_begins_with_a_member_of_the_operation(service: str) -> None:
    index = RULEBOOK.service(service)
    assert index is not None
    inputs = {one.name: set(one.inputs) for one in index.operations}
    wrong = []
    for name, row in rows(service):
        paths = [*row.arn, row.each, *(when.path for when in row.when), *(path for path, _ in row.parse)]
        paths += [path for _, alternatives in row.fills for path in alternatives]
        if row.each:
            paths = [row.each, *(path.removeprefix("^.") for path in paths if path.startswith("^."))]
        heads = {path.partition(".")[0].partition("[")[0] for path in paths if path and not path.startswith("=")}
        unknown = heads - inputs.get(name, heads) - {NOTHING, ENDPOINT}
        wrong.extend(f"{name}: {head}" for head in sorted(unknown))
    assert wrong == []


@pytest.mark.parametrize("service", [*WRITTEN, "_runtime"])
def test_every_parser_exists(service: str) -> None:
    assert sorted({parser for _, row in rows(service) for _, parser in row.parse} - PARSERS.keys()) == []


@pytest.mark.parametrize("one", TYPES.arn_types.values(), ids=lambda one: one.name)
def test_a_resource_type_is_iams_and_its_members_fill_it(one: ArnType) -> None:
    prefix, _, kind = one.name.partition(":")
    service = RULEBOOK.iam(prefix)
    assert service is not None
    if one.name not in OWN:
        assert one.arn in dict(service.resources)[kind]
    names = {*placeholders(one.arn), *PSEUDO}
    assert {name for name, _ in (*one.members, *one.strip, *one.suffix, *one.ignore)} <= names
    assert {parser for _, parser in one.parse} <= PARSERS.keys()
    for action, on in one.encrypted:
        assert RULEBOOK.action(action) == action
        assert [name for name in on if RULEBOOK.action(name.removeprefix("?")) is None] == []


def test_an_arn_type_within_another_continues_its_arn() -> None:
    for one in TYPES.arn_types.values():
        if one.within:
            assert one.arn.startswith(TYPES.arn_types[one.within].arn)
