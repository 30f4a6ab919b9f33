"""Takes a folder with templates, gives every small change of a clean function's policy that its report does not tell of.

Never changes a file: templates are changed in memory.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from analyzer.diffs import relevant
from analyzer.findings.model import Finding
from analyzer.fixes import Workshop
from analyzer.fixes.draft import Draft
from analyzer.fixes.listing import KEEP, item_column, list_edits
from analyzer.fixes.tree import CannotWriteError, Document, Edit, Node, applied
from analyzer.iam import action_matches
from analyzer.needs import Speller
from analyzer.pipeline.options import Options
from analyzer.pipeline.run import report_on, templates_of
from analyzer.reports.model import FunctionReport, Report
from analyzer.repository import Repository, discover
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Grant

SPARE, PATTERN, MANAGED = "kinesis:PutRecord", "kinesis:*", "AmazonKinesisReadOnlyAccess"
JUDGED = ("over-grant", "wide-resource", "missing", "invalid")


class Mutation(NamedTuple):
    """One change: its kind, the file's new text, and what must be said of it: rule or category, action, line (0: at the call)."""

    kind: str
    function: tuple[str, str]
    path: str
    text: str
    rules: tuple[str, ...]
    action: str
    line: int


class Outcome(NamedTuple):
    """How many functions and changes of each kind were tried, and what went wrong."""

    functions: int
    tried: dict[str, int]
    wrong: list[str]


def mutated(folder: Path, cache: Path | None, most: int = 1000) -> Outcome:
    """Every change of every clean function below a folder, at most ``most`` functions."""
    options = Options(cache=cache is not None, cache_dir=str(cache) if cache else None, debug=True)
    rulebook = Rulebook()
    repository = discover((str(folder),))
    templates, _ = templates_of(repository, options, rulebook)
    before = report_on(templates, repository, options, rulebook)
    shop = Workshop(repository.read, repository.files, templates)
    tried: dict[str, int] = {}
    wrong: list[str] = []
    functions = 0
    for function in before.functions:
        if functions >= most or not _clean(function, before):
            continue
        found = list(_mutations(function, shop, rulebook))
        functions += bool(found)
        for one in found:
            tried[one.kind] = tried.get(one.kind, 0) + 1
            wrong += _judged(one, before, repository, options, rulebook)
    return Outcome(functions, tried, wrong)


def _key(function: FunctionReport) -> tuple[str, str]:
    return function.entry.declaration.template, function.entry.declaration.id


def _clean(function: FunctionReport, report: Report) -> bool:
    """Whether nothing is said about the role of a function that it has alone, and all of it is known."""
    role = function.entry.role
    alike = [
        one for one in report.functions if one.entry.role.span == role.span and one.entry.declaration.role == role.id
    ]
    return (
        function.complete
        and function.handler is not None
        and role.complete
        and role.kind in ("implicit", "template")
        and not role.used_by
        and not [one for one in role.trusted if one != "edgelambda.amazonaws.com"]
        and role.boundary is None
        and len(alike) == 1
        and not any(one.category in JUDGED for one in function.findings)
        and not any(need.action.startswith("kinesis:") for need in function.needs)
    )


# ------------------------------------------------------------ the changes
def _mutations(function: FunctionReport, shop: Workshop, rulebook: Rulebook) -> Iterator[Mutation]:
    grants = [one for one in function.entry.role.grants if one.source == "inline" and one.statement.effect == "Allow"]
    speller = Speller(function.entry.template, rulebook.resources())
    for grant in grants:
        if (
            grant.conditional
            or grant.statement.conditions
            or grant.statement.not_resources
            or grant.statement.not_actions
        ):
            continue
        try:
            document, node = shop.site(grant, function.entry.template.dialect, "map")
            yield from _of_statement(function, grant, (document, node), rulebook, speller)
        except CannotWriteError:
            continue


def _of_statement(
    function: FunctionReport, grant: Grant, site: tuple[Document, Node], rulebook: Rulebook, speller: Speller
):
    document, node = site
    key = _key(function)
    words = ("actions", "resources") if node.get("actions") else ("Action", "Resource")
    actions, resources = node.get(words[0]), node.get(words[1])
    owner = node.parent
    if actions is None or resources is None or owner is None or actions.kind not in ("list", "scalar"):
        return
    items = actions.items if actions.kind == "list" else [actions]
    if [one.value for one in items] != list(grant.statement.actions):
        return

    def changed(kind: str, edits: list[Edit], rules: tuple[str, ...], action: str, mark: str | None) -> Mutation:
        text = applied(document.text, edits)
        line = 0
        if mark is not None:
            place = min(edit.start for edit in edits if mark in edit.text) if any(mark in e.text for e in edits) else 0
            line = text.count("\n", 0, text.find(mark, place)) + 1
        return Mutation(kind, key, document.path, text, rules, action, line)

    yield changed(
        "unused action", _more(document, actions, _like(document, items[-1], SPARE)), ("unused-action",), SPARE, SPARE
    )
    yield changed(
        "wildcard",
        _more(document, actions, _like(document, items[-1], PATTERN)),
        ("wildcard-action",),
        PATTERN,
        PATTERN,
    )
    required = {
        need.action.lower(): need for need in function.needs if not need.explains_only and need.origin != "runtime"
    }
    # Logs, traces and network interfaces may be granted widely: such needs explain every width.
    loose = {need.action.lower() for need in function.needs if need.explains_only or need.origin == "runtime"}
    sure = {name: need for name, need in required.items() if name not in loose}
    narrow = [
        a for a in grant.statement.actions if a.lower() in sure and _has_kinds(rulebook, sure[a.lower()], speller)
    ]
    if narrow and not any(str(text).strip("*") == "" for text in grant.statement.resources):
        wide = json_like(resources, '"*"')
        yield changed("wider resource", _replaced(document, resources, wide), ("wide-resource",), "", "*")
    for action in [a for a in grant.statement.actions if a.lower() in required]:
        if owner.kind in ("list", "blocks"):
            yield changed(
                "deny", _deny(document, node, owner, action), ("denied",), required[action.lower()].action, "Deny"
            )
        if _only_here(function, grant, action):
            edits = _less(document, node, actions, [one for one in grant.statement.actions if one != action])
            rules = ("missing-action", "wrong-resource")
            yield changed("deleted action", edits, rules, required[action.lower()].action, None)
    top = _policies_list(node)
    if top is not None and top.kind == "list":
        edits = list_edits(document, top, [*([KEEP] for _ in top.items[:-1]), [KEEP, json_like(top, MANAGED)]])
        yield changed("managed policy", edits, ("managed-policy",), "", MANAGED)


