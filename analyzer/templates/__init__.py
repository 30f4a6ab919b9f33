"""Takes a repository, gives its templates: functions, roles, grants and resources, every value with its place.

Never looks at Python, and never raises because of what a file holds: what cannot be read is a
``Problem`` of a template, what is not known a ``Gap`` of a role.
"""

from analyzer.repository import Repository
from analyzer.rulebook import Rulebook
from analyzer.templates.dialects import PROBES, reader
from analyzer.templates.expressions import express
from analyzer.templates.intrinsics import evaluate
from analyzer.templates.knowledge import Knowledge
from analyzer.templates.model import Template
from analyzer.templates.scope import ReadOptions, Scope, Taken
from analyzer.templates.sheet import Desk, named_files

__all__ = ["ReadOptions", "Scope", "Taken", "evaluate", "express", "read"]


def read(
    repository: Repository, rulebook: Rulebook, options: ReadOptions | None = None, taken: Taken | None = None
) -> tuple[Template, ...]:
    """Every template of a repository, by path; those of dialects whose files it does not have cost nothing.

    ``taken`` is told what of the options some template had a use for.
    """
    desk = Desk(repository, Knowledge(rulebook), options or ReadOptions(), taken or Taken())
    found: list[Template] = []
    for probe in PROBES:
        paths = probe.candidates(repository, named_files(desk))
        if paths:
            found.extend(reader(probe).read_all(paths, desk))
    return tuple(sorted(found, key=lambda template: template.path))
