"""The one place that asks the analyzer what it understands of a program."""

from msgspec import Struct

from suite.documents import MAIN, Example


class Understood(Struct, frozen=True):
    """What is known of a program, by (file, line): revealed values, AWS calls and gaps, as they are written."""

    values: dict[tuple[str, int], list[str]]
    calls: dict[tuple[str, int], list[str]]
    gaps: dict[tuple[str, int], list[str]]


def understand(example: Example) -> Understood:
    """Run the value analysis on the program; ``reveal(x)`` notes what ``x`` may be."""
    from analyzer.accesses.laboratory import examine

    handler = example.settings.get("handler", "handler")
    files = {name: text for name, text, _ in example.files}
    found = examine(files, MAIN.removesuffix(".py"), handler, example.settings.get("env", {}))
    return Understood(_by_line(found.values), _by_line(found.calls), _by_line(found.gaps))


def _by_line(rows: list[tuple[str, int, str]]) -> dict[tuple[str, int], list[str]]:
    out: dict[tuple[str, int], list[str]] = {}
    for file, line, text in rows:
        texts = out.setdefault((file, line), [])
        if text not in texts:
            texts.append(text)
    return out
