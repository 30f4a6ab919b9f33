"""Takes a folder with templates, gives what a fix of it did and every way in which that is not what it must be.

Never uses the package's own trees of files: what a policy is in a file is found here a second time.
"""

import difflib
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from analyzer.pipeline.fixing import FixReport, fix
from analyzer.pipeline.options import Options
from analyzer.pipeline.run import scan
from analyzer.reports.model import Report

# What policies are written under, in every dialect of YAML and JSON.
POLICY_KEYS = {
    "Policies", "PolicyDocument", "ManagedPolicyArns", "Statement", "iamRoleStatements", "statements", "managedPolicies",
    "iamManagedPolicies", "iam", "reading", "writing",
}  # fmt: skip
POLICY_TYPES = ("AWS::IAM::Policy", "AWS::IAM::RolePolicy", "AWS::IAM::ManagedPolicy")
_HCL = re.compile(
    r'^[ \t]*(?:data[ \t]+"aws_iam_policy_document"|data[ \t]+"aws_(?:partition|region|caller_identity)"'
    r'|resource[ \t]+"aws_iam_(?:role_)?policy(?:_attachment)?"|policy(?:_statements)?\b[^\n]*=|inline_policy\b|managed_policy_arns\b'
    r"|(?:attach_)?polic\w*[ \t]*=|locals[ \t]*\{)",
    re.MULTILINE,
)


def fixed(folder: Path, cache: Path | None) -> tuple[FixReport, list[str]]:
    """What the fix of a folder, which is changed, did, and what is wrong with it."""
    options = Options(cache=cache is not None, cache_dir=str(cache) if cache else None, debug=True)
    done = fix((str(folder),), options, lambda report: report)
    for path, (_, new) in done.files.items():
        Path(done.root, path).write_bytes(new)
    wrong = [line for path, (old, new) in done.files.items() for line in touched_elsewhere(path, old, new)]
    after = scan((str(folder),), options)
    left = {fingerprint for _, fingerprint in _found(after)}
    wrong += [f"{one.rule} {one.grant} is still found" for one in done.fixed if one.fingerprint in left]
    again = fix((str(folder),), options, lambda report: report)
    wrong += [f"a second fix changes {path}" for path in again.files]
    return done, wrong


def copied(folder: Path, target: Path) -> Path:
    """A copy that may be changed."""
    shutil.copytree(folder, target, symlinks=True, ignore=shutil.ignore_patterns("expected", ".git", "node_modules"))
    return target


def _found(report: Report) -> Iterator[tuple[str, str]]:
    for function in report.functions:
        for finding in function.findings:
            yield finding.rule, finding.fingerprint


def touched_elsewhere(path: str, old: bytes, new: bytes) -> list[str]:
    """The lines that differ and stand outside of policies, before or after; and what reads otherwise there."""
    before, after = _text(old), _text(new)
    own, its = policy_lines(path, before), policy_lines(path, after)
    wrong = []
    rows = difflib.SequenceMatcher(None, before.split("\n"), after.split("\n"), autojunk=False).get_opcodes()
    for kind, first, last, other, end in rows:
        if kind == "equal":
            continue
        wrong += [f"{path}:{line + 1} is no policy" for line in range(first, last) if line + 1 not in own]
        lines = after.split("\n")
        wrong += [
            f"{path}:{line + 1} (new) is no policy"
            for line in range(other, end)
            if line + 1 not in its and lines[line].strip()
        ]
    if not path.endswith(".tf") and cut(before) != cut(after):
        wrong.append(f"{path} reads otherwise outside of policies")
    if old.count(b"\r\n") and new.replace(b"\r\n", b"").count(b"\n") > old.replace(b"\r\n", b"").count(b"\n"):
        wrong.append(f"{path} has other line ends")
    return wrong


def _text(data: bytes) -> str:
    return data.decode("utf-8-sig")


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Tags are names of mappings: ``!Sub x`` is ``{"!Sub": "x"}``."""


def _tagged(loader, suffix, node):
    if isinstance(node, yaml.ScalarNode):
        return {f"!{suffix}": loader.construct_scalar(node)}
    if isinstance(node, yaml.SequenceNode):
        return {f"!{suffix}": loader.construct_sequence(node, deep=True)}
    return {f"!{suffix}": loader.construct_mapping(node, deep=True)}


_Loader.add_multi_constructor("!", _tagged)
_Loader.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))


def cut(text: str):
    """The document as values, without its policies and what held nothing else."""
    return _without(yaml.load(text.replace("\t", " ") if text.lstrip()[:1] in "{[" else text, _Loader))  # noqa: S506


def _without(value):
    if isinstance(value, list):
        return [_without(one) for one in value]
    if not isinstance(value, dict):
        return value
    if value.get("Type") in POLICY_TYPES:
        return None
    kept = {key: _without(one) for key, one in value.items() if key not in POLICY_KEYS}
    return {key: one for key, one in kept.items() if one is not None}


def policy_lines(path: str, text: str) -> set[int]:
    """The lines, from 1, on which policies are written."""
    return _lines_of_terraform(text) if path.endswith(".tf") else _lines_of_yaml(text)


def _lines_of_yaml(text: str) -> set[int]:
    found: set[int] = set()
    root = yaml.compose(text.replace("\t", " ") if text.lstrip()[:1] in "{[" else text, _Loader)
    waiting = [root]
    if isinstance(root, yaml.SequenceNode):
        found |= set(range(1, text.count("\n") + 2))  # a file of statements
    while waiting:
        node = waiting.pop()
        if isinstance(node, yaml.SequenceNode):
            waiting += node.value
        if not isinstance(node, yaml.MappingNode):
            continue
        for key, value in node.value:
            inner = [two.value for one, two in getattr(value, "value", ()) if one.value == "Type"] if isinstance(
                value, yaml.MappingNode
            ) else []  # fmt: skip
            if key.value in POLICY_KEYS or any(kind in POLICY_TYPES for kind in inner):
                found |= set(range(key.start_mark.line + 1, value.end_mark.line + 2))
            waiting.append(value)
    return found


def _lines_of_terraform(text: str) -> set[int]:
    """The lines of blocks and attributes that hold policies, by the indentation of where they begin; heredocs whole."""
    found: set[int] = set()
    lines = text.split("\n")
    for match in _HCL.finditer(text):
        first = text.count("\n", 0, match.start())
        indent = len(lines[first]) - len(lines[first].lstrip())
        found.add(first + 1)
        mark = lines[first].partition("<<")[2].strip("-~ \r")
        for number in range(first + 1, len(lines)):
            line = lines[number]
            found.add(number + 1)
            if mark:
                if line.strip() == mark:
                    break
            elif "<<" in line:
                mark = line.partition("<<")[2].strip("-~ \r")
            elif line.strip() and len(line) - len(line.lstrip()) <= indent:
                break
    return found
