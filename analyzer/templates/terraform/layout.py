"""Which directories of a repository are root modules, and which are called by another one.

Source: https://developer.hashicorp.com/terraform/language/modules/sources
"""

import tomllib
from functools import cached_property
from typing import Any

from analyzer.core import Problem
from analyzer.repository import resolve
from analyzer.templates.document import parse
from analyzer.templates.nodes import at, items, string
from analyzer.templates.sheet import Desk
from analyzer.templates.terraform.folders import SUFFIXES, Folder, plain, read_folder
from analyzer.templates.terraform.registry import canonical
from analyzer.templates.terraform.syntax import Block

MANIFEST = "/.terraform/modules/modules.json"
_REGISTRY = "registry.terraform.io/"


class Layout:
    """The Terraform directories of a repository, each read once."""

    def __init__(self, desk: Desk) -> None:
        self.repository = desk.repository
        self._rules = desk.knowledge.rulebook.directory / "terraform"
        self._folders: dict[str, Folder] = {}

    @cached_property
    def triggers(self) -> dict[str, Any]:
        """``rules/terraform/triggers.toml``."""
        return tomllib.loads((self._rules / "triggers.toml").read_text(encoding="utf-8"))

    @cached_property
    def resource_policies(self) -> dict[str, Any]:
        """The rows of ``rules/terraform/resource_policies.toml``, by type."""
        path = self._rules / "resource_policies.toml"
        rows: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))["policies"]
        return rows

    @cached_property
    def modules(self) -> dict[str, Any]:
        """The rows of ``rules/terraform/modules.toml``, by source."""
        rows: dict[str, Any] = tomllib.loads((self._rules / "modules.toml").read_text(encoding="utf-8"))["modules"]
        return rows

    def folder(self, path: str) -> Folder:
        """A directory with what its files declare."""
        if path not in self._folders:
            self._folders[path] = read_folder(path, self.repository)
        return self._folders[path]

    def called(self, folder: Folder, call: Block) -> str | None:
        """The directory that a module block calls, by a relative path; None where it comes from elsewhere."""
        source = plain(call.body.get("source"))
        if source is None:
            return None
        local = source.startswith(("./", "../"))
        place = resolve(folder.path, source) if local else self._downloaded(source)
        if place is None or not any(name.endswith(SUFFIXES) for name in self.repository.children(place)):
            return None
        return place

    def _downloaded(self, source: str) -> str | None:
        """Where ``terraform init`` put a module from elsewhere, unless the rules say more of it than its files."""
        return None if canonical(source) in self.modules else self._manifest.get(source)

    @cached_property
    def _manifest(self) -> dict[str, str]:
        """The directories of downloaded modules by source.

        Source: https://developer.hashicorp.com/terraform/cli/init
        """
        found: dict[str, str] = {}
        for path in self.repository.files:
            if f"/{path}".endswith(MANIFEST) and not isinstance(data := self.repository.read(path), Problem):
                root, _ = parse(data, path)
                folder = path.removesuffix(MANIFEST.lstrip("/")).rstrip("/")
                for one in items(at(root, "Modules")):
                    source, place = string(at(one, "Source")), resolve(folder, string(at(one, "Dir")) or "/")
                    if source and place is not None:
                        found.setdefault(source, place)
                        found.setdefault(source.removeprefix(_REGISTRY), place)
        return found

    def roots(self, paths: tuple[str, ...]) -> tuple[str, ...]:
        """The directories of these files that no other directory calls, sorted.

        Of directories that only call one another the first one is the root.
        """
        folders = sorted({path.rpartition("/")[0] for path in paths})
        below = {path: self._below(path) for path in folders}
        called = {target for path, targets in below.items() for target in targets if target != path}
        found = [path for path in folders if path not in called]
        seen = set(found)
        for path in found:
            self._reach(path, below, seen)
        for path in folders:
            if path not in seen:
                found.append(path)
                seen.add(path)
                self._reach(path, below, seen)
        return tuple(sorted(found))

    def _below(self, path: str) -> list[str]:
        folder = self.folder(path)
        places = [self.called(folder, call) for call in folder.calls.values()]
        return [place for place in places if place is not None]

    def _reach(self, start: str, below: dict[str, list[str]], seen: set[str]) -> None:
        waiting = [start]
        while waiting:
            for target in below.get(waiting.pop(), ()):
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
