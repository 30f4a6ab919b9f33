"""The one way in which a command line can be refused."""


class UsageError(Exception):
    """Wrong usage or configuration: everything that is wrong, one line each."""

    def __init__(self, *problems: str) -> None:
        super().__init__("\n".join(problems))
        self.problems = problems
