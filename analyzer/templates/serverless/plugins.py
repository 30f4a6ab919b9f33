"""Plugins that add statements to the role that all functions share: what they add where it is known, else a gap."""

from analyzer.core import Gap
from analyzer.templates.serverless.constructs import construct_grants
from analyzer.templates.serverless.service import Service
from analyzer.templates.statements import Reading, together


def added_by_plugins(service: Service) -> Reading:
    """What is known of what plugins add, and a gap for every plugin of which nothing is."""
    known = service.plugin_rules["plugins"]
    gaps = tuple(
        Gap("unknown-role", span, f"the plugin {name} is not known here: it may add statements to the role")
        for name, span in service.plugins
        if known.get(name, {}).get("statements") not in {"none", "read"}
    )
    return together([construct_grants(service), Reading(gaps=gaps)])
