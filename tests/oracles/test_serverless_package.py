"""What the Serverless Framework packages is the golden answer for what our reader of services says.

Each service is packaged offline; the CloudFormation template that comes out is read by our reader of
CloudFormation and must give every function the same effective statements, environment and settings as
reading its serverless.yml does.  ``OVERGRANT_CORPORA`` may name a checkout of repositories with services.
"""

import os
import shutil
from pathlib import Path

import pytest
from msgspec.structs import replace
from packaged import REASON, REGION, SERVICES, STAGE, document_of, package, prepared

from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import ReadOptions
from analyzer.templates.cloudformation import read_root
from analyzer.templates.document import parse
from analyzer.templates.knowledge import Knowledge
from analyzer.templates.serverless import read_all
from analyzer.templates.serverless.reading import read_file
from analyzer.templates.serverless.service import Service
from analyzer.templates.sheet import Desk

pytestmark = [pytest.mark.skipif(bool(REASON), reason=REASON), pytest.mark.filterwarnings("ignore")]

OPTIONS = ReadOptions(stage=STAGE, region=REGION)
PLUGIN_HANDLERS = {"wsgi_handler.handler", "wsgi.handler"}  # ours is the application behind it
OWN = sorted(path.name for path in SERVICES.iterdir())


@pytest.fixture(scope="module")
def knowledge():
    return Knowledge(Rulebook())


@pytest.fixture(autouse=True)
def every_language(monkeypatch):
    """Functions in every language count: roles do not depend on it."""
    monkeypatch.setattr("analyzer.templates.cloudformation.runtime_of", lambda *_: "python")
    monkeypatch.setattr("analyzer.templates.serverless.reading.runtime_of", lambda *_: "python")


def effective(role):
    """What a role grants, one row for each action and resource: how statements are cut does not matter."""
    rows = set()
    for grant in role.grants:
        one = grant.statement
        actions = [*one.actions, *(f"not {action}" for action in one.not_actions)]
        resources = [*map(str, one.resources), *(f"not {text}" for text in one.not_resources)]
        conditions = tuple(sorted(map(str, one.conditions)))
        rows |= {(one.effect, action, text, conditions) for action in actions for text in resources}
    return rows


def facts(template):
    """What is compared, by the logical id of the function."""
    roles = {role.id: role for role in template.roles}
    found = {}
    for function in template.functions:
        extra = dict(function.extra)
        found[extra.get("logical-id", function.id)] = {
            "role": function.role,
            "statements": effective(roles[function.role]),
            "boundary": roles[function.role].boundary is not None,
            "name": extra.get("function-name"),
            "handler": None if function.handler in PLUGIN_HANDLERS else function.handler,
            "environment": {name: tuple(map(str, texts)) for name, texts in function.environment},
            "tracing": function.tracing,
            "vpc": function.vpc,
            "dead letter": str(function.dead_letter),
            "key": str(function.kms_key),
            "destinations": set(map(str, function.destinations)),
            "file systems": set(map(str, function.file_systems)),
            "layers": set(map(str, function.layer_arns)),
            "polled": {(event.kind, str(event.source)) for event in function.events if event.polled},
        }
    return found


def differences(ours, golden):
    """The facts of each function that are not the same, as lines."""
    found = [f"{name} is only in one of the two" for name in sorted(ours.keys() ^ golden.keys())]
    for name in sorted(ours.keys() & golden.keys()):
        for fact, value in ours[name].items():
            other = golden[name][fact]
            if fact == "handler" and other is None:
                continue
            if isinstance(value, set) and value != other:
                found.append(f"{name}: {fact}: only ours {sorted(value - other)}, only golden {sorted(other - value)}")
            elif value != other:
                found.append(f"{name}: {fact}: ours {value}, golden {other}")
    return found


def desk_of(folder, knowledge):
    return Desk(discover([folder]), knowledge, OPTIONS)


def plugins_of(document, knowledge):
    root, _ = parse(document.read_bytes(), document.name, modern=True)
    return [name for name, _ in Service(document.name, root, desk_of(document.parent, knowledge), {}).plugins]


