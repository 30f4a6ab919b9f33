"""``overgrant mcp``."""

from argparse import Namespace
from importlib.util import find_spec
from pathlib import Path

from analyzer.cli.commands import Command
from analyzer.cli.errors import UsageError
from analyzer.cli.exits import Exit
from analyzer.cli.settings import check


def run(command: Command, raw: Namespace, problems: tuple[str, ...]) -> Exit:
    """Serves over stdin and stdout until the client leaves."""
    settings = check(command, raw, {}, problems)
    root = Path(settings.text("root") or ".")
    if not root.is_dir():
        raise UsageError(f"--root {root} is no folder")
    if find_spec("mcp") is None:
        raise UsageError("the server needs its extra: pip install 'overgrant[mcp]'")
    from analyzer.mcp.server import serve

    serve(root).run("stdio")
    return Exit.CLEAN
