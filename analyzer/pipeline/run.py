"""The order of the stages."""

import os
import time
from collections.abc import Iterator
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from msgspec.structs import replace

from analyzer.core import Problem, lit
from analyzer.findings import judge_problems
from analyzer.functions import claimed_files, link, told_apart
from analyzer.functions.model import Entry
from analyzer.needs.spelling import Speller
from analyzer.pipeline.idle import idle_options
from analyzer.pipeline.options import Options
from analyzer.pipeline.reporting import Judged, function_reports
from analyzer.pipeline.silencing import silenced
from analyzer.pipeline.solving import Solved, Solver, Task, task_of
from analyzer.pipeline.store import Store, default_directory
from analyzer.pipeline.touching import Touching, change_of
from analyzer.pipeline.workers import Setting, solve_all
from analyzer.reports.model import Report, Stats
from analyzer.repository import Repository, discover
from analyzer.rulebook import Rulebook
from analyzer.templates import ReadOptions, Taken, read
from analyzer.templates.model import Template


def scan(paths: tuple[str, ...], options: Options) -> Report:
    """Everything there is to say about the functions below the paths.

    Raises ``NoSuchPathError`` where a path does not exist; whatever is wrong in the input is in the
    report.
    """
    started = time.perf_counter()
    rulebook = Rulebook()
    repository = discover(paths)
    options.tell("templates", 0, 1)
    templates, idle = templates_of(repository, options, rulebook)
    return _timed(report_on(templates, repository, options, rulebook, idle), started)


def templates_of(
    repository: Repository, options: Options, rulebook: Rulebook
) -> tuple[tuple[Template, ...], tuple[Problem, ...]]:
    """Every template of the repository that the options ask for, and the options that none has a use for."""
    taken = Taken()
    found = read(repository, rulebook, _read_options(options, repository.root), taken)
    chosen = _chosen(found, options)
    return chosen, idle_options(options, taken, found, chosen)


def report_on(
    templates: tuple[Template, ...],
    repository: Repository,
    options: Options,
    rulebook: Rulebook | None = None,
    idle: tuple[Problem, ...] = (),
) -> Report:
    """The same for templates that are read already, or that nobody wrote: those of a handler without one.

    ``idle`` are problems of the options, told whatever a change touches.
    """
    started = time.perf_counter()
    rulebook = rulebook or Rulebook()
    entries = entries_of(templates, repository, options)
    wanted = _needed(entries, options)
    solved, hits = solutions(wanted, repository, options, rulebook)
    options.tell("functions", len(wanted), len(wanted))
    judged = [Judged(entry, solved.get(_identity(entry))) for entry in wanted]
    functions, internal = function_reports(judged, rulebook, debug=options.debug)
    functions = [each for each in functions if is_wanted(each.entry, options)]
    functions.sort(key=lambda each: (each.entry.declaration.template, each.entry.declaration.id))
    problems = _problems(repository, templates)
    every = len(functions)
    if options.changed is not None:
        touching = Touching(
            change_of(options.changed, repository), repository, templates, rulebook,
            _read_options(options, repository.root),
        )  # fmt: skip
        functions = [each for each in functions if touching.touches(each.entry, solved.get(_identity(each.entry)))]
        problems = tuple(each for each in problems if touching.change.holds(each.span.path))
    report = Report(
        functions=tuple(functions),
        problems=tuple(sorted((*problems, *internal, *idle))),
        stats=Stats(len(repository.files), len(functions), 0.0, hits),
        versions=_versions(rulebook),
        prefix=repository.prefix,
        root=repository.root,
        findings=judge_problems(problems),
        untouched=every - len(functions),
    )
    return _timed(silenced(report, repository, _wholly_told(templates, solved, options)), started)


def _wholly_told(
    templates: tuple[Template, ...], solved: dict[tuple[str, str], Solved], options: Options
) -> Iterator[str]:
    """The files that every finding about is in the report: none where only a part was asked for."""
    if options.function is not None or options.template is not None or options.changed is not None:
        return
    yield from (path for template in templates if template.functions for path in _files(template))
    yield from (path for one in solved.values() for _, path, _ in one.modules if path)


def entries_of(templates: tuple[Template, ...], repository: Repository, options: Options) -> tuple[Entry, ...]:
    """Every Python function of the templates, with the environment that the command line fixes."""
    claimed = claimed_files(templates, repository)
    entries = tuple(entry for template in templates for entry in link(template, repository, claimed))
    return _with_deployment(_with_environment(told_apart(entries), options), options)


def solutions(
    entries: list[Entry], repository: Repository, options: Options, rulebook: Rulebook
) -> tuple[dict[tuple[str, str], Solved], int]:
    """The solutions of the entries by template and function id, and how many values the cache had."""
    store_folder = Path(options.cache_dir) if options.cache_dir else default_directory()
    setting = Setting(
        repository, rulebook.directory, store_folder if options.cache else None, rules_digest(rulebook.directory),
        debug=options.debug,
    )  # fmt: skip
    with Store(setting.store) as store:
        solver = Solver(repository, rulebook, store, setting.rules_digest)
        return _solutions(setting, solver, entries, options), store.hits


def _timed(report: Report, started: float) -> Report:
    return replace(report, stats=replace(report.stats, seconds=round(time.perf_counter() - started, 3)))


