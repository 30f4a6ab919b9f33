"""One entry → its solution, from the store when nothing that it rests on has changed."""

from hashlib import blake2b

import msgspec
from msgspec import Struct

from analyzer.accesses import AwsExternals
from analyzer.core import Lit, Problem, Ref, Text
from analyzer.functions.guessing import likely_root
from analyzer.functions.model import Entry
from analyzer.modules import ModuleIR, ModuleLoader, lower
from analyzer.needs.spelling import Speller
from analyzer.pipeline.files import DataFiles, Importer, RepositoryFiles
from analyzer.pipeline.store import Store
from analyzer.repository import Repository, digest
from analyzer.rulebook import Rulebook
from analyzer.values.environment import ALL_NAMES, FILLED
from analyzer.values.model import EventRoot, Object, Value
from analyzer.values.outcomes import Solution

VERSION = b"values-6"
MAX_VARIANTS = 6
MAX_RECENT = 2_000_000  # bytes of source whose IR is kept at hand: what the functions of one project share


class Task(Struct, frozen=True):
    """What the solution of an entry depends on, less the content of files.

    ``environment`` are the values of each variable in this function's template, ``filled`` those that are never empty.
    """

    module: str
    callable: str | None
    roots: tuple[str, ...]
    environment: tuple[tuple[str, tuple[Text, ...]], ...]
    filled: tuple[str, ...]
    inline: str | None
    inline_path: str
    inline_line: int


class Solved(Struct, frozen=True, array_like=True):
    """A solution with what the files that it read had to say; ``added`` are the folders that code put on ``sys.path``
    or that alone have a module; ``found`` are the modules that were so looked for, each with its folder or none.

    ``otherwise`` is the solution in which no setting of the template decides a test, where one did.
    """

    solution: Solution
    problems: tuple[Problem, ...]
    modules: tuple[tuple[str, str, str], ...]
    missed: tuple[str, ...]
    reads: tuple[tuple[str, str], ...]
    added: tuple[str, ...] = ()
    found: tuple[tuple[str, str], ...] = ()
    otherwise: Solution | None = None


class Kept(Struct, frozen=True, array_like=True):
    """What the store holds under a task: its latest solutions, one for each state of the files."""

    variants: tuple[Solved, ...]


def task_of(entry: Entry, speller: Speller) -> Task:
    """The task of a located entry; what its variables hold is spelled out, for code that takes an ARN apart."""
    assert entry.module is not None
    environment = tuple(
        (name, tuple(dict.fromkeys(speller.spell(text) for text in texts)))
        for name, texts in entry.declaration.environment
    )
    filled = tuple(name for name, texts in environment if all(_is_filled(text, speller) for text in texts))
    return Task(
        entry.module, entry.callable, entry.import_roots, environment, filled, entry.inline,
        entry.declaration.code.span.path, entry.inline_line,
    )  # fmt: skip


def _is_filled(text: Text, speller: Speller) -> bool:
    """Whether a text is never empty: a parameter may be, a reference to a resource is not."""
    return any(
        isinstance(part, Lit) or (isinstance(part, Ref) and part.logical_id in speller.resources) for part in text.parts
    )


