"""Declared functions to the files that Lambda would import."""

import pytest

from analyzer.functions import link
from analyzer.functions.locate import handler_of
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read

SAM = "Transform: AWS::Serverless-2016-10-31\nResources:\n"


@pytest.fixture
def entries(tmp_path):
    """Link the functions of a template that stands in the folder ``stack`` beside files."""

    def linking(resources, *files, **texts):
        for path in files:
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(texts.get("script", ""))
        (tmp_path / "stack").mkdir(exist_ok=True)
        (tmp_path / "stack/template.yaml").write_text(SAM + resources)
        repository = discover([tmp_path])
        (template,) = read(repository, Rulebook())
        return link(template, repository)

    return linking


def function(handler="app.handler", more="", name="F", runtime="python3.12"):
    return (
        f"  {name}:\n    Type: AWS::Serverless::Function\n    Properties:\n"
        f"      Runtime: {runtime}\n      Handler: {handler}\n      CodeUri: src\n{more}"
    )


@pytest.mark.parametrize(
    ("handler", "file", "module", "name"),
    [
        ("app.handler", "stack/src/app.py", "app", "handler"),
        ("api/orders.get", "stack/src/api/orders.py", "api.orders", "get"),
        ("api.orders.get", "stack/src/api/orders.py", "api.orders", "get"),
        ("api.handler", "stack/src/api/__init__.py", "api", "handler"),
    ],
)
def test_a_handler_is_a_module_and_a_callable(entries, handler, file, module, name):
    (entry,) = entries(function(handler), file)
    assert (entry.file, entry.module, entry.callable) == (file, module, name)
    assert entry.import_roots == ("stack/src",)
    assert entry.problems == ()
    assert entry.gaps == ()


def test_a_package_comes_before_a_module_of_the_same_name(entries):
    (entry,) = entries(function(), "stack/src/app.py", "stack/src/app/__init__.py")
    assert entry.file == "stack/src/app/__init__.py"


@pytest.mark.parametrize("spec", ["handler", "", ".handler", "a..b", "app."])
def test_what_is_no_handler(spec):
    assert handler_of(spec) is None


LAYER = "  L: {{Type: AWS::Serverless::LayerVersion, Properties: {{ContentUri: {}}}, Metadata: {{BuildMethod: python3.12}}}}\n"


@pytest.mark.parametrize(
    ("content", "files", "roots"),
    [
        ("layer", ["stack/layer/python/util.py"], ["stack/layer/python"]),
        (
            "layer",
            ["stack/layer/python/lib/python3.12/site-packages/x.py", "stack/layer/python/util.py"],
            ["stack/layer/python", "stack/layer/python/lib/python3.12/site-packages"],
        ),
        ("layer", ["stack/layer/util.py", "stack/layer/requirements.txt"], ["stack/layer"]),
        ("../shared", ["shared/util.py"], ["shared"]),
    ],
)
def test_layers_follow_the_code(entries, content, files, roots):
    (entry,) = entries(function(more="      Layers: [!Ref L]\n") + LAYER.format(content), "stack/src/app.py", *files)
    assert entry.import_roots == ("stack/src", *roots)


def test_a_handler_may_stand_in_a_layer(entries):
    resources = function("shared.handler", "      Layers: [!Ref L]\n") + LAYER.format("layer")
    (entry,) = entries(resources, "stack/src/other.py", "stack/layer/python/shared.py")
    assert entry.file == "stack/layer/python/shared.py"


def test_a_layer_that_cannot_be_located_is_a_problem_of_its_own(entries):
    (entry,) = entries(function(more="      Layers: [!Ref L]\n") + LAYER.format("nowhere"), "stack/src/app.py")
    assert entry.module == "app"
    assert [(problem.code, problem.span.line) for problem in entry.problems] == [("unlocated-layer", 10)]


