"""What is known of an operation's permission: one decision for every operation of the SDK."""

from typing import Literal

from msgspec import Struct

from analyzer.rulebook.rules_model import NeedRule

Kind = Literal["row", "namesake", "nothing", "unknown"]


class Decision(Struct, frozen=True):
    """Which actions an operation asks for.

    ``row``: what the hand-written ``needs`` say.  ``namesake``: IAM's action of the operation's own name.
    ``nothing``: no permission matters.  ``unknown``: IAM's reference has no action for it; none is invented.
    ``reason`` says why for the last two.
    """

    kind: Kind
    needs: tuple[NeedRule, ...] = ()
    reason: str = ""


UNSIGNED = Decision("nothing", reason="its calls carry no signature")
EVERYBODY = Decision("nothing", reason="a row says that it asks for none")
OUTSIDE = Decision("nothing", reason="the service asks for no permission of IAM's")
NO_SERVICE = Decision("unknown", reason="IAM's reference does not have the service")
NO_ACTION = Decision("unknown", reason="IAM's reference has no action of its name")