def _read_options(options: Options, root: str) -> ReadOptions:
    return ReadOptions(
        parameters=options.params, region=options.region or "", account=options.account or "",
        partition=options.partition or "", stage=options.stage or "", environment=options.env,
        var_files=_below(options.var_files, root), templates=_templates(options, root),
        serverless_state="".join(_below((options.serverless_state,), root)) if options.serverless_state else "",
    )  # fmt: skip


def _templates(options: Options, root: str) -> tuple[str, ...]:
    """What the template's name may mean: a path from the scanned root, or from where the command runs."""
    return (options.template, *_below((options.template,), root)) if options.template else ()


def _below(names: tuple[str, ...], root: str) -> tuple[str, ...]:
    """Paths as the user writes them, relative to the scanned root; those outside it as they are."""
    found = ((name, os.path.relpath(name, root).replace(os.sep, "/")) for name in names)
    return tuple(name if place.startswith("..") else place for name, place in found)


def _chosen(templates: tuple[Template, ...], options: Options) -> tuple[Template, ...]:
    if options.template is None:
        return templates
    wanted = Path(options.template).as_posix().removeprefix("./")
    return tuple(each for each in templates if any(_ends(wanted, path) for path in _files(each)))


def _files(template: Template) -> tuple[str, ...]:
    """The files that a template's functions are declared in, its own first: of Terraform's there may be several."""
    return (template.path, *(one.template for one in template.functions))


def _ends(wanted: str, path: str) -> bool:
    return path == wanted or wanted.endswith(f"/{path}")


def _with_environment(entries: tuple[Entry, ...], options: Options) -> tuple[Entry, ...]:
    """The entries with the environment variables that the command line fixes."""
    if not options.env:
        return entries
    given = {name: (lit(value),) for name, value in options.env}
    out = []
    for entry in entries:
        merged = {**dict(entry.declaration.environment), **given}
        out.append(replace(entry, declaration=replace(entry.declaration, environment=tuple(merged.items()))))
    return tuple(out)


def _with_deployment(entries: tuple[Entry, ...], options: Options) -> tuple[Entry, ...]:
    """The entries, those whose policies hold no references with what the command line fixes in their place."""
    given = {"AWS::Region": options.region, "AWS::AccountId": options.account, "AWS::Partition": options.partition}
    words = tuple((name, value) for name, value in given.items() if value)
    return tuple(
        replace(one, declaration=replace(one.declaration, words=(*one.declaration.words, *words)))
        if one.declaration.dialect == "none"
        else one
        for one in entries
    )


def is_wanted(entry: Entry, options: Options) -> bool:
    """Whether this is the function that ``--function`` names, or none is named."""
    if options.function is None:
        return True
    template, _, name = options.function.rpartition("::")
    declaration = entry.declaration
    return name == declaration.id and (not template or Path(template).as_posix().endswith(declaration.template))


def _needed(entries: tuple[Entry, ...], options: Options) -> list[Entry]:
    """The wanted functions, and those that share a role with one: their needs count too."""
    roles = {(e.template.path, e.declaration.role) for e in entries if is_wanted(e, options)}
    return [e for e in entries if (e.template.path, e.declaration.role) in roles]


def _identity(entry: Entry) -> tuple[str, str]:
    return entry.declaration.template, entry.declaration.id


def _solutions(
    setting: Setting, solver: Solver, entries: list[Entry], options: Options,
) -> dict[tuple[str, str], Solved]:  # fmt: skip
    located = [entry for entry in entries if entry.module is not None]
    types = solver.rulebook.resources() if located else None
    spellers = {
        id(one): Speller(one, types, urls=True) for one in (entry.template for entry in located) if types is not None
    }
    tasks = {_identity(entry): task_of(entry, spellers[id(entry.template)]) for entry in located}
    found: dict[Task, Solved] = {}
    for task in dict.fromkeys(tasks.values()):
        kept = solver.kept(task)
        if kept is not None:
            found[task] = kept
    left = [task for task in dict.fromkeys(tasks.values()) if task not in found]
    made = solve_all(
        setting, solver, left, options.jobs, lambda done: options.tell("functions", len(found) + done, len(tasks))
    )
    found.update(zip(left, made, strict=True))
    return {identity: found[task] for identity, task in tasks.items()}


def _problems(repository: Repository, templates: tuple[Template, ...]) -> tuple[Problem, ...]:
    own = [problem for template in templates for problem in template.problems]
    return tuple(sorted(dict.fromkeys((*repository.problems, *own))))


def rules_digest(directory: Path) -> bytes:
    """A digest of the rules that a solution rests on: libraries, operations' methods and results, the SDK index."""
    seed = blake2b(digest_size=20)
    parts = (directory / "libraries", directory / "operations")
    for path in sorted(path for part in parts for path in part.rglob("*") if path.suffix in (".toml", ".py")):
        seed.update(path.relative_to(directory).as_posix().encode() + path.read_bytes())
    seed.update((directory / "generated" / "manifest.json").read_bytes())
    return seed.digest()


def _versions(rulebook: Rulebook) -> tuple[tuple[str, str], ...]:
    manifest = rulebook.manifest()
    try:
        own = version("overgrant")
    except PackageNotFoundError:
        own = "0+unknown"
    return (("version", own), ("iam_data", manifest.iam), ("sdk_data", manifest.sdk))
