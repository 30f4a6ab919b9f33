"""The heap: what can change.  It only grows, so a round can be re-run until nothing changes."""

from collections.abc import Iterator

from analyzer.values.model import Atom, Key, Unknown, Value, join, join_all, widen

MAX_ITEMS = 400
MAX_GROWTH = 40
MAX_RESTLESS = 3

Cell = tuple[object, str]
_GIVEN_UP = Unknown("widened")


class Heap:
    """Cells ``(owner, slot) → Value``; a slot is an attribute's name or an element's tag.

    Element tags: ``s:name`` for a known string key, ``i:0`` for a position, ``*`` for an element
    whose key is not known.  ``stale`` tells that a cell grew after it had been read.
    """

    def __init__(self) -> None:
        self._cells: dict[Cell, Value] = {}
        self._slots: dict[object, dict[str, None]] = {}
        self._read: set[Cell] = set()
        self._listed: set[object] = set()
        self._grown: dict[Cell, int] = {}
        self._made: dict[object, tuple[int, int]] = {}
        self._restless: dict[Cell, int] = {}
        self._held: dict[object, dict[str, None]] = {}
        self._dropped: set[Cell] = set()
        self._changes: dict[object, int] = {}
        self.symbols: dict[str, Atom] = {}
        self.stale = False
        self.closing = False
        self.given_up = False

    def start_round(self) -> None:
        """Forget what was read, keep what was written."""
        self._read.clear()
        self._listed.clear()
        self._grown.clear()
        self._made.clear()
        self._held.clear()
        self.stale = False

    def read(self, owner: object, slot: str) -> Value | None:
        """What the cell may hold, None when nothing was ever written to it."""
        cell = (owner, slot)
        self._read.add(cell)
        return self._cells.get(cell)

    def write(self, owner: object, slot: str, value: Value) -> None:
        """Add a value to what the cell may hold."""
        cell = (owner, slot)
        old = self._cells.get(cell)
        if old is None:
            self._new_slot(owner, slot)
            self._cells[cell] = value
            self._touch(cell)
            return
        if self.closing and _GIVEN_UP in old.atoms:
            return
        new = join(old, value)
        if new is old or new == old:
            return
        if self._feeds_on_itself(cell):
            new = widen(old, value)
        if self.closing:
            new = Value((*old.atoms, _GIVEN_UP))
            self.given_up = True
        if new != old:
            self._cells[cell] = new
            self._touch(cell)

    def made(self, owner: object, place: tuple[int, int]) -> None:
        """An object comes into being; ``place`` is the context and region that its first writes stand in."""
        self._made[owner] = place
        if self._held.pop(owner, None) is not None:
            self._changed(owner)

    def hold(self, owner: object, slot: str, place: tuple[int, int]) -> None:
        """An element is put in; where that is in a line with the owner's making, it is there from then on."""
        held = self._held.setdefault(owner, {}) if self._made.get(owner) == place else None
        if held is not None and slot not in held:
            held[slot] = None
            self._changed(owner)

    def drop(self, owner: object, slots: tuple[str, ...]) -> None:
        """Elements may be taken out."""
        for slot in slots:
            if (owner, slot) not in self._dropped:
                self._dropped.add((owner, slot))
                self._changed(owner)
                self.stale = self.stale or owner in self._listed

    def sure(self, owner: object, slot: str) -> bool:
        """Whether an element that was ever written is there for certain."""
        return slot in self._held.get(owner, ()) and (owner, slot) not in self._dropped

    def replace(self, owner: object, slot: str, value: Value, place: tuple[int, int]) -> None:
        """Overwrite a cell, where nothing can have seen its old value: straight-line code, nothing read since.

        Everywhere else this is ``write``.
        """
        cell = (owner, slot)
        unseen = cell not in self._read and cell not in self._restless  # a cell read early once is not narrowed again
        if self._made.get(owner) == place and unseen and cell in self._cells:
            self._cells[cell] = value
            self._changed(owner)
        else:
            self.write(owner, slot, value)

    def changes(self, owner: object) -> int:
        """How often what the owner holds has changed: two equal answers within a round mean that it reads the same."""
        return self._changes.get(owner, 0)

    def _changed(self, owner: object) -> None:
        self._changes[owner] = self._changes.get(owner, 0) + 1

    def remember(self, slots: tuple[str, ...], key: Value) -> None:
        """Keep what a tag stands for where it does not say so itself: a class, a member, a text of variables."""
        for slot, atom in zip(slots, key, strict=False):
            if not slot.startswith(("s:", "i:")):
                self.symbols[slot] = atom

    def slots(self, owner: object) -> tuple[str, ...]:
        """The slots of an owner that were ever written, in order."""
        self._listed.add(owner)
        return tuple(self._slots.get(owner, ()))

    def items(self, owner: object) -> Iterator[tuple[str, Value]]:
        """The slots of an owner with their values."""
        for slot in self.slots(owner):
            found = self.read(owner, slot)
            if found is not None:
                yield slot, found

    def all(self, owner: object) -> Value:
        """The join of everything an owner holds in element slots."""
        return join_all(value for slot, value in self.items(owner) if slot == "*" or slot[1:2] == ":")

    def _new_slot(self, owner: object, slot: str) -> None:
        slots = self._slots.setdefault(owner, {})
        slots[slot] = None
        if owner in self._listed:
            self.stale = True

    def _touch(self, cell: Cell) -> None:
        self._changed(cell[0])
        if cell in self._read:
            self.stale = True
            self._restless[cell] = self._restless.get(cell, 0) + 1

    def _feeds_on_itself(self, cell: Cell) -> bool:
        """Whether a cell has gone on growing after it was read, in this round or from round to round."""
        count = self._grown[cell] = self._grown.get(cell, 0) + 1
        return count > MAX_GROWTH or self._restless.get(cell, 0) > MAX_RESTLESS


def crowded(heap: Heap, key: Key) -> bool:
    """Whether an object holds so many elements that further keys are not told apart."""
    return len(heap._slots.get(key, ())) >= MAX_ITEMS  # noqa: SLF001 - size is asked without counting as a read
