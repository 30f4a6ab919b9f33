"""``rules/resources/*.toml``: resource types, their ARNs, and how templates declare and refer to them."""

import re
from collections.abc import Iterable
from pathlib import Path

from analyzer.rulebook.rules_model import ArnType, EventValue, KeyElsewhere, RuntimeVariable, TemplateType
from analyzer.rulebook.tables import RulesError, Table, open_table

_EVENTS = "_events.toml"
_PSEUDO = "_pseudo.toml"
_ARN = re.compile(r"arn:[^:]*:[^:]+:[^:]*:[^:]*:.+", re.DOTALL)
_PLAIN = ("arn", "name", "url", "id", "")


class ResourceTypes:
    """All resource types, found by ARN type or by the type that a template writes."""

    def __init__(
        self,
        types: Iterable[ArnType],
        events: tuple[EventValue, ...] = (),
        variables: tuple[RuntimeVariable, ...] = (),
        pseudo: Iterable[tuple[str, str]] = (),
        implicit: Iterable[tuple[str, str]] = (),
    ) -> None:
        self.arn_types = {one.name: one for one in types}
        self.template_types = {one.type: one for arn in self.arn_types.values() for one in arn.templates}
        self.stand_ins: dict[str, tuple[ArnType, ...]] = {}
        for one in self.arn_types.values():
            if one.acts_for:
                self.stand_ins[one.acts_for] = (*self.stand_ins.get(one.acts_for, ()), one)
        self.events = events
        self.variables = {one.name: one for one in variables}
        self.pseudo = dict(pseudo)
        self.implicit = dict(implicit)

    def arn_type(self, name: str) -> ArnType | None:
        """The ARN type of this name (``dynamodb:table``), or None."""
        return self.arn_types.get(name)

    def template_type(self, name: str) -> TemplateType | None:
        """What a template's type (``AWS::DynamoDB::Table``, ``aws_dynamodb_table``) declares, or None."""
        return self.template_types.get(name)

    def tells(self, name: str) -> bool:
        """Whether anything is asked of the properties of resources of a template's type."""
        return name in self.template_types or any(
            one.key_in is not None and one.key_in.type == name for one in self.template_types.values()
        )

    def pseudo_parameter(self, logical_id: str, attribute: str) -> str:
        """The pseudo parameter that this reference stands for (``AWS::Region``), empty when it is none.

        CloudFormation's own names stand for themselves; Terraform reads them from data sources
        (``data.aws_region.current``), whose names are the template's own.
        """
        if logical_id.startswith("AWS::"):
            return logical_id
        kind = logical_id.rpartition("data.")[2].partition(".")[0] if "data." in logical_id else ""
        return self.pseudo.get(f"{kind}.{attribute}", "") if kind else ""


def load_resources(folder: Path) -> ResourceTypes:
    """All resource types; ``RulesError`` lists every error of every file."""
    errors: list[str] = []
    types = read_resources(folder, errors)
    if errors:
        raise RulesError(errors)
    return types


def check_resources(folder: Path) -> list[str]:
    """Every error of every resource file, empty when all of them can be used."""
    errors: list[str] = []
    read_resources(folder, errors)
    return errors


def read_resources(folder: Path, errors: list[str]) -> ResourceTypes:
    """All resource types of a folder; what is wrong is appended to ``errors``."""
    found: dict[str, ArnType] = {}
    for path in sorted(folder.glob("*.toml")):
        if path.name in (_EVENTS, _PSEUDO):
            continue
        document = open_table(path, errors)
        for name, table in document.named("types"):
            if name in found:
                table.note("stands in another file too")
            found[name] = _arn_type(name, table)
        document.close()
    _check(found, errors)
    events, variables = _events(open_table(folder / _EVENTS, errors))
    pseudo = open_table(folder / _PSEUDO, errors)
    types = ResourceTypes(found.values(), events, variables, pseudo.pairs("data_sources"), pseudo.pairs("implicit"))
    pseudo.close()
    return types


def _arn_type(name: str, table: Table) -> ArnType:
    arn = table.text("arn", required=True)
    if arn and not _ARN.fullmatch(arn):
        table.note(f"{arn} is no ARN")
    result = ArnType(
        name=name,
        arn=arn,
        doc=_doc(table),
        members=table.lists("members"),
        arns=table.texts("arns"),
        parse=table.pairs("parse"),
        within=table.text("within"),
        strip=table.pairs("strip"),
        suffix=table.pairs("suffix"),
        ignore=table.lists("ignore"),
        joints=table.pairs("joints"),
        public=table.pairs("public"),
        own_policy=table.flag("own_policy"),
        encrypted=table.lists("encrypted"),
        named=table.text("named"),
        url=table.text("url"),
        passed=table.text("passed"),
        spelled=table.pairs("spelled"),
        via=table.text("via"),
        acts_for=table.text("acts_for"),
        otherwise=table.text("otherwise"),
        ending=table.text("ending"),
        templates=tuple(_template_type(row, name) for row in table.tables("templates")),
    )
    table.close()
    return result


def _template_type(row: Table, resource: str) -> TemplateType:
    result = TemplateType(
        type=row.text("type", required=True),
        resource=resource,
        named_by=row.text("named_by"),
        gives=row.pairs("gives"),
        key=row.text("key"),
        key_in=_key_in(row),
        stands_for=row.text("stands_for"),
        placed_by=row.lists("placed_by"),
        behind=row.text("behind"),
        tells=row.lists("tells"),
        doc=_doc(row),
    )
    row.close()
    return result


def _key_in(row: Table) -> KeyElsewhere | None:
    said = dict(row.pairs("key_in"))
    return KeyElsewhere(said["type"], said["of"], said["key"]) if said else None


def _events(document: Table) -> tuple[tuple[EventValue, ...], tuple[RuntimeVariable, ...]]:
    values = []
    for row in document.tables("event"):
        path = tuple(row.text("path", required=True).replace("[]", ".[]").split("."))
        values.append(
            EventValue(row.texts("kinds"), path, row.text("gives", required=True), row.text("resource"), _doc(row))
        )
        row.close()
    variables = []
    for row in document.tables("variable"):
        gives, value = row.text("gives"), row.text("value")
        if gives and value:
            row.note("a variable that gives something has no value beside")
        found = RuntimeVariable(row.text("name", required=True), gives, value or ("*" if gives else ""), _doc(row))
        variables.append(found)
        row.close()
    document.close()
    return tuple(values), tuple(variables)


def _doc(table: Table) -> str:
    doc = table.text("doc", required=True)
    if doc and not doc.startswith("https://"):
        table.note("doc must be the address of a page")
    return doc


def _check(types: dict[str, ArnType], errors: list[str]) -> None:
    declared: dict[str, str] = {}
    for name, one in types.items():
        if bool(one.acts_for) != bool(one.otherwise):
            errors.append(f"{name}: acts_for and otherwise go together")
        if one.within and one.within not in types:
            errors.append(f"{name}: within {one.within}, which is not known")
        for template in one.templates:
            if template.type in declared:
                errors.append(f"{name}: {template.type} already declares {declared[template.type]}")
            declared[template.type] = name
            errors.extend(
                f"{name}: {template.type}.{attribute} gives {meaning}, which is not known"
                for attribute, meaning in template.gives
                if meaning not in _PLAIN and meaning not in types
            )
