"""Takes a Report, gives its text in one of the formats; never judges, never decides an exit code.

The front function is ``render``; ``document`` is the report as plain masked data.
"""

from analyzer.reports.document import Document, document
from analyzer.reports.render import FORMATS, render

__all__ = ["FORMATS", "Document", "document", "render"]