def compare(source, target, knowledge):
    """The differences between the two readings of a service; None and why where the framework refuses it."""
    document = prepared(source, target, plugins_of(document_of(source), knowledge))
    template, state, why = package(target)
    if template is None:
        return None, why
    stated = with_state(target, document.name, knowledge)
    shutil.rmtree(target / ".serverless")
    desk = desk_of(target, knowledge)
    read = read_file(document.name, document.read_bytes(), desk, {})
    root, _ = parse(template, "packaged.json")
    golden = {
        name: fact for name, fact in facts(read_root("packaged.json", root, desk)).items() if "CustomDash" not in name
    }
    found = [f"with the state: {line}" for line in differences(facts(stated) if stated else {}, golden)]
    return [*differences(facts(read) if read else {}, golden), *found, *places_of(read, stated)], state


def with_state(target, name, knowledge):
    """A packaged document read with the state beside it; as a plugin hands it over, below the service's folder."""
    desk = desk_of(target, knowledge)
    options = replace(OPTIONS, serverless_state=".serverless/serverless-state.json")
    templates = read_all((name,), replace(desk, options=options))
    return templates[0] if templates else None


def places_of(read, stated):
    """Grants and functions that do not stand on the same line with the state and without it."""
    if read is None or stated is None:
        return []
    lines = []
    for template in (read, stated):
        found = {(function.id, function.span.path, function.span.line) for function in template.functions}
        for role in template.roles:
            spans = [span for grant in role.grants if grant.source != "generated" for span in grant.action_spans]
            found |= {(role.id, span.path, span.line) for span in spans}
        lines.append(found)
    return [f"a place: only in one reading {place}" for place in sorted(lines[0] ^ lines[1])]


@pytest.mark.parametrize("name", OWN)
def test_own_services_read_as_the_framework_packages_them(name, tmp_path, knowledge):
    found, _ = compare(SERVICES / name, tmp_path / name, knowledge)
    assert found is not None, _
    assert not found, "\n".join(found)


def test_a_packaged_program_reads_as_its_document(tmp_path, knowledge):
    """The same service as a program: all that can be read of it is what the framework has written."""
    folder = tmp_path / "service"
    document = prepared(SERVICES / "per-function", folder, ["serverless-iam-roles-per-function"])
    ours = facts(read_file(document.name, document.read_bytes(), desk_of(folder, knowledge), {}))
    assert package(folder)[0] is not None
    document.rename(folder / "serverless.ts")
    (read,) = read_all(("serverless.ts",), desk_of(folder, knowledge))
    assert {function.id for function in read.functions} == {"plain", "own", "inherits", "empty"}
    assert differences(facts(read), ours) == []


def test_the_services_cover_what_they_must():
    """Enough of them, and no event type of the framework that no service has."""
    import tomllib

    table = tomllib.loads((Path(__file__).parents[2] / "rules/serverless/framework.toml").read_text())
    text = "\n".join(path.read_text() for path in SERVICES.rglob("*.*ml"))
    untold = {"alexaSmartHome", "iotFleetProvisioning"}  # they need a certificate or an account of their own
    names = {name.partition(" ")[0] for name in table["events"]} - untold
    assert len(OWN) >= 25
    assert sorted(name for name in names if f"{name}:" not in text) == []


def public_services(corpora):
    """The folders below that hold a service on AWS."""
    for path in sorted(Path(corpora).rglob("serverless.y*ml")):
        if "node_modules" not in path.parts and "aws" in path.read_text(errors="replace"):
            yield path.parent


@pytest.mark.skipif("OVERGRANT_CORPORA" not in os.environ, reason="OVERGRANT_CORPORA names no checkout")
def test_public_services_read_as_the_framework_packages_them(tmp_path, knowledge, record_property):
    agree, refused, wrong = 0, [], []
    for number, folder in enumerate(public_services(os.environ["OVERGRANT_CORPORA"])):
        found, why = compare(folder, tmp_path / str(number), knowledge)
        if found is None:
            refused.append(f"{folder}: {why}")
        elif found:
            wrong += [f"{folder}: {line}" for line in found]
        else:
            agree += 1
        shutil.rmtree(tmp_path / str(number))
    counts = f"{agree} services agree, {len(wrong)} differences, {len(refused)} refused by the framework"
    record_property("score:osls package", counts)
    record_property("refused", refused)
    assert agree
    assert not wrong, "\n".join(wrong)
