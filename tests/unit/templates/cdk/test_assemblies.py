"""What ``cdk synth`` writes, read: stacks, code, references between stacks, places."""

import json

import pytest

from analyzer.core import ref
from analyzer.repository import discover
from analyzer.templates import express, read

ROLE = {"Type": "AWS::IAM::Role", "Properties": {"AssumeRolePolicyDocument": {"Statement": []}}}
HASH = "a1" * 32


def function(**properties):
    """A Python function with its code in the asset ``HASH``."""
    code = {"S3Bucket": {"Fn::Sub": "assets-${AWS::Region}"}, "S3Key": f"{HASH}.zip"}
    base = {"Runtime": "python3.13", "Handler": "app.handler", "Code": code, "Role": {"Fn::GetAtt": ["Role", "Arn"]}}
    return {"Type": "AWS::Lambda::Function", "Properties": base | properties}


def stack(name, **more):
    """An artifact of the manifest."""
    properties = {"templateFile": f"{name}.template.json"}
    return {name: {"type": "aws:cloudformation:stack", "properties": properties, **more}}


ASSETS = {"files": {HASH: {"source": {"path": f"asset.{HASH}", "packaging": "zip"}}}}


@pytest.fixture
def read_assembly(read_files):
    """The templates of an assembly by their paths; ``files`` stand beside it, values are written as JSON."""

    def reading(artifacts, templates, files=None, folder="cdk.out"):
        artifacts = {
            "Own.assets": {"type": "cdk:asset-manifest", "properties": {"file": "own.assets.json"}},
            **artifacts,
        }
        written = {
            f"{folder}/cdk.out": '{"version": "39.0.0"}',
            f"{folder}/manifest.json": json.dumps({"version": "39.0.0", "artifacts": artifacts}),
            f"{folder}/own.assets.json": json.dumps(ASSETS),
            f"{folder}/asset.{HASH}/app.py": "def handler(event, context): ...\n",
            **{f"{folder}/{name}": json.dumps(value, indent=1) for name, value in templates.items()},
            **{name: value if isinstance(value, str) else json.dumps(value) for name, value in (files or {}).items()},
        }
        return {template.path: template for template in read_files(written)}

    return reading


ONE = "cdk.out/One.template.json"
TWO = "cdk.out/Two.template.json"
STAGED = f"cdk.out/asset.{HASH}"


def resources(**given):
    return {"Resources": {"Role": ROLE, "Fn": function(), **given}}


def only(templates, path=ONE):
    (found,) = templates[path].functions
    return found


def test_code_is_the_asset(read_assembly):
    found = only(read_assembly(stack("One"), {"One.template.json": resources()}))
    assert (found.id, found.dialect, found.template) == ("Fn", "cdk", ONE)
    assert (found.code.kind, found.code.path) == ("directory", STAGED)


def test_code_is_where_people_edit_it(read_assembly):
    files = {"src/app.py": "def handler(event, context): ...\n", "src/README.md": "not staged"}
    assert only(read_assembly(stack("One"), {"One.template.json": resources()}, files)).code.path == "src"


@pytest.mark.parametrize(
    "files",
    [
        {"src/app.py": "def handler(event, context): print()\n"},
        {"src/app.py": "def handler(event, context): ...\n", "src/more.py": ""},
        {"src/app.py": "def handler(event, context): ...\n", "other/app.py": "def handler(event, context): ...\n"},
    ],
    ids=["edited since", "more than was staged", "two folders alike"],
)
def test_sources_that_are_not_what_was_staged(read_assembly, files):
    assert only(read_assembly(stack("One"), {"One.template.json": resources()}, files)).code.path == STAGED


def test_asset_that_is_gone_is_told(read_assembly):
    lost = function(Code={"S3Bucket": "b", "S3Key": f"{'b2' * 32}.zip"})
    lost["Metadata"] = {"aws:asset:path": "asset.gone", "aws:asset:property": "Code"}
    code = only(read_assembly(stack("One"), {"One.template.json": resources(Fn=lost)})).code
    assert (code.kind, code.why) == ("unknown", "there is no folder cdk.out/asset.gone")


@pytest.mark.parametrize("path", ["../../../etc", "/etc", "asset.x/../../../../etc"])
def test_no_path_out_of_the_repository(read_assembly, path):
    code = function(Code={"S3Bucket": "b", "S3Key": "x"})
    code["Metadata"] = {"aws:asset:path": path, "aws:asset:property": "Code"}
    assert only(read_assembly(stack("One"), {"One.template.json": resources(Fn=code)})).code.kind == "unknown"


def test_assets_of_an_old_assembly(read_assembly):
    """Assembly schema 1: hashes in names of parameters, assets beside the constructs."""
    code = {
        "S3Bucket": {"Ref": f"AssetParameters{'c3' * 32}S3Bucket"},
        "S3Key": {"Ref": f"AssetParameters{'c3' * 32}S3VersionKey"},
    }
    asset = {"type": "aws:cdk:asset", "data": {"path": "asset.old", "id": "c3" * 32, "packaging": "zip"}}
    artifacts = stack("One", metadata={"/One": [asset]})
    files = {"cdk.out/asset.old/app.py": ""}
    assert only(
        read_assembly(artifacts, {"One.template.json": resources(Fn=function(Code=code))}, files)
    ).code.path == ("cdk.out/asset.old")


