"""``overgrant scan`` over a small project, from the shell to the exit code."""

import json
from importlib.resources import files
from textwrap import dedent

import jsonschema
import pytest

pytestmark = pytest.mark.usefixtures("project")


def findings(result):
    report = json.loads(result.stdout)
    return [(f["rule"], f["grant"]) for function in report["functions"] for f in function["findings"]]


def test_what_a_person_reads(overgrant):
    assert str(overgrant("scan")) == dedent("""\
        exit 1
        -- stdout
        SaveOrder  template.yaml:9  sam, python3.13
          handler app.handler at src/app.py:8
          role    SaveOrderRole (implicit)
          Not needed:
            error  dynamodb:DeleteItem  [unused-action]
              template.yaml:23:19  SaveOrder never calls dynamodb:DeleteItem on Orders
              resources  ${Orders.Arn}
              see        src/store.py:2  the only use of Orders: dynamodb.PutItem
          Needed:
            dynamodb:PutItem  on ${Orders.Arn}
              src/store.py:2:5  dynamodb.PutItem
            logs:CreateLogGroup, logs:CreateLogStream, logs:PutLogEvents  on \
arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*:*
              template.yaml:9:3  its logs
          Write instead  (other forms: overgrant policy --function SaveOrder):
            - Sid: DynamodbOrders
              Effect: Allow
              Action:
                - dynamodb:PutItem
              Resource:
                - !GetAtt Orders.Arn
            - Sid: Logs
              Effect: Allow
              Action:
                - logs:CreateLogGroup
                - logs:CreateLogStream
                - logs:PutLogEvents
              Resource:
                - !Sub arn:${AWS::Partition}:logs:${AWS::Region}:${AWS::AccountId}:log-group:/aws/lambda/*:*

        1 function: 1 error, 0 warnings, 0 notes
        Not seen: service and resource control policies of the organization; session policies; \
resource policies of other accounts.
    """)


def test_what_a_program_reads(overgrant):
    result = overgrant("scan", "--format", "json")
    report = json.loads(result.stdout)
    schema = json.loads(files("analyzer.reports").joinpath("schema/overgrant-report-1.json").read_text())
    jsonschema.validate(report, schema, cls=jsonschema.Draft202012Validator)
    assert result.code == 1
    (function,) = report["functions"]
    assert (function["id"], function["dialect"], function["complete"]) == ("SaveOrder", "sam", True)
    need = function["needs"][0]
    assert need["action"] == "dynamodb:PutItem"
    assert need["resources"][0]["logical_id"] == "Orders"
    assert need["resources"][0]["expression"] == {"Fn::GetAtt": ["Orders", "Arn"]}
    assert need["evidence"][0]["file"] == "src/store.py"
    assert findings(result) == [("unused-action", "dynamodb:DeleteItem")]


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "unused-action"), 0),
        (("--select", "wide-resource,missing-action"), 0),
        (("--select", "unused-action"), 1),
        (("--strict",), 1),
        (("--function", "SaveOrder"), 1),
        (("--function", "template.yaml::SaveOrder"), 1),
        (("--function", "Nobody"), 3),
        (("--template", "template.yaml"), 1),
    ],
)
def test_exit_code(overgrant, words, code):
    assert overgrant("scan", *words).code == code


def test_function_that_is_not_there(overgrant):
    assert overgrant("scan", "--function", "Nobody").stderr == (
        "overgrant: no Python Lambda function Nobody found in .\n"
    )


def test_settings_of_the_project(overgrant, project):
    (project / "pyproject.toml").write_text('[tool.overgrant]\nignore = ["unused-action"]\n')
    assert overgrant("scan").code == 0
    assert overgrant("scan", "--ignore", "denied").code == 1


