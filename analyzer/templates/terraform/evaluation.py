"""Expressions to values: templates, references, ``for``, conditions.  References are looked up by the modules.

Both arms of a condition that is not known count.  Nothing is looked up twice, nothing runs for
ever: depth and steps are bounded, and what is beyond them is unknown.
"""

from collections.abc import Callable
from typing import Protocol

from msgspec import Struct

from analyzer.core import Ref, Span, Text
from analyzer.templates.terraform.operators import operate, truth
from analyzer.templates.terraform.splicing import spliced
from analyzer.templates.terraform.syntax import (
    Bad,
    Call,
    Conditional,
    Expression,
    For,
    Index,
    ListOf,
    Literal,
    MapOf,
    Member,
    Name,
    Operation,
    Part,
    Piece,
    Repeat,
    Splat,
    Template,
    When,
)
from analyzer.templates.terraform.values import (
    Choice,
    Const,
    Handle,
    Item,
    Many,
    Record,
    Str,
    Unknown,
    Value,
    Var,
    choice,
    error,
    is_error,
    is_null,
    options,
    picked,
    settled,
    string,
    unique,
)

MAX_DEPTH = 100
MAX_STEPS = 500_000
MAX_REPEATS = 500


class Env(Struct, frozen=True):
    """Where an expression stands: its module, and the names that are bound around it (``each``, ``count``, loops)."""

    module: object
    names: dict[str, Value]

    def bound(self, names: dict[str, Value]) -> "Env":
        """The same place with further names."""
        return Env(self.module, {**self.names, **names})


class Resolver(Protocol):
    """What the evaluator asks of the modules."""

    def first(self, name: str, env: Env, span: Span) -> Value:
        """What the first word of a reference means."""
        ...

    def member(self, handle: Handle, name: str, span: Span) -> Value:
        """What a step behind a handle gives."""
        ...

    def index(self, handle: Handle, key: Value, span: Span) -> Value:
        """What an index behind a handle gives."""
        ...

    def listed(self, handle: Handle) -> Value:
        """A handle as a collection: the instances of a resource or module."""
        ...


Function = Callable[["Evaluator", list[Value], Env, Span], Value]


