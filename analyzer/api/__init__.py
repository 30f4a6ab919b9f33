"""Takes paths and keywords, gives the report as typed values; never reads a configuration, prints or exits.

The front functions are ``scan``, ``diff``, ``policy`` and ``explain``, as the commands of these names;
``import analyzer`` offers them without loading anything until one is used.  What they give is
``overgrant-report-1``: fields may be added to it, none are taken away or change their meaning within
one major version.
"""

from analyzer.api.calls import Keywords, diff, explain, policy, scan, to_dict
from analyzer.api.types import Evidence, Finding, Function, Gap, Need, Problem, Report, Resource
from analyzer.cli.errors import UsageError

__all__ = [
    "Evidence", "Finding", "Function", "Gap", "Keywords", "Need", "Problem", "Report", "Resource", "UsageError",
    "diff", "explain", "policy", "scan", "to_dict",
]  # fmt: skip
