"""Models of libraries: Python under ``rules/libraries/models`` that is interpreted where the library's own code would run.

A model has the library's public signatures and does what the library does with AWS and with the
callables it is given; everything else is left out.  It is read like scanned code and never executed.
"""

from functools import cached_property
from pathlib import Path

from analyzer.modules import Loaded, ModuleLoader, lower
from analyzer.modules.loader import Lower


class _RuleFiles:
    """The files below one folder of the rules, as the module loader asks for them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def read(self, path: str) -> bytes | None:
        file = self._folder / path
        return file.read_bytes() if file.is_file() else None

    def exists(self, path: str) -> bool:
        return (self._folder / path).is_file()

    def is_dir(self, path: str) -> bool:
        return (self._folder / path).is_dir()


class LibraryModels:
    """The models by module name, each read when first asked for."""

    def __init__(self, rules: Path, cache: Lower | None = None) -> None:
        self._folder = rules / "libraries" / "models"
        self._loader = ModuleLoader(("",), _RuleFiles(self._folder), cache or lower)

    @cached_property
    def packages(self) -> frozenset[str]:
        """The top-level names that have a model."""
        found = self._folder.iterdir() if self._folder.is_dir() else ()
        return frozenset(path.stem for path in found if path.is_dir() or path.suffix == ".py")

    def get(self, dotted: str) -> Loaded | None:
        """The model of a module, None where none stands for it."""
        if dotted.partition(".")[0] not in self.packages:
            return None
        found = self._loader.get(dotted)
        return found if isinstance(found, Loaded) and found.ir.path else None
