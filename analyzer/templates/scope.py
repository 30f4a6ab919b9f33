"""What the expressions of one template may refer to."""

from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from analyzer.core import Lit, Ref, Text, lit
from analyzer.templates.model import Mapping, Node, Parameter
from analyzer.templates.nodes import at, entries, function, items, string


class ReadOptions(Struct, frozen=True):
    """What the command line fixes: values of parameters, and the pseudo parameters of one deployment.

    ``defaults`` stand for the defaults of parameters, ``environment`` are variables of the environment
    that a template itself is read in; ``serverless_state`` is the
    file in which the Serverless Framework says what a service evaluates to, ``templates`` the paths
    that may be meant by the one that is asked for, all relative to the scanned root.
    """

    parameters: tuple[tuple[str, str], ...] = ()
    region: str = ""
    account: str = ""
    partition: str = ""
    defaults: tuple[tuple[str, str], ...] = ()
    stage: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    var_files: tuple[str, ...] = ()
    serverless_state: str = ""
    templates: tuple[str, ...] = ()


class Taken:
    """What of the options some template had a use for: names of parameters, and the stage."""

    def __init__(self) -> None:
        self.parameters: set[str] = set()
        self.stage = False


class Scope(Struct, frozen=True):
    """The names in reach of an expression.

    ``fixed`` are names whose value is known whatever the template says: pseudo parameters that the
    command line gives, local variables of ``Fn::Sub``, parameters of a SAM policy template.
    ``opened`` writes out a reference to a resource's ARN or address, for functions that take it apart.
    """

    parameters: dict[str, Parameter]
    mappings: Mapping | None = None
    conditions: Mapping | None = None
    fixed: dict[str, tuple[Text, ...]] = {}
    opened: Callable[[Ref, str], Text | None] = lambda _, __: None

    def bound(self, names: dict[str, tuple[Text, ...]]) -> "Scope":
        """The same scope with further names that hide the others."""
        return replace(self, fixed={**self.fixed, **names})


def scope_of(template: Node, options: ReadOptions) -> Scope:
    """The scope of a whole CloudFormation template."""
    given, usual = dict(options.parameters), dict(options.defaults)
    pseudo = {
        "AWS::Region": options.region,
        "AWS::AccountId": options.account,
        "AWS::Partition": options.partition,
    }
    mappings, conditions = at(template, "Mappings"), at(template, "Conditions")
    return Scope(
        parameters={name: _parameter(name, node, given, usual) for name, node in _declared(template)},
        mappings=mappings if isinstance(mappings, Mapping) else None,
        conditions=conditions if isinstance(conditions, Mapping) else None,
        fixed={name: (lit(value),) for name, value in pseudo.items() if value},
    )


def _declared(template: Node) -> list[tuple[str, Node]]:
    return [(found.key, found.value) for found in entries(at(template, "Parameters"))]


def _parameter(name: str, node: Node, given: dict[str, str], usual: dict[str, str]) -> Parameter:
    default = usual.get(name, string(at(node, "Default")))
    return Parameter(
        name=name,
        default=None if default is None else lit(default),
        value=lit(given[name]) if name in given else None,
        type=string(at(node, "Type")) or "String",
        allowed=tuple(text for text in map(string, items(at(node, "AllowedValues"))) if text is not None),
    )


def decide(condition: Node | None, scope: Scope) -> bool | None:
    """Whether the condition of an ``Fn::If`` (its name) holds: only where every name in it has a fixed value, else None.

    Source: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/intrinsic-function-reference-conditions.html
    """
    return _Verdicts(scope).named(string(condition) or "")


class _Verdicts:
    """The conditions asked about so far: each is looked at once, however often others name it."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.known: dict[str, bool | None] = {}

    def named(self, name: str) -> bool | None:
        """The verdict on a condition of this name; None for one that refers to itself."""
        if name not in self.known:
            self.known[name] = None
            self.known[name] = self.holds(at(self.scope.conditions, name))
        return self.known[name]

    def holds(self, condition: Node | None) -> bool | None:
        """The verdict on an expression."""
        if isinstance(condition, Mapping) and len(condition.entries) == 1 and condition.entries[0].key == "Condition":
            return self.named(string(condition.entries[0].value) or "")
        match function(condition):
            case ("Fn::Equals", argument):
                return _equal(items(argument), self.scope)
            case ("Fn::Not", argument):
                verdicts = [self.holds(item) for item in items(argument)]
                return None if len(verdicts) != 1 or verdicts[0] is None else not verdicts[0]
            case ("Fn::And", argument):
                verdicts = [self.holds(item) for item in items(argument)]
                return False if False in verdicts else None if None in verdicts else True
            case ("Fn::Or", argument):
                verdicts = [self.holds(item) for item in items(argument)]
                return True if True in verdicts else None if None in verdicts else False
        return None


def _equal(sides: tuple[Node, ...], scope: Scope) -> bool | None:
    if len(sides) != 2:
        return None
    left, right = (_fixed(side, scope) for side in sides)
    return None if left is None or right is None else left == right


def _fixed(node: Node, scope: Scope) -> str | None:
    match function(node):
        case None:
            return string(node)
        case ("Ref", name):
            return fixed_value(string(name) or "", scope)
    return None


def fixed_value(name: str, scope: Scope) -> str | None:
    """The literal value of a parameter or pseudo parameter that the command line gives, else None."""
    if name in scope.fixed:
        texts = scope.fixed[name]
        return texts[0].literal if len(texts) == 1 else None
    parameter = scope.parameters.get(name)
    return parameter.value.literal if parameter is not None and parameter.value is not None else None


def by_defaults(text: Text, scope: Scope) -> str | None:
    """The string that a text is with the defaults of its parameters; None where some part has none.

    Good for what locates code, never for what is granted: the template may be deployed with other values.
    """
    pieces: list[str] = []
    for part in text.parts:
        parameter = scope.parameters.get(part.logical_id) if isinstance(part, Ref) and not part.attribute else None
        known = (parameter.value or parameter.default) if parameter is not None else None
        piece = part.value if isinstance(part, Lit) else known.literal if known is not None else None
        if piece is None:
            return None
        pieces.append(piece)
    return "".join(pieces)
