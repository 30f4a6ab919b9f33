"""Statements: how the state of a frame changes."""

from collections.abc import Callable
from typing import Any

from analyzer.modules import model as ir
from analyzer.values.conditions import decide, narrowed
from analyzer.values.frames import Env, join_envs
from analyzer.values.loops import run_for, run_while
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import NONE, NOTHING, Class, External, Record, Value, join, join_all, unknown
from analyzer.values.operators import binary
from analyzer.values.outcomes import Arguments
from analyzer.values.patterns import match_pattern


def execute(machine: Machine, body: tuple[ir.Stmt, ...]) -> None:
    """Run statements until the end or until control cannot go on."""
    frame = machine.frame
    outer = frame.region
    frame.region = machine.new_region()
    for statement in body:
        if frame.env is None:
            break
        machine.step()
        machine.may_raise()
        _TABLE[type(statement)](machine, statement)
        if frame.env is not None:
            frame.last = frame.env
    machine.may_raise()
    frame.region = outer if frame.env is not None else machine.new_region()


def _do(machine: Machine, statement: ir.Do) -> None:
    if isinstance(statement.value, ir.Call):
        machine.discard(statement.value)
    else:
        machine.evaluate(statement.value)


def _assign(machine: Machine, statement: ir.Assign) -> None:
    if statement.value is None:
        if statement.annotation is not None and isinstance(statement.targets[0], ir.Name):
            machine.annotate(statement.targets[0].id, statement.annotation, None)
        elif statement.annotation is not None and isinstance(statement.targets[0], ir.Attr):
            machine.assign(statement.targets[0], machine.annotated(statement.annotation))
        return
    value = machine.evaluate(statement.value)
    if statement.annotation is not None:
        value = machine.with_annotation(value, statement.annotation)
        if isinstance(statement.targets[0], ir.Name):
            machine.annotate(statement.targets[0].id, statement.annotation, value)
            _keep_alias(machine, statement.targets[0].id, statement.value)
    for target in statement.targets:
        machine.assign(target, value)


def _keep_alias(machine: Machine, name: str, value: ir.Expr) -> None:
    """``name: str = Field(alias="other")``: what a field is called where an object is made, or filled.

    https://docs.pydantic.dev/latest/concepts/fields/#field-aliases
    https://www.attrs.org/en/stable/init.html#private-attributes-and-aliases
    """
    cls = machine.frame.cls if machine.frame.kind == "class" else None
    given = {each.keyword: each.value for each in value.arguments} if isinstance(value, ir.Call) else {}
    alias = given.get("validation_alias", given.get("alias"))
    if cls is not None and alias is not None:
        machine.heap.write(cls, f"alias:{name}", machine.evaluate(alias))


def _augment(machine: Machine, statement: ir.Augment) -> None:
    old = machine.evaluate(statement.target)
    right = machine.evaluate(statement.value)
    machine.assign(statement.target, binary(machine, statement.op.rstrip("="), old, right, statement.at))


def assign(machine: Machine, target: ir.Expr, value: Value) -> None:
    """Bind a target: a name, an attribute, an element, or several of them."""
    match target:
        case ir.Name(name):
            machine.bind(name, value)
        case ir.Attr(value=owner, name=name):
            machine.set_attribute(machine.evaluate(owner), name, value)
        case ir.Index(value=owner, key=key):
            machine.set_item(machine.evaluate(owner), machine.evaluate(key), value)
        case ir.Build(items=items, at=at):
            _unpack(machine, items, value, at)
        case ir.Star(value=inner):
            assign(machine, inner, value)


def _unpack(machine: Machine, targets: tuple[ir.Expr, ...], value: Value, at: int) -> None:
    columns: list[list[Value]] = [[] for _ in targets]
    for atom in value:
        items, more = machine.unpacked(Value((atom,)), at)
        if more is None and len(items) == len(targets) and not any(isinstance(t, ir.Star) for t in targets):
            for column, item in zip(columns, items, strict=True):
                column.append(item)
            continue
        _unpack_loosely(machine, targets, columns, items, more, at)
    for target, column in zip(targets, columns, strict=True):
        assign(machine, target, join_all(column) or unknown("unpack"))


