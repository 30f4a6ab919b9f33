"""Where the rules are."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_PLACES = (_HERE.parent / "_rules", _HERE.parent.parent / "rules")


class RulesNotFoundError(RuntimeError):
    """Neither an installed package nor a checkout has its rules: the installation is broken."""


def rules_dir() -> Path:
    """The folder of rules: inside the installed package first, else beside it in a checkout.

    Raises ``RulesNotFoundError`` when there is neither.
    """
    for place in _PLACES:
        if (place / "generated").is_dir():
            return place
    message = f"the rules are missing: looked in {' and '.join(map(str, _PLACES))}"
    raise RulesNotFoundError(message)
