"""Policies of Chalice projects: plain JSON, which knows no reference to the partition."""

from pathlib import Path

from analyzer.pipeline.fixing import fix
from analyzer.pipeline.options import Options

APP = """\
import boto3
from chalice import Chalice
app = Chalice(app_name="demo")

@app.lambda_function()
def copy(event, context):
    boto3.client("s3").get_object(Bucket="reports", Key="a.csv")
"""
CONFIG = """\
{"version": "2.0", "app_name": "demo", "stages": {"dev": {"autogen_policy": false, "iam_policy_file": "policy.json"}}}
"""
LOGS = """\
{"Effect": "Allow", "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"], "Resource": "arn:*:logs:*:*:*"}"""


def fixed(folder: Path, statement: str) -> str:
    """The file after ``fix``, which has to leave its other lines alone."""
    (folder / "app.py").write_text(APP)
    (folder / ".chalice").mkdir()
    (folder / ".chalice" / "config.json").write_text(CONFIG)
    rest = f'{{"Version": "2012-10-17", "Statement": [\n{LOGS},\n%s\n]}}\n'
    (folder / ".chalice" / "policy.json").write_text(rest % statement)
    done = fix((str(folder),), Options(cache=False, debug=True), lambda report: report)
    assert not done.refusals
    after = done.files[".chalice/policy.json"][1].decode()
    begin, end = rest.split("%s")
    assert after.startswith(begin)
    assert after.endswith(end)
    return after.removeprefix(begin).removesuffix(end)


def test_a_resource_says_the_partition_as_the_rest_of_the_file_does(tmp_path: Path) -> None:
    wide = '{"Effect": "Allow", "Action": ["s3:GetObject", "s3:PutObject"], "Resource": "arn:aws:s3:::reports/*"}'
    exact = '{"Effect": "Allow", "Action": ["s3:GetObject"], "Resource": "arn:aws:s3:::reports/a.csv"}'
    assert fixed(tmp_path, wide) == exact


def test_a_file_for_every_partition_stays_so(tmp_path: Path) -> None:
    wide = '{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:*:s3:::reports/*"}'
    assert fixed(tmp_path, wide) == wide.replace("reports/*", "reports/a.csv")
