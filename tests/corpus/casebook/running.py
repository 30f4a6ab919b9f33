"""Scanning a case, and rendering what the scan said."""

import json
from pathlib import Path
from typing import Any

from casebook.cases import Case

FORMATS = {"json": "report.json", "text": "report.txt"}


def scan_case(case: Case, solutions: Path | None = None) -> Any:
    """The Report on the case's folder, with its ``options``; one process, and no cache but in the folder ``solutions``."""
    from analyzer.pipeline import Options, scan

    options = {key: tuple(value.items()) if isinstance(value, dict) else value for key, value in case.options.items()}
    kept = {"cache": solutions is not None, "cache_dir": str(solutions) if solutions else None}
    return scan((str(case.folder),), Options(jobs=1, debug=True, **kept, **options))


def rendered(report: Any) -> dict[str, str]:
    """File name below ``expected/`` → what belongs there; figures that differ between equal runs are taken out."""
    from analyzer.reports import render

    texts = {name: render(report, word) for word, name in FORMATS.items()}
    document = json.loads(texts["report.json"])
    document.pop("stats")
    document.pop("tool")
    texts["report.json"] = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    return texts


def compare_or_write(folder: Path, texts: dict[str, str], write: bool) -> list[str]:
    """The names of files that differ from what was rendered before; with ``write`` they are replaced."""
    changed = []
    for name, text in texts.items():
        path = folder / name
        if path.exists() and path.read_text() == text:
            continue
        changed.append(name)
        if write:
            folder.mkdir(exist_ok=True)
            path.write_text(text)
    return [] if write else changed