def json_like(node: Node, text: str) -> str:
    return f'"{text}"' if node.language == "json" and not text.startswith('"') else text


def _like(document: Document, item: Node, action: str) -> str:
    quote = document.raw(item)[:1]
    if quote in ("'", '"'):
        return f"{quote}{action}{quote}"
    return action


def _more(document: Document, node: Node, text: str) -> list[Edit]:
    count = len(node.items) if node.kind == "list" else 1
    return list_edits(document, node, [*([KEEP] for _ in range(count - 1)), [KEEP, text]])


def _replaced(document: Document, node: Node, text: str) -> list[Edit]:
    count = len(node.items) if node.kind == "list" else 1
    return list_edits(document, node, [[text], *([] for _ in range(count - 1))])


def _less(document: Document, node: Node, actions: Node, left: list[str]) -> list[Edit]:
    if left and actions.kind == "list":
        return list_edits(document, actions, [[KEEP] if one.value in left else [] for one in actions.items])
    draft = Draft(document)
    draft.remove(node)
    return [Edit(0, len(document.text), draft.text())]


def _deny(document: Document, node: Node, owner: Node, action: str) -> list[Edit]:
    if owner.kind == "blocks":
        text = f'statement {{\n effect = "Deny"\n actions = ["{action}"]\n resources = ["*"]\n}}'
    elif node.language == "hcl":
        text = f'{{ Effect = "Deny", Action = "{action}", Resource = "*" }}'
    else:
        text = f'{{"Effect": "Deny", "Action": "{action}", "Resource": "*"}}'
    item_column(document, owner)
    return list_edits(document, owner, [[KEEP, text] if one is node else [KEEP] for one in owner.items])


def _policies_list(node: Node) -> Node | None:
    """The ``Policies`` of a SAM function that a statement stands in."""
    at: Node | None = node
    while at is not None and at.parent is not None:
        key = at.parent.key_of(at) if at.parent.kind == "map" else None
        if key is not None and key.value == "Policies":
            entry = at.parent.parent
            kind = entry.get("Type") if entry is not None and entry.kind == "map" else None
            return at if kind is not None and kind.value == "AWS::Serverless::Function" else None
        at = at.parent
    return None


def _has_kinds(rulebook: Rulebook, need, speller: Speller) -> bool:
    """Whether the action acts on resources of a type, and the code tells which."""
    return all(
        one.certainty != "any" and str(one.text).strip("*") and relevant(rulebook, need.action, speller.spell(one.text))
        for one in need.resources
    )


def _only_here(function: FunctionReport, grant: Grant, action: str) -> bool:
    """Whether some resource that the action is needed on is granted by this statement alone, and by this word in it."""
    others = [one for one in function.entry.role.grants if one is not grant and one.statement.effect == "Allow"]
    same = [one for one in grant.statement.actions if one != action and action_matches(one, action)]
    acting = [
        o for o in others if any(action_matches(p, action) for p in o.statement.actions) or o.statement.not_actions
    ]
    needs = [need for need in function.needs if need.action.lower() == action.lower()]
    return not same and not acting and all(need.certainty == "certain" for need in needs)


# ------------------------------------------------------------ what the report says of it
def _judged(one: Mutation, before: Report, repository: Repository, options: Options, rulebook: Rulebook) -> list[str]:
    changed = replace(repository, instead={one.path: one.text.encode()})
    after = report_on(templates_of(changed, options, rulebook)[0], changed, options, rulebook)
    old, new = _findings(before), _findings(after)
    more = [
        (key, found)
        for key, rows in new.items()
        for found in rows
        if found.fingerprint not in _prints(old.get(key, ()))
    ]
    gone = [
        (key, found)
        for key, rows in old.items()
        for found in rows
        if found.fingerprint not in _prints(new.get(key, ()))
    ]
    label = f"{one.kind} {one.action} in {one.path} for {one.function[1]}"
    met = [found for key, found in more if key == one.function and _says(found, one)]
    wrong = [] if met else [f"{label}: not reported at line {one.line}: {[_short(found) for _, found in more]}"]
    wrong += [
        f"{label}: also says {_short(found)}" for key, found in more if key != one.function or not _says(found, one)
    ]
    wrong += [f"{label}: no longer says {_short(found)}" for _, found in gone]
    return wrong


def _says(found: Finding, one: Mutation) -> bool:
    return (
        found.rule in one.rules
        and (not one.line or (found.span.path == one.path and found.span.line == one.line))
        and (not one.action or found.grant == one.action or one.action in found.actions)
    )


def _short(found: Finding) -> str:
    return f"{found.rule} {found.grant or ','.join(found.actions)} at {found.span} ({found.confidence})"


def _findings(report: Report) -> dict[tuple[str, str], tuple[Finding, ...]]:
    return {_key(one): one.findings for one in report.functions}


def _prints(rows) -> set[str]:
    return {one.fingerprint for one in rows}