def test_image_of_a_staged_folder(read_assembly):
    image = {
        "Type": "AWS::Lambda::Function",
        "Properties": {"PackageType": "Image", "Code": {"ImageUri": f"repo:{'d4' * 32}"}},
    }
    source = {"directory": "asset.image", "dockerFile": "Dockerfile.lambda"}
    files = {
        "cdk.out/own.assets.json": ASSETS | {"dockerImages": {"d4" * 32: {"source": source}}},
        "cdk.out/asset.image/Dockerfile.lambda": "FROM public.ecr.aws/lambda/python:3.12\nCOPY app.py .\nCMD app.handler\n",
        "cdk.out/asset.image/app.py": "",
    }
    found = only(read_assembly(stack("One"), {"One.template.json": {"Resources": {"Fn": image}}}, files))
    assert (found.runtime, found.handler, found.code.path) == ("python3.12", "app.handler", "cdk.out/asset.image")


def export(value, name):
    return {"Value": value, "Export": {"Name": name}}


def test_export_of_another_stack_is_its_resource(read_assembly):
    table = {"Type": "AWS::DynamoDB::Table", "Properties": {}}
    two = {"Resources": {"Table": table}, "Outputs": {"O": export({"Ref": "Table"}, "Two:Table")}}
    environment = {"Variables": {"TABLE": {"Fn::ImportValue": "Two:Table"}, "ELSE": {"Fn::ImportValue": "elsewhere"}}}
    templates = {"One.template.json": resources(Fn=function(Environment=environment)), "Two.template.json": two}
    read_ = read_assembly(stack("One") | stack("Two"), templates)
    found = only(read_)
    assert dict(found.environment) == {"TABLE": (ref("Two/Table"),), "ELSE": (ref("Fn::ImportValue", "elsewhere"),)}
    assert ("Two/Table", "AWS::DynamoDB::Table") in [(one.id, one.type) for one in read_[ONE].resources]
    assert express(ref("Two/Table"), "cdk", found.words) == {"Fn::ImportValue": "Two:Table"}
    assert express(ref("Two/Table", "Arn"), "cdk", found.words) == {
        "Fn::Sub": [
            "arn:${AWS::Partition}:dynamodb:${AWS::Region}:${AWS::AccountId}:table/${Import1}",
            {"Import1": {"Fn::ImportValue": "Two:Table"}},
        ]
    }


def test_exports_that_name_each_other_end(read_assembly):
    outputs = {"A": export({"Fn::ImportValue": "b"}, "a"), "B": export({"Fn::ImportValue": "a"}, "b")}
    environment = {"Variables": {"X": {"Fn::ImportValue": "a"}}}
    one = resources(Fn=function(Environment=environment)) | {"Outputs": outputs}
    assert dict(only(read_assembly(stack("One"), {"One.template.json": one})).environment)["X"]


def test_nested_stack_knows_what_its_parent_gives_it(read_assembly):
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Properties": {"TemplateURL": "x", "Parameters": {"given": {"Ref": "Queue"}}},
        "Metadata": {"aws:asset:path": "Inner.json", "aws:asset:property": "TemplateURL"},
    }
    outer = {"Resources": {"Queue": {"Type": "AWS::SQS::Queue"}, "Child": nested}}
    inner = resources(Fn=function(Environment={"Variables": {"URL": {"Ref": "given"}}}))
    inner["Parameters"] = {"given": {"Type": "String"}}
    found = only(read_assembly(stack("One"), {"One.template.json": outer, "Inner.json": inner}), "cdk.out/Inner.json")
    assert found.id == "Child.Fn"
    assert dict(found.environment)["URL"] == (ref("One/Queue"),)
    assert express(ref("One/Queue"), "cdk", found.words) == {"Ref": "given"}


def test_template_that_nests_itself_ends(read_assembly):
    nested = {
        "Type": "AWS::CloudFormation::Stack",
        "Metadata": {"aws:asset:path": "One.template.json", "aws:asset:property": "TemplateURL"},
        "Properties": {"TemplateURL": "x"},
    }
    assert only(read_assembly(stack("One"), {"One.template.json": resources(Child=nested)})).id == "Fn"


def test_policy_that_another_stack_adds_to_a_role(read_assembly):
    statement = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
    added = {
        "Type": "AWS::IAM::Policy",
        "Properties": {"PolicyDocument": {"Statement": [statement]}, "Roles": [{"Fn::ImportValue": "role"}]},
    }
    one = resources() | {"Outputs": {"R": export({"Ref": "Role"}, "role")}}
    templates = {"One.template.json": one, "Two.template.json": {"Resources": {"More": added}}}
    (role,) = read_assembly(stack("One") | stack("Two"), templates)[ONE].roles
    assert [(grant.statement.actions, grant.span.path) for grant in role.grants] == [(("s3:GetObject",), TWO)]


