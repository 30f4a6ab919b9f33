"""Takes a declared role, the needs of a function and its gaps, gives in what they differ: needed, unneeded, cannot tell.

Never judges how bad a difference is, never words it: that is for the findings.
"""

from analyzer.diffs.comparison import compare
from analyzer.diffs.kinds import relevant
from analyzer.diffs.model import Context, Diff, Missing, Sibling, TooWide, UnknownAction, Unneeded
from analyzer.diffs.together import Together
from analyzer.diffs.whole import WHOLE

__all__ = [
    "WHOLE",
    "Context",
    "Diff",
    "Missing",
    "Sibling",
    "Together",
    "TooWide",
    "UnknownAction",
    "Unneeded",
    "compare",
    "relevant",
]
