"""Which files may be templates of which dialect, and the module that reads them, imported when needed."""

from importlib import import_module
from typing import Protocol, cast

from msgspec import Struct

from analyzer.repository import Repository
from analyzer.templates.model import Template
from analyzer.templates.sheet import Desk


class Reader(Protocol):
    """What a dialect's module offers."""

    def read_all(self, paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
        """The templates behind these candidates, those left out that turn out to be something else."""
        ...


class Probe(Struct, frozen=True):
    """A dialect's candidates: files by suffix or exact name; ``module`` reads them.

    Only names are looked at here, so that a scan imports no dialect that the repository does not use.
    """

    module: str
    suffixes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()

    def candidates(self, repository: Repository) -> tuple[str, ...]:
        """The files of a repository that this dialect should look at, sorted."""
        paths = repository.only or repository.files
        return tuple(path for path in paths if self.wants(path) and path not in repository.linked)

    def wants(self, path: str) -> bool:
        """Whether this dialect should look at a file of this name."""
        folder, _, name = path.rpartition("/")
        if self.folders and not any(part in self.folders for part in folder.split("/")):
            return False
        return name in self.names or name.endswith(self.suffixes)


_SERVERLESS = tuple(f"serverless.{ending}" for ending in ("yml", "yaml", "json", "ts", "js", "mjs", "cjs"))

PROBES = (
    Probe("analyzer.templates.stacks", suffixes=(".yaml", ".yml", ".json", ".template")),
    Probe("analyzer.templates.serverless", names=_SERVERLESS),
    Probe("analyzer.templates.terraform", suffixes=(".tf",)),
)


def reader(probe: Probe) -> Reader:
    """The module that reads a dialect."""
    return cast("Reader", import_module(probe.module))