def test_role_that_functions_of_two_stacks_use(read_assembly):
    one = resources() | {"Outputs": {"R": export({"Fn::GetAtt": ["Role", "Arn"]}, "role")}}
    two = {"Resources": {"Other": function(Role={"Fn::ImportValue": "role"})}}
    read_ = read_assembly(stack("One") | stack("Two"), {"One.template.json": one, "Two.template.json": two})
    assert [(role.id, role.kind, role.used_by) for role in read_[ONE].roles] == [("Role", "template", ("Two/Other",))]
    assert [(role.id, role.kind, role.used_by) for role in read_[TWO].roles] == [("One/Role", "template", ("One/Fn",))]


TRACE = {"type": "aws:cdk:creationStack", "data": ["new Fn (/w/node_modules/x/fn.js:1:1)", "stack (/w/lib/stack.py:2)"]}


@pytest.mark.parametrize(
    "rows",
    [
        [{"type": "aws:cdk:logicalId", "data": "Role"}, TRACE],
        [{"type": "aws:cdk:logicalId", "data": "Role", "trace": ["new Stack (/w/lib/stack.py:2:5)"]}],
    ],
    ids=["an entry of its own", "beside the logical id"],
)
def test_grants_stand_on_the_line_that_made_their_construct(read_assembly, rows):
    policy = {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}
    role = {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}}
    artifacts = stack("One", metadata={"/One/Fn/Role": rows})
    files = {"lib/stack.py": "import aws_cdk\nmake()\n"}
    template = read_assembly(artifacts, {"One.template.json": resources(Role=role)}, files)[ONE]
    (grant,) = template.roles[0].grants
    assert [(span.path, span.line) for span in (grant.span, *grant.action_spans)] == [("lib/stack.py", 2)] * 2
    assert template.functions[0].span.path == ONE


def test_without_lines_grants_stand_in_the_template(read_assembly):
    policy = {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}}
    role = {"Type": "AWS::IAM::Role", "Properties": {"Policies": [policy]}}
    (found,) = read_assembly(stack("One"), {"One.template.json": resources(Role=role)})[ONE].roles
    assert found.grants[0].span.path == ONE


@pytest.mark.parametrize(
    "name", ["BucketNotificationsHandler050a0587b7544547bf325f094a3db8347ECC3691", "CustomCDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C81C01536"]
)  # fmt: skip
def test_functions_of_the_cdk_itself_are_left_out(read_assembly, name):
    templates = {"One.template.json": resources(**{name: function()})}
    assert only(read_assembly(stack("One"), templates)).id == "Fn"


@pytest.mark.parametrize("text", ["", "[]", "{", '{"artifacts": []}', '{"artifacts": {"A": 3}}'])
def test_manifest_that_is_none(read_files, text):
    templates = read_files({"cdk.out/cdk.out": "{}", "cdk.out/manifest.json": text})
    assert not any(template.functions for template in templates)


def test_template_that_is_gone_is_told(read_assembly):
    (problem,) = [each for one in read_assembly(stack("One"), {}).values() for each in one.problems]
    assert (problem.code, problem.span.path) == ("template-unreadable", ONE)


def test_app_without_output_is_told(read_files):
    (template,) = read_files({"cdk.json": '{"app": "python3 app.py"}', "app.py": ""})
    (problem,) = template.problems
    assert "run cdk synth" in problem.message


@pytest.mark.parametrize(
    "files",
    [
        {"cdk.json": '{"app": "npx ts-node app.ts"}', "app.ts": ""},
        {"cdk.json": '{"context": {}}', "app.py": ""},
        {"cdk.json": '{"app": "python3 app.py"}', "app.py": "", "out/cdk.out": "{}", "out/manifest.json": "{}"},
    ],
    ids=["no Python at all", "no app", "synthesized"],
)
def test_apps_of_which_nothing_is_to_be_told(read_files, files):
    assert [problem for template in read_files(files) for problem in template.problems] == []


def test_what_was_staged_is_no_template_of_its_own(read_assembly):
    template = (
        "Resources:\n  Fn:\n    Type: AWS::Serverless::Function\n    Properties: {Runtime: python3.13, Handler: a.b}\n"
    )
    files = {f"{STAGED}/template.yaml": template, f"{STAGED}/main.tf": "", f"{STAGED}/serverless.yml": "service: x"}
    assert list(read_assembly(stack("One"), {"One.template.json": resources()}, files)) == [ONE]


@pytest.mark.parametrize("name", ["One.template.json", "manifest.json", "cdk.out"])
def test_one_file_of_an_assembly_is_scanned(read_assembly, tmp_path, rulebook, name):
    read_assembly(stack("One") | stack("Two"), dict.fromkeys(["One.template.json", "Two.template.json"], resources()))
    found = [one.path for one in read(discover([tmp_path / "cdk.out" / name]), rulebook)]
    assert found == (["One.template.json"] if name.startswith("One") else ["One.template.json", "Two.template.json"])
