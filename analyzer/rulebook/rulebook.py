"""The front of the rules: one object that reads what it is asked for."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from msgspec import json

from analyzer.rulebook.actions import IamTable
from analyzer.rulebook.decisions import EVERYBODY, NO_ACTION, NO_SERVICE, OUTSIDE, UNSIGNED, Decision, referred
from analyzer.rulebook.directory import rules_dir
from analyzer.rulebook.handwritten import HandWritten
from analyzer.rulebook.managed import AwsPolicies
from analyzer.rulebook.model import Annotation, IamAction, IamService, Injected, Manifest, Operation, ServiceIndex
from analyzer.rulebook.resources import ResourceTypes
from analyzer.rulebook.rules_model import NeedRule, OperationRule
from analyzer.rulebook.sdk import Sdk

_ARN_OF_AWS = "arn:aws:iam::aws:policy"


class Rulebook:
    """Everything under ``rules/``, read lazily and once per instance.

    ``directory`` is the folder of rules, for readers that live in modules of their own.  Pickling
    a rulebook sends the folder alone.
    """

    def __init__(self, directory: Path | None = None) -> None:
        self.directory = rules_dir() if directory is None else directory
        generated = self.directory / "generated"
        self._sdk = Sdk(generated)
        self._iam = IamTable(generated)
        self._policies = AwsPolicies(generated)
        self._written = HandWritten(self.directory)
        self._prefixes: dict[str, str] | None = None
        self._passed: dict[str, tuple[str, ...]] | None = None
        self._forwarded: dict[tuple[str, str], str] | None = None

    def __reduce__(self) -> tuple[type["Rulebook"], tuple[Path]]:
        return (Rulebook, (self.directory,))

    # ------------------------------------------------------------ the SDK
    def service(self, name: str) -> ServiceIndex | None:
        """The SDK's surface of a service by the name that ``boto3.client`` takes, or None."""
        return self._sdk.service(name)

    def service_names(self) -> tuple[str, ...]:
        """The names of all services of the SDK, sorted."""
        return self._sdk.service_names()

    def operation_of_method(self, service: str, method: str) -> Operation | None:
        """The operation behind a client's method (``put_object``), or None."""
        return self._sdk.operation_of_method(service, method)

    def annotation(self, name: str, module: str = "") -> Annotation | None:
        """What a class of boto3-stubs named in an annotation stands for; see ``Sdk.annotation``."""
        return self._sdk.annotation(name, module)

    # ------------------------------------------------------------ IAM
    def iam(self, prefix: str) -> IamService | None:
        """IAM's actions and resource types of a service prefix (``s3``), or None."""
        return self._iam.service(prefix)

    def iam_prefix(self, service: str) -> str:
        """The IAM prefix of an SDK service (``stepfunctions``: ``states``); empty when IAM has none for it."""
        return self._prefix_table().get(service, "")

    def action(self, text: str) -> str | None:
        """An action in any case (``s3:getobject``) spelled as in IAM's reference, or None when it has none such."""
        return self._iam.canonical(text)

    def iam_action(self, text: str) -> IamAction | None:
        """IAM's row of an action in any case: level, resource types, condition keys, dependent actions; or None."""
        return self._iam.entry(text)

    def expand(self, pattern: str) -> tuple[str, ...]:
        """Every action that a pattern covers, sorted; nothing for a pattern that covers none."""
        return self._iam.expand(pattern)

    def level(self, action: str) -> str:
        """``List``, ``Read``, ``Write``, ``Permissions management`` or ``Tagging``; empty when unknown."""
        found = self._iam.entry(action)
        return "" if found is None else found.level

    def nearest_action(self, text: str) -> str | None:
        """The action that was probably meant by a text that is none: what the operation of that name asks for, else the closest name."""
        return self._asked_by(text) or self._iam.nearest(text)

    def _asked_by(self, text: str) -> str | None:
        """The first action of an operation whose name stands where an action should (``s3:PutBucketEncryption``)."""
        prefix, _, name = text.lower().partition(":")
        for service in self.service_names():
            rows = self.operations(service) if self.iam_prefix(service) == prefix else {}
            for operation, row in rows.items():
                if operation.lower() == name and row.needs:
                    return row.needs[0].action
        return None

    # ------------------------------------------------------------ written by hand
    def operations(self, service: str) -> Mapping[str, OperationRule]:
        """What operations of an SDK service need, by name, where that is not their namesake; empty without a file."""
        return self._written.operations(service)

    def decision(self, service: str, operation: str) -> Decision:
        """What is known of an operation's permission: its row, else the service reference's, the action of its own name, else why there is none."""
        row = self.operations(service).get(operation)
        if row is not None:
            return Decision("row", row.needs) if row.needs else EVERYBODY
        prefix = self.iam_prefix(service)
        action = self.action(f"{prefix}:{operation}") if prefix else None
        listed = [self.action(one) for one in self._iam.authorized(service, operation)]
        authorized = tuple(one for one in listed if one is not None)
        if authorized:
            return referred(authorized, action or "")
        if action is not None:
            return Decision("namesake", (NeedRule(action),))
        if not self._is_signed(service, operation):
            return UNSIGNED
        if not prefix:
            return OUTSIDE if service in self._prefix_table() else NO_SERVICE
        return NO_ACTION

    def is_free(self, action: str) -> bool:
        """Whether rows say of the operation of this name that it asks for no permission (``sts:GetCallerIdentity``)."""
        prefix, _, name = action.partition(":")
        row = self.operations(prefix).get(name)
        return row is not None and not row.needs

    def passed_to(self, prefix: str) -> tuple[str, ...] | None:
        """The principals that a role is passed to by actions of this prefix, none where a role is named and not passed.

        None where that is not known for sure.
        """
        if self._passed is None:
            path = self.directory / "operations" / "_passed.toml"
            self._passed = {name: tuple(row["to"]) for name, row in tomllib.loads(path.read_text("utf-8")).items()}
        return self._passed.get(prefix)

    def forwarded(self, service: str, operation: str) -> str:
        """The member that gives a service a role where it goes on with the caller's permissions otherwise; empty where it does not."""
        if self._forwarded is None:
            path = self.directory / "operations" / "_forwarded.toml"
            rows = tomllib.loads(path.read_text("utf-8"))
            self._forwarded = {(name, one): row["unless"] for name, row in rows.items() for one in row["operations"]}
        return self._forwarded.get((service, operation), "")

    def runtime(self) -> Mapping[str, OperationRule]:
        """What a function's configuration needs, by cause (``tracing``, ``event SQS``)."""
        return self._written.runtime()

    def injected(self, service: str) -> tuple[Injected, ...]:
        """The methods that boto3 and botocore add by hand to a service's client and resources."""
        return self._written.injected(service)

    def resources(self) -> ResourceTypes:
        """All resource types: their ARNs and how templates declare and refer to them."""
        return self._written.resources()

    # ------------------------------------------------------------ AWS's own policies
    def managed_policy(self, name_or_arn: str) -> dict[str, Any] | None:
        """The JSON document of an AWS-managed policy by its name or its ARN in any partition, or None."""
        found = self._policies.managed(name_or_arn)
        return None if found is None else found.document

    def managed_policy_arn(self, name: str) -> str | None:
        """The ARN of an AWS-managed policy in the standard partition, or None when AWS has none of that name."""
        found = self._policies.managed(name)
        return None if found is None else f"{_ARN_OF_AWS}{found.path}{found.name}"

    def sam_template(self, name: str) -> dict[str, Any] | None:
        """SAM's policy template of this key (``SQSPollerPolicy``): its ``Parameters`` and ``Definition``."""
        return self._policies.sam_template(name)

    def sam_templates(self) -> tuple[str, ...]:
        """The keys of all of SAM's policy templates, sorted."""
        return self._policies.sam_templates()

    # ------------------------------------------------------------ about the data
    def manifest(self) -> Manifest:
        """Which packages the generated data comes from, and its dates."""
        return json.decode((self.directory / "generated" / "manifest.json").read_bytes(), type=Manifest)

    def _is_signed(self, service: str, operation: str) -> bool:
        index = self.service(service)
        found = (one.signed for one in index.operations if one.name == operation) if index else ()
        return next(iter(found), True)

    def _prefix_table(self) -> dict[str, str]:
        if self._prefixes is None:
            self._prefixes = self._iam.derived_prefixes() | self._stated_prefixes()
        return self._prefixes

    def _stated_prefixes(self) -> dict[str, str]:
        path = self.directory / "operations" / "_prefixes.toml"
        rows = tomllib.loads(path.read_text("utf-8"))["prefixes"]
        return {service: row["prefix"] for service, row in rows.items()}
