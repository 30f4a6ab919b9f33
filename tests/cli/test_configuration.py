from textwrap import dedent

import pytest


def test_everything_wrong_in_a_file_is_told_at_once(overgrant, root):
    (root / "pyproject.toml").write_text(
        dedent("""\
            [tool.overgrant]
            fail-on = "fatal"
            faill-on = "error"
            strict = "yes"
            jobs = 2.5
            select = [1]
            output = "elsewhere"
            param = { Stage = 1 }
            region = ""
        """)
    )
    assert str(overgrant("scan")) == dedent("""\
        exit 2
        -- stderr
        overgrant: error: @@ROOT@@/pyproject.toml: there is no setting 'faill-on', did you mean fail-on?
        overgrant: error: @@ROOT@@/pyproject.toml: there is no setting 'output' (only the command line may set it)
        overgrant: error: setting fail-on must be one of error, warning, note, never, not 'fatal'
        overgrant: error: setting select must be a list of strings, not [1]
        overgrant: error: setting strict must be true or false, not 'yes'
        overgrant: error: setting region must be a string that is not empty, not ''
        overgrant: error: setting param.Stage must be a string, not 1
        overgrant: error: setting jobs must be a whole number from 1 to 1024, not 2.5
    """)


def test_own_file_wins_over_pyproject(overgrant, root):
    (root / "pyproject.toml").write_text("[tool.overgrant]\nfail-on = 'shared'\n")
    (root / "overgrant.toml").write_text("fail-on = 'own'\n")
    assert "not 'own'" in overgrant("scan").stderr


def test_file_above_what_is_scanned(overgrant, root):
    (root / "overgrant.toml").write_text("fail-on = 'fatal'\n")
    (root / "orders").mkdir()
    assert overgrant("scan", "orders").code == 2


def test_no_file_above_the_git_root(overgrant, root):
    (root.parent / "overgrant.toml").write_text("fail-on = 'fatal'\n")
    assert overgrant("scan").code == 3


def test_pyproject_of_another_tool_is_passed_over(overgrant, root):
    (root / "overgrant.toml").write_text("fail-on = 'fatal'\n")
    (root / "orders").mkdir()
    (root / "orders" / "pyproject.toml").write_text("[tool.other]\n")
    assert "fatal" in overgrant("scan", "orders").stderr


def test_command_line_wins(overgrant, root):
    (root / "overgrant.toml").write_text("fail-on = 'fatal'\n")
    assert overgrant("scan", "--fail-on", "note").code == 3


def test_chosen_file(overgrant, root):
    (root / "overgrant.toml").write_text("fail-on = 'fatal'\n")
    (root / "mine.toml").write_text("fail-on = 'note'\n")
    assert overgrant("scan", "--config", "mine.toml").code == 3


def test_file_that_is_no_toml(overgrant, root):
    (root / "overgrant.toml").write_text("fail-on\n")
    result = overgrant("scan")
    assert result.code == 2
    assert result.stderr.startswith("overgrant: error: @@ROOT@@/overgrant.toml is not valid TOML: ")


@pytest.mark.parametrize("text", ["tool = 1\n", "[tool]\novergrant = 1\n"])
def test_table_that_is_no_table(overgrant, root, text):
    (root / "pyproject.toml").write_text(text)
    assert overgrant("scan").code == (2 if "overgrant" in text else 3)
