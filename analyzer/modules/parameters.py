"""Parameters, annotations and type parameters."""

from typing import Literal

import libcst as cst

from analyzer.modules.annotations import lower_annotation
from analyzer.modules.model import Parameter
from analyzer.modules.walk import Walk

Kind = Literal["positional", "normal", "star", "keyword", "double-star"]


def lower_parameters(w: Walk, node: cst.Parameters) -> tuple[Parameter, ...]:
    """The parameters in source order; defaults and annotations belong to the scope around."""
    out = [_parameter(w, param, "positional") for param in node.posonly_params]
    out += [_parameter(w, param, "normal") for param in node.params]
    if isinstance(node.star_arg, cst.Param):
        out.append(_parameter(w, node.star_arg, "star"))
    out += [_parameter(w, param, "keyword") for param in node.kwonly_params]
    if node.star_kwarg is not None:
        out.append(_parameter(w, node.star_kwarg, "double-star"))
    return tuple(out)


def _parameter(w: Walk, node: cst.Param, kind: Kind) -> Parameter:
    annotation = None if node.annotation is None else lower_annotation(w, node.annotation)
    default = None if node.default is None else w.expr(node.default)
    return Parameter(w.mangled(node.name.value), kind, default, annotation)


def lower_type_parameters(w: Walk, node: cst.TypeParameters | None) -> tuple[str, ...]:
    """The names of ``[T: bound, *Ts, **P]``; bounds and defaults are walked for what they bind."""
    if node is None:
        return ()
    names = []
    for item in node.params:
        names.append(w.mangled(item.param.name.value))
        bound = item.param.bound if isinstance(item.param, cst.TypeVar) else None
        for part in (bound, item.default):
            if part is not None:
                w.expr(part)
    return tuple(names)
