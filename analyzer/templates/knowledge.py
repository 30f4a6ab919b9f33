"""What the readers of templates ask the rules."""

import tomllib
from functools import cached_property
from typing import Any

from msgspec import json

from analyzer.rulebook import Rulebook
from analyzer.rulebook.arn_templates import placeholders
from analyzer.rulebook.resources import ResourceTypes

# What SAM writes as its own types are these resources once deployed:
# https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-specification-generated-resources.html
DEPLOYED = {
    "AWS::Serverless::Api": "AWS::ApiGateway::RestApi",
    "AWS::Serverless::Application": "AWS::CloudFormation::Stack",
    "AWS::Serverless::Function": "AWS::Lambda::Function",
    "AWS::Serverless::GraphQLApi": "AWS::AppSync::GraphQLApi",
    "AWS::Serverless::HttpApi": "AWS::ApiGatewayV2::Api",
    "AWS::Serverless::LayerVersion": "AWS::Lambda::LayerVersion",
    "AWS::Serverless::SimpleTable": "AWS::DynamoDB::Table",
    "AWS::Serverless::StateMachine": "AWS::StepFunctions::StateMachine",
}


class Knowledge:
    """AWS's own policies and the tables of ``rules/`` that say what a template's words mean."""

    def __init__(self, rulebook: Rulebook) -> None:
        self.rulebook = rulebook

    @cached_property
    def _types(self) -> ResourceTypes:
        return self.rulebook.resources()

    @cached_property
    def _names(self) -> dict[str, Any]:
        return self._table("sam/names.toml")

    @cached_property
    def _sam(self) -> dict[str, Any]:
        return self._table("sam/events.toml")

    @cached_property
    def _connectors(self) -> dict[str, Any]:
        made = (self.rulebook.directory / "generated" / "sam_connectors.json").read_bytes()
        return json.decode(made, type=dict[str, Any])

    @cached_property
    def _resource_policies(self) -> dict[str, Any]:
        return self._table("sam/resource_policies.toml")

    @cached_property
    def _wrappers(self) -> dict[str, Any]:
        return self._table("sam/wrappers.toml")

    def _table(self, path: str) -> dict[str, Any]:
        return tomllib.loads((self.rulebook.directory / path).read_text(encoding="utf-8"))

    def managed_policy(self, name: str) -> dict[str, Any] | None:
        """The document of an AWS managed policy by its bare name, or None."""
        return self.rulebook.managed_policy(name)

    def sam_template(self, name: str) -> dict[str, Any] | None:
        """A SAM policy template (``Parameters``, ``Definition``) by its key, or None."""
        return self.rulebook.sam_template(name)

    def opened(self, kind: str, attribute: str) -> tuple[str, str, str] | None:
        """The ARN or URL that an attribute of a type gives: its template, its last placeholder, the name's attribute.

        None where the attribute gives something else, or no attribute gives the name as it stands in it.
        """
        declared = self._types.template_type(DEPLOYED.get(kind, kind))
        arn_type = self._types.arn_type(declared.resource) if declared is not None else None
        name = declared.attribute("name") if declared is not None else None
        if declared is None or arn_type is None or name is None or arn_type.strip:
            return None
        template = {"arn": arn_type.arn, "url": arn_type.url}.get(declared.meaning(attribute), "")
        names = placeholders(template)
        return (template, arn_type.named or names[-1], name) if names else None

    def arn_attribute(self, kind: str) -> str | None:
        """What of a resource of this type gives its ARN (empty: ``Ref``); None where nothing does or the type is not known."""
        declared = self._types.template_type(DEPLOYED.get(kind, kind))
        return None if declared is None else declared.attribute("arn")

    def name_property(self, kind: str) -> str:
        """The property (a dotted path) that names a resource of this type; empty where none does."""
        deployed = DEPLOYED.get(kind, kind)
        declared = self._types.template_type(deployed)
        name: str = declared.named_by if declared is not None else self._names["names"].get(deployed, "")
        return name

    def event(self, kind: str) -> dict[str, Any]:
        """What is known of a SAM event type: ``source``, ``polled``, ``managed``, ``statements``."""
        row: dict[str, Any] = self._sam["events"].get(kind, {})
        return row

    def triggers(self) -> list[dict[str, Any]]:
        """The resources outside a function that make something call it."""
        rows: list[dict[str, Any]] = self._sam["triggers"]
        return rows

    def source_kind(self, word: str) -> str:
        """The SAM event type behind a resource type, an ARN's service or a principal; empty when none is known."""
        kind: str = self._sam["kinds"].get(DEPLOYED.get(word, word), "")
        return kind

    def mapping_kinds(self) -> dict[str, str]:
        """Properties of an event source mapping that only one event type has, or (after a ``!``) lacks, and that type."""
        kinds: dict[str, str] = self._sam["mapping_kinds"]
        return kinds

    def ways_in(self) -> dict[str, list[str]]:
        """Where an event source mapping names the ``secrets`` to sign in with, and the ``network`` to go through."""
        paths: dict[str, list[str]] = self._sam["ways_in"]
        return paths

    def destination(self, kind: str) -> list[dict[str, Any]]:
        """The statements SAM adds for a destination of this type (``SQS``, ``SNS``, ``S3`` …)."""
        rows: list[dict[str, Any]] = self._sam["destinations"].get(kind, {}).get("statements", [])
        return rows

    @cached_property
    def destination_kinds(self) -> dict[str, str]:
        """The ARN type behind the word for a destination's type."""
        return {word: row["kind"] for word, row in self._sam["destinations"].items()}

    def generated(self, feature: str) -> str:
        """The managed policy SAM adds to its own roles for a feature: ``basic``, ``durable``, ``tracing``, ``vpc``."""
        name: str = self._sam["generated"][feature]
        return name

    def connector(self, source: str, destination: str) -> dict[str, Any] | None:
        """The profile of a connector between two types, or None where SAM knows none."""
        profile: dict[str, Any] | None = (
            self._connectors["connectors"]
            .get(DEPLOYED.get(source, source), {})
            .get(DEPLOYED.get(destination, destination))
        )
        return profile

    def connector_return(self, kind: str, value: str) -> Any:
        """How a connector writes ``Arn`` or ``Name`` of a resource type: ``Ref`` or ``Fn::GetAtt`` attribute."""
        return self._connectors["returns"].get(DEPLOYED.get(kind, kind), {}).get(value, "Arn" if value == "Arn" else "")

    def connector_role(self, kind: str) -> str:
        """The property that holds the role of a connector's end; empty where it has none."""
        key: str = self._connectors["roles"].get(kind, "")
        return key

    def dead_letter(self, kind: str) -> list[dict[str, Any]]:
        """The statements SAM adds for a dead-letter queue of this type."""
        rows: list[dict[str, Any]] = self._sam["dead_letters"].get(kind, {}).get("statements", [])
        return rows

    def resource_policy(self, kind: str) -> dict[str, Any] | None:
        """Where a resource of this type keeps its policy (``document``), or None where it has none."""
        row: dict[str, Any] | None = self._resource_policies["policies"].get(kind)
        return row

    def wrapper(self, handler: str) -> str:
        """The variable that names the real handler behind a monitoring layer's; empty where it is none."""
        variable: str = self._wrappers["wrappers"].get(handler, {}).get("variable", "")
        return variable
