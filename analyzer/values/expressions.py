"""Expressions → values."""

from collections.abc import Callable
from typing import Any

from analyzer.core import Env, Hole, Text
from analyzer.modules import model as ir
from analyzer.values import texts
from analyzer.values.conditions import decide, narrowed, truth
from analyzer.values.formats import formatted
from analyzer.values.frames import join_envs, turn
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    BOOL,
    NONE,
    NOTHING,
    Atom,
    Bound,
    Constant,
    External,
    Function,
    Object,
    Record,
    Sequence,
    Typed,
    Value,
    join,
    join_all,
    string,
    unknown,
)
from analyzer.values.operators import binary
from analyzer.values.outcomes import Arguments


def evaluate(machine: Machine, expr: ir.Expr) -> Value:
    """The value of an expression in the current frame."""
    machine.step()
    return _TABLE[type(expr)](machine, expr)


def constant(machine: Machine, expr: ir.Const) -> Value:
    """A literal."""
    if expr.kind == "bytes" or isinstance(expr.value, str):
        return string(str(expr.value))
    if expr.kind:
        return Value((Typed(expr.kind),))
    return Value((Constant(expr.value, type(expr.value).__name__ if expr.value is not None else "None"),))


def _attribute(machine: Machine, expr: ir.Attr) -> Value:
    owner = machine.evaluate(expr.value)
    machine.frame.at = expr.at
    return machine.attribute(owner, expr.name, expr.at)


def _index(machine: Machine, expr: ir.Index) -> Value:
    owner = machine.evaluate(expr.value)
    if isinstance(expr.key, ir.Slice):
        return _slice(machine, owner, expr.key, expr.at)
    return machine.item(owner, machine.evaluate(expr.key), expr.at)


def _window(machine: Machine, key: ir.Slice) -> tuple[int | None, int | None] | None:
    """The bounds of a slice, None when one of them is not known or there is a step."""
    bounds: list[int | None] = []
    for expr in (key.lower, key.upper):
        only = machine.evaluate(expr).only if expr is not None else None
        if expr is not None and not (isinstance(only, Constant) and isinstance(only.value, int)):
            return None
        bounds.append(only.value if isinstance(only, Constant) and isinstance(only.value, int) else None)
    return (bounds[0], bounds[1]) if key.step is None else None


def _slice(machine: Machine, owner: Value, key: ir.Slice, at: int) -> Value:
    window = _window(machine, key)
    results: list[Value] = []
    for atom in owner:
        match atom:
            case Text():
                cut = texts.sliced(atom, *window) if window is not None else Text((Hole("slice"),))
                results.append(Value((cut,)))
            case Sequence(kind=kind):
                items, more = machine.unpacked(Value((atom,)), at)
                if window is not None and more is None:
                    results.append(machine.sequence(kind, items[window[0] : window[1]], at, role="slice"))
                else:
                    rest = join_all((*items, more or NOTHING))
                    results.append(machine.sequence(kind, (), at, rest=rest, role="slice"))
            case _:
                results.append(Value((atom,)))
    return join_all(results)


def _call(machine: Machine, expr: ir.Call) -> Value:
    callee = machine.evaluate(expr.function)
    given = arguments(machine, expr.arguments, expr.at)
    machine.frame.at = expr.at
    return machine.call(callee, given, expr.at)


def discard(machine: Machine, expr: ir.Call) -> None:
    """A call whose result nobody gets: a coroutine that is not awaited and a generator that is not iterated never run."""
    callee = machine.evaluate(expr.function)
    given = arguments(machine, expr.arguments, expr.at)
    machine.frame.at = expr.at
    machine.call(Value(tuple(atom for atom in callee if not _runs_later(machine, atom, expr.at))), given, expr.at)


def _runs_later(machine: Machine, atom: object, at: int) -> bool:
    function = atom.function if isinstance(atom, Bound) else atom
    if not isinstance(function, Function) or function.module in machine.models or machine.frame.shown is not None:
        return False  # what a library's model calls, the library awaits
    definition = machine.functions[function.module, function.at]
    if not (definition.is_async or definition.is_generator):
        return False
    machine.edge(machine.node_of(function), at)
    return True


def arguments(machine: Machine, given: tuple[ir.Argument, ...], at: int) -> Arguments:
    """The arguments of a call, stars unpacked as far as known."""
    positional: list[Value] = []
    keywords: dict[str, Value] = {}
    rest: Value | None = None
    extra: Value | None = None
    for each in given:
        value = machine.evaluate(each.value)
        if each.star == "*":
            items, more = machine.unpacked(value, at)
            if rest is None:
                positional.extend(items)
            else:
                rest = join_all((rest, *items))
            if more is not None:
                rest = join(rest or NOTHING, more)
        elif each.star == "**":
            extra = _spread(machine, value, keywords, extra)
        elif each.keyword:
            keywords[each.keyword] = value
        elif rest is None:
            positional.append(value)
        else:
            rest = join(rest, value)
    return Arguments(tuple(positional), tuple(keywords.items()), rest, extra)


