"""Every option of every command, as data: the command line and the configuration read the same table."""

from typing import Literal, NamedTuple

Kind = Literal["text", "choice", "switch", "number", "list", "pairs", "reports", "paths"]


class Flag(NamedTuple):
    """One option.

    ``name`` is its word without the dashes, in the configuration too.  ``pairs`` are repeated
    ``NAME=VALUE``, ``paths`` repeated ``PATTERN=RULE,RULE``, ``list`` repeated or separated by commas when ``commas``.  ``configurable`` says
    whether a configuration file may set it: a scanned repository brings its own file, so what says
    where to write never is.
    """

    name: str
    kind: Kind
    help: str
    metavar: str = ""
    choices: tuple[str, ...] = ()
    default: str = ""
    commas: bool = False
    configurable: bool = True

    @property
    def attribute(self) -> str:
        """The flag's name as Python spells it."""
        return self.name.replace("-", "_")


SCANNING = (
    Flag("function", "text", "only this function (TEMPLATE::ID where an id stands in several templates)", "ID",
         configurable=False),
    Flag("template", "text", "only this template", "FILE"),
    Flag("region", "text", "take this region as known", "REGION"),
    Flag("account", "text", "take this account as known", "ACCOUNT"),
    Flag("partition", "text", "take this partition as known (aws, aws-cn, aws-us-gov)", "PARTITION"),
    Flag("param", "pairs", "take this value of a template parameter as known; repeatable", "NAME=VALUE"),
    Flag("stage", "text", "the stage that serverless templates are read for", "STAGE"),
    Flag("var-file", "list", "a Terraform variable file; repeatable", "FILE"),
    Flag("serverless-state", "text", "what the Serverless Framework resolved a service to: the serverless-state.json "
         "that package leaves in .serverless, below that service's folder", "FILE", configurable=False),
    Flag("env", "pairs", "the value of an environment variable that a template refers to; repeatable", "NAME=VALUE"),
    Flag("jobs", "number", "worker processes (default: one per processor)", "N"),
    Flag("no-cache", "switch", "neither read nor write the cache"),
    Flag("cache-dir", "text", "where the cache is kept", "DIR", configurable=False),
    Flag("config", "text", "this configuration file instead of the nearest one", "FILE", configurable=False),
    Flag("debug", "switch", "show a traceback where the analysis fails", configurable=False),
)  # fmt: skip

LEVELS = ("error", "warning", "note", "never")

JUDGING = (
    Flag("fail-on", "choice", "exit 1 for findings of this level or above", choices=LEVELS, default="error"),
    Flag("baseline", "text", "leave out the findings that this file knows", "FILE"),
    Flag("write-baseline", "text", "write the findings of this run to a baseline file", "FILE", configurable=False),
    Flag("select", "list", "only these rules; repeatable or separated by commas", "RULE", commas=True),
    Flag("ignore", "list", "all but these rules; repeatable or separated by commas", "RULE", commas=True),
    Flag("per-path-ignores", "paths", "leave out these rules below paths that match; repeatable", "PATTERN=RULE,…"),
    Flag("strict", "switch", "exit 4 when the analysis is incomplete"),
)


CHANGED = (
    Flag("changed-since", "text", "only functions that the changes since this commit touch (code, data or template)",
         "REF", configurable=False),
    Flag("changed-files", "text", "the same for the files that this one lists, paths from the git root, one a line",
         "FILE", configurable=False),
)  # fmt: skip


def output_flags(formats: tuple[str, ...], default: str) -> tuple[Flag, Flag]:
    """The two flags that say in which format a command answers, and where."""
    return (
        Flag("format", "choice", "what to write", choices=formats, default=default, configurable=False),
        Flag("output", "text", "write to this file instead of stdout", "FILE", configurable=False),
    )


REPORT = Flag("report", "reports", "write one more report, FORMAT=FILE; repeatable", "FORMAT=FILE", configurable=False)

DIFF = Flag("diff", "switch", "show what would be changed, and change nothing", configurable=False)

ENTRY = Flag("entry", "text", "a file to run instead of a declared function", "FILE.py[:FUNC]", configurable=False)

DENIED = Flag("denied", "text", "explain this message of a refused request (- reads it from stdin)", "MESSAGE",
              configurable=False)  # fmt: skip

ROOT = Flag("root", "text", "nothing outside of this folder is read (default: .)", "DIR", configurable=False)

_OF_TEMPLATES = ("function", "template", "param", "stage", "var-file", "serverless-state")
STANDALONE = (
    Flag("policy", "text", "the policy document of the role, JSON or YAML", "FILE", configurable=False),
    Flag("handler", "text", "the handler", "FILE.py:FUNC", configurable=False),
    *(flag for flag in SCANNING if flag.name not in _OF_TEMPLATES),
)
