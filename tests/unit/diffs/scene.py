"""A template, the calls of its functions, and what comes out: the real readers, rules and needs, no Python code."""

from pathlib import Path
from textwrap import dedent, indent

from msgspec import Struct

from analyzer.accesses.model import Access, Known, Members
from analyzer.core import Env, Gap, Span, Text, lit
from analyzer.diffs import Context, Diff, Sibling, compare
from analyzer.findings import Finding, judge
from analyzer.functions import Entry, link
from analyzer.needs import baseline, derive
from analyzer.needs.model import Need
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read

RULEBOOK = Rulebook()
CODE = Span("app.py", 7, 5, 7, 30)


def call(operation: str, *, line: int = 7, certainty: str = "certain", **arguments: str | Text) -> Access:
    """One API call, ``dynamodb.GetItem``; an argument ``"$TABLE"`` is that environment variable."""
    service, _, name = operation.partition(".")
    fields = tuple((key, Known((_text(value),))) for key, value in arguments.items())
    span = Span("app.py", line, 5, line, 30)
    return Access(service, name, Members(fields), span, certainty=certainty)  # type: ignore[arg-type]


def gap(*services: str, kind: str = "dynamic-operation", line: int = 20) -> Gap:
    """A gap that could hide calls of these services; of any where none is named."""
    detail = f"the operation of {services[0]} is not known" if services else "a subprocess runs"
    return Gap(kind, Span("app.py", line), detail, services or None)  # type: ignore[arg-type]


class Scene(Struct, frozen=True):
    """One function judged."""

    entry: Entry
    needs: tuple[Need, ...]
    diff: Diff
    findings: tuple[Finding, ...]

    @property
    def told(self) -> list[tuple[str, str | None]]:
        """(rule, grant) of all findings, in order."""
        return [(one.rule, one.grant) for one in self.findings]

    def one(self, rule: str) -> Finding:
        """The only finding of this rule."""
        (found,) = [one for one in self.findings if one.rule == rule]
        return found


def stage(
    folder: Path,
    template: str,
    calls: dict[str, list[Access]] | list[Access],
    gaps: dict[str, list[Gap]] | list[Gap] | None = None,
    function: str = "Fn",
) -> Scene:
    """The judged function of a SAM template, written to ``folder``."""
    (folder / "template.yaml").write_text(template)
    (folder / "app.py").write_text("def handler(event, context): ...\n")
    repository = discover([folder])
    (read_template,) = read(repository, RULEBOOK)
    entries = {entry.declaration.id: entry for entry in link(read_template, repository)}
    made = calls if isinstance(calls, dict) else {function: calls}
    lost = gaps if isinstance(gaps, dict) else {function: gaps or []}
    needs = {
        name: (*derive(made.get(name, []), entry, RULEBOOK), *baseline(entry, RULEBOOK))
        for name, entry in entries.items()
    }
    entry = entries[function]
    siblings = tuple(Sibling(name, needs[name], tuple(lost.get(name, []))) for name in entry.shared_with)
    holes = (*entry.gaps, *lost.get(function, []))
    context = Context(entry.declaration, entry.template, RULEBOOK, siblings)
    diff = compare(entry.role, needs[function], holes, context)
    found = judge(diff, entry, holes, entry.problems, needs[function], RULEBOOK)
    return Scene(entry, needs[function], diff, found)


def sam(policies: str, *, resources: str = "", properties: str = "") -> str:
    """A SAM template with one function ``Fn`` that has these ``Policies``, a table and a bucket."""
    body = dedent(policies).strip("\n")
    return (
        _HEAD
        + indent(dedent(properties).strip("\n"), "      ")
        + ("\n" if properties else "")
        + "      Policies:\n"
        + indent(body, "        ")
        + "\n"
        + indent(dedent(resources).strip("\n"), "  ")
        + "\n"
    )


_HEAD = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  Orders:
    Type: AWS::DynamoDB::Table
  Users:
    Type: AWS::DynamoDB::Table
  Bucket:
    Type: AWS::S3::Bucket
  Fn:
    Type: AWS::Serverless::Function
    Properties:
      Runtime: python3.13
      Handler: app.handler
      CodeUri: .
      Environment:
        Variables:
          TABLE: !Ref Orders
          BUCKET: !Ref Bucket
"""


def _text(value: str | Text) -> Text:
    if isinstance(value, Text):
        return value
    return Text.of(Env(value[1:])) if value.startswith("$") else lit(value)
