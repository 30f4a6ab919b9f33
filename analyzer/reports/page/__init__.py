"""Takes a Report with its document, gives one HTML page that holds all of it; never judges, never asks for a file.

The page works where there is no network: style and program stand in it, admitted by their digests alone, and
what was scanned is data that the program shows as text.  One module per part of a function's view.
"""

from analyzer.reports.page.assembly import page_text

__all__ = ["page_text"]
