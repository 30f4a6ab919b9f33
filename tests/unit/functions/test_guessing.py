"""Code whose package is made elsewhere."""

import pytest

from analyzer.functions import claimed_files, link
from analyzer.functions.guessing import likely_root
from analyzer.repository import discover
from analyzer.rulebook import Rulebook
from analyzer.templates import read

TEMPLATE = """\
Resources:
  NightlyReport:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.13
      Handler: {handler}
      Role: arn:aws:iam::123456789012:role/any
      Code: {{S3Bucket: releases, S3Key: {key}}}
"""
DEFINES = "def handler(event, context):\n    pass\n"


@pytest.fixture
def folder_of(tmp_path):
    """The folder that a function's code is taken to be, None where it is not located."""

    def located(*paths, handler="index.handler", key="1/pack.zip", text=DEFINES, template="infra/stack.yaml"):
        for path in paths:
            place = tmp_path / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
        place = tmp_path / template
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(TEMPLATE.format(handler=handler, key=key))
        repository = discover([tmp_path])
        (entry,) = link(read(repository, Rulebook())[0], repository)
        return entry.declaration.code.path if entry.module else None

    return located


def test_the_only_file_that_fits_is_taken(folder_of):
    assert folder_of("infra/code/index.py") == "infra/code"


def test_a_file_that_does_not_define_the_handler_does_not_fit(folder_of):
    assert folder_of("infra/code/index.py", text="def other():\n    pass\n") is None


def test_of_several_files_the_one_named_like_the_package_is_taken(folder_of):
    assert folder_of("src/pack/index.py", "src/rest/index.py") == "src/pack"


def test_of_several_files_the_one_named_like_the_function_is_taken(folder_of):
    assert folder_of("src/nightly-report/index.py", "src/rest/index.py") == "src/nightly-report"


def test_several_files_that_fit_alike_are_none(folder_of):
    assert folder_of("src/one/index.py", "src/rest/index.py") is None


def test_the_nearest_folder_decides(folder_of):
    assert folder_of("infra/code/index.py", "src/pack/index.py") == "infra/code"


def test_a_plain_name_far_away_may_be_anything(folder_of):
    assert folder_of("elsewhere/index.py", template="deep/down/infra/stack.yaml") is None
    assert (
        folder_of("elsewhere/orders.py", handler="orders.handler", template="deep/down/infra/stack.yaml") == "elsewhere"
    )


def test_tests_and_builds_are_no_code(folder_of):
    assert folder_of("infra/tests/index.py", "infra/.aws-sam/build/F/index.py") is None


LOCAL = """\
Transform: AWS::Serverless-2016-10-31
Resources:
  {name}: {{Type: AWS::Serverless::Function, Properties: {{Runtime: python3.13, Handler: app.handler, CodeUri: {uri}}}}}
"""


@pytest.mark.parametrize(("uri", "file"), [("gone/", None), ("s3://bucket/key", "a/src/app.py")])
def test_code_that_another_template_names_is_not_taken_for_a_missing_folders(tmp_path, uri, file):
    (tmp_path / "a/src").mkdir(parents=True)
    (tmp_path / "a/src/app.py").write_text(DEFINES)
    (tmp_path / "a/template.yaml").write_text(LOCAL.format(name="Own", uri="src/"))
    (tmp_path / "template.yaml").write_text(LOCAL.format(name="Other", uri=uri))
    repository = discover([tmp_path])
    templates = read(repository, Rulebook())
    claimed = claimed_files(templates, repository)
    (entry,) = [
        one for template in templates for one in link(template, repository, claimed) if one.declaration.id == "Other"
    ]
    assert (claimed, entry.file) == (frozenset({"a/src/app.py"}), file)


@pytest.mark.parametrize(
    ("paths", "root"),
    [
        (["shared/common/orders/store.py"], "shared/common"),
        (["orders/store.py"], "."),
        (["one/orders/store.py", "two/orders/store.py"], ""),
        (["fns/lib/orders/store.py", "two/orders/store.py"], "fns/lib"),
        (["tests/orders/store.py"], ""),
        (["shared/orders/other.py"], ""),
    ],
)
def test_the_only_folder_that_has_a_module_is_looked_in(tmp_path, paths, root):
    for path in (*paths, "fns/save/app.py"):
        place = tmp_path / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(DEFINES)
    assert likely_root("orders.store", ("fns/save",), discover([tmp_path])) == root
