"""Takes ``tests/values/*.md``, gives one test per heading: a small program and what its comments say of it."""

from suite.documents import Example, examples_of
from suite.understanding import Understood, understand
from suite.verdict import differences

__all__ = ["Example", "Understood", "differences", "examples_of", "understand"]
