"""Takes the templates that are deployed together, gives one with what it reaches in the others put beside its own.

Never reads a file: what a template nests or names is told by ``References``.
"""

from analyzer.templates.nesting.opening import opened
from analyzer.templates.nesting.references import References, Stack, Target

__all__ = ["References", "Stack", "Target", "opened"]
