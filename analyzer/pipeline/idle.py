"""Options that nothing in the scanned files has a use for."""

from collections.abc import Iterator
from difflib import get_close_matches

from analyzer.core import Problem, Span
from analyzer.pipeline.options import Options
from analyzer.reports.wording import IDLE
from analyzer.templates import Taken
from analyzer.templates.model import Template

_SHOWN = 5


def idle_options(
    options: Options, taken: Taken, read: tuple[Template, ...], chosen: tuple[Template, ...]
) -> tuple[Problem, ...]:
    """One problem for each ``--param``, ``--stage`` and ``--template`` without effect; ``chosen`` is left of what was read."""
    place = Span((chosen or read)[0].path) if read else Span(".")
    return tuple(Problem(IDLE, place, message) for message in _messages(options, taken, read, chosen))


def _messages(
    options: Options, taken: Taken, read: tuple[Template, ...], chosen: tuple[Template, ...]
) -> Iterator[str]:
    for name, _ in options.params:
        if name not in taken.parameters:
            near = get_close_matches(name, sorted(taken.parameters), 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            yield f"--param {name} has no effect: no template that was read has a parameter of this name{hint}"
    if options.stage and not taken.stage:
        yield f"--stage {options.stage} has no effect: nothing that was read knows a stage of this name"
    if options.template and not chosen:
        paths = [one.path for one in read if one.functions]
        more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
        known = f"; there are {', '.join(paths[:_SHOWN])}{more}" if paths else ""
        yield f"--template {options.template} is no template that was read{known}"