def test_accepted_findings_stay_out_wherever_they_move(overgrant, project):
    template = (project / "template.yaml").read_text()
    assert overgrant("scan", "--write-baseline", "known.json").code == 0
    (project / "template.yaml").write_text("# a new first line\n" + template)
    again = overgrant("scan", "--baseline", "known.json")
    assert again.code == 0
    assert "Left out: 1 known to the baseline" in again.stdout
    (project / "template.yaml").write_text(template.replace("DeleteItem", "DeleteTable"))
    assert overgrant("scan", "--baseline", "known.json").code == 1


def test_baseline_of_the_configuration_is_beside_it(overgrant, project):
    overgrant("scan", "--write-baseline", "known.json")
    (project / "overgrant.toml").write_text('baseline = "known.json"\n')
    assert overgrant("scan", str(project), cwd=project.parent).code == 0


def test_comment_that_silences(overgrant, project):
    template = (project / "template.yaml").read_text()
    silenced = template.replace("DeleteItem", "DeleteItem  # overgrant: ignore[unused-action] for the operators")
    (project / "template.yaml").write_text(silenced)
    result = overgrant("scan")
    assert result.code == 0
    assert "Left out: 1 suppressed" in result.stdout


def test_several_reports_at_once(overgrant, project):
    result = overgrant("scan", "--report", "json=a.json", "--report", "sarif=b.sarif", "--report", "markdown=c.md")
    assert "dynamodb:DeleteItem" in result.stdout
    assert json.loads((project / "a.json").read_text())["schema"] == "overgrant-report-1"
    assert json.loads((project / "b.sarif").read_text())["runs"][0]["results"]
    assert "| error | unused-action | `dynamodb:DeleteItem` |" in (project / "c.md").read_text()


def test_annotations_start_at_the_git_root(overgrant, project):
    (project / "services").mkdir()
    for name in ("src", "template.yaml"):
        (project / name).rename(project / "services" / name)
    result = overgrant("scan", "services", "--format", "github")
    assert result.stdout.startswith("::error file=services/template.yaml,line=23,endLine=23,col=19,")


def same_but_stats(text):
    report = json.loads(text)
    del report["stats"]
    return json.dumps(report)


def test_same_bytes_whatever_the_circumstances(overgrant):
    first = overgrant("scan", "--format", "json", "--jobs", "1", "--no-cache", env={"PYTHONHASHSEED": "1"})
    others = [
        overgrant("scan", "--format", "json", "--jobs", "2", env={"PYTHONHASHSEED": "2"}),
        overgrant("scan", "--format", "json", "--jobs", "2", env={"PYTHONHASHSEED": "3"}),
        overgrant("scan", "@@ROOT@@", "--format", "json", cwd="/"),
    ]
    assert [same_but_stats(other.stdout) for other in others] == [same_but_stats(first.stdout)] * 3


def test_template_that_cannot_be_read(overgrant, project):
    (project / "broken").mkdir()
    (project / "broken" / "template.yaml").write_text("Resources: [\n")
    result = overgrant("scan", "--fail-on", "never")
    assert result.code == 0
    assert "broken/template.yaml:2" in result.stdout
    assert overgrant("scan", "--fail-on", "never", "--strict").code == 4


def test_code_that_is_missing(overgrant, project):
    (project / "src" / "app.py").unlink()
    result = overgrant("scan")
    assert "[unlocated-code]" in result.stdout
    assert result.code == 0
    assert overgrant("scan", "--strict").code == 4


BROKEN = """
import sys
import analyzer.pipeline.solving as solving
def broken(solver, task):
    raise ValueError("a bug")
solving.Solver.solve = broken
from analyzer.cli import main
sys.argv[0] = "overgrant"
main()
"""


def test_error_of_our_own_is_told_and_ends_with_its_own_code(overgrant):
    result = overgrant("scan", "--no-cache", "--fail-on", "never", program=BROKEN)
    assert result.code == 4
    assert "internal error (ValueError: a bug); please report it [internal-error]" in result.stdout
    assert "Traceback" not in result.stderr
    debugged = overgrant("scan", "--no-cache", "--debug", program=BROKEN)
    assert debugged.code == 4
    assert "Traceback" in debugged.stderr
