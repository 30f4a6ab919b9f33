"""Takes Terraform files, gives a template per root module, local modules read as part of their callers.

Never runs Terraform, opens a network connection or reads state: what only a plan knows is a reference
or a value that is not known.
"""

from importlib import import_module
from importlib.util import find_spec

from analyzer.core import Problem, Span
from analyzer.templates.model import Template
from analyzer.templates.sheet import Desk

__all__ = ["read_all"]

_PARSERS = ("tree_sitter", "tree_sitter_hcl")


def read_all(paths: tuple[str, ...], desk: Desk) -> tuple[Template, ...]:
    """The templates of the root modules that these files belong to, by directory.

    Without the parsers of the ``terraform`` extra it is one template with a problem that says what to install.
    """
    if any(find_spec(name) is None for name in _PARSERS):
        message = "Terraform files are not read; install what reads them: pip install 'overgrant[terraform]'"
        return (Template(paths[0], "terraform", problems=(Problem("template-unreadable", Span(paths[0]), message),)),)
    roots = import_module("analyzer.templates.terraform.roots")
    found: tuple[Template, ...] = roots.read_roots(paths, desk)
    return found
