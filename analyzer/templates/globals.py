"""SAM's ``Globals`` merged into the resources of each type.

Mappings merge key by key, lists are joined, an intrinsic function counts as a single value, and
what the resource says wins.
Source: https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-template-anatomy-globals.html
"""

from analyzer.templates.model import Entry, Mapping, Node, Sequence
from analyzer.templates.nodes import at, entries, is_function, string
from analyzer.templates.sheet import Declared

_PREFIX = "AWS::Serverless::"
_REPLACED = frozenset({"Architectures"})


def with_globals(root: Mapping, resources: dict[str, Declared]) -> dict[str, Declared]:
    """The resources with the properties that ``Globals`` gives to their type."""
    shared = {_PREFIX + found.key: found.value for found in entries(at(root, "Globals"))}
    return {name: _merged_into(declared, shared.get(declared.type)) for name, declared in resources.items()}


def folded(root: Mapping) -> Mapping:
    """The document with its ``Globals`` written out in each resource, and without them."""
    shared = {_PREFIX + found.key: found.value for found in entries(at(root, "Globals"))}

    def whole(resource: Entry) -> Entry:
        value, common = resource.value, shared.get(string(at(resource.value, "Type")) or "")
        if not isinstance(value, Mapping) or not isinstance(common, Mapping):
            return resource
        own = value.get("Properties") or Mapping((), value.span)
        merged = Entry("Properties", merge(common, own), own.span)
        kept = tuple(one for one in value.entries if one.key != "Properties")
        return Entry(resource.key, Mapping((*kept, merged), value.span), resource.span)

    resources = Mapping(tuple(whole(one) for one in entries(root.get("Resources"))), root.span)
    listed = (
        Entry(one.key, resources, one.span) if one.key == "Resources" else one
        for one in root.entries
        if one.key != "Globals"
    )
    return Mapping(tuple(listed), root.span)


def _merged_into(declared: Declared, shared: Node | None) -> Declared:
    if not isinstance(shared, Mapping):
        return declared
    properties = merge(shared, declared.properties)
    return Declared(
        declared.id,
        declared.type,
        declared.span,
        declared.node,
        properties if isinstance(properties, Mapping) else declared.properties,
    )


def merge(shared: Node, own: Node) -> Node:
    """What a global value and a resource's own value are together."""
    if is_function(shared) or is_function(own):
        return own
    match shared, own:
        case Mapping(), Mapping():
            return _merged(shared, own)
        case Sequence(), Sequence():
            return Sequence((*shared.items, *own.items), own.span)
    return own


def _merged(shared: Mapping, own: Mapping) -> Mapping:
    mine = {found.key: found for found in entries(own)}
    result: list[Entry] = []
    for found in entries(shared):
        local = mine.pop(found.key, None)
        if local is None:
            result.append(found)
        elif found.key in _REPLACED:
            result.append(local)
        else:
            result.append(Entry(found.key, merge(found.value, local.value), local.span))
    return Mapping((*result, *mine.values()), own.span)
