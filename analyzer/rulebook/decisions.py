"""What is known of an operation's permission: one decision for every operation of the SDK."""

from typing import Literal

from msgspec import Struct

from analyzer.rulebook.rules_model import NeedRule

Kind = Literal["row", "reference", "namesake", "nothing", "unknown"]


class Decision(Struct, frozen=True):
    """Which actions an operation asks for.

    ``row``: what the hand-written ``needs`` say.  ``reference``: what AWS's service reference says, where the data was
    made with a copy of it.  ``namesake``: IAM's action of the operation's own name.
    ``nothing``: no permission matters.  ``unknown``: IAM's reference has no action for it; none is invented.
    ``reason`` says why for the last two.
    """

    kind: Kind
    needs: tuple[NeedRule, ...] = ()
    reason: str = ""


def referred(actions: tuple[str, ...], namesake: str) -> Decision:
    """What the service reference says: one action is needed, of several the namesake is and the others may be."""
    if len(actions) == 1:
        return Decision("reference", (NeedRule(actions[0]),))
    if namesake in actions:
        return Decision("reference", tuple(NeedRule(one, explains_only=one != namesake) for one in actions))
    return Decision(
        "reference", tuple(NeedRule(one, because="one of several actions may authorize it") for one in actions)
    )


UNSIGNED = Decision("nothing", reason="its calls carry no signature")
EVERYBODY = Decision("nothing", reason="a row says that it asks for none")
OUTSIDE = Decision("nothing", reason="the service asks for no permission of IAM's")
NO_SERVICE = Decision("unknown", reason="IAM's reference does not have the service")
NO_ACTION = Decision("unknown", reason="IAM's reference has no action of its name")
