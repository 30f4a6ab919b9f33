"""How a resource is written in a comment.

``{Orders}``                      the template's own resource, by whichever reference gives its ARN
``{Orders}/index/by-day``         what stands behind that reference
``arn::dynamodb:::table/{Name}``  anything else: empty partition, region and account are the stack's own
``*``                             every resource
"""

import re

from analyzer.needs.model import NeedResource

_ARN = re.compile(
    r"arn:(\{AWS::Partition\}|[^:{}]*):([^:]*):(\{AWS::Region\}|\{[^}]*\}|[^:{}]*):(\{AWS::AccountId\}|\{[^}]*\}|[^:{}]*):(.*)$"
)
_OWN = {"{AWS::Partition}": "", "{AWS::Region}": "", "{AWS::AccountId}": ""}


def written(resource: NeedResource) -> str:
    """The resource as a comment writes it."""
    text = str(resource.text).replace("${", "{")
    if resource.logical_id is not None:
        pattern = re.compile(r"\{" + re.escape(resource.logical_id) + r"(\.[A-Za-z_.]+)?\}")
        hits = list(pattern.finditer(text))
        if hits and (hits[-1].start() == 0 or text.startswith("arn:")):
            return f"{{{resource.logical_id}}}{text[hits[-1].end() :]}"
    match = _ARN.match(text)
    if match is None:
        return text
    partition, service, region, account, rest = match.groups()
    fields = [_OWN.get(field, field) for field in (partition, service, region, account)]
    return ":".join(["arn", *fields, rest])
