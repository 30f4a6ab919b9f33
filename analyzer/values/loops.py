"""Loops: run until the state no longer changes, or element by element over a short display."""

from collections.abc import Callable

from analyzer.modules import model as ir
from analyzer.values.conditions import decide, narrowed
from analyzer.values.expressions import target_names
from analyzer.values.frames import join_envs, same_envs, turn
from analyzer.values.machine import NOWHERE, Machine
from analyzer.values.model import (
    Value,
    unknown,
    widen,
)

MAX_PASSES = 12
WIDEN_AFTER = 3
MAX_ELEMENTS = 8
MAX_ROWS = 16


def _loop(machine: Machine, step: Callable[[], bool], other: tuple[ir.Stmt, ...]) -> None:
    """Run ``step`` on the join of all earlier states until that no longer changes.

    ``step`` runs the body once and tells whether the loop can end without it being run at all.
    """
    frame = machine.frame
    outer_breaks, outer_continues = frame.breaks, frame.continues
    frame.breaks = []
    entry = frame.env
    state = entry
    may_skip = True
    for count in range(MAX_PASSES):
        frame.continues = []
        frame.env = dict(state) if state is not None else None
        may_skip = step()
        for env in frame.continues:
            frame.env = join_envs(frame.env, env)
        after = join_envs(state, frame.env)
        if count >= WIDEN_AFTER and after is not None and state is not None:
            after = {name: widen(state[name], value) if name in state else value for name, value in after.items()}
        if same_envs(after, state):
            break
        state = after
    frame.env = state if may_skip or frame.env is None else frame.env
    breaks = frame.breaks
    frame.breaks, frame.continues = outer_breaks, outer_continues
    if frame.env is not None:
        machine.execute(other)
    for env in breaks:
        frame.env = join_envs(frame.env, env)


def run_for(machine: Machine, statement: ir.For) -> None:
    """``for``: a short display element by element, so that its parts stay together; anything else until stable."""
    iterable = machine.evaluate(statement.iterable)
    if statement.is_async:
        iterable = machine.awaited(iterable, NOWHERE)
    frame = machine.frame
    at = frame.at
    items, more = machine.unpacked(iterable, at)
    if more is None and 0 < len(items) <= _longest(statement.target) and not frame.breaks:
        _unrolled(machine, statement, items)
        return

    def step() -> bool:
        element = machine.elements(iterable, at)
        if not element and not items:
            frame.env = None
            return True
        machine.assign(statement.target, element or unknown("iterate"))
        machine.execute(statement.body)
        return more is not None or not items

    _loop(machine, step, statement.other)


def _longest(target: ir.Expr) -> int:
    """How many elements are gone through one by one: more of a table, whose columns belong together."""
    names = target_names(target)
    return MAX_ROWS if len(names) > 1 else MAX_ELEMENTS if names else 0


def _unrolled(machine: Machine, statement: ir.For, items: tuple[Value, ...]) -> None:
    """A loop over a short display: each element by itself, so that its parts stay together."""
    frame = machine.frame
    outer_breaks, outer_continues = frame.breaks, frame.continues
    frame.breaks = []
    outer = frame.turn
    for index, item in enumerate(items):
        if frame.env is None:
            break
        frame.continues = []
        frame.turn = turn(outer, index)
        machine.assign(statement.target, item)
        machine.execute(statement.body)
        for env in frame.continues:
            frame.env = join_envs(frame.env, env)
    frame.turn = outer
    breaks = frame.breaks
    frame.breaks, frame.continues = outer_breaks, outer_continues
    if frame.env is not None:
        machine.execute(statement.other)
    for env in breaks:
        frame.env = join_envs(frame.env, env)


def run_while(machine: Machine, statement: ir.While) -> None:
    """``while``: until the state no longer changes."""
    frame = machine.frame

    def step() -> bool:
        machine.evaluate(statement.test)
        answer = decide(machine, statement.test)
        if answer is False:
            frame.env = None
            return True
        frame.env = narrowed(machine, statement.test, truth=True)
        machine.execute(statement.body)
        return not (isinstance(statement.test, ir.Const) and answer is True)

    _loop(machine, step, statement.other)
    if isinstance(statement.test, ir.Const) and statement.test.value and not _breaks_out(statement.body):
        frame.env = None


def _breaks_out(body: tuple[ir.Stmt, ...]) -> bool:
    """Whether a ``break`` of this very loop stands in its body."""
    for statement in body:
        match statement:
            case ir.Jump(kind="break"):
                return True
            case ir.If(then=first, other=second) | ir.Try(body=first, final=second):
                more = [h.body for h in statement.handlers] + [statement.other] if isinstance(statement, ir.Try) else []
                if any(_breaks_out(part) for part in (first, second, *more)):
                    return True
            case ir.With(body=inner):
                if _breaks_out(inner):
                    return True
            case ir.For(other=other) | ir.While(other=other):
                if _breaks_out(other):
                    return True
            case ir.Match(cases=cases):
                if any(_breaks_out(case.body) for case in cases):
                    return True
    return False