class Solver:
    """Solves tasks over one repository."""

    def __init__(self, repository: Repository, rulebook: Rulebook, store: Store, rules_digest: bytes) -> None:
        self.repository = repository
        self.rulebook = rulebook
        self.store = store
        self._files = RepositoryFiles(repository)
        self._rules_digest = rules_digest
        self._externals = AwsExternals(rulebook, self._lower)
        self._digests: dict[str, str] = {}
        self._folders: dict[tuple[str, tuple[str, ...]], str] = {}
        self._recent: dict[bytes, tuple[ModuleIR, int]] = {}
        self._recent_bytes = 0
        self._solved: dict[bytes, tuple[Solved, ...]] = {}

    # ------------------------------------------------------------ from the store
    def kept(self, task: Task) -> Solved | None:
        """The stored solution of a task whose files are as they were, or None."""
        found = self.store.get(self._key(task), Kept)
        return self._fitting(found.variants, task) if found is not None else None

    def _fitting(self, variants: tuple[Solved, ...], task: Task) -> Solved | None:
        return next((each for each in variants if self._holds(each, task)), None)

    def _holds(self, solved: Solved, task: Task) -> bool:
        environment = dict(task.environment)
        for name, used in solved.solution.forced:
            if name.startswith(FILLED):
                if (name.removeprefix(FILLED) in task.filled) != bool(used):
                    return False
                continue
            known = environment.get(name)
            value = "\0".join(str(each) for each in known) if known is not None else ""
            if used != ("\0".join(sorted(environment)) if name == ALL_NAMES else value):
                return False
        if any(self._digest(path) != known for path, known in solved.reads):
            return False
        if any(path and self._digest(path) != known for _, path, known in solved.modules):
            return False
        if any(self._folder(name, task.roots) != folder for name, folder in solved.found):
            return False
        loader = ModuleLoader((*task.roots, *solved.added), self._files)
        return all(_path(loader, name) == path for name, path, _ in solved.modules if path) and not any(
            _path(loader, name) for name in solved.missed
        )

    def _folder(self, name: str, roots: tuple[str, ...]) -> str:
        """Where a module is taken from that no root has; all the repository's paths are gone through once."""
        if (name, roots) not in self._folders:
            self._folders[name, roots] = likely_root(name, roots, self.repository)
        return self._folders[name, roots]

    def _digest(self, path: str) -> str:
        if path not in self._digests:
            self._digests[path] = self.repository.digest(path) if self.repository.is_file(path) else ""
        return self._digests[path]

    def _key(self, task: Task) -> bytes:
        place = (task.inline_path, task.inline_line) if task.inline is not None else ()
        seed = msgspec.msgpack.encode((task.module, task.callable, task.roots, task.inline, place))
        return blake2b(VERSION + self._rules_digest + seed, digest_size=20).digest()

    def _remember(self, task: Task, solved: Solved) -> None:
        key = self._key(task)
        self._solved[key] = (solved, *self._solved.get(key, ()))[:MAX_VARIANTS]
        found = self.store.get(key, Kept)
        older = tuple(each for each in found.variants if each != solved) if found is not None else ()
        self.store.put(key, Kept((solved, *older)[:MAX_VARIANTS]))

    # ------------------------------------------------------------ anew
    def solve(self, task: Task) -> Solved:
        """The solution of a task, computed and stored; of a function that two templates declare, computed once."""
        again = self._fitting(self._solved.get(self._key(task), ()), task)
        return again if again is not None else self._solve(task)

    def _solve(self, task: Task) -> Solved:
        from analyzer.values.solver import Start, solve  # a fully warm run needs neither networkx nor libcst
        from analyzer.values.stack import with_deep_stack

        given, problems = self._inline(task)
        files = RepositoryFiles(self.repository)
        loader = ModuleLoader(task.roots, files, self._lower, given)
        importer = Importer(loader, self.repository, task.roots)
        data = DataFiles(self.repository, task.roots)
        arguments = (Value((EventRoot(()),)), Value((Object("lambda-context"),)))

        def run(*, settling: bool) -> Solution:
            start = Start(
                task.module, task.callable, arguments, dict(task.environment), filled=task.filled, settling=settling
            )
            return with_deep_stack(lambda: solve(start, importer, self._externals, data))

        solution = run(settling=True)
        given_up = any(gap.kind == "recursion-cap" and gap.services is None for gap in solution.gaps)
        otherwise = run(settling=False) if solution.settings and not given_up else None
        solved = Solved(
            solution=solution,
            problems=(*problems, *loader.problems, *files.refused),
            modules=tuple(
                sorted(
                    (each.name, each.ir.path, self._digest(each.ir.path))
                    for each in loader.forced
                    if each.name not in given
                )
            ),
            missed=tuple(sorted(loader.names_missed)),
            reads=tuple(sorted({**data.seen, **importer.seen}.items())),
            added=tuple(importer.added),
            found=tuple(sorted(importer.assumed.items())),
            otherwise=otherwise,
        )
        self._remember(task, solved)
        return solved

    def _inline(self, task: Task) -> tuple[dict[str, ModuleIR], tuple[Problem, ...]]:
        """The IR of inline code, its lines moved to where they stand in the template."""
        if task.inline is None:
            return {}, ()
        padded = "\n" * (task.inline_line - 1) + task.inline
        found = self._lower(padded.encode(), task.inline_path)
        return ({}, (found,)) if isinstance(found, Problem) else ({task.module: found}, ())

    def _lower(self, source: bytes, path: str) -> ModuleIR | Problem:
        key = blake2b(VERSION + b"ir" + path.encode() + b"\0" + digest(source).encode(), digest_size=20).digest()
        recent = self._recent.pop(key, None)
        found = recent[0] if recent is not None else self.store.get(key, ModuleIR)
        if found is None:
            made = lower(source, path)
            if isinstance(made, Problem):
                return made
            self.store.put(key, made)
            found = made
        self._keep_at_hand(key, found, len(source), new=recent is None)
        return found

    def _keep_at_hand(self, key: bytes, ir: ModuleIR, size: int, *, new: bool) -> None:
        """The latest modules stay in memory: functions of one project import the same ones."""
        self._recent[key] = (ir, size)
        self._recent_bytes += size if new else 0
        while self._recent_bytes > MAX_RECENT and len(self._recent) > 1:
            oldest = next(iter(self._recent))
            self._recent_bytes -= self._recent.pop(oldest)[1]


def _path(loader: ModuleLoader, name: str) -> str:
    """Where a module stands now, empty when it does not."""
    found = loader.locate(name)
    return str(getattr(found, "path", "")) if type(found).__name__ == "Location" else ""
