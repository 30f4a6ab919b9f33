"""Dotted names → lowered modules, found as Lambda's Python finds them, one at a time and on demand."""

from collections.abc import Callable, Mapping
from typing import Literal, Protocol

from msgspec import Struct

from analyzer.core import Problem
from analyzer.modules.lowering import lower
from analyzer.modules.model import ModuleIR

Lower = Callable[[bytes, str], ModuleIR | Problem]
"""``lower`` or a function that answers like it from a cache."""

# What Lambda's interpreters could load where there is no source.  The names of extension modules:
# https://peps.python.org/pep-3149/ ; bytecode without source stands beside, not in __pycache__.
_COMPILED = (
    ".so",
    ".abi3.so",
    *(f".cpython-3{minor}-{cpu}-linux-gnu.so" for minor in range(8, 16) for cpu in ("x86_64", "aarch64")),
    ".pyc",
)


class Files(Protocol):
    """The repository as the loader sees it: paths are relative to the scanned root, with slashes."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, or None when there is no such file or it may not be read."""
        ...

    def exists(self, path: str) -> bool:
        """Whether there is a file at the path."""
        ...

    def is_dir(self, path: str) -> bool:
        """Whether there is a folder at the path."""
        ...


class Location(Struct, frozen=True):
    """Where a module stands, before anything is read.

    ``path`` is its file, empty for a namespace package; ``folders`` are where its submodules are
    looked for, empty for a plain module.
    """

    name: str
    path: str
    folders: tuple[str, ...] = ()

    @property
    def is_package(self) -> bool:
        """Whether it can have submodules."""
        return bool(self.folders)


class Loaded(Struct, frozen=True):
    """A module with its IR; that of a namespace package is empty and has no path."""

    name: str
    ir: ModuleIR
    is_package: bool

    @property
    def package(self) -> str:
        """The module's ``__package__``, to which its relative imports refer."""
        return self.name if self.is_package else self.name.rpartition(".")[0]


class Missing(Struct, frozen=True):
    """Why a name gives no IR.

    ``compiled``: only an extension module or bytecode is there; ``unparsable``: the file is there
    and ``ModuleLoader.problems`` says what is wrong; ``path`` is that file.
    """

    name: str
    reason: Literal["not-found", "compiled", "unparsable"]
    path: str = ""


class ModuleLoader:
    """The modules of one entry, by name.

    ``roots`` are the import roots in ``sys.path`` order; ``given`` are modules that stand in no
    file of their own (inline code).  Parents are not loaded with a submodule: who imports ``a.b``
    asks for ``a`` too.  Source is preferred where a compiled module stands beside it.
    """

    def __init__(
        self,
        roots: tuple[str, ...],
        files: Files,
        cache: Lower | None = None,
        given: Mapping[str, ModuleIR] | None = None,
    ) -> None:
        self.problems: list[Problem] = []
        self._roots = roots
        self._files = files
        self._lower = cache or lower
        self._given = dict(given or {})
        self._loaded: dict[str, Loaded | Missing] = {}
        self._located: dict[str, Location | Missing] = {}

    @property
    def forced(self) -> tuple[Loaded, ...]:
        """The modules that were asked for and found, in the order of asking."""
        return tuple(module for module in self._loaded.values() if isinstance(module, Loaded))

    @property
    def names_missed(self) -> tuple[str, ...]:
        """The names that were asked for and are not there (or only compiled), in the order of asking."""
        return tuple(m.name for m in self._loaded.values() if isinstance(m, Missing) and m.reason != "unparsable")

    def extend(self, root: str) -> None:
        """Look names up in one more folder, after the others; what was not found before is looked for anew."""
        if root in self._roots:
            return
        self._roots = (*self._roots, root)
        for known in (self._loaded, self._located):
            for name in [name for name, found in known.items() if isinstance(found, Missing)]:
                del known[name]

    def get(self, dotted: str) -> Loaded | Missing:
        """The module of an absolute name; reads and lowers its file at the first call."""
        if dotted not in self._loaded:
            self._loaded[dotted] = self._load(dotted)
        return self._loaded[dotted]

    def locate(self, dotted: str) -> Location | Missing:
        """Where the module stands, without reading anything."""
        if dotted not in self._located:
            self._located[dotted] = self._find(dotted)
        return self._located[dotted]

    def _load(self, dotted: str) -> Loaded | Missing:
        if dotted in self._given:
            return Loaded(dotted, self._given[dotted], is_package=False)
        location = self.locate(dotted)
        if isinstance(location, Missing):
            return location
        if not location.path:
            return Loaded(dotted, ModuleIR("", "", (), ()), is_package=True)
        source = self._files.read(location.path)
        if source is None:
            return Missing(dotted, "not-found")
        ir = self._lower(source, location.path)
        if isinstance(ir, Problem):
            if ir not in self.problems:
                self.problems.append(ir)
            return Missing(dotted, "unparsable", location.path)
        return Loaded(dotted, ir, location.is_package)

    # ------------------------------------------------------------ the search of sys.path
    def _find(self, dotted: str) -> Location | Missing:
        parent, _, last = dotted.rpartition(".")
        if not last or set(last) & set("/\\\0"):
            return Missing(dotted, "not-found")
        if not parent:
            return self._search(dotted, last, self._roots)
        above = self.locate(parent)
        if isinstance(above, Missing):
            return Missing(dotted, "compiled" if above.reason == "compiled" else "not-found", above.path)
        return self._search(dotted, last, above.folders)

    def _search(self, dotted: str, last: str, folders: tuple[str, ...]) -> Location | Missing:
        """First folder that has it; in a folder, a package before a module; a bare folder last of all.

        https://docs.python.org/3/reference/import.html#path-entry-finders
        """
        portions = []
        for folder in folders:
            base = _join(folder, last)
            found = self._in_folder(dotted, base)
            if found is not None:
                return found
            if self._files.is_dir(base):
                portions.append(base)
        return Location(dotted, "", tuple(portions)) if portions else Missing(dotted, "not-found")

    def _in_folder(self, dotted: str, base: str) -> Location | Missing | None:
        is_dir = self._files.is_dir(base)
        if is_dir and self._files.exists(f"{base}/__init__.py"):
            return Location(dotted, f"{base}/__init__.py", (base,))
        if is_dir and (compiled := self._compiled(f"{base}/__init__")):
            return Missing(dotted, "compiled", compiled)
        if self._files.exists(f"{base}.py"):
            return Location(dotted, f"{base}.py")
        compiled = self._compiled(base)
        return Missing(dotted, "compiled", compiled) if compiled else None

    def _compiled(self, base: str) -> str:
        return next((base + suffix for suffix in _COMPILED if self._files.exists(base + suffix)), "")


def absolute_name(package: str, module: str, level: int) -> str | None:
    """The absolute name of ``from {'.' * level}{module} import …`` inside a package.

    None when the dots lead out of the top-level package.
    """
    if level == 0:
        return module
    parts = package.split(".") if package else []
    if level > len(parts):
        return None
    above = ".".join(parts[: len(parts) - level + 1])
    return f"{above}.{module}" if module else above


def _join(folder: str, name: str) -> str:
    return name if folder in {"", "."} else f"{folder.rstrip('/')}/{name}"
