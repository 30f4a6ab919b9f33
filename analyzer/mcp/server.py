"""The tools."""

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import ToolAnnotations
from pydantic import Field

from analyzer import api
from analyzer.cli.version import tool_version
from analyzer.mcp.bounds import bounded, bounded_handler
from analyzer.mcp.results import ExplainResult, PolicyResult, ScanResult, scan_result

_T = TypeVar("_T")
_ABOUT = (
    "Says what each Python AWS Lambda function's IAM role grants beyond what its code needs, and what it lacks. "
    "Reads templates (SAM, CloudFormation, Serverless, Terraform) and code below one folder; changes nothing."
)
_READS = ToolAnnotations(read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False)

Where = Annotated[str, Field(description="A folder or template, relative to the root of this server.")]
Id = Annotated[str, Field(description="A function's id as scan names it, or TEMPLATE::ID.")]
Format = Literal["json", "yaml", "sam", "cloudformation", "serverless", "terraform"]


def serve(root: Path) -> MCPServer:
    """A server whose tools read nothing outside of ``root``."""
    root = root.resolve()
    server = MCPServer("overgrant", version=tool_version(), instructions=_ABOUT)

    def scan(path: Where = ".", function: Id | None = None) -> ScanResult:
        """Compare what the code of every Lambda function needs with what its role grants."""
        return _answer(lambda: scan_result(api.scan(bounded(path, root), function=function)))

    def policy(path: Where = ".", function: Id | None = None, format: Format = "json") -> PolicyResult:  # noqa: A002
        """The minimal role policy of one function, or of every function, ready to paste."""

        def made() -> PolicyResult:
            place = bounded(path, root)
            report = api.scan(place, function=function)
            incomplete = [each.id for each in report.functions if not each.complete]
            text = api.policy(place, function=function, format=format)
            return {"format": format, "text": text, "incomplete": incomplete}

        return _answer(made)

    def explain(
        function: Id,
        path: Where = ".",
        action: Annotated[str | None, Field(description="An action such as s3:GetObject; may hold wildcards.")] = None,
    ) -> ExplainResult:
        """Why a function needs an action (the way from its handler to the call), or why a grant of it is not needed."""

        def made() -> ExplainResult:
            text = api.explain(bounded(path, root), function=function, action=action)
            return {"function": function, "text": text}

        return _answer(made)

    def diff(
        policy: Annotated[str, Field(description="The role's policy document, JSON or YAML.")],
        handler: Annotated[str, Field(description="The handler, FILE.py:FUNC.")],
    ) -> ScanResult:
        """Compare one handler with one policy document, without a template."""
        return _answer(lambda: scan_result(api.diff(bounded(policy, root), bounded_handler(handler, root), root=root)))

    for tool in (scan, policy, explain, diff):
        server.add_tool(tool, annotations=_READS, structured_output=True)
    return server


def _answer(work: Callable[[], _T]) -> _T:
    """What the work gives; wrong usage is told to the client as the tool's error."""
    try:
        return work()
    except api.UsageError as error:
        raise ToolError(str(error)) from error
