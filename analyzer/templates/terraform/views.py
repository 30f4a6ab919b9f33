"""Bodies in their place: attributes evaluated when asked for, ``dynamic`` blocks opened, ``count`` and ``for_each``."""

from collections.abc import Iterator

from analyzer.core import Span
from analyzer.templates.terraform.evaluation import Env, Evaluator, pairs_of
from analyzer.templates.terraform.operators import number
from analyzer.templates.terraform.syntax import Block, Body
from analyzer.templates.terraform.values import (
    Choice,
    Const,
    Item,
    Record,
    Unknown,
    Value,
    Var,
    is_null,
    options,
    settled,
    string,
)

MAX_INSTANCES = 200


class View:
    """A body in its place: attributes evaluated when asked for, ``dynamic`` blocks opened.

    ``span`` is that of the block's head, ``whole`` reaches to its closing brace.
    """

    def __init__(self, body: Body, env: Env, evaluator: Evaluator, span: Span, whole: Span | None = None) -> None:
        self.body = body
        self.env = env
        self.evaluator = evaluator
        self.span = span
        self.whole = whole or span
        self._known: dict[str, Value | None] = {}

    def get(self, name: str) -> Value | None:
        """The value of an attribute, or None where it is not set or set to ``null``."""
        value = self.value(name)
        return None if is_null(value) else value

    def value(self, name: str) -> Value | None:
        """The value of an attribute, which may be ``null``; None where there is no such attribute."""
        if name not in self._known:
            self._known[name] = None  # asked for while it is evaluated: a circle
            expression = self.body.get(name)
            self._known[name] = None if expression is None else self.evaluator.value(expression, self.env)
        return self._known[name]

    def place(self, name: str) -> Span:
        """The place of an attribute's value, or of the whole where it is not set."""
        expression = self.body.get(name)
        return expression.span if expression is not None else self.span

    def blocks(self, name: str) -> list["View"]:
        """The blocks of a type, those of ``dynamic`` included."""
        found: list[View] = []
        for block in self.body.blocks:
            if block.type == name:
                found.append(View(block.body, self.env, self.evaluator, block.span, block.whole))
            elif block.type == "dynamic" and block.labels == (name,):
                found.extend(self._dynamic(block, name))
        return found

    def block(self, *names: str) -> "View | None":
        """The first block behind a path of types, or None."""
        found: View | None = self
        for name in names:
            found = next(iter(found.blocks(name)), None) if found is not None else None
        return found

    def _dynamic(self, block: Block, name: str) -> Iterator["View"]:
        """Source: https://developer.hashicorp.com/terraform/language/expressions/dynamic-blocks"""
        content = next((one for one in block.body.blocks if one.type == "content"), None)
        if content is None:
            return
        source = block.body.get("for_each")
        value = self.evaluator.collection(self.evaluator.value(source, self.env)) if source else None
        iterator = getattr(block.body.get("iterator"), "name", None) or name
        pairs = pairs_of(value) if value is not None else None
        if pairs is None:
            unknown = Unknown("a dynamic block over something that is not known", block.span)
            pairs = [(unknown, unknown)]
        for key, item in pairs[:MAX_INSTANCES]:
            if self.evaluator.spent():
                return
            span = block.span
            names: dict[str, Value] = {
                iterator: Record((Item("key", key, span), Item("value", item, span)), span)
            }  # fmt: skip
            yield View(content.body, self.env.bound(names), self.evaluator, content.span, content.whole)


def written_key(key: int | str | None) -> str:
    """An instance key as it stands in an address."""
    return "" if key is None else f"[{key}]" if isinstance(key, int) else f'["{key}"]'


def repetitions(body: Body, env: Env, evaluator: Evaluator) -> Iterator[tuple[int | str | None, Env, bool]]:
    """The instances that ``count`` and ``for_each`` make: key, names, and whether a condition decides that there are any.

    Where the collection is not known there is one instance, whose key is not known either.
    """
    count, each = body.get("count"), body.get("for_each")
    if count is not None:
        yield from _counted(evaluator.value(count, env), env)
    elif each is not None:
        yield from _each(evaluator.value(each, env), env, evaluator)
    else:
        yield None, env, False


def _counted(value: Value, env: Env) -> Iterator[tuple[int | str | None, Env, bool]]:
    found = [number(one.default if isinstance(one, Var) and one.default else one) for one in options(value)]
    known = [int(size) for size in found if size is not None]
    conditional = len(known) < len(found) or len(set(known)) > 1
    size = max(known, default=1)
    for index in range(min(max(size, 1 if conditional and not known else 0), MAX_INSTANCES)):
        names: dict[str, Value] = {
            "count": Record((Item("index", Const(index, value.span), value.span),), value.span)
        }  # fmt: skip
        yield index, env.bound(names), conditional


def _each(value: Value, env: Env, evaluator: Evaluator) -> Iterator[tuple[int | str | None, Env, bool]]:
    span = value.span
    pairs = pairs_of(evaluator.collection(value))
    if pairs is None:
        unknown = Unknown("for_each over something that is not known", span)
        pairs = [(unknown, unknown)]
    for key, item in pairs[:MAX_INSTANCES]:
        name = item if isinstance(key, Const) else key
        literal = settled(name)
        each = Record(
            (Item("key", name if literal is None else string(literal, name.span), span), Item("value", item, span)),
            span,
        )
        yield literal, env.bound({"each": each}), isinstance(value, Choice) or literal is None
