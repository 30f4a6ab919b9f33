"""Modules that come from elsewhere: the rows of ``rules/terraform/modules.toml`` say what they make."""

import re
from collections.abc import Iterator
from typing import Any

from analyzer.core import Span, Text
from analyzer.templates.model import ResourceDecl
from analyzer.templates.terraform.folders import plain
from analyzer.templates.terraform.modules import Module
from analyzer.templates.terraform.operators import truth
from analyzer.templates.terraform.values import Const, Value, is_null, reference, text
from analyzer.templates.terraform.views import View, repetitions, written_key

_GITHUB = re.compile(
    r"github\.com[/:](?P<owner>[\w-]+)/terraform-(?P<provider>[a-z]+)-(?P<name>[\w-]+?)(?:\.git)?(?=$|[/?])"
)
_REGISTRY = re.compile(r"(?:registry\.terraform\.io/)?(?P<owner>[\w-]+)/(?P<name>[\w-]+)/(?P<provider>[a-z]+)(?=$|//)")


class External:
    """One instance of a module block whose module is not in the repository."""

    def __init__(
        self, module: Module, view: View, address: str, source: str, row: dict[str, Any], *, conditional: bool
    ) -> None:
        self.module = module
        self.view = view
        self.address = address
        self.source = source
        self.row = row
        self.key: int | str | None = None
        self.conditional = conditional

    @property
    def kind(self) -> str:
        """What kind of module it is (``lambda``); empty where it is not known."""
        kind: str = self.row.get("kind", "")
        return kind

    def inside(self, name: str) -> str:
        """The address of something inside the module."""
        return f"{self.address}.{name}"

    def flag(self, name: str, *, default: bool) -> bool | None:
        """A switch among the arguments; None where it is not known."""
        value = self.view.get(name)
        if value is None or (isinstance(value, Const) and value.value is None):
            return default
        return truth(value)

    def made(self, what: str) -> str:
        """The address of what the module makes (``function``, ``role``, ``policy``); empty where it makes none."""
        name: str = self.row.get(what, "")
        off = any(self.flag(switch, default=True) is False for switch in self.row.get(f"{what}_switches", ()))
        return self.inside(name) if name and not off and self._layered(what) else ""

    def _layered(self, what: str) -> bool:
        """Whether a module that makes either a layer or a function makes this one."""
        switch = self.row.get("layer_switch")
        return switch is None or (self.flag(switch, default=False) is True) == (what == "layer")

    def output(self, name: str, span: Span) -> Value:
        """An output: an attribute of the resource that the module makes, or of the module itself."""
        outputs = self.row.get("outputs", {})
        target, _, attribute = outputs.get(name.removeprefix("this_"), "").rpartition(".")
        return reference(self.inside(target), attribute, span) if target else reference(self.address, name, span)

    def resources(self) -> Iterator[ResourceDecl]:
        """The resources that the module makes and that others refer to."""
        for row in self.row.get("resources", []):
            given = self.view.get(row.get("name", ""))
            name = None if is_null(given) else text(given)
            named = Text.of(row.get("prefix", ""), name) if name is not None else None
            yield ResourceDecl(self.inside(row["address"]), row["type"], self.view.span, named)


def externals(module: Module, name: str, rows: dict[str, Any]) -> list[External]:
    """The instances of a module block whose source is not a folder of the repository."""
    block = module.folder.calls.get(name)
    if block is None:
        return []
    source = canonical(plain(block.body.get("source")) or "")
    row = rows.get(source, {})
    found = []
    for key, env, conditional in repetitions(block.body, module.env, module.world.evaluator):
        view = View(block.body, env, module.world.evaluator, block.span)
        address = module.inside(f"module.{name}{written_key(key)}")
        made = External(module, view, address, source, row, conditional=conditional or module.conditional)
        made.key = key
        found.append(made)
    return found


def canonical(source: str) -> str:
    """A source as the registry names it: ``terraform-aws-modules/lambda/aws``, with ``//folder`` where one is asked for."""
    match = _GITHUB.search(source) or _REGISTRY.match(source)
    if match is None:
        return source
    folder = source[match.end() :].partition("?")[0].partition("//")[2]
    return f"{match['owner']}/{match['name']}/{match['provider']}" + (f"//{folder}" if folder else "")
