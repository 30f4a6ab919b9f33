"""The report for other programs."""

import json

from msgspec import to_builtins

from analyzer.reports.document import Document


def json_text(document: Document) -> str:
    """The document as indented JSON, ended by a newline; lone surrogates of odd file names stay escapable."""
    return json.dumps(to_builtins(document), indent=2, ensure_ascii=False) + "\n"
