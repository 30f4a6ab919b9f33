"""Dynamic references: ``{{resolve:ssm:/orders/bucket}}``, a value that CloudFormation fetches when it deploys.

Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/dynamic-references.html
"""

from analyzer.core import DYNAMIC, Hole, Lit, Part, Ref, Text

_OPEN, _CLOSE = "{{resolve:", "}}"


def resolved(text: Text) -> Text:
    """The text with every dynamic reference in it as one part, whose value is not known here.

    The name of one may be put together from other references (``{{resolve:ssm:/${Stage}/bucket}}``): it
    keeps them as they are written.  A name that is not known whole is a hole.
    """
    if not any(isinstance(part, Lit) and _OPEN in part.value for part in text.parts):
        return text
    done: list[Part | str] = []
    name: list[Part | str] | None = None  # what stands behind an opening whose end was not seen yet
    for part in text.parts:
        rest = part.value if isinstance(part, Lit) else None
        while rest:
            if name is None:
                before, opening, rest = rest.partition(_OPEN)
                done.append(before)
                name = [] if opening else None
            else:
                inside, closing, rest = rest.partition(_CLOSE)
                name.append(inside)
                if closing:
                    done.append(_reference(name))
                    name = None
        if not isinstance(part, Lit):
            (done if name is None else name).append(part)
    return Text.of(*done) if name is None else Text.of(*done, _OPEN, *name)


def _reference(name: list[Part | str]) -> Part:
    whole = Text.of(*name)
    if any(not isinstance(part, Lit | Ref) for part in whole.parts):
        return Hole("a dynamic reference whose name is not known")
    return Ref(DYNAMIC, str(whole))
