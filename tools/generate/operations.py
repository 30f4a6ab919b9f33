"""Operations of the SDK, read from botocore's service models."""

import re
from collections.abc import Iterator

from botocore import xform_name
from botocore.model import OperationModel, ServiceModel, Shape

from analyzer.rulebook.model import Operation

# A member that names a thing: what a program passes on to its next call.
_NAMING = re.compile(r"(?:Name|Id|Identifier|Arn|ARN|Url|URL|Uri|URI|Alias|Key|Bucket|Location|Account)s?$")
# What is handed to a service to act with or through: roles, and Lambda's connectors and capacity providers.
_HANDED = re.compile(r"(?:^|[a-z_.])(?:[Rr]ole|ROLE|[Nn]etworkConnectors?|[Cc]apacityProvider)(?:Arn|ARN)?(?:\[\])?$")
_LOWER = {"name", "id", "arn", "url", "uri", "names", "ids", "arns", "key", "keys"}
_DEPTH = 3
_DEEPEST = 10
_MOST = 40


def operations_of(model: ServiceModel) -> tuple[Operation, ...]:
    """Every operation of a service, sorted by name; methods are spelled by botocore's own table."""
    return tuple(_operation(model.operation_model(name)) for name in sorted(model.operation_names))


def _operation(model: OperationModel) -> Operation:
    given = model.input_shape
    return Operation(
        name=model.name,
        method=xform_name(model.name),
        inputs=tuple(given.members) if given is not None else (),
        required=tuple(given.required_members) if given is not None else (),
        outputs=naming_members(model.output_shape),
        signed=_is_signed(model),
        nested=naming_members(given, deeper=True),
        handed=tuple(sorted(_handed(given, "", ()))) if given is not None else (),
    )


def _is_signed(model: OperationModel) -> bool:
    """Whether a call carries a signature, by the operation's own authentication or else its service's."""
    return (model.auth_type or model.service_model.signature_version) not in {"none", "bearer"}


def naming_members(shape: Shape | None, *, deeper: bool = False) -> tuple[str, ...]:
    """Dotted paths of the string members that name something: shallow ones first, at most forty.

    ``deeper`` leaves out the shape's own members.
    """
    if shape is None:
        return ()
    found = sorted(
        (path for path in _paths(shape, "", ()) if "." in path or not deeper), key=lambda path: path.count(".")
    )
    return tuple(found[:_MOST])


def _handed(shape: Shape, path: str, inside: tuple[str, ...]) -> Iterator[str]:
    """Dotted paths of the members that may hand something on, however deep; ``*`` is any key of a map, which is the caller's own."""
    if len(inside) > _DEEPEST or shape.name in inside:
        return
    match shape.type_name:
        case "structure":
            for name, member in shape.members.items():
                yield from _handed(member, f"{path}.{name}" if path else name, (*inside, shape.name))
        case "list":
            yield from _handed(shape.member, f"{path}[]", inside)
        case "map":
            yield from _handed(shape.value, f"{path}.*", inside)
        case "string" if _HANDED.search(path) and not getattr(shape, "enum", ()):
            yield path


def _paths(shape: Shape, prefix: str, inside: tuple[str, ...]) -> Iterator[str]:
    if len(inside) >= _DEPTH or shape.name in inside:
        return
    for name, member in shape.members.items():
        path = f"{prefix}{name}"
        target = member
        if member.type_name == "list":
            path, target = f"{path}[]", member.member
        if target.type_name == "map" and target.value.type_name == "string":
            # Attributes of queues and topics: the model lists the keys that the map may have.
            yield from (f"{path}.{key}" for key in getattr(target.key, "enum", ()) if _NAMING.search(key))
        elif target.type_name == "structure":
            yield from _paths(target, f"{path}.", (*inside, shape.name))
        elif target.type_name == "string" and (_NAMING.search(name) or name.lower() in _LOWER):
            yield path
