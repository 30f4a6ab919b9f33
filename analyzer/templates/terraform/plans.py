"""A plan as ``terraform show -json`` prints it: the planned resources as the blocks that would declare them.

What a plan knows is a literal; what only an apply will tell is the reference that its configuration names,
or not known.  Source: https://developer.hashicorp.com/terraform/internals/json-format
"""

import re
from collections.abc import Iterator
from itertools import zip_longest

from analyzer.core import Problem, Span
from analyzer.templates.document import parse
from analyzer.templates.model import Mapping, Node, Sequence
from analyzer.templates.nodes import at, entries, items, string
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.folders import Folder, plain
from analyzer.templates.terraform.json_files import body, expression
from analyzer.templates.terraform.layout import Layout
from analyzer.templates.terraform.syntax import Attribute, Bad, Block, Body, Expression, Member, Name, Piece, Template

MAX_PLAN = 32 * 1024 * 1024
_MARKS = (b'"format_version"', b'"planned_values"', b'"configuration"')
# Arguments that are one reference or nothing: of others a plan does not say what stands around the reference.
_WHOLE = frozenset(
    {
        *("role", "roles", "policy_arn", "function_name", "event_source_arn", "source_arn", "bucket", "queue_url"),
        *("kms_key_arn", "kms_key_id", "kms_master_key_id", "target_key_id", "key_id"),
    }
)
_STEP = re.compile(r'[^.\[]+(?:\["[^"]*"\]|\[\d+\])?')


class PlanLayout(Layout):
    """The modules of one plan, as directories that are nowhere."""

    def __init__(self, desk: Desk, root: str, folders: dict[str, Folder]) -> None:
        super().__init__(desk)
        self._root = root
        self._planned = folders

    def folder(self, path: str) -> Folder:
        """A module of the plan; the root module by its directory."""
        return self._planned["" if path == self._root else path]

    def called(self, folder: Folder, call: Block) -> str | None:  # noqa: ARG002 - an address says it all
        """The address of the module instance."""
        return plain(call.body.get("source"))


def read_plan(path: str, desk: Desk) -> PlanLayout | None:
    """The modules of a plan; None where the file is none."""
    data = desk.repository.read(path)
    if isinstance(data, Problem) or len(data) > MAX_PLAN or not all(mark in data for mark in _MARKS):
        return None
    root, _ = parse(data, path)
    planned, written = at(root, "planned_values", "root_module"), at(root, "configuration", "root_module")
    if not isinstance(planned, Mapping):
        return None
    known = at(root, "prior_state", "values", "root_module")
    folders: dict[str, Folder] = {}
    _module(_Place(path, "", planned, known, written), folders)
    for name, given in ((one.key, at(one.value, "value")) for one in entries(at(root, "variables"))):
        if given is not None:
            default = Attribute("default", expression(given, literal=True), given.span)
            folders[""].variables[name] = Block("variable", (name,), Body((default,)), given.span, given.span)
    folder = path.rpartition("/")[0]
    return PlanLayout(desk, folder, folders)


class _Place:
    """One module instance: what is planned in it, what is known already, how it is written."""

    def __init__(self, path: str, address: str, planned: Node | None, known: Node | None, written: Node | None) -> None:
        self.path = path
        self.address = address
        self.planned = planned
        self.known = known
        self.written = written

    def resources(self) -> Iterator[Node]:
        """Planned resources, and data sources that were read already."""
        yield from items(at(self.planned, "resources"))
        for one in items(at(self.known, "resources")):
            if string(at(one, "mode")) == "data":
                yield one

    def calls(self) -> Iterator[tuple[str, "_Place", Node | None]]:
        """The modules called, with the block that calls them."""
        known = {string(at(one, "address")): one for one in items(at(self.known, "child_modules"))}
        planned = {string(at(one, "address")): one for one in items(at(self.planned, "child_modules"))}
        for address in dict.fromkeys((*planned, *known)):
            name = (address or "").removeprefix(f"{self.address}." if self.address else "").removeprefix("module.")
            call = at(self.written, "module_calls", name.partition("[")[0])
            inside = _Place(self.path, address or "", planned.get(address), known.get(address), at(call, "module"))
            if address:
                yield name, inside, at(call, "expressions")


