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
    if jobs <= 1 or len(tasks) <= FEW or not _workers_start(setting):
        found = []
        for index, task in enumerate(tasks):
            found.append(solve_safely(solver, task, debug=setting.debug))
            done(index + 1)
        return found
    results = _together(setting, tasks, jobs, done)
    for index, task in enumerate(tasks):
        if index not in results:
            results[index] = _alone(setting, task)
            done(len(results))
    return [results[index] for index in range(len(tasks))]


def _workers_start(setting: Setting) -> bool:
    """Whether processes can be started here: a script without a main guard, a sandbox, have none to give."""
    try:
        with _pool(setting, 1) as pool:
            return pool.submit(bool, 1).result()
    except (BrokenProcessPool, OSError):
        return False


def _together(setting: Setting, tasks: list[Task], jobs: int, done: Callable[[int], None]) -> dict[int, Solved]:
    """The solutions of all tasks, less those that a dying process took along."""
    results: dict[int, Solved] = {}
    try:
        with _pool(setting, jobs) as pool:
            futures = [(each, pool.submit(_solve_batch, tuple(tasks[i] for i in each))) for each in _batches(tasks)]
            for batch, future in futures:
                results.update(zip(batch, future.result(), strict=True))
                done(len(results))
    except BrokenProcessPool:
        pass  # what is left is tried one by one
    return results


def _alone(setting: Setting, task: Task) -> Solved:
    """The solution of a task in a process of its own; where that dies too, the task is the guilty one."""
    try:
        with _pool(setting, 1) as pool:
            return pool.submit(_solve_batch, (task,)).result()[0]
    except BrokenProcessPool:
        return failed(task.inline_path, "the parser ended the process that read this function", "unparsable-code")


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
