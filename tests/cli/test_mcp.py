"""``overgrant mcp`` at the command line; what it serves is tested in tests/mcp."""

import pytest


def test_a_root_that_is_no_folder(overgrant):
    result = overgrant("mcp", "--root", "nowhere")
    assert (result.code, result.stderr) == (2, "overgrant: error: --root nowhere is no folder\n")


def test_without_the_extra_it_says_what_to_install(overgrant):
    program = """
import sys
import importlib.util

real = importlib.util.find_spec
importlib.util.find_spec = lambda name, package=None: None if name == "mcp" else real(name, package)
from analyzer.cli import main
sys.argv[0] = "overgrant"
main()
"""
    result = overgrant("mcp", program=program)
    assert (result.code, "pip install 'overgrant[mcp]'" in result.stderr) == (2, True)


@pytest.mark.usefixtures("project")
def test_no_other_command_loads_the_protocol(overgrant):
    program = "import atexit, sys\nfrom analyzer.cli import main\nsys.argv[0] = 'overgrant'\natexit.register(lambda: sys.stderr.write(str('mcp' in sys.modules)))\nmain()"
    assert overgrant("scan", "--fail-on", "never", program=program).stderr.endswith("False")
