"""boto3's resource classes, read with boto3's own reader so that renamed members keep boto3's names."""

import json
from collections.abc import Iterable

from boto3.resources.model import Action, Parameter, ResourceModel, ResponseResource
from boto3.resources.model import Collection as CollectionModel
from botocore import xform_name
from botocore.loaders import Loader
from botocore.model import ServiceModel

from analyzer.rulebook.model import Binding, Collection, ResourceAction, ResourceType, SubResource

SERVICE_RESOURCE = "ServiceResource"


def resources_of(service: str, loader: Loader, model: ServiceModel) -> tuple[ResourceType, ...]:
    """Every resource class of a service, the service resource first; nothing where boto3 has none."""
    if service not in loader.list_available_services("resources-1"):
        return ()
    definition = loader.load_service_model(service, "resources-1")
    classes = definition["resources"]
    root = ResourceModel(service, definition["service"], classes)
    named = [(SERVICE_RESOURCE, root)]
    named += [(name, ResourceModel(name, classes[name], classes)) for name in sorted(classes)]
    return tuple(_resource(name, resource, model) for name, resource in named)


def _resource(name: str, resource: ResourceModel, model: ServiceModel) -> ResourceType:
    shape = model.shape_for(resource.shape) if resource.shape else None
    resource.load_rename_map(shape)
    found = resource.get_attributes(shape) if shape is not None else {}
    aliases = {each.member_name for each in resource.identifiers if each.member_name in found}
    attributes = {attribute: raw for attribute, (raw, _) in found.items() if attribute not in aliases}
    return ResourceType(
        name=name,
        identifiers=_identifiers(resource, aliases),
        attributes=tuple(attributes),
        load=_action(resource.load) if resource.load else None,
        actions=_sorted(_action(each) for each in resource.actions),
        subresources=_subresources(resource),
        collections=tuple(sorted((_collection(each) for each in resource.collections), key=lambda each: each.name)),
        waiters=tuple(
            sorted((each.name, xform_name(each.waiter_name), _bindings(each.params)) for each in resource.waiters)
        ),
        attribute_members=tuple(attributes.values()),
    )


def _identifiers(resource: ResourceModel, aliases: set[str]) -> tuple[tuple[str, str, str], ...]:
    """Attribute, model name and alias; a member spelled like its identifier is no second attribute."""
    named = zip(resource.identifiers, _identifier_names(resource), strict=True)
    return tuple((each.name, name, each.member_name if each.member_name in aliases else "") for each, name in named)


def _subresources(resource: ResourceModel) -> tuple[SubResource, ...]:
    found = [(each, False) for each in resource.subresources] + [(each, True) for each in resource.references]
    made = (
        SubResource(
            name=each.name,
            type=each.resource.type,
            bindings=_filling(each),
            is_property=is_property,
            many=_is_plural(each.resource.identifiers),
        )
        for each, is_property in found
    )
    return tuple(sorted(made, key=lambda each: each.name))


def _filling(made: Action) -> tuple[Binding, ...]:
    """The bindings of a factory, by the names of the identifiers they fill.

    boto3 passes them by position and never reads the names in its own definition, so a wrong one
    goes unnoticed there: ``iam.Policy`` says ``PolicyArn`` where its class says ``Arn``.
    """
    given = _bindings(made.resource.identifiers)
    names = _identifier_names(made.resource.model)
    left = iter(name for name in names if name not in {each.target for each in given})
    return tuple(each if each.target in names else Binding(next(left), each.source, each.value) for each in given)


def _identifier_names(resource: ResourceModel) -> list[str]:
    return [each["name"] for each in resource._definition.get("identifiers", [])]  # noqa: SLF001 - the model hides it


def _collection(collection: CollectionModel) -> Collection:
    return Collection(
        name=collection.name,
        operation=collection.request.operation,
        bindings=_bindings(collection.request.params),
        type=collection.resource.type,
        identifiers=_bindings(collection.resource.identifiers),
        batch=_sorted(_action(each) for each in collection.batch_actions),
        path=_path(collection.resource.path),
    )


def _action(action: Action) -> ResourceAction:
    result: ResponseResource | None = action.resource
    path = _path(result.path if result is not None else action.path)
    identifiers = result.identifiers if result is not None else []
    return ResourceAction(
        method=action.name,
        operation=action.request.operation,
        bindings=_bindings(action.request.params),
        returns=result.type if result is not None else "",
        identifiers=_bindings(identifiers),
        many=_is_plural(identifiers),
        path=path,
    )


def _bindings(parameters: Iterable[Parameter]) -> tuple[Binding, ...]:
    return tuple(Binding(each.target, each.source, _value(each)) for each in parameters)


def _value(parameter: Parameter) -> str:
    for given in (parameter.name, parameter.path):
        if given is not None:
            return str(given)
    if parameter.value is None:
        return ""
    return parameter.value if isinstance(parameter.value, str) else json.dumps(parameter.value)


def _is_plural(identifiers: Iterable[Parameter]) -> bool:
    return any("[" in (each.path or "") for each in identifiers)


def _path(path: str | None) -> str:
    return "" if path in {None, "@", "$"} else str(path)


def _sorted(actions: Iterable[ResourceAction]) -> tuple[ResourceAction, ...]:
    return tuple(sorted(actions, key=lambda each: each.method))
