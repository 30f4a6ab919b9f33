"""What every format is given."""

import re
from collections.abc import Sequence

from msgspec import Struct

from analyzer.iam import Statement
from analyzer.policies.fitting import Fitting, fit
from analyzer.policies.model import MinimalPolicy
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Template

_KEY = re.compile(r"\[[^\]]*\]")
_KINDS = re.compile(r"(?<![\w-])(?:module|aws_lambda_function)\.")


class FunctionPolicy(Struct, frozen=True):
    """One function with its minimal policy; ``template`` is the one that declares it."""

    id: str
    template: Template
    policy: MinimalPolicy

    @property
    def name(self) -> str:
        """The last part of the id: ``Fn`` of ``Child.Fn``, ``y`` of ``module.x.aws_lambda_function.y["k"]``."""
        return _KEY.sub("", self.id).rpartition(".")[2] or self.id

    @property
    def full_name(self) -> str:
        """All names in the id: ``x_y_k`` of ``module.x.aws_lambda_function.y["k"]``."""
        return "_".join(re.findall(r"[\w-]+", _KINDS.sub("", self.id))) or self.id

    @property
    def words(self) -> tuple[tuple[str, str], ...]:
        """How references are written where the function stands."""
        return next((one.words for one in self.template.functions if one.id == self.id), ())

    @property
    def statements(self) -> tuple[Statement, ...]:
        """The statements of the policy."""
        return tuple(explained.statement for explained in self.policy.statements)

    @property
    def fitting(self) -> Fitting:
        """The policy within IAM's limits."""
        return fit(self.policy)


class Batch(Struct, frozen=True):
    """The functions that are written together, and the rules to write them by."""

    functions: tuple[FunctionPolicy, ...]
    rulebook: Rulebook

    def by_template(self) -> dict[str, tuple[FunctionPolicy, ...]]:
        """The functions of each template, templates in the order of their first function."""
        found: dict[str, list[FunctionPolicy]] = {}
        for function in self.functions:
            found.setdefault(function.template.path, []).append(function)
        return {path: tuple(functions) for path, functions in found.items()}


class Rendered(Struct, frozen=True):
    """The text to paste, and what its reader must know beside it (one line each)."""

    text: str
    notes: tuple[str, ...] = ()


def limits(functions: Sequence[FunctionPolicy]) -> tuple[str, ...]:
    """What IAM's size limits ask for, one line for each note of each function."""
    return tuple(f"{function.id}: {note}" for function in functions for note in function.fitting.notes)


def key_of(function: FunctionPolicy, functions: Sequence[FunctionPolicy]) -> str:
    """The id, with the template before it where several functions have the same one."""
    alike = [other for other in functions if other.id == function.id]
    return function.id if len(alike) == 1 else f"{function.template.path}::{function.id}"
