"""The files that are SAM or CloudFormation templates, and which of them are parts of others."""

from analyzer.core import Problem, Span
from analyzer.templates.cloudformation import read_file
from analyzer.templates.model import Template
from analyzer.templates.sheet import Desk

MAX_TEMPLATE = 8 * 1024 * 1024  # CloudFormation itself takes 1 MB
_CERTAIN = frozenset({"template.json", "template.yaml", "template.yml"})
_OWNED = frozenset({".serverless"})  # another dialect reads what stands there
_LANGUAGE = (b"python", b"Image")  # a runtime's name, or a package type that may hold any language
_NESTED = (b"AWS::CloudFormation::Stack", b"AWS::Serverless::Application")


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The templates among these files; a file that is one by its name and cannot be read is a template with a problem.

    A template that others nest is a part of them: its functions come once for each, with the ids of
    the nested stacks before their own, and with what leads from one stack to another followed.
    """
    found: dict[str, Template] = {}
    for path in paths:
        if _OWNED.isdisjoint(path.split("/")):
            _collect(path, desk, found)
    nested = {child for template in found.values() for _, child in template.extra or () if child != template.path}
    parts: list[Template] = []
    for path, template in found.items():
        if path not in nested:
            parts.extend(_with_nested(template, found, desk) if template.extra else (template,))
    return tuple(parts)


def _collect(path: str, desk: Desk, found: dict[str, Template]) -> None:
    """Read a file and the files it nests, which need not be among the candidates."""
    waiting = [path]
    while waiting:
        path = waiting.pop()
        template = None if path in found else _read(path, desk)
        if template is not None:
            found[path] = template
            waiting.extend(child for _, child in template.extra or ())


def _with_nested(template: Template, found: dict[str, Template], desk: Desk) -> tuple[Template, ...]:
    from analyzer.templates.nesting.files import read_nest

    return read_nest(template, found, desk)


def _read(path: str, desk: Desk) -> Template | None:
    certain = path.rpartition("/")[2] in _CERTAIN or path in desk.repository.only
    data = desk.repository.read(path)
    if isinstance(data, Problem):
        return _unread(path, data.message) if certain else None
    likely = b"Resources" in data and b"AWS::" in data
    if likely and not _speaks_of_functions(data):
        return None
    if not likely and not certain:
        return None
    if len(data) > MAX_TEMPLATE:
        return _unread(path, f"larger than {MAX_TEMPLATE} bytes, not read")
    return read_file(path, data, desk, certain=certain or b"AWSTemplateFormatVersion" in data)


def _speaks_of_functions(data: bytes) -> bool:
    """A cheap look at the bytes: a template without Python functions and nested stacks has nothing to say here."""
    functions = b"AWS::Lambda::Function" in data or b"AWS::Serverless::Function" in data
    return (functions and any(word in data for word in _LANGUAGE)) or any(word in data for word in _NESTED)


def _unread(path: str, why: str) -> Template:
    return Template(path, "cloudformation", problems=(Problem("template-unreadable", Span(path), why),))
