"""A root module with all that it calls: what every reference in it leads to.

Source: https://developer.hashicorp.com/terraform/language/expressions/references
"""

from collections.abc import Iterator
from posixpath import relpath

from analyzer.core import Ref, Span, Text, lit
from analyzer.templates.model import Parameter
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.attributes import attribute
from analyzer.templates.terraform.evaluation import MAX_STEPS, Env, Evaluator
from analyzer.templates.terraform.folders import Folder
from analyzer.templates.terraform.functions import FUNCTIONS
from analyzer.templates.terraform.layout import Layout
from analyzer.templates.terraform.modules import Instance, Module
from analyzer.templates.terraform.registry import External, externals
from analyzer.templates.terraform.syntax import Block
from analyzer.templates.terraform.types import converted, type_word
from analyzer.templates.terraform.values import (
    Handle,
    Item,
    Many,
    Record,
    Unknown,
    Value,
    Var,
    choice,
    options,
    reference,
    settled,
    string,
)
from analyzer.templates.terraform.variables import given_as

MAX_INSTANCES = 20_000
_COLLECTIONS = {"list", "set", "map", "object", "tuple"}


class World:
    """A root module opened for reading."""

    def __init__(self, path: str, desk: Desk, layout: Layout, fixed: dict[str, Value]) -> None:
        self.path = path
        self.desk = desk
        self.layout = layout
        self.fixed = fixed
        self.grown = 0
        self.parameters: dict[str, Parameter] = {}
        self.evaluator = Evaluator(self, FUNCTIONS)
        self.types = desk.knowledge.rulebook.resources()
        self.root = Module(self, layout.folder(path))
        self._externals: dict[tuple[str, str], list[External]] = {}

    # ------------------------------------------------------------ what modules ask
    def local_folder(self, folder: Folder, call: Block) -> Folder | None:
        """The directory that a module block calls; None where it is none of this repository."""
        place = self.layout.called(folder, call)
        return None if place is None else self.layout.folder(place)

    def may_grow(self) -> bool:
        """Whether one instance more of a resource or module is still within bounds."""
        self.grown += 1
        return self.grown <= MAX_INSTANCES

    def root_variable(self, name: str, block: Block | None) -> Value:
        """The fixed value of a root variable, else the reference to it; collections by their default."""
        kind = block.body.get("type") if block is not None else None
        if name in self.fixed:
            return converted(given_as(self.fixed[name], kind), kind, self.evaluator)
        if block is None:
            return Unknown(f"there is no variable {name}", self.root.folder.span)
        expression = block.body.get("default")
        default = self.evaluator.value(expression, self.root.env) if expression is not None else None
        if default is None and type_word(kind) in _COLLECTIONS:
            return Unknown(f"var.{name} has no default", block.span)
        known = None if default is None else converted(default, kind, self.evaluator)
        return self._symbolic(f"var.{name}", known, block.span)

    def _symbolic(self, path: str, default: Value | None, span: Span) -> Value:
        """A default with a reference in the place of each string and number."""
        match default:
            case Many(items, place):
                found = (self._symbolic(f"{path}[{index}]", one, one.span) for index, one in enumerate(items))
                return Many(tuple(found), place)
            case Record(items, place, rest):
                entries = (
                    Item(one.key, self._symbolic(f'{path}["{one.key}"]', one.value, one.span), one.span)
                    for one in items
                )
                return Record(tuple(entries), place, rest)
        known = settled(default)
        self.parameters[path] = Parameter(path, None if known is None else lit(known))
        return Var(Text((Ref(path),)), default, span if default is None else default.span)

    # ------------------------------------------------------------ what the evaluator asks
    def first(self, name: str, env: Env, span: Span) -> Value:
        """What the first word of a reference means."""
        module = env.module if isinstance(env.module, Module) else self.root
        match name:
            case "path":
                own = relpath(module.folder.path or ".", self.path or ".")
                words = (("module", own), ("root", "."), ("cwd", "."))
                return Record(tuple(Item(key, string(value, span), span) for key, value in words), span)
            case "each" | "count" | "self" | "*":
                return Unknown(f"{name} means nothing here", span)
            case "var" | "local" | "module" | "data" | "terraform":
                return Handle(name, module, span)
        return Handle("type", (module, "resource", name), span)

    def member(self, handle: Handle, name: str, span: Span) -> Value:
        """What a step behind a handle gives."""
        match handle.kind, handle.target:
            case "var", Module() as module:
                return module.variable(name)
            case "local", Module() as module:
                return module.local(name)
            case "module", Module() as module:
                return Handle("call", (module, name), span)
            case "data", Module() as module:
                return Handle("type", (module, "data", name), span)
            case "terraform", _:
                return reference("terraform", name, span)
            case "type", (Module() as module, str(mode), str(kind)):
                return self._group(module, mode, kind, name, span)
        found = [self._own(one, name, span) for one in self._targets(handle)]
        return choice(found, span) if found else Unknown(f"there is no {name}", span)

    def _group(self, module: Module, mode: str, kind: str, name: str, span: Span) -> Value:
        if module.instances(mode, kind, name) is None:
            return Unknown(f"there is no {kind}.{name}", span)
        return Handle("group", (module, mode, kind, name), span)

    def _own(self, target: "Instance | Module | External", name: str, span: Span) -> Value:
        match target:
            case Instance():
                return attribute(target, name, span, self)
            case Module():
                return target.output(name)
            case External():
                return target.output(name, span)

    def _targets(self, handle: Handle) -> "list[Instance | Module | External]":
        """The instances behind a handle."""
        match handle.target:
            case Instance() | Module() | External() as only:
                return [only]
            case (Module() as module, str(mode), str(kind), str(name)):
                return list(module.instances(mode, kind, name) or ())
            case (Module() as module, str(name)):
                children = module.children(name)
                return list(children) if children is not None else list(self.externals(module, name))
        return []

    def externals(self, module: Module, name: str) -> list[External]:
        """The instances of a module that comes from elsewhere."""
        key = (module.address, name)
        if key not in self._externals:
            self._externals[key] = []
            self._externals[key] = externals(module, name, self.layout.modules)
        return self._externals[key]

    def index(self, handle: Handle, key: Value, span: Span) -> Value:
        """The instance behind a key; every instance where the key is not known."""
        targets = self._targets(handle)
        literals = [settled(one) for one in options(key)]
        wanted = [one for one in targets if None in literals or str(one.key) in literals]
        if not wanted and targets and all(one.key is None for one in targets):
            wanted = targets  # for_each over something that is not known made one instance for all
        handles = [Handle("instance", one, span) for one in wanted]
        return choice(handles, span) if handles else Unknown("there is no such instance", span)

    def listed(self, handle: Handle) -> Value:
        """The instances of a resource or module: a map where ``for_each`` made them."""
        targets = self._targets(handle)
        span = handle.span
        if any(isinstance(one.key, str) for one in targets):
            items = (Item(str(one.key), Handle("instance", one, span), span) for one in targets)
            return Record(tuple(items), span)
        return Many(tuple(Handle("instance", one, span) for one in targets), span)

    def every_external(self) -> Iterator[External]:
        """Every instance of every module that comes from elsewhere, in file order."""
        for module in self.root.modules():
            for name in module.folder.calls:
                if module.children(name) is None:
                    yield from self.externals(module, name)

    def exceeded(self) -> bool:
        """Whether the configuration was too large to be read wholly."""
        return self.grown > MAX_INSTANCES or self.evaluator.steps > MAX_STEPS

    def read_folders(self) -> list[Folder]:
        """The directories of the root module and of all modules below it, each once."""
        return list({one.folder.path: one.folder for one in self.root.modules()}.values())
