"""From the differences of a role to what becomes of each of its statements."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec.structs import replace

from analyzer.core import Span, Text
from analyzer.diffs import WHOLE, Context, Diff, Missing, TooWide, Unneeded, compare
from analyzer.findings.model import Finding
from analyzer.findings.overgrants import place, spelled
from analyzer.findings.words import hidden, listed
from analyzer.fixes.keeping import Keeper
from analyzer.fixes.model import Part, Place, Refusal, RolePlan, Slot, Team
from analyzer.iam.model import Statement
from analyzer.needs.model import Need
from analyzer.policies import synthesize
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Grant

ROUNDS = 8  # a pattern becomes actions, these are narrowed, what is left over goes: three, and some to spare


def plan(team: Team, rulebook: Rulebook, *, narrowing: bool = True) -> RolePlan:
    """What becomes of the role: only what is reported about it is changed, and only where nothing is in doubt.

    The needs of all functions on the role count together.  ``narrowing`` is False where resources that are too
    wide are not asked about: then actions that take the place of a pattern keep the pattern's resources.
    """
    return _Planner(team, rulebook, narrowing=narrowing).plan()


class _Planner:
    """The statements of one role on their way to what is needed; every round compares what they have become."""

    def __init__(self, team: Team, rulebook: Rulebook, *, narrowing: bool) -> None:
        self.team = team
        self.rulebook = rulebook
        self.needs = tuple(dict.fromkeys(need for member in team.members for need in member.needs))
        self.gaps = tuple(dict.fromkeys(gap for member in team.members for gap in member.gaps))
        self.context = Context(team.members[0].entry.declaration, team.template, rulebook)
        self.keeper = Keeper(team, self.needs, rulebook)
        self.slots = list(_slots(team.role.grants))
        self.refused: dict[Refusal, None] = {}
        self.barred: set[tuple[int, str]] = set()
        self.owners: dict[int, tuple[int, tuple[int, ...]]] = {}
        self.reported = frozenset(
            (one.category, _start(one.span), action)
            for one in self._findings()
            for action in (one.actions if one.category == "wide-resource" else ("",))
        )
        self.narrowing = narrowing

    def plan(self) -> RolePlan:
        for _ in range(ROUNDS):
            before = list(self.slots)
            diff = self._compared()
            self._apply(diff)
            if self.slots == before:
                break
        additions = self._additions(self._compared().missing)
        self._drop_doubles()
        return RolePlan(self.team, tuple(self.slots), additions, tuple(self.refused))

    def _drop_doubles(self) -> None:
        """What a named policy leaves behind is not written where a statement that stays grants it anyway."""
        stays = [
            one.grants[0].statement
            for one in self.slots
            if not one.touched
            and one.grants[0].source == "inline"
            and one.grants[0].statement.effect == "Allow"
            and not (one.grants[0].conditional or one.grants[0].statement.conditions)
        ]
        for index, slot in enumerate(self.slots):
            if slot.touched and slot.grants[0].source in WHOLE:
                self.slots[index] = replace(slot, parts=self.keeper.without(slot.parts or (), stays))

    def _findings(self) -> Iterator[Finding]:
        for member in self.team.members:
            yield from member.findings

    # ------------------------------------------------------------ the role as it has become
    def _compared(self) -> Diff:
        self.owners = {}
        grants = [grant for index in range(len(self.slots)) for grant in self._grants(index)]
        self._alive = grants  # the owners are known by identity
        role = replace(self.team.role, grants=tuple(grants))
        return compare(role, self.needs, self.gaps, self.context)

    def _grants(self, index: int) -> Iterator[Grant]:
        slot = self.slots[index]
        if slot.parts is None:
            for grant in slot.grants:
                self.owners[id(grant)] = (index, ())
                yield grant
            return
        first = slot.grants[0]
        for places, numbers in grouped(slot.parts).items():
            made = replace(
                first,
                source="inline" if first.source in WHOLE else first.source,
                written="",
                statement=replace(
                    first.statement,
                    actions=tuple(slot.parts[number].action for number in numbers),
                    not_actions=(),
                    resources=tuple(_text(first, one) for one in places),
                    not_resources=() if places else first.statement.not_resources,
                ),
                action_spans=(),
                resource_spans=(),
            )
            self.owners[id(made)] = (index, numbers)
            yield made

    # ------------------------------------------------------------ one round
    def _apply(self, diff: Diff) -> None:
        """Every item once; from the last part of a statement to the first, so that their numbers hold."""
        jobs: dict[tuple[int, int], Unneeded | TooWide] = {}
        items: list[Unneeded | TooWide] = [*diff.unneeded, *diff.too_wide]
        for item in items:
            index, numbers = self.owners[id(_first(item))]
            job = index, numbers[item.index] if numbers else item.index
            if job not in jobs and self._allowed(item, index) and self._sure(item, index):
                jobs[job] = item
        for (index, number), item in sorted(jobs.items(), key=lambda job: job[0], reverse=True):
            self._change(item, index, number)
        for index in {index for index, _ in jobs}:
            slot = self.slots[index]
            self.slots[index] = replace(slot, parts=None if slot.parts is None else _distinct(slot.parts))
        for lack in diff.missing:
            self._redirect(lack, {index for index, _ in jobs})

    def _allowed(self, item: Unneeded | TooWide, index: int) -> bool:
        """Whether the item was reported, or is what became of one that was; what is silenced stays."""
        slot = self.slots[index]
        first = slot.grants[0]
        written = [one.lower() for one in first.statement.actions]
        if slot.touched and (first.source in WHOLE or item.pattern.lower() not in written):
            return isinstance(item, Unneeded) or first.source in WHOLE or self.narrowing
        if isinstance(item, Unneeded):
            spot = place(item)
            if slot.touched and item.pattern.lower() in written:
                number = written.index(item.pattern.lower())
                spot = first.action_spans[number] if number < len(first.action_spans) else first.span
            return ("over-grant", _start(spot), "") in self.reported
        numbers = [one for one in range(len(first.statement.resources)) if one < len(first.resource_spans)]
        spots = [wide_place(item)] if not slot.touched else [first.resource_place(one) for one in numbers]
        return any(("wide-resource", _start(one), item.actions[0]) in self.reported for one in spots)

    def _sure(self, item: Unneeded | TooWide, index: int) -> bool:
        doubts = (*item.gaps, *(item.doubts if isinstance(item, Unneeded) else ()))
        if doubts:
            return self._refuse(item, index, f"a call may be hidden: {hidden(doubts)}")
        if item.users:
            return self._refuse(item, index, f"{listed(item.users)} may need it, on the same role")
        if self.team.role.kind not in ("implicit", "template"):
            return self._refuse(item, index, "its role is not declared here")
        grant = _first(item)
        if grant.source == "connector":
            return self._refuse(item, index, "it is made by an AWS::Serverless::Connector")
        if grant.source in WHOLE and self.keeper.conditional(self.slots[index].grants):
            return self._refuse(item, index, "its conditions would be lost")
        return True

    def _refuse(self, item: Unneeded | TooWide, index: int, why: str) -> bool:
        span = place(item) if isinstance(item, Unneeded) else wide_place(item)
        name = spelled(item) if isinstance(item, Unneeded) else item.grant.written or item.pattern
        if (index, name) not in self.barred:
            self.barred.add((index, name))
            self.refuse(span, name, why)
        return False

    def refuse(self, span: Span, grant: str, why: str) -> None:
        self.refused[Refusal(span, grant, why, self.team.name)] = None

    def _change(self, item: Unneeded | TooWide, index: int, number: int) -> None:
        slot = self.slots[index]
        if slot.grants[0].source in WHOLE and slot.parts is None:
            instead = item.instead if isinstance(item, Unneeded) and self.keeper.exact(item) else ""
            self.slots[index] = replace(slot, parts=self.keeper.whole(slot.grants), instead=instead)
            return
        parts = list(own_parts(slot))
        if isinstance(item, Unneeded) and not parts:  # NotAction
            parts[:] = self.keeper.listed(item, slot)
        elif isinstance(item, Unneeded):
            parts[number : number + 1] = self.keeper.listed(item, slot, parts[number].places)
        else:
            parts[number : number + 1] = self._narrowed(item, parts[number])
        self.slots[index] = replace(slot, parts=tuple(parts))

    def _narrowed(self, item: TooWide, part: Part) -> list[Part]:
        """The part with the pattern written out, and the action of the item on what it reaches."""
        (action,) = item.actions
        others = [one for one in self.rulebook.expand(part.action) if one.lower() != action.lower()]
        kept = [one for number, one in enumerate(part.places) if number not in item.places]
        places = tuple(dict.fromkeys((*kept, *(self.keeper.written(one.text) for one in item.tighter))))
        wild = any(char in part.action for char in "*?")
        narrow = [Part(action if wild else part.action, places)] if places else []
        return [*narrow, *(Part(one, part.places) for one in others if wild)]

    def _redirect(self, lack: Missing, changed: set[int]) -> None:
        """An action that is granted only on resources it knows nothing of is granted on the right ones instead."""
        if lack.why != "wrong-resource" or not self._wanted(lack) or lack.need.conditions:
            return
        for grant in lack.grants:
            index, numbers = self.owners.get(id(grant), (-1, ()))
            if index < 0 or index in changed or grant.source not in ("inline", "customer-managed"):
                continue
            parts = list(own_parts(self.slots[index]))
            spots = [n for n in (numbers or range(len(parts))) if parts[n].action.lower() == lack.need.action.lower()]
            if len(spots) == 1 and self.keeper.useless(lack.need.action, grant):
                texts = tuple(self.keeper.written(one.text) for one in lack.resources)
                parts[spots[0]] = Part(parts[spots[0]].action, texts)
                self.slots[index] = replace(self.slots[index], parts=tuple(parts))
                changed.add(index)
                return

    # ------------------------------------------------------------ what is missing
    def _wanted(self, lack: Missing) -> bool:
        return lack.need.action in self._missing_reported() and not lack.gaps and lack.need.certainty == "certain"

    def _missing_reported(self) -> frozenset[str]:
        return frozenset(a for one in self._findings() if one.category == "missing" for a in one.actions)

    def _additions(self, missing: Iterable[Missing]) -> tuple[Statement, ...]:
        needs: list[Need] = []
        for lack in missing:
            if lack.need.action not in self._missing_reported():
                continue
            span = lack.need.evidence[0].span if lack.need.evidence else self.team.role.span
            why = _no_addition(lack, self.team.role.kind)
            if why:
                self.refuse(span, lack.need.action, why)
            else:
                needs.append(replace(lack.need, resources=lack.resources))
        return tuple(one.statement for one in synthesize(needs).statements)


def _no_addition(lack: Missing, kind: str) -> str:
    if lack.why == "denied":
        return "an explicit Deny or the permissions boundary takes it away: whether it should is not for a tool to say"
    if lack.gaps:
        return f"the role is not wholly known: {hidden(lack.gaps)}"
    if lack.need.certainty != "certain":
        return f"perhaps it is not needed: {lack.need.because}"
    return "" if kind in ("implicit", "template") else "its role is not declared here"


def _slots(grants: Sequence[Grant]) -> Iterator[Slot]:
    """The grants as they are written: those of one named policy together."""
    named: dict[tuple[object, ...], list[Grant]] = {}
    for grant in grants:
        key: tuple[object, ...] = (id(grant),)
        if grant.source in WHOLE:
            key = (grant.source, grant.written, grant.span)
        named.setdefault(key, []).append(grant)
    for group in named.values():
        yield Slot(tuple(group))


def own_parts(slot: Slot) -> tuple[Part, ...]:
    """The parts of a slot, those of its statement as it stands where nothing has become of it."""
    if slot.parts is not None:
        return slot.parts
    statement = slot.grants[0].statement
    places: tuple[Place, ...] = tuple(range(len(statement.resources)))
    return tuple(Part(action, places) for action in statement.actions)


def grouped(parts: Sequence[Part]) -> dict[tuple[Place, ...], tuple[int, ...]]:
    """The numbers of the parts that may share a statement, by their resources."""
    found: dict[tuple[Place, ...], list[int]] = {}
    for number, part in enumerate(parts):
        found.setdefault(part.places, []).append(number)
    return {places: tuple(numbers) for places, numbers in found.items()}


def wide_place(item: TooWide) -> Span:
    """Where the finding about a resource that is too wide stands."""
    return item.grant.resource_place(item.places[0]) if item.places else item.grant.span


def _distinct(parts: Iterable[Part]) -> tuple[Part, ...]:
    """Parts of one action and the same resources once."""
    found: dict[tuple[str, tuple[Place, ...]], Part] = {}
    for part in parts:
        found.setdefault((part.action.lower(), part.places), part)
    return tuple(found.values())


def _first(item: Unneeded | TooWide) -> Grant:
    return item.grants[0] if isinstance(item, Unneeded) else item.grant


def _text(grant: Grant, one: Place) -> Text:
    return grant.statement.resources[one] if isinstance(one, int) else one


def _start(span: Span) -> tuple[str, int, int]:
    return span.path, span.line, span.column
