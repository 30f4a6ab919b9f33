"""Services read from text, in a folder of their own."""

import pytest

from analyzer.templates import ReadOptions


@pytest.fixture
def read_service(read_files):
    """The one template of a serverless.yml; ``files`` stand beside it, ``options`` are those of the command line."""

    def reading(text, files=None, name="serverless.yml", **options):
        (template,) = read_files({name: text, **(files or {})}, ReadOptions(**options))
        return template

    return reading


@pytest.fixture
def read_function(read_service):
    """The one function of a service with these lines below its ``provider`` section."""

    def reading(lines="", function="handler: app.handler", files=None, **options):
        text = (
            f"service: svc\nprovider:\n  name: aws\n  runtime: python3.12\n{lines}\nfunctions:\n  fn: {{{function}}}\n"
        )
        template = read_service(text, files, **options)
        (only,) = template.functions
        return only

    return reading


@pytest.fixture
def values(read_service):
    """What environment variables become: each of ``variables`` in a service with these sections."""

    def reading(sections="", files=None, provider="", **variables):
        options = variables.pop("options", {})
        lines = "".join(f"      {name}: {value}\n" for name, value in variables.items())
        text = (
            f"service: svc\nprovider:\n  name: aws\n  runtime: python3.12\n{provider}{sections}"
            f"functions:\n  fn:\n    handler: app.handler\n    environment:\n{lines}"
        )
        template = read_service(text, files, **options)
        found = dict(template.functions[0].environment)
        return {name: str(found[name][0]) if name in found else None for name in variables}

    return reading


def grants(role):
    """The grants of a role as (source, actions, resources)."""
    return [(one.source, one.statement.actions, tuple(map(str, one.statement.resources))) for one in role.grants]