def _spread(machine: Machine, mapping: Value, keywords: dict[str, Value], extra: Value | None) -> Value | None:
    several = len(mapping) > 1
    for atom in mapping:
        if atom == External("os.environ") or (isinstance(atom, Object) and atom.type == "python:attributes"):
            copied = machine.call(machine.attribute(Value((atom,)), "copy", NOWHERE), Arguments(), NOWHERE)
            extra = _spread(machine, copied, keywords, extra)
            continue
        if not isinstance(atom, Record):
            if not (isinstance(atom, Constant) and atom.value is None):
                extra = join(extra or NOTHING, machine.elements_of_unknown(atom))
            continue
        for slot, value in machine.heap.items(atom.key):
            if slot.startswith("s:"):
                name = slot[2:]
                given = value if all(_holds(machine, one, slot) for one in mapping) else join(value, NONE)
                keywords[name] = join(keywords[name], given) if several and name in keywords else given
            elif slot == "*":
                extra = join(extra or NOTHING, value)
    return extra


def _holds(machine: Machine, mapping: Atom, slot: str) -> bool:
    return isinstance(mapping, Record) and machine.heap.sure(mapping.key, slot)


def _build(machine: Machine, expr: ir.Build) -> Value:
    items: list[Value] = []
    rest: Value | None = None
    for each in expr.items:
        if isinstance(each, ir.Star):
            more_items, more = machine.unpacked(machine.evaluate(each.value), expr.at)
            items.extend(more_items)
            rest = join(rest or NOTHING, more) if more is not None else rest
        else:
            items.append(machine.evaluate(each))
    return machine.sequence(expr.kind, items, expr.at, rest=rest)


def _dict(machine: Machine, expr: ir.Dict) -> Value:
    result = machine.record((), expr.at)
    for key, value in expr.items:
        if key is None:
            machine.call(machine.attribute(result, "update", expr.at), Arguments((machine.evaluate(value),)), expr.at)
        else:
            machine.set_item(result, machine.evaluate(key), machine.evaluate(value))
    return result


def _format(machine: Machine, expr: ir.Format) -> Value:
    return texts.concat([texts.as_texts(machine.text(machine.evaluate(part), expr.at)) for part in expr.parts])


def _spec(machine: Machine, expr: ir.Spec) -> Value:
    value = machine.evaluate(expr.value)
    spec = machine.evaluate(expr.spec) if expr.spec is not None else None
    if spec is None and expr.conversion in ("", "s"):
        return value
    return Value(formatted(value, spec, expr.conversion))


def _binary(machine: Machine, expr: ir.Binary) -> Value:
    return binary(machine, expr.op, machine.evaluate(expr.left), machine.evaluate(expr.right), expr.at)


def _unary(machine: Machine, expr: ir.Unary) -> Value:
    value = machine.evaluate(expr.value)
    if expr.op == "not":
        answer = decide(machine, expr)
        return BOOL if answer is None else Value((Constant(answer, "bool"),))
    only = value.only
    if expr.op == "-" and isinstance(only, Constant) and only.type in ("int", "float") and only.value is not None:
        return Value((Constant(-only.value, only.type),))
    return Value((Typed("int"),))


def _compare(machine: Machine, expr: ir.Compare) -> Value:
    machine.evaluate(expr.left)
    for _, right in expr.rest:
        machine.evaluate(right)
    answer = decide(machine, expr)
    return BOOL if answer is None else Value((Constant(answer, "bool"),))


def _short(machine: Machine, expr: ir.Short) -> Value:
    left = machine.evaluate(expr.left)
    answer = decide(machine, expr.left)
    if expr.op == "or" and answer is True:
        return left
    if expr.op == "and" and answer is False:
        return left
    before = machine.frame.env
    machine.frame.env = narrowed(machine, expr.left, truth=expr.op == "and")
    right = machine.evaluate(expr.right)
    machine.frame.env = join_envs(before, machine.frame.env)
    if answer is (expr.op == "and"):
        return right
    filled = _with_default(left, right) if expr.op == "or" else None
    if filled is not None:
        return filled
    given = (atom for atom in left if not (_never_true(atom) if expr.op == "or" else truth(Value((atom,)))))
    return join(Value(tuple(given)), right)


def _with_default(left: Value, right: Value) -> Value | None:
    """``os.environ.get("X") or "y"``: the variable with its default."""
    only, default = left.only, right.only
    if isinstance(only, Text) and isinstance(default, Text) and len(only.parts) == 1:
        part = only.parts[0]
        if isinstance(part, Env) and part.default is None:
            return Value((Text((Env(part.name, default),)),))
    return None


def _never_true(atom: object) -> bool:
    return (isinstance(atom, Constant) and not atom.value) or (isinstance(atom, Text) and atom.literal == "")


