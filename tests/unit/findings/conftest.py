"""Makes ``scene``, which stands beside the tests of the diffs, importable here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "diffs"))