class Evaluator:
    """Evaluates expressions of one root module."""

    def __init__(self, resolver: Resolver, functions: dict[str, Function]) -> None:
        self.resolver = resolver
        self.functions = functions
        self.steps = 0
        self.depth = 0

    def spent(self) -> bool:
        """Count one step; whether there are none left."""
        self.steps += 1
        return self.steps > MAX_STEPS

    def value(self, expression: Expression, env: Env) -> Value:
        """What an expression may be."""
        if self.depth >= MAX_DEPTH or self.spent():
            return Unknown("too deep or too much to evaluate", expression.span)
        self.depth += 1
        try:
            return self._value(expression, env)
        finally:
            self.depth -= 1

    def _value(self, expression: Expression, env: Env) -> Value:
        match expression:
            case Literal(value, span):
                return Const(value, span)
            case Template(parts, span):
                return self._template(parts, env, span)
            case Name(name, span):
                return env.names[name] if name in env.names else self.resolver.first(name, env, span)
            case Member(inner, name, span):
                return self.member(self.value(inner, env), name, span)
            case Index(inner, key, span):
                return self.index(self.value(inner, env), self.value(key, env), span)
            case Splat(inner, each, span):
                return self._splat(self.value(inner, env), each, env, span)
            case Call():
                return self._call(expression, env)
            case ListOf(items, span):
                return Many(tuple(self.value(item, env) for item in items), span)
            case MapOf(items, span):
                return self._map(items, env, span)
            case For():
                return self._for(expression, env)
            case Conditional(condition, then, otherwise, span):
                return self._conditional(self.value(condition, env), then, otherwise, env, span)
            case Operation(operator, operands, span):
                return operate(operator, [self.value(operand, env) for operand in operands], span)
            case Bad(why, span):
                return Unknown(why, span)

    # ------------------------------------------------------------ steps of references
    def member(self, value: Value, name: str, span: Span) -> Value:
        """``value.name``, for each of the things that the value may be."""
        return choice([self._member(one, name, span) for one in options(value)], span)

    def _member(self, value: Value, name: str, span: Span) -> Value:
        match value:
            case Handle():
                return self.resolver.member(value, name, span)
            case Record(rest=rest):
                found = value.get(name)
                return found if found is not None else Unknown(rest or f"there is no {name}", span)
            case Str(Text((Ref(address, attribute),))) if attribute:
                return Str(Text((Ref(address, f"{attribute}.{name}"),)), span)
            case Var(Text((Ref(address, _),)), default):
                inner = None if default is None else self._member(default, name, span)
                return Var(Text((Ref(f"{address}.{name}"),)), inner, span)
            case Unknown(why):
                return Unknown(why, span)
        return error(f"{name} of something that is no object", span)

    def index(self, value: Value, key: Value, span: Span) -> Value:
        """``value[key]``."""
        return choice([self._index(one, key, span) for one in options(value)], span)

    def _index(self, value: Value, key: Value, span: Span) -> Value:
        if isinstance(value, Handle):
            return self.resolver.index(value, key, span)
        found = [self._at(value, one, span) for one in options(key)]
        return choice(found, span)

    def _at(self, value: Value, key: Value, span: Span) -> Value:
        name = settled(key)
        match value:
            case Many(items) if name is not None and name.isdigit() and int(name[:9]) < len(items):
                return items[int(name[:9])]
            case Record(_, _, rest) if name is not None:
                found = picked(value, key, span)
                return found if found is not None else Unknown(rest or f"there is no {name}", span)
            case Record(items) if items and not value.rest:
                return choice([item.value for item in items], span)
            case Many(items) if items and name is None:
                return choice(items, span)
            case Str(Text((Ref(address, attribute),))) if attribute and name is not None:
                return Str(Text((Ref(address, f"{attribute}[{_key(key, name)}]"),)), span)
            case Var(Text((Ref(address, _),)), default) if name is not None:
                inner = None if default is None else self._at(default, key, span)
                return Var(Text((Ref(f"{address}[{_key(key, name)}]"),)), inner, span)
            case Unknown(why):
                return Unknown(why, span)
        return error("such element", span) if _has_none(value, name) else Unknown("an element that is not known", span)

    def _splat(self, value: Value, each: Expression, env: Env, span: Span) -> Value:
        listed = self.collection(value)
        if isinstance(listed, Unknown):
            return Many((listed,), span)
        if is_null(listed):
            return Many((), span)
        items = listed.items if isinstance(listed, Many) else (listed,)
        return Many(tuple(self._each(item, each, env, span) for item in items), span)

    def _each(self, item: Value, each: Expression, env: Env, span: Span) -> Value:
        return Unknown(item.why, span) if isinstance(item, Unknown) else self.value(each, env.bound({"*": item}))

    def collection(self, value: Value) -> Value:
        """A value to go through: handles become their instances, a choice all that it may hold."""
        match value:
            case Handle():
                return self.resolver.listed(value)
            case Choice(found, span):
                return self._joined([self.collection(one) for one in found], span)
            case Var(_, default, span):
                return self.collection(default) if default is not None else Unknown("a variable", span)
            case Str(_, span):
                return Unknown("a collection that is not known", span)
        return value

    def _joined(self, found: list[Value], span: Span) -> Value:
        if all(isinstance(one, Many) or is_null(one) for one in found):
            items = [item for one in found if isinstance(one, Many) for item in one.items]
            return Many(tuple(unique(items)), span)
        if all(isinstance(one, Record) or is_null(one) for one in found):
            entries = [item for one in found if isinstance(one, Record) for item in one.items]
            return Record(tuple(entries), span, next((one.rest for one in found if isinstance(one, Record)), ""))
        known = [one for one in found if isinstance(one, Many | Record)]
        return known[0] if len(known) == 1 else Unknown("a collection that a condition decides", span)

    # ------------------------------------------------------------ collections
    def _map(self, items: tuple[tuple[Expression, Expression], ...], env: Env, span: Span) -> Value:
        found: list[Item] = []
        rest = ""
        for key, value in items:
            name = self.value(key, env)
            literal = settled(name)
            if literal is None:
                rest = "a key that is not known"
            else:
                found.append(Item(literal, self.value(value, env), name.span if name.span.path else key.span))
        return Record(tuple(found), span, rest)

    def _for(self, loop: For, env: Env) -> Value:
        source = self.collection(self.value(loop.collection, env))
        pairs = pairs_of(source)
        if pairs is None:
            why = source.why if isinstance(source, Unknown) else "a loop over something that is not known"
            empty = Record((), loop.span, why)
            return empty if loop.key is not None else Many((Unknown(why, loop.span),), loop.span)
        rounds = [env.bound(_names(loop.names, key, item)) for key, item in pairs[:MAX_REPEATS]]
        if loop.condition is not None:
            rounds = [one for one in rounds if truth(self.value(loop.condition, one)) is not False]
        if loop.key is None:
            return Many(tuple(self.value(loop.value, one) for one in rounds), loop.span)
        return self._mapped(loop, loop.key, rounds)

    def _mapped(self, loop: For, key: Expression, rounds: list[Env]) -> Value:
        found: dict[str, list[Value]] = {}
        rest = ""
        for one in rounds:
            name = settled(self.value(key, one))
            if name is None:
                rest = "a key that is not known"
            else:
                found.setdefault(name, []).append(self.value(loop.value, one))
        return Record(
            tuple(
                Item(name, Many(tuple(values), loop.span) if loop.grouped else values[-1], loop.span)
                for name, values in found.items()
            ),
            loop.span,
            rest,
        )

    def _conditional(
        self, condition: Value, then: Expression, otherwise: Expression, env: Env, span: Span
    ) -> Value:  # fmt: skip
        verdict = truth(condition)
        if verdict is not None:
            return self.value(then if verdict else otherwise, env)
        return choice([self.value(then, env), self.value(otherwise, env)], span)

    def _call(self, call: Call, env: Env) -> Value:
        if call.name == "try":
            return self._try(call, env)
        if call.name == "can":
            return self._can(call, env)
        arguments = [self.value(argument, env) for argument in call.arguments]
        if call.expand and arguments:
            last = self.collection(arguments.pop())
            arguments += (
                list(last.items) if isinstance(last, Many) else [Unknown("a list that is not known", call.span)]
            )
        function = self.functions.get(call.name.rpartition("::")[2])
        if function is None:
            return Unknown(f"{call.name}(…) is not evaluated", call.span)
        return function(self, arguments, env, call.span)

    def _can(self, call: Call, env: Env) -> Value:
        """Whether an expression can be evaluated."""
        value = self.value(call.arguments[0], env) if call.arguments else Unknown("can of nothing", call.span)
        if isinstance(value, Unknown) and not is_error(value):
            return Unknown("whether it can be evaluated is not known", call.span)
        return Const(not isinstance(value, Unknown), call.span)

    def _try(self, call: Call, env: Env) -> Value:
        """The first argument that can be evaluated; ones that are only not known may be it."""
        found: list[Value] = []
        for argument in call.arguments:
            value = self.value(argument, env)
            if not isinstance(value, Unknown):
                return choice([*found, value], call.span) if found else value
            if not is_error(value):
                found.append(value)
        return choice(found, call.span)

    # ------------------------------------------------------------ templates
    def _template(self, parts: tuple[Part, ...], env: Env, span: Span) -> Value:
        if len(parts) == 1 and not isinstance(parts[0], Piece | When | Repeat):
            return self.value(parts[0], env)
        return spliced(self._parts(parts, env), span)

    def _parts(self, parts: tuple[Part, ...], env: Env) -> list[Value | Piece]:
        found: list[Value | Piece] = []
        for part in parts:
            match part:
                case Piece():
                    found.append(part)
                case When(condition, then, otherwise):
                    verdict = truth(self.value(condition, env))
                    span = condition.span
                    arms = [then] if verdict else [otherwise] if verdict is False else [then, otherwise]
                    found.append(choice([spliced(self._parts(arm, env), span) for arm in arms], span))
                case Repeat(names, collection, body):
                    pairs = pairs_of(self.collection(self.value(collection, env)))
                    if pairs is None:
                        found.append(Unknown("a loop over something that is not known", collection.span))
                    for key, item in (pairs or [])[:MAX_REPEATS]:
                        found += self._parts(body, env.bound(_names(names, key, item)))
                case _:
                    found.append(self.value(part, env))
        return found


def pairs_of(value: Value) -> list[tuple[Value, Value]] | None:
    """The (key, value) pairs that a loop goes through; None where they are not known."""
    match value:
        case Many(items, span):
            return [(Const(index, span), item) for index, item in enumerate(items)]
        case Record(items, _, rest) if items or not rest:
            return [(string(item.key, item.span), item.value) for item in items]
        case Const(value=None):
            return []
    return None


def _has_none(value: Value, name: str | None) -> bool:
    """Whether a value has no such element for certain: it is no collection, or a list that ends before."""
    match value:
        case Many(items):
            return name is not None and name.isdigit() and not any(isinstance(item, Unknown) for item in items)
        case Const():
            return True
        case Str(text):
            return text.literal is not None
    return False


def _names(names: tuple[str, ...], key: Value, item: Value) -> dict[str, Value]:
    return {names[0]: key, names[1]: item} if len(names) == 2 else {names[0]: item} if names else {}


def _key(key: Value, name: str) -> str:
    return name if isinstance(key, Const) else f'"{name}"'