def _choice(machine: Machine, expr: ir.Choice) -> Value:
    machine.evaluate(expr.test)
    answer = decide(machine, expr.test)
    before = machine.frame.env
    result, after = NOTHING, None
    for branch, wanted in ((expr.then, True), (expr.other, False)):
        if answer is not None and answer is not wanted:
            continue
        machine.frame.env = narrowed(machine, expr.test, truth=wanted)
        result = join(result, machine.evaluate(branch))
        after = join_envs(after, machine.frame.env)
        machine.frame.env = before
    machine.frame.env = after
    return result


def _lambda(machine: Machine, expr: ir.Lambda) -> Value:
    return machine.define(expr.function)


def _comprehension(machine: Machine, expr: ir.Comprehension) -> Value:
    outer = dict(machine.frame.env or {})
    found: list[tuple[Value, Value]] = []
    exact = _generate(machine, expr, 0, found)
    if machine.frame.env is not None:
        names = {name for generator in expr.generators for name in target_names(generator.target)}
        machine.frame.env = {
            **{name: value for name, value in machine.frame.env.items() if name not in names},
            **{name: outer[name] for name in names if name in outer},
        }
    if expr.kind == "dict":
        return machine.record(found, expr.at)
    elements = [element for _, element in found]
    if exact and expr.kind != "set":
        return machine.sequence(expr.kind, elements, expr.at)
    return machine.sequence(expr.kind, (), expr.at, rest=join_all(elements) if elements else None)


def target_names(target: ir.Expr) -> list[str]:
    """The names that a target binds."""
    match target:
        case ir.Name(name):
            return [name]
        case ir.Build(items=items):
            return [name for item in items for name in target_names(item)]
        case ir.Star(inner):
            return target_names(inner)
    return []


def _generate(machine: Machine, expr: ir.Comprehension, depth: int, found: list[tuple[Value, Value]]) -> bool:
    """Run the generators; a known iterable without conditions is run element by element."""
    if depth == len(expr.generators):
        key = machine.evaluate(expr.key) if expr.key is not None else NOTHING
        found.append((key, machine.evaluate(expr.element)))
        return True
    generator = expr.generators[depth]
    items, more = machine.unpacked(machine.evaluate(generator.iterable), expr.at)
    if len(items) > 64:
        items, more = (), join_all((*items, more or NOTHING))
    exact = more is None
    frame = machine.frame
    outer = frame.turn
    for index, item in enumerate((*items, *(() if more is None else (more,)))):
        frame.turn = turn(outer, index)
        machine.assign(generator.target, item)
        answers = [_condition(machine, condition) for condition in generator.conditions]
        exact = exact and None not in answers
        if False not in answers:
            exact = _generate(machine, expr, depth + 1, found) and exact
    frame.turn = outer
    return exact


def _condition(machine: Machine, condition: ir.Expr) -> bool | None:
    machine.evaluate(condition)
    answer = decide(machine, condition)
    if answer is not False:
        machine.frame.env = narrowed(machine, condition, truth=True)
    return answer


def _await(machine: Machine, expr: ir.Await) -> Value:
    return machine.awaited(machine.evaluate(expr.value), NOWHERE)


def _yield(machine: Machine, expr: ir.Yield) -> Value:
    value = machine.evaluate(expr.value) if expr.value is not None else NONE
    if expr.delegate:
        machine.frame.yielded = join(machine.frame.yielded, machine.elements(value, NOWHERE))
        return machine.returned_by(value)
    machine.frame.yielded = join(machine.frame.yielded, value)
    return unknown("sent")


def _walrus(machine: Machine, expr: ir.Walrus) -> Value:
    value = machine.evaluate(expr.value)
    machine.bind(expr.name, value)
    machine.may_raise()
    return value


def _star(machine: Machine, expr: ir.Star) -> Value:
    return machine.evaluate(expr.value)


def _bare_slice(machine: Machine, expr: ir.Slice) -> Value:
    for part in (expr.lower, expr.upper, expr.step):
        if part is not None:
            machine.evaluate(part)
    return unknown("slice")


def _name(machine: Machine, expr: ir.Name) -> Value:
    return machine.lookup(expr.id)


_TABLE: dict[type, Callable[[Machine, Any], Value]] = {
    ir.Const: constant, ir.Name: _name, ir.Attr: _attribute, ir.Index: _index, ir.Slice: _bare_slice, ir.Call: _call,
    ir.Star: _star, ir.Build: _build, ir.Dict: _dict, ir.Format: _format, ir.Spec: _spec, ir.Binary: _binary,
    ir.Unary: _unary, ir.Compare: _compare, ir.Short: _short, ir.Choice: _choice, ir.Lambda: _lambda,
    ir.Comprehension: _comprehension, ir.Await: _await, ir.Yield: _yield, ir.Walrus: _walrus,
}  # fmt: skip