def _unpack_loosely(
    machine: Machine, targets: tuple[ir.Expr, ...], columns: list[list[Value]], items: tuple[Value, ...],
    more: Value | None, at: int,
) -> None:  # fmt: skip
    star = next((i for i, target in enumerate(targets) if isinstance(target, ir.Star)), None)
    anything = join_all((*items, more if more is not None else NOTHING))
    for index, target in enumerate(targets):
        from_end = index - len(targets)
        if isinstance(target, ir.Star):
            known = items[index : len(items) + from_end + 1] if more is None else ()
            rest = anything if more is not None else None
            columns[index].append(machine.sequence("list", known, at, rest=rest, role=f"star{index}:{len(known)}"))
        elif star is not None and index > star:
            columns[index].append(items[from_end] if more is None and -from_end <= len(items) else anything)
        elif index < len(items):
            columns[index].append(items[index])
        elif more is not None:
            columns[index].append(more)


def _return(machine: Machine, statement: ir.Return) -> None:
    frame = machine.frame
    value = machine.evaluate(statement.value) if statement.value is not None else NONE
    frame.returned = join(frame.returned, value)
    frame.env = None


def _raise(machine: Machine, statement: ir.Raise) -> None:
    frame = machine.frame
    if statement.cause is not None:
        machine.evaluate(statement.cause)
    if statement.value is not None:
        value = machine.evaluate(statement.value)
        made = [
            machine.call(Value((atom,)), Arguments(), NOWHERE) if isinstance(atom, Class) else Value((atom,))
            for atom in value
        ]
        frame.raised = join(frame.raised, join_all(made))
    frame.env = None


def _delete(machine: Machine, statement: ir.Delete) -> None:
    for target in statement.targets:
        if isinstance(target, ir.Name):
            if machine.frame.env is not None:
                machine.frame.env.pop(target.id, None)
        elif isinstance(target, ir.Attr | ir.Index):
            owner = machine.evaluate(target.value)
            if isinstance(target, ir.Index):
                dicts = Value(tuple(atom for atom in owner if isinstance(atom, Record)))
                key = machine.evaluate(target.key)
                machine.call(machine.attribute(dicts, "pop", NOWHERE), Arguments((key, NONE)), NOWHERE)


def _assert(machine: Machine, statement: ir.Assert) -> None:
    machine.evaluate(statement.test)
    machine.frame.env = narrowed(machine, statement.test, truth=True)


def _if(machine: Machine, statement: ir.If) -> None:
    frame = machine.frame
    answer = _guard(statement.test)
    if answer is False:
        _bind_types(machine, statement.then)
    if answer is None:
        machine.evaluate(statement.test)
        answer = decide(machine, statement.test)
    before, after = frame.env, None
    for branch, truth in ((statement.then, True), (statement.other, False)):
        if answer is not None and answer is not truth:
            continue
        frame.env = before
        frame.env = narrowed(machine, statement.test, truth=truth)
        execute(machine, branch)
        after = join_envs(after, frame.env)
    frame.env = after


def _guard(test: ir.Expr) -> bool | None:
    """``if __name__ == "__main__"`` and ``if TYPE_CHECKING`` never hold in Lambda."""
    match test:
        case ir.Compare(left=ir.Name("__name__"), rest=(("==", ir.Const("__main__")),)):
            return False
        case ir.Name("TYPE_CHECKING") | ir.Attr(name="TYPE_CHECKING"):
            return False
        case ir.Unary(op="not", value=ir.Name("TYPE_CHECKING") | ir.Attr(name="TYPE_CHECKING")):
            return True
    return None


def _bind_types(machine: Machine, body: tuple[ir.Stmt, ...]) -> None:
    """Names imported for annotations only: nothing runs, they stand for what they are called."""
    for statement in body:
        if isinstance(statement, ir.ImportFrom) and not statement.level:
            for name, alias in statement.names:
                if alias in (machine.frame.env or {}):
                    continue
                machine.bind(alias, Value((External(f"{statement.module}.{name}"),)))
        elif isinstance(statement, ir.Import):
            machine.bind(statement.name, Value((External(statement.module if statement.whole else statement.name),)))


def _jump(machine: Machine, statement: ir.Jump) -> None:
    frame = machine.frame
    if frame.env is not None:
        (frame.breaks if statement.kind == "break" else frame.continues).append(frame.env)
    frame.env = None


