"""The repository as the loader and the interpreter see it: modules by path, data files by the path that code names."""

from analyzer.core import Problem
from analyzer.functions.guessing import likely_root
from analyzer.functions.requirements import public_packages, requirement_files
from analyzer.modules import Loaded, Missing, ModuleLoader
from analyzer.repository import Repository

TASK = "/var/task/"
LAYERS = "/opt/"
MAX_DATA_FILE = 1024 * 1024
_CODE = (".py", ".pyc", ".so")


class RepositoryFiles:
    """``modules.Files`` over a repository; ``refused`` are files that are there and were too large to read."""

    def __init__(self, repository: Repository) -> None:
        self._repository = repository
        self.refused: list[Problem] = []

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None."""
        found = self._repository.read(path)
        if not isinstance(found, Problem):
            return found
        if self._repository.is_file(path):
            self.refused.append(Problem("unparsable-code", found.span, found.message))
        return None

    def exists(self, path: str) -> bool:
        """Whether there is such a file."""
        return self._repository.is_file(path)

    def is_dir(self, path: str) -> bool:
        """Whether there is such a folder, with code in it: one of other files hides no package of its name."""
        return self._repository.is_folder(path) and any(f.endswith(_CODE) for f in self._repository.below(path))


class Importer:
    """``values.machine.Modules``: the loader, and which packages an installer has put beside the code."""

    def __init__(self, loader: ModuleLoader, repository: Repository, roots: tuple[str, ...]) -> None:
        self._loader = loader
        self._repository = repository
        self._roots = roots
        self.added: dict[str, None] = {}
        self.seen: dict[str, str] = {}
        self._required: dict[str, str] = {}
        self.assumed: dict[str, str] = {}  # where modules were looked for that no root has: the folder or none

    def search(self, folder: str) -> None:
        """Look modules up in a folder that code puts on ``sys.path``, if the function's own code has it."""
        for candidate in located(folder, self._roots):
            if candidate not in self._roots and self._repository.is_folder(candidate):
                self.added[candidate] = None
                self._loader.extend(candidate)

    def get(self, dotted: str) -> Loaded | Missing:
        """The module of an absolute name."""
        return self._loader.get(dotted)

    def find(self, dotted: str) -> str:
        """The folder that alone has a module, which no import root has; it is one from now on."""
        if dotted not in self.assumed:
            self.assumed[dotted] = likely_root(dotted, self._roots, self._repository)
        folder = self.assumed[dotted]
        if folder:
            self.added[folder] = None
            self._loader.extend(folder)
        return folder

    def requires(self, top: str) -> str:
        """The file of requirements beside the code, or above it, that asks for a public package of this name."""
        if top not in self._required:
            self._required[top] = self._asking(top)
        return self._required[top]

    def _asking(self, top: str) -> str:
        for path in requirement_files(self._roots):
            present = self._repository.is_file(path)
            self.seen[path] = self._repository.digest(path) if present else ""
            if present and top.lower() in public_packages(path, self._repository):
                return path
        return ""

    def is_installed(self, top: str) -> bool:
        """Whether a top-level name stands beside the metadata that package installers leave.

        The names of such folders: https://packaging.python.org/en/latest/specifications/recording-installed-packages/
        """
        normal = top.lower().replace("-", "_")
        for root in self._roots:
            for child in self._repository.children(root):
                name = child.lower().replace("-", "_")
                if name.startswith(normal) and name.endswith((".dist_info", ".egg_info")):
                    return True
        return False


class DataFiles:
    """Files of the project that code opens: ``/var/task/…`` and relative paths, below the import roots.

    ``seen`` maps every path that was asked for to the digest of its content, empty when absent.
    """

    def __init__(self, repository: Repository, roots: tuple[str, ...]) -> None:
        self._repository = repository
        self._roots = roots
        self.seen: dict[str, str] = {}

    def __call__(self, path: str) -> str | None:
        """The text of a file, None when there is none or it is no text."""
        for candidate in located(path, self._roots):
            self.seen[candidate] = self._repository.digest(candidate) if self._repository.is_file(candidate) else ""
            if not self.seen[candidate]:
                continue
            data = self._repository.read(candidate)
            if isinstance(data, Problem) or len(data) > MAX_DATA_FILE:
                return None
            return data.decode("utf-8", "replace")
        return None


def located(path: str, roots: tuple[str, ...]) -> list[str]:
    """Where in the repository a path that code names may stand."""
    inside = path.removeprefix(TASK).removeprefix(LAYERS)
    if inside.startswith("/"):
        return []
    out = []
    for root in roots:
        steps: list[str] = root.split("/") if root else []
        floor = len(steps)
        for step in inside.split("/"):
            if step == ".." and len(steps) > floor:
                steps.pop()
            elif step not in ("", ".", ".."):
                steps.append(step)
        out.append("/".join(steps))
    return out
