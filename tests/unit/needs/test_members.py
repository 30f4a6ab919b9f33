"""Which members fill an ARN by their names: word by word, never an id by a name, all of several that fit as well."""

import pytest
from bench import RULEBOOK, entry, lines, needs

from analyzer.needs.members import Asker, holding, naming
from analyzer.rulebook.rules_model import ArnType


def filled(kind: str, arn: str, operation: str, inputs: str, *, alone: bool = False) -> list[str]:
    """The members for the last placeholder, then those for the whole ARN."""
    one = ArnType(kind, arn, "")
    asker = Asker(operation, tuple(inputs.split()), alone)
    last = arn.rpartition("${")[2].partition("}")[0]
    return [member for group in naming(last, one, asker) for member in group] + list(holding(one, asker))


@pytest.mark.parametrize(
    "kind, arn, operation, inputs, expected",
    [
        # the words of the placeholder, of the type, a part of either at a word's beginning
        ("kms:key", "key/${KeyId}", "DescribeKey", "KeyId GrantTokens", ["KeyId"]),
        ("rds:subgrp", "subgrp:${SubnetGroupName}", "DeleteDBSubnetGroup", "DBSubnetGroupName", ["DBSubnetGroupName"]),
        ("waf:ratebasedrule", "ratebasedrule/${Id}", "GetRateBasedRule", "RuleId ChangeToken", ["RuleId"]),
        ("drs:RecoveryInstanceResource", "i/${RecoveryInstanceID}", "StopFailback", "recoveryInstanceID", ["recoveryInstanceID"]),
        ("mobiletargeting:app", "apps/${AppId}", "GetApp", "ApplicationId", ["ApplicationId"]),
        ("glue:workflow", "workflow/${WorkflowName}", "BatchGetWorkflows", "Names IncludeGraph", ["Names"]),
        ("workspaces:workspaceid", "workspace/${WorkspaceId}", "StopWorkspaces", "R[].WorkspaceId", ["R[].WorkspaceId"]),
        ("ivschat:Room", "room/${ResourceId}", "DeleteMessage", "roomIdentifier id", ["roomIdentifier"]),
        # a name is no id, and the name of what is made is not that of what it is made from
        ("lightsail:Instance", "Instance/${Id}", "StopInstance", "instanceName force", []),
        ("iotfleetwise:signalcatalog", "signal-catalog/${Name}", "CreateCampaign", "name signalCatalogArn", ["signalCatalogArn"]),
        # a member that another placeholder of the ARN bears the name of is not for this one
        ("mobiletargeting:template", "templates/${TemplateName}/${TemplateType}", "DeleteSmsTemplate", "TemplateName", []),
        # two that fit equally well are both meant
        ("x:snapshot", "snapshot:${SnapshotName}", "CopySnapshot", "SourceSnapshotName TargetSnapshotName",
         ["SourceSnapshotName", "TargetSnapshotName"]),
        ("dms:Endpoint", "endpoint:${EndpointId}", "CreateTask", "SourceEndpointArn TargetEndpointArn",
         ["SourceEndpointArn", "TargetEndpointArn"]),
        # any resource of the service
        ("waf:rule", "rule/${Id}", "UntagResource", "ResourceARN TagKeys", ["ResourceARN"]),
        # a token, an account and a key of encryption name nothing
        ("payment-cryptography:key", "key/${KeyId}", "UntagResource", "ResourceArn TagKeys", ["ResourceArn"]),
    ],
)  # fmt: skip
def test_members_are_found_by_their_words(
    kind: str, arn: str, operation: str, inputs: str, expected: list[str]
) -> None:
    assert filled(kind, arn, operation, inputs) == expected


def test_one_bare_member_names_the_only_type_that_is_asked_on() -> None:
    assert filled("medialive:signal-map", "signal-map:${SignalMapId}", "StartMonitorDeployment", "Identifier") == []
    found = filled(
        "medialive:signal-map", "signal-map:${SignalMapId}", "StartMonitorDeployment", "Identifier", alone=True
    )
    assert found == ["Identifier"]


def test_both_ends_of_a_copy_are_needed() -> None:
    assert RULEBOOK.decision("redshift", "CopyClusterSnapshot").kind == "namesake"
    given = {"SourceSnapshotIdentifier": "a", "TargetSnapshotIdentifier": "b"}
    found = lines(needs("redshift", "CopyClusterSnapshot", given, entry()))
    assert [line.rpartition("snapshot:")[2] for line in found] == ["*/a", "*/b"]


def test_a_list_of_structures_gives_each_name() -> None:
    given = {"StopWorkspaceRequests": [{"WorkspaceId": "ws-1"}, {"WorkspaceId": "ws-2"}]}
    found = lines(needs("workspaces", "StopWorkspaces", given, entry()))
    assert [line.rpartition("/")[2] for line in found] == ["ws-1", "ws-2"]
