"""Takes ``rules/``, gives it typed and indexed, read as far as it is asked for; never looks at scanned code.

``Rulebook`` answers questions about the SDK, IAM's actions and AWS's own policies.
"""

from analyzer.rulebook.directory import RulesNotFoundError, rules_dir
from analyzer.rulebook.rulebook import Rulebook

__all__ = ["Rulebook", "RulesNotFoundError", "rules_dir"]
