"""``string.Template``: its fields filled in."""

import re

from analyzer.core import Text, lit
from analyzer.values import texts
from analyzer.values.machine import Machine
from analyzer.values.model import STRING, Object, Value, join_all, string, unknown
from analyzer.values.outcomes import Arguments
from analyzer.values.python.model import Handler, first

_TEMPLATE = re.compile(r"\$(?:(\$)|([a-zA-Z_]\w*)|\{([a-zA-Z_]\w*)\})")


def substituted(machine: Machine, arguments: Arguments, at: int) -> Value:
    """``string.Template(text).substitute(…)``: ``arguments`` begin with the text."""
    mapping = arguments.get(1, "")
    results = []
    for text in texts.as_texts(first(arguments)):
        if text.literal is None:
            results.append(STRING)
            continue
        columns: list[tuple[Text, ...]] = []
        end = 0
        for found in _TEMPLATE.finditer(text.literal):
            columns += [
                (lit(text.literal[end : found.start()]),),
                _template_field(machine, found, arguments, mapping, at),
            ]
            end = found.end()
        results.append(texts.concat([*columns, (lit(text.literal[end:]),)]))
    return join_all(results)


def _template_field(
    machine: Machine, found: "re.Match[str]", arguments: Arguments, mapping: Value | None, at: int
) -> tuple[Text, ...]:
    if found[1]:
        return (lit("$"),)
    name = found[2] or found[3]
    value = arguments.get(None, name)
    if value is None and mapping is not None:
        value = machine.item(mapping, string(name), at)
    return texts.as_texts(machine.text(value if value is not None else unknown(name), at))


def _template(machine: Machine, arguments: Arguments, at: int) -> Value:
    return Value(tuple(Object("python:template", (text,)) for text in texts.as_texts(first(arguments, 0, "template"))))


TABLE: dict[str, Handler] = {"string.Template": _template}
