"""What ``--version`` says."""

from importlib.metadata import PackageNotFoundError, version

from analyzer.rulebook import Rulebook


def tool_version() -> str:
    """The version of the installed distribution."""
    try:
        return version("overgrant")
    except PackageNotFoundError:
        return "0+unknown"


def version_line() -> str:
    """The program's version and the days of its data.

    ``overgrant 0.1.0 (IAM data 2026-10-27, SDK data 2026-10-26 (botocore 1.43.119))``
    """
    data = Rulebook().manifest()
    return f"overgrant {tool_version()} (IAM data {data.iam}, SDK data {data.sdk})"
