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

    A file ``beside`` the named one makes it a part of what that file marks; a file of another name that is given
    by its name counts where ``mark`` stands in it.

    Only names are looked at here, so that a scan imports no dialect that the repository does not use.
    """

    module: str
    suffixes: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    beside: str = ""
    mark: bytes = b""

    def candidates(self, repository: Repository, named: tuple[str, ...] = ()) -> tuple[str, ...]:
        """The files of a repository that this dialect should look at, sorted; ``named`` are those given by name."""
        named = (*repository.only, *named)
        paths = tuple(self._stand_in(path, repository) for path in repository.only) or repository.files
        owned = () if self.beside else _assemblies(repository)
        return tuple(
            path
            for path in dict.fromkeys(paths)
            if (self.wants(path) or (path in named and self._is_marked(path, repository)))
            and path not in repository.linked
            and not _is_part(path, owned)
        )

    def _stand_in(self, path: str, repository: Repository) -> str:
        """The file that marks what a named file is a part of, else the file itself."""
        mark = f"{path.rpartition('/')[0]}/{self.beside}".removeprefix("/")
        return mark if self.beside and repository.is_file(mark) else path

    def _is_marked(self, path: str, repository: Repository) -> bool:
        data = repository.read(path) if self.mark else b""
        return bool(self.mark) and isinstance(data, bytes) and self.mark in data

    def wants(self, path: str) -> bool:
        """Whether this dialect should look at a file of this name."""
        folder, _, name = path.rpartition("/")
        if self.folders and not any(part in self.folders for part in folder.split("/")):
            return False
        return name in self.names or name.endswith(self.suffixes)


_SERVERLESS = tuple(f"serverless.{ending}" for ending in ("yml", "yaml", "json", "ts", "js", "mjs", "cjs"))

_ASSEMBLY = "cdk.out"  # the file that marks a cloud assembly

PROBES = (
    Probe("analyzer.templates.stacks", suffixes=(".yaml", ".yml", ".json", ".template")),
    Probe("analyzer.templates.serverless", names=_SERVERLESS),
    Probe("analyzer.templates.terraform", suffixes=(".tf", ".tf.json", "plan.json"), mark=b'"planned_values"'),
    Probe("analyzer.templates.cdk", names=(_ASSEMBLY, "cdk.json"), beside=_ASSEMBLY),
    Probe("analyzer.templates.chalice", names=("config.json",), folders=(".chalice",)),
)


def _is_part(path: str, owned: tuple[str, ...]) -> bool:
    """Whether a file stands in what another dialect wrote, or among the modules that Terraform downloaded."""
    return f"/{path}".startswith(owned) or "/.terraform/" in f"/{path}"


def _assemblies(repository: Repository) -> tuple[str, ...]:
    """The folders that ``cdk synth`` wrote: what is staged there is no template of another dialect."""
    marks = (path.rpartition("/") for path in repository.files if path.endswith(_ASSEMBLY))
    return tuple(f"/{folder}/" if folder else "/" for folder, _, name in marks if name == _ASSEMBLY)


def reader(probe: Probe) -> Reader:
    """The module that reads a dialect."""
    return cast("Reader", import_module(probe.module))
