"""The command: ``python -m tools.generate``."""

from pathlib import Path

from tools.generate.archive import write_archive
from tools.generate.sdk import sdk_shards

GENERATED = Path(__file__).resolve().parents[2] / "rules" / "generated"


def main() -> None:
    """Writes everything in ``rules/generated``."""
    GENERATED.mkdir(parents=True, exist_ok=True)
    write_archive(GENERATED / "sdk.zip", sdk_shards())


if __name__ == "__main__":
    main()
