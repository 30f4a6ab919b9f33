"""Takes a Report, gives its text in one of the formats; never judges, never decides an exit code.

The front function is ``render``; ``document`` holds the report as masked, plain data.
"""

from analyzer.reports.render import FORMATS, render

__all__ = ["FORMATS", "render"]
