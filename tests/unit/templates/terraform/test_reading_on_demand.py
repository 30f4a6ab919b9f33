"""Terraform costs nothing where there is none, and says what to install where its parser is missing."""

import importlib.util
import subprocess
import sys

from analyzer.templates.terraform import read_all

PROGRAM = """
import sys
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read
read(discover([sys.argv[1]]), Rulebook())
print([name for name in sys.modules if "terraform" in name or "tree_sitter" in name])
"""


def test_a_repository_without_terraform_imports_nothing_of_it(tmp_path):
    (tmp_path / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources:\n  F: {Type: AWS::Serverless::Function}\n"
    )
    ran = subprocess.run([sys.executable, "-c", PROGRAM, str(tmp_path)], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "[]"


def test_without_the_extra_there_is_one_problem_that_says_what_to_install(monkeypatch):
    known = importlib.util.find_spec
    monkeypatch.setattr(
        "analyzer.templates.terraform.find_spec", lambda name: None if name == "tree_sitter_hcl" else known(name)
    )
    (template,) = read_all(("a/main.tf", "b/main.tf"), None)
    (problem,) = template.problems
    assert (problem.code, problem.span.path) == ("template-unreadable", "a/main.tf")
    assert "pip install 'overgrant[terraform]'" in problem.message
    assert template.functions == ()
