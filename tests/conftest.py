"""Shared by all tests: where helper packages stand, ``--update``, and the corpus' score at the end of a run."""

import os
import sys
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
for helpers in ("corpus", "oracles", "values"):
    sys.path.insert(0, str(TESTS / helpers))

# Nothing here may find credentials, and boto3 asks for a region.
for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN", "AWS_ROLE_ARN"):
    os.environ.pop(name, None)
os.environ.update(
    AWS_ACCESS_KEY_ID="testing",
    AWS_SECRET_ACCESS_KEY="testing",  # noqa: S106 - the mock's own word
    AWS_DEFAULT_REGION="eu-west-1",
    AWS_EC2_METADATA_DISABLED="true",
    AWS_CONFIG_FILE=os.devnull,
    AWS_SHARED_CREDENTIALS_FILE=os.devnull,
)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write corpus/*/expected and lower corpus/scoreboard.toml")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether rendered files are to be written instead of compared."""
    return bool(request.config.getoption("--update"))


@pytest.fixture(scope="session")
def solutions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache that all processes of a run share, for tests that scan what others have scanned."""
    return tmp_path_factory.getbasetemp().parent / "solutions"


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what tests recorded as ``score:<name>``; works from xdist workers too, which send properties along."""
    rows: dict[str, str] = {}
    for reports in terminalreporter.stats.values():
        for report in reports:
            for name, value in getattr(report, "user_properties", ()):
                if str(name).startswith("score:"):
                    rows[str(name).removeprefix("score:")] = str(value)
    if rows:
        terminalreporter.section("scores")
        for name in sorted(rows):
            terminalreporter.write_line(f"{name}: {rows[name]}")
