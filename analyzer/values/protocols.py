"""What the interpreter asks of the layers around it: where modules come from, what libraries do."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Protocol

from analyzer.core import Gap
from analyzer.modules import Loaded, Missing
from analyzer.values.model import Class, External, Object, Value
from analyzer.values.outcomes import Arguments, Outcome

if TYPE_CHECKING:
    from analyzer.values.machine import Machine


class Externals(Protocol):
    """What libraries do; implemented above this layer, so that no AWS is known here.

    Every method answers None for "not modelled".
    """

    def call(self, machine: "Machine", callee: External | Object, arguments: Arguments, at: int) -> Outcome | None:
        """What calling a library function, class, or method object does."""
        ...

    def attribute(self, machine: "Machine", owner: External | Object, name: str, at: int) -> Outcome | None:
        """What reading an attribute gives, with the effects of lazy loads."""
        ...

    def lacks(self, owner: Object, name: str) -> bool:
        """Whether a library's object surely has no attribute of this name."""
        ...

    def refuses(self, machine: "Machine", callee: Object, arguments: Arguments) -> bool:
        """Whether a library's method object surely fails for these arguments, whatever else it is called with."""
        ...

    def betrays(self, name: str) -> bool:
        """Whether only clients have a method of this name: what has it is one, though nothing else is known of it."""
        ...

    def item(self, machine: "Machine", owner: Object, key: Value, at: int) -> Value | None:
        """What indexing an object gives."""
        ...

    def iterate(self, machine: "Machine", owner: Object, at: int) -> Outcome | None:
        """What iterating an object yields: ``Outcome.result`` is one element."""
        ...

    def annotated(self, names: tuple[str, ...]) -> Value | None:
        """What a value annotated with one of these dotted names is."""
        ...

    def escaped(self, machine: "Machine", found: Iterable[Object], where: str, at: int) -> Iterable[Gap]:
        """The gaps that objects handed to unknown code open."""
        ...

    def model(self, module: str) -> Loaded | None:
        """The code to interpret in place of a library's own module, None where no model stands for it."""
        ...

    def field(self, machine: "Machine", cls: Class, base: External, name: str, default: Value) -> Value | None:
        """What a field holds that a base class from outside fills when an object is made; ``default`` may be nothing."""
        ...

    def variable(self, name: str) -> str | None:
        """What an environment variable looks like where the code is deployed: ``*`` stands for anything, empty for unset.

        None where the deployment may say so itself.
        """
        ...

    def replaces(self, module: str) -> bool:
        """Whether a model stands for a module, even where its source is at hand."""
        ...

    def knows(self, module: str) -> bool:
        """Whether a package that is not in the repository is modelled or known to call nothing."""
        ...

    def is_quiet(self, program: str) -> bool:
        """Whether a program that is started is known to do nothing of what these libraries do."""
        ...

    def suspects(self, top: str) -> bool:
        """Whether the name of a package that is not seen says that it may do what these libraries do."""
        ...

    def speaks_of(self, name: str) -> tuple[str, ...] | None:
        """The services that a name of a package that is not seen speaks of, None for any, nothing for none."""
        ...


class Modules(Protocol):
    """Where modules come from: ``modules.ModuleLoader``.  ``assumed`` has what ``find`` has found, by module."""

    @property
    def assumed(self) -> Mapping[str, str]:
        """Module → the folder that alone has it."""
        ...

    def get(self, dotted: str) -> Loaded | Missing:
        """The module of this dotted name, as Lambda would import it."""
        ...

    def search(self, folder: str) -> None:
        """From now on look modules up in this folder of the deployed code too (``/var/task/vendored``, ``lib``)."""
        ...

    def requires(self, top: str) -> str:
        """The file of the project that asks for a public package of this name, empty when none does."""
        ...

    def find(self, dotted: str) -> str:
        """The folder of the project that alone has a module of this name; looked in from now on.  Empty when none is."""
        ...

    def is_installed(self, top: str) -> bool:
        """Whether a package installer has put this top-level name beside the code."""
        ...