@pytest.mark.parametrize(
    ("resources", "files", "line", "word"),
    [
        (function(), ["stack/src/main.py"], 7, "there is no stack/src/app.py"),
        (function(), ["stack/other/app.py"], 8, "there is no folder stack/src"),
        (function("handler"), ["stack/src/app.py"], 7, "'handler' names no module"),
        (function().replace("src", "s3://bucket/key"), [], 8, "s3://bucket/key"),
        (function("run.sh"), ["stack/src/run.sh"], 7, "script stack/src/run.sh"),
        (function().replace("CodeUri: src", "InlineCode: x"), [], 7, "inline code is module index"),
    ],
)
def test_code_that_cannot_be_located_says_why_and_where(entries, resources, files, line, word):
    (entry,) = entries(resources, *files)
    assert (entry.module, entry.callable, entry.file) == (None, None, None)
    assert [(problem.code, problem.span.line) for problem in entry.problems] == [("unlocated-code", line)]
    assert word in entry.problems[0].message
    assert [gap.kind for gap in entry.gaps] == ["unlocated-code"]


def test_a_script_that_serves_an_application_leads_to_it(entries):
    (entry,) = entries(
        function("run.sh"),
        "stack/src/run.sh",
        "stack/src/web/main.py",
        script="#!/bin/bash\nexec python -m uvicorn --port=$PORT web.main:app\n",
    )
    assert (entry.module, entry.callable, entry.file) == ("web.main", "app", "stack/src/web/main.py")


def test_inline_code_is_module_index_with_its_first_line(entries):
    text = function("index.main").replace("CodeUri: src", "InlineCode: |\n        import boto3\n        x = 1")
    (entry,) = entries(text)
    assert (entry.module, entry.callable, entry.file) == ("index", "main", None)
    assert (entry.inline, entry.inline_line) == ("import boto3\nx = 1\n", 9)
    assert entry.import_roots == ()


def test_functions_of_one_role_know_each_other(entries):
    role = "      Role: !GetAtt R.Arn\n"
    resources = (
        function(more=role, name="A")
        + function(more=role, name="B")
        + function(name="C")
        + function(more=role, name="Node", runtime="nodejs20.x")
        + "  R: {Type: AWS::IAM::Role, Properties: {Policies: []}}\n"
    )
    found = {entry.declaration.id: entry for entry in entries(resources, "stack/src/app.py")}
    assert {name: entry.shared_with for name, entry in found.items()} == {"A": ("B",), "B": ("A",), "C": ()}
    assert found["A"].role.used_by == ("Node",)
    assert found["C"].role.kind == "implicit"


def test_the_gaps_of_the_role_are_the_entrys(entries):
    (entry,) = entries(function(more="      Role: !Ref RoleArn\n"), "stack/src/app.py")
    assert entry.role.kind == "external"
    assert [gap.kind for gap in entry.gaps] == ["unknown-role"]


@pytest.mark.parametrize(
    ("line", "roots"),
    [
        ("../../shared/pkg", ("stack/src", "shared/pkg")),
        ("-e ../../shared/pkg/", ("stack/src", "shared/pkg")),
        ("common @ file:../../shared/pkg", ("stack/src", "shared/pkg")),
        ("../shared/pkg  # from where the build runs", ("stack/src", "shared/pkg")),
        ("./shared/lib", ("stack/src", "shared/lib", "shared/lib/src")),
        ("../../../../outside", ("stack/src",)),
        ("./shared/pkg[more,docs]  # with extras", ("stack/src", "shared/pkg")),
        ("../../shared/absent", ("stack/src",)),
        ("/etc", ("stack/src",)),
        ("requests==2.0", ("stack/src",)),
        (".", ("stack/src",)),
    ],
)
def test_a_package_that_the_requirements_name_by_path_is_importable(entries, line, roots):
    files = (
        "stack/src/requirements.txt",
        "stack/src/app.py",
        "shared/pkg/common/__init__.py",
        "shared/lib/src/more.py",
    )
    (entry,) = entries(function(), *files, script=line)
    assert entry.import_roots == roots
