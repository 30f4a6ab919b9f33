"""Where the comments of a file begin: in Python, YAML (with Python inside) and Terraform's language."""

import ast
import io
import re
import textwrap
import tokenize
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

_LARGEST = 4 * 1024 * 1024
_SIGN = re.compile(r'["{}#/<$%\\]')
_HEREDOC = re.compile(r"<<-?([A-Za-z_][\w-]*)[ \t]*\r?\n")

Place = tuple[int, int]  # line from 1, column from 0


def comment_places(path: str, text: str) -> frozenset[Place] | None:
    """Line and column of every ``#`` that begins a comment; None where the file cannot be read as what it is."""
    if len(text) > _LARGEST:
        return None
    if path.endswith(".py"):
        return _of_python(text)
    if path.endswith((".tf", ".hcl")):
        return frozenset(_of_terraform(text))
    return _of_yaml(text)


def _of_python(text: str) -> frozenset[Place] | None:
    try:
        tokens = list(tokenize.generate_tokens(io.StringIO(text).readline))
    except (tokenize.TokenError, SyntaxError, ValueError):  # also what is indented wrongly
        return None
    return frozenset(token.start for token in tokens if token.type == tokenize.COMMENT)


def _of_yaml(text: str) -> frozenset[Place] | None:
    """Each ``#`` at the beginning of a word that no scalar holds; in a block of Python, as in a file of it."""
    import yaml

    lines = text.splitlines()
    found = [(number, at) for number, line in enumerate(lines, start=1) for at in _beginnings(line)]
    inside: set[Place] = set()
    held: set[Place] = set()
    try:
        for token in yaml.scan(text, yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and not token.plain:
                first, last = token.start_mark, token.end_mark
                # What stands behind the sign of a block, on its line, is a comment.
                start = (first.line + 2, 0) if token.style in ("|", ">") else (first.line + 1, first.column)
                covered = found[bisect_left(found, start) : bisect_left(found, (last.line + 1, last.column))]
                held.update(covered)
                if covered and token.style in ("|", ">"):
                    inside |= _of_block(lines, first.line + 1, last.line).intersection(covered)
    except (yaml.YAMLError, RecursionError):
        return None
    return frozenset(one for one in found if one not in held or one in inside)


def _beginnings(line: str) -> Iterator[int]:
    return (at for at, char in enumerate(line) if char == "#" and (at == 0 or line[at - 1].isspace()))


def _of_block(lines: list[str], first: int, last: int) -> frozenset[Place]:
    """The comments of a block scalar whose text is Python, where they stand in the file."""
    block = lines[first:last]
    code = textwrap.dedent("\n".join(block))
    indent = max((len(a) - len(b) for a, b in zip(block, code.splitlines(), strict=False)), default=0)
    return frozenset(
        (line + first, column + indent) for line, column in (_of_python(code) or () if _is_code(code) else ())
    )


def _is_code(text: str) -> bool:
    try:
        ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return False
    return True


def _of_terraform(text: str) -> Iterator[Place]:
    """A ``#`` outside of strings, heredocs and comments of other kinds.

    https://github.com/hashicorp/hcl/blob/main/hclsyntax/spec.md#comments-and-whitespace
    """
    nesting: list[str] = []  # what is open: a string, or the braces of a template in one
    lines = [0, *(found.end() for found in re.finditer("\n", text))]
    at = 0
    while found := _SIGN.search(text, at):
        end = _skipped(text, found.start(), nesting)
        if end is None:
            line = bisect_right(lines, found.start())
            yield line, found.start() - lines[line - 1]
            end = _line_end(text, found.start())
        at = end


def _skipped(text: str, at: int, nesting: list[str]) -> int | None:
    """Where to go on from here, None at a comment that begins with ``#``."""
    char, pair = text[at], text[at : at + 2]
    if nesting and nesting[-1] == '"':
        if pair in ("${", "%{"):
            nesting.append("}")
            return at + 2
        if char == '"':
            nesting.pop()
        return at + (2 if char == "\\" else 1)
    if char in {'"', "{"}:
        nesting.append('"' if char == '"' else "}")
    elif char == "}" and nesting:
        nesting.pop()
    elif pair == "//":
        return _line_end(text, at)
    elif pair == "/*":
        closed = text.find("*/", at + 2)
        return closed + 2 if closed >= 0 else len(text)
    elif pair == "<<" and (found := _HEREDOC.match(text, at)):
        closing = re.compile(rf"^[ \t]*{re.escape(found[1])}[ \t]*\r?$", re.MULTILINE).search(text, found.end())
        return closing.end() if closing else len(text)
    elif char == "#":
        return None
    return at + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end
