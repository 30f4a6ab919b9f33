"""A module and what it declares: instances, variables, locals, outputs, the modules it calls.

Source: https://developer.hashicorp.com/terraform/language/modules/syntax
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Protocol

from analyzer.templates.terraform.evaluation import Env, Evaluator
from analyzer.templates.terraform.folders import Folder
from analyzer.templates.terraform.syntax import Block, Expression, Literal
from analyzer.templates.terraform.types import converted
from analyzer.templates.terraform.values import Unknown, Value, is_null
from analyzer.templates.terraform.views import View, repetitions, written_key

MAX_NESTING = 8


class World(Protocol):
    """What a module asks of the root module that it belongs to."""

    evaluator: Evaluator

    def root_variable(self, name: str, block: Block | None) -> Value:
        """The value of a variable of the root module."""
        ...

    def local_folder(self, folder: Folder, call: Block) -> Folder | None:
        """The directory that a module block calls; None where it is none of this repository."""
        ...

    def may_grow(self) -> bool:
        """Whether one instance more of a resource or module is still within bounds."""
        ...


class Instance(View):
    """One instance of a resource or data source: ``aws_sqs_queue.q``, ``aws_sqs_queue.q["a"]``."""

    def __init__(self, block: Block, module: Module, key: int | str | None, env: Env, *, conditional: bool) -> None:
        super().__init__(block.body, env, module.world.evaluator, block.span)
        self.module = module
        self.mode, self.type, self.name = block.type, block.labels[0], block.labels[1]
        self.key = key
        self.conditional = conditional or module.conditional

    @cached_property
    def address(self) -> str:
        """The address as Terraform prints it."""
        name = f"{self.type}.{self.name}{written_key(self.key)}"
        return self.module.inside(f"data.{name}" if self.mode == "data" else name)


class Module:
    """One instance of a module: the root, or what a module block makes."""

    def __init__(self, world: World, folder: Folder, address: str = "", nesting: int = 0) -> None:
        self.world = world
        self.folder = folder
        self.address = address
        self.nesting = nesting
        self.key: int | str | None = None
        self.arguments: View | None = None
        self.conditional = False
        self.env = Env(self, {})
        self._values: dict[tuple[str, str], Value] = {}
        self._instances: dict[tuple[str, str, str], list[Instance]] = {}
        self._children: dict[str, list[Module]] = {}

    def inside(self, name: str) -> str:
        """The address of something in this module."""
        return f"{self.address}.{name}" if self.address else name

    # ------------------------------------------------------------ values
    def _kept(self, kind: str, name: str, expression: Expression | None, env: Env | None = None) -> Value:
        """A value by name, evaluated once; one that asks for itself is not known."""
        key = (kind, name)
        if key not in self._values:
            span = expression.span if expression is not None else self.folder.span
            self._values[key] = Unknown(f"{kind}.{name} depends on itself", span)
            why = f"there is no {kind}.{name}"
            value = self.world.evaluator.value(expression, env or self.env) if expression else Unknown(why, span)
            self._values[key] = value
        return self._values[key]

    def local(self, name: str) -> Value:
        """The value of a local."""
        found = self.folder.locals.get(name)
        return self._kept("local", name, found.value if found else None)

    def output(self, name: str) -> Value:
        """The value of an output."""
        found = self.folder.outputs.get(name)
        return self._kept("output", name, found.body.get("value") if found else None)

    def variable(self, name: str) -> Value:
        """The value of a variable: the caller's, the fixed one, its default; of the root module the reference."""
        block = self.folder.variables.get(name)
        if self.arguments is None:
            return self.world.root_variable(name, block)
        given = self.arguments.value(name)
        kind = block.body.get("type") if block is not None else None
        if given is None or (is_null(given) and block is not None and not _nullable(block)):
            given = self._kept("var", name, block.body.get("default") if block is not None else None)
        return converted(given, kind, self.world.evaluator)

    # ------------------------------------------------------------ instances
    def instances(self, mode: str, kind: str, name: str) -> list[Instance] | None:
        """The instances of a resource, None where there is no such resource."""
        key = (mode, kind, name)
        block = self.folder.resources.get(key)
        if block is None:
            return None
        if key not in self._instances:
            self._instances[key] = []
            self._instances[key] = [
                Instance(block, self, instance, env, conditional=conditional)
                for instance, env, conditional in repetitions(block.body, self.env, self.world.evaluator)
                if self.world.may_grow()
            ]
        return self._instances[key]

    def children(self, name: str) -> list[Module] | None:
        """The instances of a local module that a module block calls; None where its source is no local folder."""
        block = self.folder.calls.get(name)
        folder = self.world.local_folder(self.folder, block) if block is not None else None
        if block is None or folder is None or self.nesting >= MAX_NESTING:
            return None
        if name not in self._children:
            self._children[name] = []
            self._children[name] = list(self._called(name, block, folder))
        return self._children[name]

    def _called(self, name: str, block: Block, folder: Folder) -> Iterator[Module]:
        for key, env, conditional in repetitions(block.body, self.env, self.world.evaluator):
            address = self.inside(f"module.{name}{written_key(key)}")
            if not self.world.may_grow():
                return
            child = Module(self.world, folder, address, self.nesting + 1)
            child.key = key
            child.arguments = View(block.body, env, self.world.evaluator, block.span)
            child.conditional = conditional or self.conditional
            yield child

    def everything(self) -> Iterator[Instance]:
        """Every resource and data source of this module and of those it calls, in file order."""
        for mode, kind, name in self.folder.resources:
            yield from self.instances(mode, kind, name) or ()
        for name in self.folder.calls:
            for child in self.children(name) or ():
                yield from child.everything()

    def modules(self) -> Iterator[Module]:
        """The module itself and every one below it."""
        yield self
        for name in self.folder.calls:
            for child in self.children(name) or ():
                yield from child.modules()


def _nullable(block: Block) -> bool:
    """Whether ``null`` is a value of a variable's own; without that it stands for the default.

    Source: https://developer.hashicorp.com/terraform/language/values/variables
    """
    stated = block.body.get("nullable")
    return not (isinstance(stated, Literal) and stated.value is False)
