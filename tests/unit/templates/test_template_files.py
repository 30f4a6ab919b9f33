"""Which files are templates, what nests what, and that one bad file costs only itself."""

import subprocess
import sys

import pytest

from analyzer.templates import ReadOptions
from analyzer.templates.stacks import MAX_TEMPLATE

GOOD = """
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler}}
"""


def ids(templates):
    return [(template.path, function.id) for template in templates for function in template.functions]


@pytest.mark.parametrize("name", ["template.yaml", "infra/anything.yml", "x.json", "stack.template"])
def test_a_template_is_known_by_what_it_holds(read_files, name):
    text = GOOD
    if name.endswith(".json"):
        text = '{"Resources": {"F": {"Type": "AWS::Serverless::Function", "Properties": {"Runtime": "python3.12"}}}}'
    assert ids(read_files({name: text})) == [(name, "F")]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("values.yaml", "Resources: [AWS::Lambda::Function, python]"),
        ("values.yaml", "broken: [AWS::"),
        ("api.json", '{"shapes": {"Resources": "AWS::Lambda::Function python"}}'),
        ("list.yaml", "- Resources: AWS::Lambda::Function python"),
        ("template.yaml", "kind: Scaffold\nspec: {}\n"),
        ("serverless.yml", "resources: {Resources: {F: {Type: AWS::Lambda::Function, Properties: {Runtime: python}}}}"),
        ("readme.md", GOOD),
    ],
)
def test_other_files_are_left_alone_without_a_word(read_files, name, text):
    assert read_files({name: text}) == ()


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ("- AWSTemplateFormatVersion: x\n", 1, "list"),
        ("Resources:\n  F: {Type: AWS::Lambda::Function, Runtime: python\nB: [", 3, "cannot be parsed"),
        (b"Resources: {F: {Type: AWS::Lambda::Function}} # python\nA: \xe9\n", 2, "UTF-8"),
        ("[" * 5000, 1, "nested deeper"),
        ("# python AWS::Lambda::Function Resources\n" + "#" * MAX_TEMPLATE, 1, "larger than"),
    ],
)
def test_a_bad_template_is_one_problem_and_the_others_are_read(read_files, text, line, word):
    bad, good = read_files({"a/template.yaml": text, "b/template.yaml": GOOD})
    assert [(problem.code, problem.span.path, problem.span.line) for problem in bad.problems] == [
        ("template-unreadable", "a/template.yaml", line)
    ]
    assert word in bad.problems[0].message
    assert ids([good]) == [("b/template.yaml", "F")]


def test_a_scanned_file_is_the_only_template(read_files):
    files = {"a.yaml": GOOD, "b.yaml": GOOD}
    assert ids(read_files(files, start="a.yaml")) == [("a.yaml", "F")]


PARENT = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ./child/template.yaml}}
  Second: {Type: AWS::Serverless::Application, Properties: {Location: child/template.yaml}}
  Remote: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: https://bucket/x.yaml}}
  Out: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: ../../x.yaml}}
  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: app.handler}}
"""


def test_a_nested_template_is_a_part_of_those_that_nest_it(read_files):
    templates = read_files({"template.yaml": PARENT, "child/template.yaml": GOOD})
    assert ids(templates) == [
        ("child/template.yaml", "Child.F"),
        ("child/template.yaml", "Second.F"),
        ("template.yaml", "F"),
    ]


def test_a_nested_template_is_read_though_only_its_parent_was_named(read_files):
    templates = read_files({"template.yaml": PARENT, "child/template.yaml": GOOD}, start="template.yaml")
    assert [function for _, function in ids(templates)] == ["Child.F", "Second.F", "F"]


def test_templates_that_nest_each_other_end(read_files):
    nesting = "Resources:\n  N: {{Type: AWS::CloudFormation::Stack, Properties: {{TemplateURL: {}}}}}\n"
    files = {
        "template.yaml": nesting.format("one.yaml"),
        "one.yaml": GOOD + "  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: two.yaml}}\n",
        "two.yaml": GOOD + "  N: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: one.yaml}}\n",
    }
    assert [function for _, function in ids(read_files(files))] == ["N.F", "N.N.F"]


def test_options_reach_every_template(read_files):
    text = (
        GOOD.replace("handler}}", "handler, Environment: {Variables: {N: !Ref N}}}}")
        + "Parameters: {N: {Type: String}}\n"
    )
    (template,) = read_files({"template.yaml": text}, ReadOptions(parameters=(("N", "given"),)))
    assert [str(text) for _, texts in template.functions[0].environment for text in texts] == ["given"]


def test_reading_twice_gives_the_same(read_files):
    files = {"template.yaml": PARENT, "child/template.yaml": GOOD}
    assert read_files(files) == read_files(files)


def test_a_scan_of_sam_imports_no_other_dialect(tmp_path):
    (tmp_path / "template.yaml").write_text(GOOD)
    program = (
        "import sys\n"
        "from analyzer.repository import discover\n"
        "from analyzer.rulebook import Rulebook\n"
        "from analyzer.templates import read\n"
        f"assert len(read(discover([{str(tmp_path)!r}]), Rulebook())) == 1\n"
        "print([name for name in ('libcst', 'networkx', 'boto3', 'samtranslator') if name in sys.modules])\n"
        "print(sorted(name for name in sys.modules if name.startswith('analyzer') and "
        "not {'serverless', 'terraform', 'cdk', 'chalice'}.isdisjoint(name.split('.'))))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n[]\n"
