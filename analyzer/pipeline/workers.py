"""Tasks → solutions, in this process or in several; a worker that dies costs one task."""

from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from pathlib import Path

from analyzer.pipeline.boundary import failed, guarded
from analyzer.pipeline.solving import Solved, Solver, Task
from analyzer.pipeline.store import Store
from analyzer.repository import Repository
from analyzer.rulebook import Rulebook

Batch = tuple[int, ...]
FEW = 12


class Setting:
    """What every worker needs to make its own solver; sent once to each."""

    def __init__(
        self, repository: Repository, rules: Path, store: Path | None, rules_digest: bytes, *, debug: bool
    ) -> None:
        self.repository = repository
        self.rules = rules
        self.store = store
        self.rules_digest = rules_digest
        self.debug = debug

    def solver(self) -> Solver:
        """A solver with a store connection of its own."""
        return Solver(self.repository, Rulebook(self.rules), Store(self.store), self.rules_digest)


class _Worker:
    """The solver of a worker process, made at its start."""

    setting: Setting
    solver: Solver


def _start(setting: Setting) -> None:
    _Worker.setting = setting
    _Worker.solver = setting.solver()


def _solve_batch(tasks: tuple[Task, ...]) -> list[Solved]:
    return [solve_safely(_Worker.solver, task, debug=_Worker.setting.debug) for task in tasks]


def solve_safely(solver: Solver, task: Task, *, debug: bool) -> Solved:
    """The solution of a task; an error of our own becomes a problem that asks to be reported."""
    return guarded(lambda: solver.solve(task), lambda why: failed(task.inline_path, why), debug=debug)


def solve_all(
    setting: Setting, solver: Solver, tasks: list[Task], jobs: int, done: Callable[[int], None],
) -> list[Solved]:  # fmt: skip
    """The solutions of the tasks, in their order."""
    if jobs <= 1 or len(tasks) <= FEW:
        found = []
        for index, task in enumerate(tasks):
            found.append(solve_safely(solver, task, debug=setting.debug))
            done(index + 1)
        return found
    return _in_processes(setting, tasks, jobs, done)


def _in_processes(setting: Setting, tasks: list[Task], jobs: int, done: Callable[[int], None]) -> list[Solved]:
    results: dict[int, Solved] = {}
    batches = list(_batches(tasks))
    for retry in (False, True):
        pending = [batch for batch in batches if any(index not in results for index in batch)]
        groups: list[Batch] = (
            [(index,) for batch in pending for index in batch if index not in results] if retry else pending
        )
        for group in _run(setting, tasks, groups, 1 if retry else jobs, results, alone=retry):
            done(len(results))
            if retry and group[0] not in results:
                task = tasks[group[0]]
                results[group[0]] = failed(
                    task.inline_path, "the parser ended the process that read this function", "unparsable-code"
                )
    return [results[index] for index in range(len(tasks))]


def _run(
    setting: Setting, tasks: list[Task], groups: list[Batch], jobs: int, results: dict[int, Solved], *, alone: bool,
) -> Iterator[Batch]:  # fmt: skip
    """Run groups of tasks; when a process dies the rest of its pool is left for the retry."""
    remaining = list(groups)
    while remaining:
        share = remaining[:1] if alone else remaining
        remaining = remaining[1:] if alone else []
        try:
            with _pool(setting, jobs) as pool:
                futures = [
                    (group, pool.submit(_solve_batch, tuple(tasks[index] for index in group))) for group in share
                ]
                for group, future in futures:
                    results.update(zip(group, future.result(), strict=True))
                    yield group
        except BrokenProcessPool:
            if alone:
                yield share[0]


def _pool(setting: Setting, jobs: int) -> Executor:
    return ProcessPoolExecutor(jobs, mp_context=get_context("spawn"), initializer=_start, initargs=(setting,))


def _batches(tasks: list[Task]) -> Iterator[Batch]:
    """Tasks of one project together, since they share modules."""
    groups: dict[tuple[str, ...], list[int]] = {}
    for index, task in enumerate(tasks):
        groups.setdefault(task.roots, []).append(index)
    for members in groups.values():
        for start in range(0, len(members), 16):
            yield tuple(members[start : start + 16])
