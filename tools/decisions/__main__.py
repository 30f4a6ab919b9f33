"""The command: ``python -m tools.decisions``."""

import argparse
from pathlib import Path

from analyzer.rulebook import Rulebook
from tools.decisions import PAGE, page, table


def main() -> None:
    """Writes the summary of the decisions, and all of them where a file is named."""
    parser = argparse.ArgumentParser(prog="python -m tools.decisions", description=main.__doc__)
    parser.add_argument("--all", type=Path, metavar="FILE", help="write one line for every operation and action")
    options = parser.parse_args()
    rows = table(Rulebook())
    PAGE.write_text(page(rows), encoding="utf-8")
    if options.all:
        lines = (f"{row.service}\t{row.operation}\t{row.decision}\t{row.action}\t{row.place}" for row in rows)
        options.all.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
