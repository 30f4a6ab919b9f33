"""What a command imports decides how fast it answers."""

import pytest

HEAVY = ("libcst", "networkx", "yaml", "rich", "msgspec", "sqlite3", "concurrent.futures.process")
PROBE = f"""
import atexit, sys
from analyzer.cli import main
sys.argv[0] = "overgrant"
atexit.register(lambda: sys.stderr.write("loaded " + " ".join(n for n in {HEAVY!r} if n in sys.modules)))
main()
"""


@pytest.mark.parametrize("words", [("--help",), (), ("scan", "--help"), ("nonsense",)])
def test_nothing_heavy_to_show_help(overgrant, words):
    assert overgrant(*words, program=PROBE).stderr.endswith("loaded ")


def test_nothing_of_the_analysis_to_refuse_usage(overgrant):
    loaded = overgrant("scan", "--jobs", "0", program=PROBE).stderr.rpartition("loaded ")[2].split()
    assert "libcst" not in loaded
    assert "networkx" not in loaded
    assert "rich" not in loaded
