"""Takes a function's diff, gaps and problems, gives findings: rule, level, confidence, message, place.

One module per rule, found by its ``RULE``.  Never computes what is needed or granted, never renders.
"""

from analyzer.findings.judgement import judge
from analyzer.findings.model import Finding, Rule
from analyzer.findings.suppression import (
    UNUSED,
    Silenced,
    Suppressed,
    Suppression,
    read_suppressions,
    suppress,
    suppress_own,
    unused,
)
from analyzer.findings.unreadable_template import judge_problems

__all__ = [
    "UNUSED",
    "Finding",
    "Rule",
    "Silenced",
    "Suppressed",
    "Suppression",
    "judge",
    "judge_problems",
    "read_suppressions",
    "suppress",
    "suppress_own",
    "unused",
]
