"""The commands, as data: what each is called, takes and does, and which module runs it."""

from typing import NamedTuple

from analyzer.cli.flags import (
    CHANGED,
    DENIED,
    DIFF,
    ENTRY,
    JUDGING,
    REPORT,
    ROOT,
    SCANNING,
    STANDALONE,
    Flag,
    output_flags,
)

SCAN_FORMATS = ("text", "json", "sarif", "github", "markdown", "html")
POLICY_FORMATS = ("json", "yaml", "sam", "cloudformation", "serverless", "terraform")
GRAPH_FORMATS = ("json", "dot", "mermaid", "pycg")


class Command(NamedTuple):
    """One command: ``module`` holds its ``run(settings) -> Exit`` and is imported only when it runs."""

    name: str
    summary: str
    module: str
    words: str
    words_help: str
    flags: tuple[Flag, ...]


COMMANDS = (
    Command(
        "scan",
        "compare what each Lambda function's code needs with what its role grants",
        "analyzer.cli.scan",
        "PATH",
        "folders or templates to scan (default: .)",
        (*output_flags(SCAN_FORMATS, "text"), REPORT, *JUDGING, *CHANGED, *SCANNING),
    ),
    Command(
        "policy",
        "write the minimal policy of each function",
        "analyzer.cli.policy",
        "PATH",
        "what to scan (default: .)",
        (*output_flags(POLICY_FORMATS, "json"), *SCANNING),
    ),
    Command(
        "explain",
        "show why an action is needed, or why its grant is thought unneeded",
        "analyzer.cli.explain",
        "PATH|ACTION",
        "what to scan (default: .), and the action or grant (default: all)",
        (DENIED, *SCANNING),
    ),
    Command(
        "diff",
        "compare a handler with a policy document, without a template",
        "analyzer.cli.diff",
        "",
        "",
        (*STANDALONE[:2], *output_flags(SCAN_FORMATS, "text"), REPORT, *JUDGING, *STANDALONE[2:]),
    ),
    Command(
        "graph",
        "write the call graph of a function, or of a file that is run",
        "analyzer.cli.graph",
        "PATH",
        "what to scan (default: .)",
        (*output_flags(GRAPH_FORMATS, "json"), ENTRY, *SCANNING),
    ),
    Command(
        "mcp",
        "serve scan, policy, explain and diff over stdio (Model Context Protocol)",
        "analyzer.mcp.command",
        "",
        "",
        (ROOT,),
    ),
    Command(
        "fix",
        "rewrite the policies in the templates to what is needed",
        "analyzer.cli.fix",
        "PATH",
        "what to fix (default: .)",
        (DIFF, *(flag for flag in JUDGING if "baseline" not in flag.name), *SCANNING),
    ),
    Command("rules", "list the rules, or show one rule's page", "analyzer.cli.rules", "RULE", "rules to show", ()),
)


def command_named(name: str) -> Command | None:
    """The command of this name, or None."""
    return next((command for command in COMMANDS if command.name == name), None)
