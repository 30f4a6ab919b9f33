"""Where findings about a resource are placed: on the line that made its construct, where the assembly tells it."""

from bisect import bisect_right

from msgspec.structs import replace

from analyzer.core import Gap, Span
from analyzer.templates.cdk.assembly import Assembly
from analyzer.templates.cdk.sources import Sources
from analyzer.templates.model import CodeSource, FunctionDecl, Grant, RoleDecl
from analyzer.templates.nodes import entries


class Places:
    """The lines of programs behind the lines of an assembly's templates."""

    def __init__(self, assembly: Assembly, sources: Sources) -> None:
        self._starts: dict[str, list[int]] = {}
        self._lines: dict[str, list[tuple[int, Span | None]]] = {}
        for stack in assembly.stacks:
            if not any(stack.traces.values()):
                continue
            resources = entries(stack.root.get("Resources"))
            self._starts[stack.path] = [one.span.line for one in resources]
            self._lines[stack.path] = [
                (
                    max(one.value.span.end_line, one.span.line),
                    sources.line(stack.traces.get(one.key, ()), assembly.folder),
                )
                for one in resources
            ]

    def of(self, span: Span) -> Span:
        """The line that made the resource around a place of a template; the place itself where that is not known."""
        starts = self._starts.get(span.path, [])
        index = bisect_right(starts, span.line) - 1
        if index < 0:
            return span
        end, line = self._lines[span.path][index]
        return line if line is not None and span.line <= end else span

    def role(self, role: RoleDecl) -> RoleDecl:
        """A role with everything in it moved to where it was made."""
        return replace(
            role,
            span=self.of(role.span),
            grants=tuple(self._grant(one) for one in role.grants),
            boundary=None if role.boundary is None else tuple(self._grant(one) for one in role.boundary),
            gaps=tuple(Gap(one.kind, self.of(one.span), one.detail) for one in role.gaps),
        )

    def _grant(self, grant: Grant) -> Grant:
        return replace(
            grant,
            span=self.of(grant.span),
            action_spans=tuple(self.of(one) for one in grant.action_spans),
            resource_spans=tuple(self.of(one) for one in grant.resource_spans),
        )

    def function(self, function: FunctionDecl) -> FunctionDecl:
        """A function whose code is spoken of where it was made; inline code stands in the template."""
        handler = function.handler_span
        return replace(
            function,
            code=self._code(function.code),
            layers=tuple(self._code(one) for one in function.layers),
            handler_span=None if handler is None else self.of(handler),
        )

    def _code(self, code: CodeSource) -> CodeSource:
        return code if code.kind == "inline" else replace(code, span=self.of(code.span))
