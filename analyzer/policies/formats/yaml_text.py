"""JSON values as YAML, intrinsic functions as the short tags of CloudFormation."""

from typing import Any

import yaml
from msgspec import Struct

_TAGS = {"Ref": "!Ref", "Fn::Sub": "!Sub", "Fn::GetAtt": "!GetAtt", "Fn::ImportValue": "!ImportValue"}


def yaml_text(value: Any, *, tags: bool) -> str:
    """The value as block YAML, keys in their order; ``tags``: ``!Sub x`` instead of ``Fn::Sub: x``."""
    prepared = _tagged(value) if tags else value
    return yaml.dump(prepared, Dumper=_Dumper, sort_keys=False, width=10**6, allow_unicode=True)


class _Tagged(Struct):
    tag: str
    value: Any


class _Dumper(yaml.SafeDumper):
    """Lists are indented under their key, nothing is abbreviated by anchors."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)

    def choose_scalar_style(self) -> str:
        """``!Ref Orders`` needs no quotes where the bare text is a plain scalar."""
        event = self.event
        if isinstance(event, yaml.ScalarEvent) and event.tag in _TAGS.values():
            self.analysis = self.analyze_scalar(event.value)
            if self.analysis.allow_block_plain:
                return ""
        style: str = super().choose_scalar_style()
        return style

    def ignore_aliases(self, data: Any) -> bool:  # noqa: ARG002
        return True


def _represent(dumper: yaml.SafeDumper, tagged: _Tagged) -> yaml.Node:
    if isinstance(tagged.value, str):
        return dumper.represent_scalar(tagged.tag, tagged.value)
    return dumper.represent_sequence(tagged.tag, tagged.value)


_Dumper.add_representer(_Tagged, _represent)


def _tagged(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return [_tagged(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((key, inner),) = value.items()
        if key == "Fn::GetAtt" and isinstance(inner, list):
            return _Tagged(_TAGS[key], ".".join(inner))
        if key in _TAGS and not isinstance(inner, dict):  # a tag right behind a tag is not YAML
            return _Tagged(_TAGS[key], inner if isinstance(inner, str) else [_tagged(item) for item in inner])
    return {key: _tagged(inner) for key, inner in value.items()}
