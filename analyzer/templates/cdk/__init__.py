"""Takes the output of ``cdk synth``, gives a template per stack: code from its assets, references to other stacks resolved.

Never runs the CDK or the app: an app that is not synthesized is a template with a problem that says what to do.
"""

from posixpath import normpath

from analyzer.core import Problem, Span
from analyzer.repository import Repository
from analyzer.templates.cdk.assembly import MARKER, read_assembly
from analyzer.templates.cdk.stacks import read_stacks
from analyzer.templates.document import parse
from analyzer.templates.model import Template
from analyzer.templates.nodes import at, string
from analyzer.templates.sheet import Desk

__all__ = ["read_all"]

APP = "cdk.json"


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The templates of the assemblies that these files mark, and a word for each app without one."""
    found: list[Template] = []
    folders = {path.rpartition("/")[0] for path in paths if path.rpartition("/")[2] != APP}
    for folder in sorted(folders):
        found.extend(read_stacks(read_assembly(folder, desk), desk))
    only = desk.repository.only
    kept = [one for one in found if not only or one.path in only or not set(only).isdisjoint(_beside(one))]
    return (*kept, *_unsynthesized(paths, desk))


def _beside(template: Template) -> tuple[str, ...]:
    """The files by which a whole assembly may be named."""
    folder = template.path.rpartition("/")[0]
    return tuple(f"{folder}/{name}" if folder else name for name in (MARKER, "manifest.json"))


def _unsynthesized(paths: tuple[str, ...], desk: Desk) -> list[Template]:
    """Apps whose output is nowhere to be found, where there is Python that could be a function's."""
    found = []
    for path in paths:
        folder, _, name = path.rpartition("/")
        if name == APP and _is_app(path, desk) and not _has_output(folder, desk.repository):
            message = "this CDK app is not synthesized, so its functions and roles are not known: run cdk synth, then scan again"
            found.append(Template(path, "cdk", problems=(Problem("template-unreadable", Span(path), message),)))
    return found


def _is_app(path: str, desk: Desk) -> bool:
    data = desk.repository.read(path)
    node = None if isinstance(data, Problem) else parse(data, path)[0]
    python = any(name.endswith(".py") for name in desk.repository.below(path.rpartition("/")[0]))
    return python and string(at(node, "app")) is not None


def _has_output(folder: str, repository: Repository) -> bool:
    """Whether an assembly stands below the app, or beside a folder above it that holds no other app."""
    if any(path.rpartition("/")[2] == MARKER for path in repository.below(folder)):
        return True
    above = normpath(f"{folder}/..") if folder else ""
    return repository.is_file(f"{above}/cdk.out/{MARKER}".removeprefix("./")) if folder else False
