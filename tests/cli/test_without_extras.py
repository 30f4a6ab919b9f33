"""What the package alone can do, where its extras are not installed."""

import pytest

from analyzer.cli.commands import COMMANDS

# As where the distribution stands alone: the modules of the extras are not to be found.
ALONE = """
import sys
from importlib.abc import MetaPathFinder


class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("mcp", "pydantic", "tree_sitter", "tree_sitter_hcl"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)


import importlib.util

real = importlib.util.find_spec
sys.meta_path.insert(0, Absent())


def find_spec(name, package=None):
    try:
        return real(name, package)
    except ModuleNotFoundError:
        return None


importlib.util.find_spec = find_spec
from analyzer.cli import main

sys.argv[0] = "overgrant"
main()
"""
WORDS = {
    "scan": ("scan", "--fail-on", "never"),
    "policy": ("policy",),
    "explain": ("explain", "--function", "SaveOrder"),
    "diff": ("diff", "--policy", "policy.json", "--handler", "src/app.py:handler", "--fail-on", "never"),
    "graph": ("graph", "--function", "SaveOrder"),
    "fix": ("fix", "--fail-on", "never"),
    "rules": ("rules",),
}


@pytest.mark.parametrize("name", [command.name for command in COMMANDS if command.name != "mcp"])
def test_every_command_works_without_the_extras(overgrant, project, name):
    (project / "policy.json").write_text(
        '{"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}'
    )
    (project / "src" / "main.tf").write_text('resource "aws_sqs_queue" "jobs" {}\n')
    (project / "prod.tfvars").write_text('stage = "prod"\n')
    files = ("--var-file", "prod.tfvars") if name in ("scan", "policy", "graph", "fix") else ()
    done = overgrant(*WORDS[name], *files, program=ALONE)
    assert done.code == 0, done
    assert done.stdout
    assert "internal error" not in done.stderr


def test_a_template_is_fixed_without_the_extras(overgrant, project):
    overgrant("fix", program=ALONE)
    assert "dynamodb:DeleteItem" not in (project / "template.yaml").read_text()
