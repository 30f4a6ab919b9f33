"""What ``--version`` says."""

from importlib.metadata import PackageNotFoundError, version


def tool_version() -> str:
    """The version of the installed distribution."""
    try:
        return version("overgrant")
    except PackageNotFoundError:
        return "0+unknown"


def version_line() -> str:
    """The program's version and those of its data."""
    return f"overgrant {tool_version()}"
