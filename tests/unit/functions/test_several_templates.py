"""One handler in several templates, and code that is located by defaults."""

import pytest

from analyzer.functions import link, told_apart
from analyzer.pipeline import Options, scan
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read

TEMPLATE = (
    "Transform: AWS::Serverless-2016-10-31\nParameters: {Module: {Type: String, Default: app}, Policy: {Type: String}}\n"
    "Resources: {Save: {Type: AWS::Serverless::Function, Properties: "
    '{Runtime: python3.13, Handler: !Sub "${Module}.handler", CodeUri: src/, Policies: [!Ref Policy]}}}\n'
)


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "src").mkdir()
    (tmp_path / "src/app.py").write_text("def handler(event, context):\n    pass\n")
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    return tmp_path


def notes(folder, **options):
    report = scan((str(folder),), Options(cache=False, **options))
    return [
        finding.message
        for function in report.functions
        for finding in function.findings
        if finding.category == "analysis"
    ]


def test_a_handler_named_by_a_parameter_is_found_by_its_default(folder):
    repository = discover([folder])
    (entry,) = link(read(repository, Rulebook())[0], repository)
    assert entry.file == "src/app.py"


def test_what_settles_an_unknown_policy_is_named(folder):
    assert notes(folder) == ["the policy ${Policy} is not known here; --param Policy=VALUE settles it"]
    assert notes(folder, params=(("Policy", "AmazonS3ReadOnlyAccess"),)) == []


def test_one_handler_in_several_templates_is_told(folder):
    (folder / "staging.yaml").write_text(TEMPLATE)
    told = [text for text in notes(folder) if "--template" in text]
    assert told == [
        f"Save is declared in {other} too, with the same code; --template chooses one"
        for other in ("template.yaml", "staging.yaml")
    ]
    assert not any("--template" in text for text in notes(folder, template="staging.yaml"))


def test_other_code_under_the_same_id_is_another_function(folder):
    (folder / "two").mkdir()
    (folder / "two/template.yaml").write_text(TEMPLATE.replace("src/", "../src/").replace("Save", "Load"))
    repository = discover([folder])
    entries = tuple(entry for template in read(repository, Rulebook()) for entry in link(template, repository))
    assert [entry.problems for entry in told_apart(entries)] == [(), ()]
