"""Accesses to needs: rows or namesakes of operations, their resources, and what comes with them."""

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from analyzer.accesses.model import Access, Argument, Members
from analyzer.needs.arguments import ROOT, WHOLE, elements, find, replaced
from analyzer.needs.choice import Question, targets
from analyzer.needs.conditions import describe, holds, stated
from analyzer.needs.model import Evidence, Need, NeedResource, Origin
from analyzer.needs.parsers import Judge, parsed
from analyzer.needs.properties import literal_at
from analyzer.needs.reached import EVERYTHING, HERE, Where, reached
from analyzer.needs.scope import UNSET, Scope
from analyzer.needs.stand_ins import placed
from analyzer.rulebook import Rulebook
from analyzer.rulebook.model import IamAction, IamService
from analyzer.rulebook.rules_model import NeedRule


class Asked(Struct, frozen=True):
    """One operation with its arguments, the environment looked up, and how it came about."""

    service: str
    operation: str
    arguments: Argument
    evidence: Evidence
    origin: Origin
    because: str = ""
    where: Where = HERE
    unset: bool = False


class Derivation:
    """Needs of one function: rows of rules applied to arguments."""

    def __init__(self, scope: Scope, rulebook: Rulebook) -> None:
        self.scope = scope
        self.rulebook = rulebook
        self._judge = Judge(partial(scope.speller.spell, defaults=True), lambda text: bool(scope.kind_of(text)))

    def of_access(self, access: Access, *, several: bool = False) -> Iterator[Need]:
        """The needs of one call; none when it is made with the credentials of somebody else.

        ``several``: the same place of the code calls in other regions too.
        """
        if access.principal:
            return
        asked = Asked(
            service=access.service,
            operation=access.operation,
            arguments=self.scope.concrete(access.arguments),
            evidence=Evidence(access.span, f"{access.service}.{access.operation}", access.path, access.function),
            origin=access.origin,
            because=_because(access),
            where=Where(self.scope.regions(access.region), several=several),
            unset=self.scope.leaves_unset(access.arguments),
        )
        yield from self.of_rows(asked, self.rulebook.decision(access.service, access.operation).needs)

    def of_rows(self, asked: Asked, rows: Iterable[NeedRule]) -> Iterator[Need]:
        """The needs of these rows under these arguments."""
        for row in rows:
            opened = self._parsed(asked.arguments, row.parse)
            if not row.each:
                yield from self._of_row(replace(asked, arguments=opened), row)
                continue
            each, given = elements(opened, row.each)
            for element in each:
                yield from self._of_row(replace(asked, arguments=_rooted(element, opened)), row)
            if given == "maybe":
                unknown = _rooted(Members((), open=True), opened)
                yield from self._of_row(replace(asked, arguments=unknown), row)

    def _of_row(self, asked: Asked, row: NeedRule) -> Iterator[Need]:
        applies, doubt = holds(row.when, asked.arguments, self.scope.kind_of)
        if applies == "no":
            return
        because = asked.because or row.because or (describe(doubt) if doubt else "") or self._unset(asked, row)
        # An option that may be given among unknown arguments makes a grant plausible, not necessary.
        optional = doubt is not None and doubt.test == "present" and not row.alternative
        for action, found in placed(self.scope, self.rulebook, row.action, self.resources(asked, row), asked.where):
            yield Need(
                action=action,
                resources=found,
                origin=row.origin or asked.origin,
                evidence=(asked.evidence,),
                conditions=stated(row.conditions, asked.arguments, partial(self._told, found))
                if action == row.action
                else (),
                certainty="possible" if because else "certain",
                because=because,
                doc=row.doc,
                explains_only=row.explains_only or optional,
                alike=row.alike,
            )

    def resources(self, asked: Asked, row: NeedRule) -> tuple[NeedResource, ...]:
        """What the action of this row is needed on."""
        question = self._question(asked, row)
        if question is None:
            return (EVERYTHING,)
        found: dict[NeedResource, None] = {}
        for target in targets(question, self.scope.types):
            made = reached(self.scope, target.arn_type, target.filling, question.arguments, asked.where)
            found.update(dict.fromkeys(made))
        return tuple(found) or (EVERYTHING,)

    def _question(self, asked: Asked, row: NeedRule) -> Question | None:
        """What is asked about the resources of a row, None where its action knows none."""
        service, action = self._entry(row.action)
        if service is None or action is None or row.resource == ("*",):
            return None
        opened = self._opened(asked.arguments, row, service, action)
        return Question(row, service, action, asked.operation, self._inputs(asked), opened)

    def _unset(self, asked: Asked, row: NeedRule) -> str:
        """Why the call may never be made: only a variable that the template does not set says on what; else empty."""
        question = self._question(asked, row) if asked.unset else None
        if question is None:
            return ""
        for target in targets(question, self.scope.types):
            for path in (*target.filling.arn, *(path for _, paths in target.filling.fills for path in paths)):
                member = path.partition(".")[0].partition("[")[0]  # as given, before a parser took it apart
                texts = find(asked.arguments, member).texts or find(question.arguments, path).texts
                if texts and all(text == UNSET or not text.parts for text in texts):
                    return "the template does not set the variable that says on what it is called"
        return ""

    def _told(self, resources: tuple[NeedResource, ...], word: str) -> str:
        """What the template says under a word of the rules of the one thing that is asked on."""
        declared = self.scope.speller.resources.get(resources[0].logical_id or "") if len(resources) == 1 else None
        kind = self.scope.kind(declared) if declared is not None else None
        paths = dict(kind.tells).get(word, ()) if kind is not None else ()
        return literal_at(declared.properties, paths) if declared is not None else ""

    def _entry(self, action: str) -> tuple[IamService | None, IamAction | None]:
        prefix, _, name = action.partition(":")
        service = self.rulebook.iam(prefix)
        if service is None:
            return None, None
        return service, next((one for one in service.actions if one.name == name), None)

    def _opened(self, arguments: Argument, row: NeedRule, service: IamService, action: IamAction) -> Argument:
        names = row.resource or tuple(f"{service.prefix}:{name}" for name, _ in action.resources)
        for name in names:
            arn_type = self.scope.types.arn_type(name)
            if arn_type is not None:
                arguments = self._parsed(arguments, arn_type.parse)
        return arguments

    def _parsed(self, arguments: Argument, parse: tuple[tuple[str, str], ...]) -> Argument:
        for path, parser in parse:
            arguments = replaced(arguments, path, partial(parsed, parser, judge=self._judge))
        return arguments

    def _inputs(self, asked: Asked) -> tuple[str, ...]:
        index = self.rulebook.service(asked.service)
        if index is None:
            return ()
        return next(((*one.inputs, *one.nested) for one in index.operations if one.name == asked.operation), ())


def _rooted(element: Argument, root: Argument) -> Members:
    """An element of a list, with the whole call's arguments under ``^``."""
    match element:
        case Members(fields, is_open, loose):
            return Members((*fields, (ROOT, root)), is_open, loose)
        case _:
            return Members(((WHOLE, element), (ROOT, root)))


def _because(access: Access) -> str:
    return (access.because or "the call may not happen") if access.certainty == "possible" else ""
