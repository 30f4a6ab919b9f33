"""Takes functions with their minimal policies, gives text to paste into a template of some dialect.

Never changes what is granted, never reads or writes a file.
"""

from importlib import import_module

from analyzer.policies.formats.model import Batch, FunctionPolicy, Rendered

__all__ = ["FORMATS", "Batch", "FunctionPolicy", "Rendered", "render"]

FORMATS = {
    "json": "json_document",
    "yaml": "yaml_document",
    "sam": "sam",
    "cloudformation": "cloudformation",
    "serverless": "serverless",
    "terraform": "terraform",
}


def render(name: str, batch: Batch) -> Rendered:
    """The policies in one of ``FORMATS``; its module is imported only now."""
    rendered: Rendered = import_module(f"{__name__}.{FORMATS[name]}").render(batch)
    return rendered
