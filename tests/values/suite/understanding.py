"""The one place that asks the analyzer what it understands of a program."""

from collections.abc import Iterable
from functools import cache
from typing import ClassVar
from unittest.mock import patch

from msgspec import Struct

from analyzer.accesses import AwsExternals
from analyzer.core import Span, lit
from analyzer.modules import Loaded, Missing, ModuleLoader
from analyzer.rulebook import Rulebook
from analyzer.values import solver
from analyzer.values.model import EventRoot, Object, Value
from analyzer.values.outcomes import Solution
from analyzer.values.stack import with_deep_stack
from suite.documents import MAIN, Example
from suite.rendering import alternatives, members
from suite.rendering import text as words

Rows = dict[tuple[str, int], list[str]]


class Understood(Struct, frozen=True):
    """What is known of a program, by (file, line): revealed values, AWS calls and gaps, as they are written."""

    values: Rows
    calls: Rows
    gaps: Rows


class Sources:
    """``modules.Files`` over a program's own files; answers for its data files too."""

    def __init__(self, files: dict[str, str]) -> None:
        self._files = files

    def read(self, path: str) -> bytes | None:
        found = self._files.get(path)
        return None if found is None else found.encode()

    def exists(self, path: str) -> bool:
        return path in self._files

    def is_dir(self, path: str) -> bool:
        return any(name.startswith(path + "/") for name in self._files)

    def __call__(self, path: str) -> str | None:
        return self._files.get(path.removeprefix("/var/task/").removeprefix("./"))


class Importer:
    """``machine.Modules`` over a loader; nothing is installed beside a program."""

    def __init__(self, loader: ModuleLoader) -> None:
        self._loader = loader

    def get(self, dotted: str) -> Loaded | Missing:
        return self._loader.get(dotted)

    def search(self, _folder: str) -> None:
        return

    assumed: ClassVar[dict[str, str]] = {}

    def find(self, _dotted: str) -> str:
        return ""

    def requires(self, _top: str) -> str:
        return ""

    def is_installed(self, _top: str) -> bool:
        return False


@cache
def externals() -> AwsExternals:
    return AwsExternals(Rulebook())


def understand(example: Example) -> Understood:
    """Run the value analysis on the program; ``reveal(x)`` notes what ``x`` may be."""
    sources = Sources({name: text for name, text, _ in example.files})
    machines: list[solver.Interpreter] = []

    class Watched(solver.Interpreter):
        def __init__(self, *arguments: object) -> None:
            super().__init__(*arguments)  # type: ignore[arg-type]
            machines.append(self)

    environment = {name: (lit(value),) for name, value in example.settings.get("env", {}).items()}
    arguments = (Value((EventRoot(()),)), Value((Object("lambda-context"),)))
    module = MAIN.removesuffix(".py")
    start = solver.Start(module, example.settings.get("handler", _handler(example)), arguments, environment)
    with patch.object(solver, "Interpreter", Watched):
        importer = Importer(ModuleLoader(("",), sources))
        solution = with_deep_stack(lambda: solver.solve(start, importer, externals(), sources))
    (machine,) = machines
    values = ((span, text) for span, value in machine.reveals.items() for text in alternatives(machine, value))
    return Understood(_rows(values), _rows(_calls(solution)), _rows((gap.span, gap.kind) for gap in solution.gaps))


def _handler(example: Example) -> str | None:
    source = next(text for name, text, _ in example.files if name == MAIN)
    return "handler" if "def handler(" in source else None


def _calls(solution: Solution) -> Iterable[tuple[Span, str]]:
    for effect in solution.effects:
        text = f"{effect.service}.{effect.operation}({members(effect.arguments)})"
        text += f" in {words(effect.region)}" if effect.region is not None else ""
        yield effect.span, f"{text} as {effect.principal}" if effect.principal else text


def _rows(found: Iterable[tuple[Span, str]]) -> Rows:
    out: Rows = {}
    for span, text in found:
        texts = out.setdefault((span.path, span.line), [])
        if text not in texts:
            texts.append(text)
    return out
