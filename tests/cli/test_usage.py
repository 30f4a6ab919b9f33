import re
from textwrap import dedent

import pytest


def test_no_command_shows_what_there_is(overgrant):
    result = overgrant()
    assert result.code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("usage: overgrant COMMAND [options]\n")


@pytest.mark.parametrize("word", ["-h", "--help"])
def test_help(overgrant, word):
    result = overgrant(word)
    assert (result.code, result.stderr) == (0, "")
    assert "  scan " in result.stdout
    assert "exit codes: 0 nothing found, 1 findings, 2 wrong usage or configuration," in result.stdout


def test_help_of_a_command(overgrant):
    result = overgrant("scan", "--help")
    assert (result.code, result.stderr) == (0, "")
    for option in (
        "--format", "--output", "--report", "--fail-on", "--baseline", "--write-baseline", "--select", "--ignore",
        "--strict", "--function", "--template", "--region", "--account", "--partition", "--param", "--stage",
        "--var-file", "--env", "--jobs", "--no-cache", "--cache-dir", "--config",
    ):  # fmt: skip
        assert f"  {option}" in result.stdout


def test_version_names_its_data(overgrant):
    result = overgrant("--version")
    assert result.code == 0
    assert re.fullmatch(
        r"overgrant \d+\.\d+\.\d+ \(IAM data \d{4}-\d\d-\d\d, SDK data \d{4}-\d\d-\d\d \(botocore [\d.]+\)\)\n",
        result.stdout,
    )


def test_unknown_command(overgrant):
    assert str(overgrant("scna")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: there is no command 'scna', did you mean scan?
    """)


def test_everything_wrong_is_told_at_once(overgrant):
    result = overgrant(
        "scan", "nowhere", "--formt", "json", "--fail-on", "fatal", "--jobs", "0", "--param", "Stage", "--format", "jsn",
        "--config", "gone.toml",
    )  # fmt: skip
    assert str(result) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: unknown option '--formt', did you mean --format?
        overgrant: error: there is no file or folder nowhere
        overgrant: error: gone.toml cannot be read: No such file or directory
        overgrant: error: --format must be one of text, json, sarif, github, markdown, html, not 'jsn', did you mean json?
        overgrant: error: --fail-on must be one of error, warning, note, never, not 'fatal'
        overgrant: error: --param must be NAME=VALUE, not 'Stage'
        overgrant: error: --jobs must be a whole number from 1 to 1024, not '0'
    """)


def test_option_without_its_value(overgrant):
    assert str(overgrant("scan", "--format")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: argument --format: expected one argument
    """)


def test_reports_that_cannot_be_written(overgrant, root):
    (root / "folder").mkdir()
    result = overgrant(
        "scan", "--report", "pdf=x", "--report", "json=folder", "--output", "gone/x", "--report", "sarif=gone/x"
    )
    assert str(result) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: --report pdf=x: there is no format 'pdf', choose one of text, json, sarif, github, markdown, html
        overgrant: error: folder is a folder
        overgrant: error: gone/x cannot be written: there is no folder gone
        overgrant: error: gone/x is to hold two reports
    """)


def test_unknown_rules_and_a_bad_baseline(overgrant, root):
    (root / "known.json").write_text("[]")
    result = overgrant("scan", "--select", "unused-acton", "--ignore", "nonsense", "--baseline", "known.json")
    lines = result.stderr.splitlines()
    assert result.code == 2
    assert lines[0] == "overgrant: error: there is no rule 'unused-acton', did you mean unused-action?"
    assert lines[1] == "overgrant: error: there is no rule 'nonsense'"
    assert lines[2].startswith("overgrant: error: baseline known.json is not one: ")
    assert len(lines) == 3


def test_control_characters_in_arguments_stay_visible(overgrant):
    assert overgrant("scan", "a\x1b[2Jb").stderr == "overgrant: error: there is no file or folder a\\x1b[2Jb\n"


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("gone.tfvars", None, "there is no such file"),
        (
            "bad.tfvars",
            "name = [\n",
            "line 1: cannot be parsed: syntax error; the block around it is read in part",
        ),
        ("bad.tfvars.json", "[1]", "it gives no variable a value"),
        ("main.tfvars", 'resource "a" "b" {}\n', "it gives no variable a value"),
    ],
)
def test_files_of_variables_that_cannot_be_used(overgrant, root, name, text, why):
    if text is not None:
        (root / name).write_text(text)
    result = overgrant("scan", "--var-file", name)
    assert (result.code, result.stderr) == (2, f"overgrant: error: --var-file {name}: {why}\n")


@pytest.mark.parametrize("name", ["prod.tfvars", "envs/prod.tfvars"])
def test_files_of_variables_from_the_folder_of_a_module(overgrant, root, name):
    (root / "infra/envs").mkdir(parents=True)
    (root / "infra" / name).write_text('# the real ones\nname = "prod"\n')
    assert overgrant("scan", "--var-file", name).code == 3
