"""Takes the bytes of Python files, gives the small IR that the interpreter reads; never runs or imports them.

Importing this package does not import LibCST: a warm run does without it.
"""

from analyzer.modules.loader import Files, Loaded, Location, Missing, ModuleLoader, absolute_name
from analyzer.modules.lowering import lower
from analyzer.modules.model import ModuleIR

__all__ = ["Files", "Loaded", "Location", "Missing", "ModuleIR", "ModuleLoader", "absolute_name", "lower"]
