"""Rule files that are wrong say everything that is wrong, of every file, at once."""

from pathlib import Path

import pytest

from analyzer.rulebook.handwritten import HandWritten, check_rules
from analyzer.rulebook.rules_model import When
from analyzer.rulebook.tables import RulesError

DOC = 'doc = "https://docs.aws.amazon.com/x"'
EMPTY = {"resources/_events.toml": "", "resources/_pseudo.toml": ""}


def rules(folder: Path, **files: str) -> Path:
    for name, text in {**EMPTY, **{key.replace("__", "/") + ".toml": value for key, value in files.items()}}.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
    (folder / "operations").mkdir(exist_ok=True)
    return folder


def test_a_row_reads_back(tmp_path: Path) -> None:
    text = f"""
[operations.Copy]
{DOC}
parse = {{ Source = "s3-uri" }}
needs = [
  {{ action = "s3:GetObject", resource = "object", when = ["Mode=a|b", "!Fast", "T is sqs:queue"], BucketName = "Source.Bucket", ObjectName = ["Key", "=all"] }},
]
"""
    [need] = HandWritten(rules(tmp_path, operations__s3=text)).operations("s3")["Copy"].needs
    assert need.resource == ("s3:object",)
    assert need.fills == (("BucketName", ("Source.Bucket",)), ("ObjectName", ("Key", "=all")))
    assert need.parse == (("Source", "s3-uri"),)
    assert need.when == (When("Mode", "equals", ("a", "b")), When("Fast", "absent"), When("T", "kind", ("sqs:queue",)))
    assert need.doc == "https://docs.aws.amazon.com/x"


def test_a_service_without_a_file_has_no_rows(tmp_path: Path) -> None:
    written = HandWritten(rules(tmp_path))
    assert (dict(written.operations("s3")), written.injected("s3")) == ({}, ())


def test_every_error_of_every_file_is_told(tmp_path: Path) -> None:
    folder = rules(
        tmp_path,
        operations__a='[operations.X]\nneeds = [{ action = "nonsense", explains_only = "yes", lower = "x" }]',
        operations__b=f"[operations.Y]\n{DOC}\nneeds = 3\nodd = 1\n[[injected]]\nmethod = 'm'\n{DOC}\n"
        "parameters = ['a']\ncalls = [{ operation = 'parameter:b', arguments = { Key = 'nowhere' } }]",
        operations__c="[operations",
        resources__d=f"[types.'s3:x']\narn = 'no'\n{DOC}\nwithin = 's3:y'\n"
        f"[[types.'s3:x'.templates]]\ntype = 'AWS::S3::X'\ngives = {{ Arn = 'what' }}\n{DOC}",
    )
    text = "\n".join(check_rules(folder))
    for part in (
        "a.toml: X: doc is missing",
        "nonsense is not spelled like an action",
        "explains_only must be true or false",
        "lower is not known here",
        "b.toml: Y: needs must be an array of tables",
        "b.toml: Y: odd is not known here",
        "b is no parameter of the method",
        "owner is missing",
        "Key comes from nowhere",
        "c.toml: ",
        "no is no ARN",
        "within s3:y, which is not known",
        "AWS::S3::X.Arn gives what, which is not known",
    ):
        assert part in text


def test_a_wrong_file_is_refused_with_all_its_errors(tmp_path: Path) -> None:
    folder = rules(tmp_path, operations__a="[operations.X]\nneeds = [{}]")
    with pytest.raises(RulesError) as caught:
        HandWritten(folder).operations("a")
    assert caught.value.errors == ("a.toml: X: doc is missing", "a.toml: X.needs[0]: action is missing")


def test_a_template_type_belongs_to_one_arn_type(tmp_path: Path) -> None:
    one = f"[types.'s3:{{0}}']\narn = 'arn:p:s3:::x'\n{DOC}\n[[types.'s3:{{0}}'.templates]]\ntype = 'T'\n{DOC}\n"
    errors = check_rules(rules(tmp_path, resources__a=one.format("a"), resources__b=one.format("b")))
    assert errors == ["s3:b: T already declares s3:a"]
