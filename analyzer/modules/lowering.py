"""One file → ``ModuleIR``.  Imports LibCST on the first file that asks for it, and not before."""

import gc
import hashlib
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import TYPE_CHECKING

from analyzer.core import Problem, Span
from analyzer.modules.encoding import Undecodable, decode
from analyzer.modules.model import ModuleIR
from analyzer.modules.tokens import Refusal, scan

if TYPE_CHECKING:
    from analyzer.modules.trees import Lowered

_STACK = 32 * 1024 * 1024  # four times what the limits of the token scan were measured with

MAX_BYTES = 5_000_000
"""Larger files are generated data; they are refused."""


def lower(source: bytes, path: str, *, line: int = 1, column: int = 1) -> ModuleIR | Problem:
    """The IR of one file, or why it has none: a Problem ``unparsable-code`` with the line.

    ``path`` is relative to the scanned root and only passed on.  Nothing is ever raised on input.
    ``line`` and ``column`` are where the source begins in that file, for code inside a template.
    """
    lowered = _lower(source, path)
    if line == column == 1:
        return lowered
    if isinstance(lowered, Problem):
        span = lowered.span
        return _problem(path, span.line + line - 1, lowered.message.partition(": ")[2])
    return _moved(lowered, line - 1, column - 1)


def _moved(ir: ModuleIR, down: int, right: int) -> ModuleIR:
    sites = tuple((a + down, b + right, c + down, d + right) for a, b, c, d in ir.sites)
    ignores = tuple((line + down, rule, reason) for line, rule, reason in ir.ignores)
    return ModuleIR(ir.path, ir.digest, ir.body, sites, ignores)


def _lower(source: bytes, path: str) -> ModuleIR | Problem:
    if len(source) > MAX_BYTES:
        return _problem(path, 1, f"it is larger than {MAX_BYTES // 1_000_000} MB")
    text = decode(source)
    if isinstance(text, Undecodable):
        return _problem(path, text.line, text.why)
    scanned = scan(text)
    if scanned.refusal is not None:
        return _problem(path, scanned.refusal.line, scanned.refusal.why)
    lowered = _in_fresh_thread(text)
    if isinstance(lowered, Refusal):
        return _problem(path, lowered.line, lowered.why)
    body, sites = lowered
    return ModuleIR(path, hashlib.sha256(source).hexdigest(), body, sites, scanned.ignores)


def _in_fresh_thread(text: str) -> "Lowered | Refusal":
    """What ``lower_text`` gives, however deep the caller's stack is and however small the platform's.

    Modules are asked for from deep inside the interpreter; what a file becomes must not depend on it.
    """
    before = threading.stack_size(_STACK)
    try:
        with ThreadPoolExecutor(1) as executor:
            return executor.submit(_lowered, text).result()
    finally:
        threading.stack_size(before)


def _lowered(text: str) -> "Lowered | Refusal":
    from analyzer.modules.trees import lower_text  # LibCST: 130 ms that a warm run does not pay

    with _paused_collector():
        return lower_text(text)


def _problem(path: str, line: int, why: str) -> Problem:
    return Problem("unparsable-code", Span(path, line, 1, line, 1), f"This file cannot be analysed: {why}")


@contextmanager
def _paused_collector() -> Iterator[None]:
    """A tree is a million objects and no cycle: collecting in between doubles the time."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()
