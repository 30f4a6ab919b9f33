"""How references are written where a function stands: a module sees its own things, its variables, its callees' outputs."""

from collections.abc import Iterator

from analyzer.core import Ref, Text
from analyzer.templates.terraform.inventory import Inventory
from analyzer.templates.terraform.modules import Instance, Module
from analyzer.templates.terraform.values import Record, Str, Value
from analyzer.templates.terraform.views import written_key

MAX_WORDS = 2000
_DEEPEST = 3
_PSEUDO = {
    "${Partition}": "${data.aws_partition.current.partition}",
    "${Region}": "${data.aws_region.current.name}",
    "${Account}": "${data.aws_caller_identity.current.account_id}",
}


def words_in(module: Module, inventory: Inventory) -> tuple[tuple[str, str], ...]:
    """References (``module.data.aws_sqs_queue.q.arn``) and what gives them in a module (``var.queue_arn``).

    Where several do, the first one counts; where only a name is to be had, the ARN is written around
    it.  The last entry, ending in a dot, is the prefix of the module's own things.
    """
    found: dict[str, str] = {}
    around: dict[str, str] = {}
    for value, expression in _visible(module, inventory):
        if len(found) + len(around) >= MAX_WORDS:
            break
        match value:
            case Str(Text((Ref(address, attribute),))):
                found.setdefault(f"{address}.{attribute}" if attribute else address, expression)
                around.update(_by_reference(address, attribute, expression, inventory))
            case Str(text) if text.parts:
                for one in inventory.by_name.get(text, ()):
                    around.update(_arn(one, expression, inventory))
    own = f"{module.address}." if module.address else ""
    kept = {address: word for address, word in {**around, **found}.items() if not own or not address.startswith(own)}
    return (*sorted(kept.items()), *(((own, ""),) if own else ()))


def _visible(module: Module, inventory: Inventory) -> Iterator[tuple[Value, str]]:
    if module.arguments is not None:
        for name in module.folder.variables:
            yield from _leaves(module.variable(name), f"var.{name}", 0)
    for name in module.folder.calls:
        for child in module.children(name) or ():
            for output in child.folder.outputs:
                yield from _leaves(child.output(output), f"module.{name}{written_key(child.key)}.{output}", 0)
        for external in inventory.world.externals(module, name) if module.children(name) is None else ():
            for output in external.row.get("outputs", {}):
                yield external.output(output, external.view.span), f"module.{name}{written_key(external.key)}.{output}"


def _leaves(value: Value, expression: str, depth: int) -> Iterator[tuple[Value, str]]:
    match value:
        case Str():
            yield value, expression
        case Record(items) if depth < _DEEPEST:
            for item in items:
                step = f".{item.key}" if item.key.isidentifier() else f'["{item.key}"]'
                yield from _leaves(item.value, expression + step, depth + 1)


def _by_reference(address: str, attribute: str, expression: str, inventory: Inventory) -> dict[str, str]:
    """The ARN of the thing whose name a reference is."""
    instance = inventory.by_address.get(address)
    kind = inventory.world.types.template_type(instance.type) if instance is not None else None
    if instance is None or kind is None or kind.meaning(attribute) != "name":
        return {}
    return _arn(instance, expression, inventory)


def _arn(instance: Instance, name: str, inventory: Inventory) -> dict[str, str]:
    """The instance's ARN around its name, where its type's ARN has one placeholder that is the name as it is."""
    types = inventory.world.types
    kind = types.template_type(instance.type)
    arn_type = types.arn_type(kind.resource) if kind is not None else None
    attribute = kind.attribute("arn") if kind is not None else None
    if arn_type is None or attribute is None or arn_type.strip or arn_type.suffix:
        return {}
    written = arn_type.arn
    for placeholder, expression in _PSEUDO.items():
        written = written.replace(placeholder, expression)
    head, dollar, rest = written.rpartition("${")
    if not dollar or "." in rest.partition("}")[0] or "${" in head.replace("${data.", ""):
        return {}
    tail = rest.partition("}")[2]
    return {f"{instance.address}.{attribute}": f"{head}${{{name}}}{tail}"}
