"""All root modules of a repository."""

from collections import Counter

from msgspec.structs import replace

from analyzer.core import Problem, Span
from analyzer.templates.model import FunctionDecl, Template
from analyzer.templates.sheet import Desk, named_files
from analyzer.templates.terraform.folders import SUFFIXES
from analyzer.templates.terraform.layout import Layout
from analyzer.templates.terraform.plans import read_plan
from analyzer.templates.terraform.template import read_root

WRAPPER = "terragrunt.hcl"
REST = "variables are taken by their defaults, or stay what they are called"


def read_roots(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The templates of the root modules that these files belong to, by directory.

    A plan counts where it is given by name, or where the configuration that it was made from does not stand beside
    it: that says more.
    """
    layout = Layout(desk)
    plans = [one for one in paths if not one.endswith(SUFFIXES)]
    written = [one for one in paths if one not in plans]
    found = [read_root(path, layout, desk) for path in layout.roots(tuple(written))]
    folders = {path.rpartition("/")[0] for path in written}
    for path in plans:
        asked = path in named_files(desk) or path.rpartition("/")[0] not in folders
        planned = read_plan(path, desk) if asked else None
        if planned is not None:
            found.append(read_root(path.rpartition("/")[0], planned, desk))
    return tuple(_wrapped(_distinct(found), desk))


def _wrapped(templates: list[Template], desk: Desk) -> list[Template]:
    """Terragrunt gives modules their variables from files of its own, which are not read: said once, where it begins.

    Source: https://terragrunt.gruntwork.io/docs/reference/hcl/attributes/#inputs
    """
    files = [path for path in desk.repository.files if path.rpartition("/")[2] == WRAPPER]
    first = next((index for index, one in enumerate(templates) if one.functions), None)
    if not files or first is None:
        return templates
    others = len(files) - 1
    more = f" and {others} file{'s' if others > 1 else ''} more" if others else ""
    problem = Problem(
        "unresolved-variable", Span(files[0]), f"what Terragrunt gives the modules in this{more} is not read: {REST}"
    )
    said = replace(templates[first], problems=(*templates[first].problems, problem))
    return [*templates[:first], said, *templates[first + 1 :]]


def _distinct(templates: list[Template]) -> list[Template]:
    """Two roots that call one module declare the same function: each then names its own root's file as its template."""
    times = Counter((one.template, one.id) for template in templates for one in template.functions)

    def named(one: FunctionDecl, template: Template) -> FunctionDecl:
        return replace(one, template=template.path) if times[one.template, one.id] > 1 else one

    return [
        replace(template, functions=tuple(named(one, template) for one in template.functions)) for template in templates
    ]
