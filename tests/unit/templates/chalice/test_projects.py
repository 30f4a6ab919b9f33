"""Chalice projects: functions from decorators, settings by stage and function, roles from policy files."""

import json

import pytest

from analyzer.core import lit
from analyzer.templates import ReadOptions

STATEMENT = {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}
APP = "from chalice import Chalice\napp = Chalice(app_name='x')\n"
VIEW = APP + "@app.route('/')\ndef view(): ...\n"


@pytest.fixture
def read_project(read_files):
    """The one template of a configuration and an ``app.py``."""

    def reading(config, app=VIEW, files=None, stage=""):
        given = {".chalice/config.json": json.dumps(config), "app.py": app, **(files or {})}
        (template,) = read_files(given, ReadOptions(stage=stage))
        return template

    return reading


@pytest.mark.parametrize(
    ("decorated", "name", "handler", "kinds"),
    [
        ("@app.route('/')\ndef view(): ...\n", "api_handler", "app.app", ["Api"]),
        ("@app.on_ws_message()\ndef said(event): ...\n", "websocket_message", "app.app", ["WebSocket"]),
        ("@app.lambda_function()\ndef run(event, context): ...\n", "run", "app.run", []),
        ("@app.lambda_function(name='other')\ndef run(event, context): ...\n", "other", "app.run", []),
        ("@app.schedule('rate(1 day)')\n@traced\ndef run(event): ...\n", "run", "app.run", ["Schedule"]),
        ("@app.on_s3_event(\n    bucket='b',  # (a note)\n)\ndef run(event): ...\n", "run", "app.run", ["S3"]),
        ("@app.on_sqs_message('q')\nasync def run(event): ...\n", "run", "app.run", ["SQS"]),
    ],
)
def test_decorators_make_functions(read_project, decorated, name, handler, kinds):
    (found,) = read_project({}, APP + decorated).functions
    assert (found.id, found.handler, [event.kind for event in found.events]) == (name, handler, kinds)
    assert (found.dialect, found.template, found.code.path) == ("none", ".chalice/config.json", "")


@pytest.mark.parametrize(
    ("decorator", "source"),
    [
        ("on_sqs_message(queue='q')", "arn:${AWS::Partition}:sqs:${AWS::Region}:${AWS::AccountId}:q"),
        ("on_sqs_message(queue_arn='arn:aws:sqs:r:1:q')", "arn:aws:sqs:r:1:q"),
        ("on_kinesis_record(stream='s')", "arn:${AWS::Partition}:kinesis:${AWS::Region}:${AWS::AccountId}:stream/s"),
        ("on_sns_message(topic='arn:aws:sns:r:1:t')", "arn:aws:sns:r:1:t"),
        ("on_s3_event('b')", "b"),
        ("on_sqs_message(queue=NAME)", "None"),
    ],
)
def test_what_triggers(read_project, decorator, source):
    (found,) = read_project({}, f"{APP}@app.{decorator}\ndef run(event): ...\n").functions
    assert str(found.events[0].source) == source


def test_many_views_are_one_function(read_project):
    template = read_project({}, VIEW + "@app.route('/b')\ndef b(): ...\n")
    assert [one.id for one in template.functions] == ["api_handler"]


def test_blueprints(read_project):
    blueprint = "from chalice import Blueprint\nbp = Blueprint(__name__)\n@bp.lambda_function()\ndef run(e, c): ...\n"
    template = read_project({}, files={"chalicelib/jobs.py": blueprint})
    assert [(one.id, one.handler) for one in template.functions] == [
        ("api_handler", "app.app"), ("run", "chalicelib.jobs.run"),
    ]  # fmt: skip


def test_settings_of_the_function_before_the_stage_before_the_project(read_project):
    config = {
        "environment_variables": {"A": "all", "B": "all", "C": "all"},
        "stages": {"dev": {"environment_variables": {"B": "dev", "C": "dev"}, "xray": True,
                           "lambda_functions": {"api_handler": {"environment_variables": {"C": "own"}}}}},
    }  # fmt: skip
    (found,) = read_project(config).functions
    assert dict(found.environment) == {"A": (lit("all"),), "B": (lit("dev"),), "C": (lit("own"),)}
    assert found.tracing


@pytest.mark.parametrize(
    ("stage", "role"), [("", "policy-dev.json"), ("prod", "own.json"), ("unknown", "policy-dev.json")]
)
def test_policy_file_of_the_stage(read_project, stage, role):
    config = {"autogen_policy": False, "stages": {"dev": {}, "prod": {"iam_policy_file": "own.json"}}}
    files = {f".chalice/{name}": json.dumps({"Statement": [STATEMENT]}) for name in ("policy-dev.json", "own.json")}
    (found,) = read_project(config, files=files, stage=stage).roles
    assert (found.id, found.kind, found.complete, found.span.path) == (role, "template", True, f".chalice/{role}")
    assert [grant.statement.actions for grant in found.grants] == [("s3:GetObject",)]


@pytest.mark.parametrize(
    ("config", "kind", "why"),
    [
        ({}, "implicit", "Chalice generates the role's policy"),
        ({"manage_iam_role": False, "iam_role_arn": "arn:aws:iam::1:role/r"}, "external", "arn:aws:iam::1:role/r"),
        ({"autogen_policy": False}, "unknown", "policy-dev.json cannot be read"),
        ({"autogen_policy": False, "iam_policy_file": "../../../etc/passwd"}, "unknown", "outside the scanned folder"),
    ],
)
def test_roles_that_are_not_known(read_project, config, kind, why):
    (found,) = read_project(config).roles
    assert (found.kind, found.complete) == (kind, False)
    assert why in found.gaps[0].detail


@pytest.mark.parametrize("text", ["", "[]", "{", "3"])
def test_configuration_that_is_none(read_files, text):
    templates = read_files({".chalice/config.json": text, "app.py": VIEW})
    assert not any(template.functions for template in templates)


def test_hostile_decorators_end(read_project):
    text = (
        APP
        + "@app.on_sqs_message("
        + "(" * 5000
        + ")" * 5000
        + "\n"
        + "@app.on_sqs_message(\n" * 5000
        + "def run(e): ...\n"
    )
    assert [one.id for one in read_project({}, text).functions] in ([], ["run"])
