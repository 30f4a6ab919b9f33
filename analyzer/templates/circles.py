"""Functions that share a role: what the role may not refer to, since they refer to it already."""

from msgspec.structs import replace

from analyzer.templates.model import FunctionDecl

_ARN = "arn:${AWS::Partition}:lambda:${AWS::Region}:${AWS::AccountId}:function:"


def without_circles(functions: tuple[FunctionDecl, ...]) -> tuple[FunctionDecl, ...]:
    """The functions, with those of their own role spelled by name: a role that refers to its function cannot be deployed.

    A function without a name of its own is called ``<stack>-<logical id>-<random>``.
    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/troubleshooting.html#troubleshooting-errors-dependency-error
    """
    sharing: dict[str, list[tuple[str, str]]] = {}
    for one in functions:
        name = _name(one)
        logical_id = _logical_id(one)
        sharing.setdefault(one.role, []).extend([(f"{logical_id}.Arn", _ARN + name), (logical_id, name)])
    return tuple(replace(one, words=(*one.words, *sharing[one.role])) for one in functions)


def _logical_id(function: FunctionDecl) -> str:
    return dict(function.extra).get("logical-id", function.id)


def _name(function: FunctionDecl) -> str:
    stated = dict(function.extra).get("function-name", "")
    return stated or f"${{AWS::StackName}}-{_logical_id(function)}-*"
