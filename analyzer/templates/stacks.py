"""The files that are SAM or CloudFormation templates, among all that have such names."""

from analyzer.core import Problem, Span
from analyzer.templates.cloudformation import read_file
from analyzer.templates.model import Template
from analyzer.templates.sheet import Desk

MAX_TEMPLATE = 8 * 1024 * 1024  # CloudFormation itself takes 1 MB
_CERTAIN = frozenset({"template.json", "template.yaml", "template.yml"})
_OWNED = frozenset({".serverless", "cdk.out"})  # other dialects read what stands there


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The templates among these files; a file that is one by its name and cannot be read is a template with a problem."""
    found = (_read(path, desk) for path in paths if _OWNED.isdisjoint(path.split("/")))
    return tuple(template for template in found if template is not None)


def _read(path: str, desk: Desk) -> Template | None:
    name = path.rpartition("/")[2]
    certain = name in _CERTAIN or path in desk.repository.only
    data = desk.repository.read(path)
    if isinstance(data, Problem):
        return _unread(path, data) if certain else None
    if not certain and not _looks_like_one(data):
        return None
    if len(data) > MAX_TEMPLATE:
        return _unread(path, Problem("template-unreadable", Span(path), f"larger than {MAX_TEMPLATE} bytes"))
    return read_file(path, data, desk, certain=certain or b"AWSTemplateFormatVersion" in data)


def _unread(path: str, problem: Problem) -> Template:
    return Template(path, "cloudformation", problems=(Problem("template-unreadable", problem.span, problem.message),))


def _looks_like_one(data: bytes) -> bool:
    """A cheap look at the bytes: what declares no function, role or layer has nothing to say."""
    return b"Resources" in data and (b"AWS::Lambda::" in data or b"AWS::Serverless::" in data)
