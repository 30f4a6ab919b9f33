"""A solution's effects → accesses with the way that leads to them."""

from analyzer.accesses.model import Access, Frame
from analyzer.values.outcomes import Solution


def collect(solution: Solution) -> tuple[Access, ...]:
    """Every API call that the entry can reach, sorted by place, equal calls once."""
    found: dict[Access, None] = {}
    paths = {
        node: tuple(Frame(span, caller) for caller, span in steps if caller != solution.root)
        for node, steps in solution.paths
    }
    for effect in solution.effects:
        found[
            Access(
                effect.service, effect.operation, effect.arguments, effect.span, paths.get(effect.node, ()),
                effect.principal, effect.origin, effect.certainty, effect.because, effect.region, effect.node,
            )
        ] = None  # fmt: skip
    return tuple(sorted(found, key=lambda access: (access.span, access.service, access.operation, repr(access))))
