"""One name per format."""

from collections.abc import Callable

from analyzer.reports.document import document
from analyzer.reports.github import github_text
from analyzer.reports.json_report import json_text
from analyzer.reports.lines import coloured, plain
from analyzer.reports.markdown import markdown_text
from analyzer.reports.model import Report
from analyzer.reports.sarif import sarif_text
from analyzer.reports.text import text_lines


def render(report: Report, format: str, *, colour: bool = False) -> str:  # noqa: A002 - the word users know
    """The whole report as one string; ``colour`` matters for ``text`` alone.

    Raises KeyError for a format that is not in ``FORMATS``.
    """
    return _RENDERERS[format](report, colour)


def _text(report: Report, colour: bool) -> str:
    lines = text_lines(document(report))
    return coloured(lines) if colour else plain(lines)


def _json(report: Report, _colour: bool) -> str:
    return json_text(document(report))


def _sarif(report: Report, _colour: bool) -> str:
    return sarif_text(document(report), report.prefix)


def _github(report: Report, _colour: bool) -> str:
    return github_text(report, document(report))


def _markdown(report: Report, _colour: bool) -> str:
    return markdown_text(document(report))


def _html(report: Report, _colour: bool) -> str:
    from analyzer.reports.page import page_text  # the largest of the formats, and the one asked for least

    return page_text(report, document(report))


_RENDERERS: dict[str, Callable[[Report, bool], str]] = {
    "text": _text,
    "json": _json,
    "sarif": _sarif,
    "github": _github,
    "markdown": _markdown,
    "html": _html,
}
FORMATS = tuple(_RENDERERS)
