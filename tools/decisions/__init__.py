"""Takes the rules, gives one decision for every operation of the SDK and says how each action's ARN is found.

``python -m tools.decisions`` writes the summary, ``docs/measured/decisions.md``; ``--all FILE`` writes the whole
table as tab-separated values.
"""

from tools.decisions.page import PAGE, page
from tools.decisions.table import Row, table

__all__ = ["PAGE", "Row", "page", "table"]