def _try(machine: Machine, statement: ir.Try) -> None:
    frame = machine.frame
    outer_raised, frame.raised = frame.raised, NOTHING
    pending: list[Env] = [dict(frame.env or {})]
    optional = any(_is_import_error(handler.type) for handler in statement.handlers)
    frame.handlers.append(pending)
    frame.optional += optional
    execute(machine, statement.body)
    frame.optional -= optional
    frame.handlers.pop()
    if frame.env is not None:
        pending.pop()  # nothing raises once the last statement is done
    at_raise = _joined(pending)
    caught, frame.raised = frame.raised, outer_raised if statement.handlers else join(outer_raised, frame.raised)
    if frame.env is not None:
        execute(machine, statement.other)
    after = frame.env
    for handler in statement.handlers:
        frame.env = dict(at_raise)
        _catch(machine, handler, caught)
        after = join_envs(after, frame.env)
    _finally(machine, statement.final, after, at_raise)


def _is_import_error(caught: ir.Expr | None) -> bool:
    """Whether an ``except`` is for what cannot be imported."""
    if isinstance(caught, ir.Build):
        return any(_is_import_error(each) for each in caught.items)
    return isinstance(caught, ir.Name) and caught.id in ("ImportError", "ModuleNotFoundError")


def _catch(machine: Machine, handler: ir.Handler, caught: Value) -> None:
    kinds = machine.evaluate(handler.type) if handler.type is not None else NOTHING
    if handler.name:
        machine.bind(handler.name, join(machine.raised_as(kinds, caught), unknown("exception")))
    execute(machine, handler.body)


def _finally(machine: Machine, final: tuple[ir.Stmt, ...], after: Env | None, at_raise: Env) -> None:
    frame = machine.frame
    frame.env = after
    if not final:
        return
    if after is None:
        frame.env = dict(at_raise)
        execute(machine, final)
        frame.env = None
    else:
        execute(machine, final)


def _joined(envs: list[Env]) -> Env:
    result: Env | None = None
    for env in envs:
        result = join_envs(result, env)
    return dict(result or {})


def _with(machine: Machine, statement: ir.With) -> None:
    exits = []
    for item in statement.items:
        context = machine.evaluate(item.context)
        entered = machine.entered(context, NOWHERE)
        exits.append(context)
        if item.target is not None:
            machine.assign(item.target, entered)
    before = machine.frame.env
    execute(machine, statement.body)
    after = machine.frame.env
    if after is None:
        machine.frame.env = dict(before or {})
    for context in reversed(exits):
        machine.left(context, NOWHERE)
    if after is None:
        machine.frame.env = None


def _import(machine: Machine, statement: ir.Import) -> None:
    if statement.whole:
        machine.bind(statement.name, machine.import_module(statement.module, statement.at))
        return
    machine.import_module(statement.module, statement.at)
    machine.bind(statement.name, machine.import_module(statement.module.split(".")[0], statement.at))


def _import_from(machine: Machine, statement: ir.ImportFrom) -> None:
    machine.import_names(statement)


def _define(machine: Machine, statement: ir.Define) -> None:
    machine.bind(statement.function.name, machine.decorated(statement.function))


def _define_class(machine: Machine, statement: ir.DefineClass) -> None:
    machine.bind(statement.cls.name, machine.define_class(statement.cls))


def _match(machine: Machine, statement: ir.Match) -> None:
    frame = machine.frame
    subject = machine.evaluate(statement.subject)
    after: Env | None = None
    for case in statement.cases:
        before = frame.env
        if before is None:
            break
        frame.env = dict(before)
        answer, subject_here = match_pattern(machine, case.pattern, subject)
        if answer is False:
            frame.env = before
            continue
        if isinstance(statement.subject, ir.Name) and frame.env is not None:
            frame.env[statement.subject.id] = subject_here
        if case.guard is not None:
            machine.evaluate(case.guard)
            frame.env = narrowed(machine, case.guard, truth=True)
        execute(machine, case.body)
        after = join_envs(after, frame.env)
        frame.env = None if answer is True and case.guard is None else before
    frame.env = join_envs(after, frame.env)


_TABLE: dict[type, Callable[[Machine, Any], None]] = {
    ir.Do: _do, ir.Assign: _assign, ir.Augment: _augment, ir.Return: _return, ir.Raise: _raise, ir.Delete: _delete,
    ir.Assert: _assert, ir.If: _if, ir.For: run_for, ir.While: run_while, ir.Try: _try, ir.With: _with, ir.Import: _import,
    ir.ImportFrom: _import_from, ir.Define: _define, ir.DefineClass: _define_class, ir.Jump: _jump, ir.Match: _match,
}  # fmt: skip
