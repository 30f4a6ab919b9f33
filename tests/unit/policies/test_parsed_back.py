"""Every format, put back into the template that it is for, is read as the policy that it was written from."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from analyzer.iam.model import Statement
from analyzer.needs import Speller
from analyzer.pipeline.options import Options
from analyzer.pipeline.run import scan, templates_of
from analyzer.policies.formats import Batch, FunctionPolicy, render
from analyzer.reports.model import FunctionReport
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates.model import Template

CORPUS = Path(__file__).resolve().parents[3] / "corpus"
RULEBOOK = Rulebook()
OPTIONS = Options(cache=False, debug=True)
SAM = ["apps/orders", "sdk/query-index", "templates/mapping-and-parameters", "sdk/partiql"]
SERVERLESS = ["templates/serverless-shared-role", "templates/serverless-wsgi", "templates/serverless-deployment-values"]
TERRAFORM = [
    "templates/terraform-policy-document",
    "templates/terraform-event-sources",
    "templates/terraform-modules",
    "templates/terraform-one-variable",
]
Pairs = frozenset[tuple[str, str, str]]


class Loader(yaml.SafeLoader):
    """Reads short tags to their long form."""


def _long(loader, suffix, node):
    key = "Ref" if suffix == "Ref" else f"Fn::{suffix}"
    if isinstance(node, yaml.SequenceNode):
        return {key: loader.construct_sequence(node, deep=True)}
    if isinstance(node, yaml.MappingNode):
        return {key: loader.construct_mapping(node, deep=True)}
    value = loader.construct_scalar(node)
    return {key: value.split(".", 1) if suffix == "GetAtt" else value}


Loader.add_multi_constructor("!", _long)


def loaded(text: str) -> Any:
    return yaml.load(text, Loader)  # noqa: S506 - a safe loader


def pairs(statements: list[Statement], template: Template) -> Pairs:
    """Every single action on every resource, with its conditions."""
    spell = Speller(template, RULEBOOK.resources()).spell
    return frozenset(
        (one.lower(), str(spell(text)), ", ".join(sorted(f"{c.operator} {c.key}" for c in statement.conditions)))
        for statement in statements
        for action in statement.actions
        for one in (RULEBOOK.expand(action) or (action,))
        for text in statement.resources
    )


def functions(case: str, tmp_path: Path) -> tuple[Path, tuple[FunctionReport, ...]]:
    folder = tmp_path / "case"
    shutil.copytree(CORPUS / case, folder, ignore=shutil.ignore_patterns("expected"))
    found = scan((str(folder),), OPTIONS).functions
    return folder, tuple(one for one in found if one.policy.statements)


def written(name: str, function: FunctionReport) -> str:
    one = FunctionPolicy(function.entry.declaration.id, function.entry.template, function.policy)
    return render(name, Batch((one,), RULEBOOK)).text


def granted(folder: Path, function: FunctionReport) -> Iterator[tuple[Template, list[Statement], Any]]:
    """The grants of the function's role as they are read now."""
    for template in templates_of(discover((str(folder),)), OPTIONS, RULEBOOK)[0]:
        for declared in template.functions:
            if declared.id == function.entry.declaration.id:
                role = next(one for one in template.roles if one.id == declared.role)
                grants = [one for one in role.grants if one.source != "generated"]
                yield template, [one.statement for one in grants], grants


def wanted(function: FunctionReport) -> Pairs:
    return pairs([one.statement for one in function.policy.statements], function.entry.template)


def check(folder: Path, function: FunctionReport) -> None:
    ((template, statements, _),) = granted(folder, function)
    assert pairs(statements, template) == wanted(function)


@pytest.mark.parametrize("case", SAM)
@pytest.mark.parametrize("name", ["json", "yaml", "sam", "cloudformation"])
def test_formats_for_cloudformation(tmp_path: Path, case: str, name: str) -> None:
    folder, found = functions(case, tmp_path)
    assert found
    for function in found:
        path = folder / function.entry.template.path
        original = path.read_text()
        body = loaded(original)
        identity = function.entry.declaration.id
        properties = body["Resources"][identity]["Properties"]
        properties.pop("Role", None)
        properties.pop("Policies", None)
        text = loaded(written(name, function))
        if name in ("json", "yaml"):
            properties["Policies"] = [text]
        elif name == "sam":
            properties["Policies"] = text["Resources"][identity]["Properties"]["Policies"]
        else:
            body["Resources"] |= text["Resources"]
            properties["Role"] = {"Fn::GetAtt": [f"{identity}Role", "Arn"]}
        path.write_text(json.dumps(body))
        check(folder, function)
        path.write_text(original)


@pytest.mark.parametrize("case", SERVERLESS)
@pytest.mark.parametrize("own", [False, True], ids=["framework", "plugin"])
def test_formats_for_the_serverless_framework(tmp_path: Path, case: str, own: bool) -> None:
    folder, found = functions(case, tmp_path)
    assert found
    path = folder / "serverless.yml"
    original = path.read_text()
    for function in found:
        body = loaded(original)
        provider, key = body["provider"], function.entry.declaration.id
        for name in ("iam", "iamRoleStatements", "iamManagedPolicies"):
            provider.pop(name, None)
        statements = loaded(written("serverless", function))["provider"]["iam"]["role"]["statements"]
        if own:
            one = FunctionPolicy(key, function.entry.template, function.policy)
            both = loaded(
                render("serverless", Batch((one, FunctionPolicy("x", one.template, one.policy)), RULEBOOK)).text
            )
            statements = both["functions"][key]["iamRoleStatements"]
            body["plugins"] = [*body.get("plugins", []), "serverless-iam-roles-per-function"]
            body["functions"][key]["iamRoleStatements"] = statements
        else:
            provider["iam"] = {"role": {"statements": statements}}
        path.write_text(json.dumps(body))
        check(folder, function)


@pytest.mark.parametrize("case", TERRAFORM)
def test_formats_for_terraform(tmp_path: Path, case: str) -> None:
    folder, found = functions(case, tmp_path)
    assert found
    for function in found:
        path = folder / function.entry.declaration.template
        original = path.read_text()
        lines = original.count("\n") + 1
        text = written("terraform", function)
        data = [one for one in text.split("\n") if one.startswith('data "') and "current" in one and one in original]
        path.write_text(original + "\n" + "\n".join(one for one in text.split("\n") if one not in data))
        ((template, _, grants),) = granted(folder, function)
        new = [
            one.statement
            for one in grants
            if one.span.path == function.entry.declaration.template and one.span.line > lines
        ]
        assert pairs(new, template) == wanted(function)
        path.write_text(original)
