"""Takes needs, gives the minimal policy: its statements, the needs behind each, the document in a dialect's words.

Never grants a pair of action and resource that no need asks for, never reads a template.
"""

from analyzer.policies.document import document, rendered
from analyzer.policies.fitting import Fitting, fit, size
from analyzer.policies.model import Explained, MinimalPolicy
from analyzer.policies.synthesis import synthesize

__all__ = ["Explained", "Fitting", "MinimalPolicy", "document", "fit", "rendered", "size", "synthesize"]
