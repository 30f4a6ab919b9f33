"""The README's commands are the commands that continuous integration runs."""

import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FENCE = re.compile(r"^```(?:sh|bash|console)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def commands_of(text: str) -> list[str]:
    """Every command line of the README's shell blocks, without prompts and comments."""
    lines = [line.strip().removeprefix("$ ") for block in FENCE.findall(text) for line in block.splitlines()]
    return [line for line in lines if line and not line.startswith("#")]


def test_the_readme_gives_a_command_to_scan_and_one_to_test() -> None:
    commands = commands_of((ROOT / "README.md").read_text())
    assert any("overgrant scan" in command for command in commands)
    assert any("pytest" in command for command in commands)


def test_continuous_integration_runs_what_the_readme_says() -> None:
    """``.ci/run`` takes the commands out of the README instead of repeating them."""
    script = (ROOT / ".ci" / "run").read_text()
    assert "README.md" in script
    repeated = [
        line
        for line in script.splitlines()
        if re.match(r"[^#]*(/pytest|python -m pytest|overgrant scan corpus)\b", line)
    ]
    assert repeated == []
