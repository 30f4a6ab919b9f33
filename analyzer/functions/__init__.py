"""Takes a template and a repository, gives one entry per Python function: module, callable, import roots, role.

Never reads Python: that the callable exists is found out when the module is.
"""

from analyzer.functions.linking import claimed_files, link
from analyzer.functions.model import Entry
from analyzer.functions.several import told_apart

__all__ = ["Entry", "claimed_files", "link", "told_apart"]