def _module(place: _Place, folders: dict[str, Folder]) -> None:
    found = Folder(place.address, (place.path,), {}, {}, {}, {}, {})
    folders[place.address] = found
    written = {
        (string(at(one, "type")), string(at(one, "name"))): at(one, "expressions")
        for one in items(at(place.written, "resources"))
    }
    for node in place.resources():
        kind, name = string(at(node, "type")), string(at(node, "name"))
        values = at(node, "values")
        if kind and name and isinstance(values, Mapping):
            mode = "data" if string(at(node, "mode")) == "data" else "resource"
            block = _resource(mode, kind, name + _index(node), values, written.get((kind, name)))
            found.resources[mode, kind, block.labels[1]] = block
    for name, inside, given in place.calls():
        source = Attribute("source", _text(inside.address, found.span), found.span)
        arguments = tuple(_argument(one.key, one.value) for one in entries(given) if isinstance(one.value, Mapping))
        found.calls[name] = Block("module", (name,), Body((source, *arguments)), found.span, found.span)
        _module(inside, folders)
        folders[inside.address].variables.update(
            {
                one.key: Block("variable", (one.key,), Body(), found.span, found.span)
                for one in entries(at(inside.written, "variables"))
            }
        )
    for one in entries(at(place.written, "outputs")):
        value = at(one.value, "expression")
        if value is not None:
            found.outputs[one.key] = Block("output", (one.key,), Body((_argument("value", value),)), one.span, one.span)


def _index(node: Node) -> str:
    index = at(node, "index")
    if index is None:
        return ""
    value = getattr(index, "value", None)
    return f"[{value}]" if isinstance(value, int) else f'["{string(index)}"]'


def _resource(mode: str, kind: str, name: str, values: Mapping, written: Node | None) -> Block:
    """A block with what is known; an attribute that is left out waits for the apply: by its reference where that is all."""
    return Block(mode, (kind, name), _completed(values, written), values.span, values.span)


def _completed(values: Node, written: Node | None) -> Body:
    """What is known of a body, its blocks too, with what waits for the apply."""
    known = body(values, literal=True)
    later = tuple(
        _argument(one.key, one.value) if one.key in _WHOLE else Attribute(one.key, _hidden(one.value.span), one.span)
        for one in entries(written)
        if at(values, one.key) is None and at(one.value, "references") is not None
    )
    nested = {one.key: one.value for one in entries(written) if isinstance(one.value, Sequence)}
    blocks = [
        Block(one.key, (), _completed(inner, more), one.span, one.span)
        for one in entries(values)
        for inner, more in zip_longest(items(one.value), items(nested.get(one.key)))
        if isinstance(inner, Mapping)
    ]
    attributes = (one for one in known.attributes if one.name not in nested)
    return Body((*attributes, *later), tuple(blocks))


def _argument(name: str, node: Node) -> Attribute:
    """An argument as its configuration writes it: a constant, or the one thing that it refers to."""
    constant = at(node, "constant_value")
    if constant is not None:
        return Attribute(name, expression(constant, literal=True), constant.span)
    references = [text for one in items(at(node, "references")) if (text := string(one))]
    longest = [one for one in references if not any(other.startswith((f"{one}.", f"{one}[")) for other in references)]
    found = _reference(longest[0], node.span) if len(longest) == 1 else _hidden(node.span)
    return Attribute(name, found, node.span)


def _hidden(span: Span) -> Expression:
    return Bad("an expression that the plan does not show", span)


def _reference(text: str, span: Span) -> Expression:
    steps = _STEP.findall(text)
    found: Expression = Name(steps[0], span)
    for step in steps[1:]:
        found = Member(found, step, span)
    return found


def _text(text: str, span: Span) -> Expression:
    return Template((Piece(text, span.path, span.line, span.column),), span)
