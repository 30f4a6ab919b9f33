"""Takes the message of a refused request and the functions of a report, gives who asked, where, and what to change.

The front functions are ``read_denial``, from a message to what it says, ``askers``, from that to the
functions that may have asked (``reaching`` says which of their calls), and ``account``, the explanation.  Never asks AWS: what only an account
knows is named as not known.
"""

from analyzer.denials.account import account
from analyzer.denials.asking import askers
from analyzer.denials.message import Denial, read_denial
from analyzer.denials.reaching import reaching

__all__ = ["Denial", "account", "askers", "reaching", "read_denial"]
