"""stdout, stderr and signals as a shell's pipes and a user's Ctrl-C make them."""

import os
import signal
import subprocess

import pytest


@pytest.mark.parametrize("words", [("--help",), ("scan", "--help"), ("rules",), ("--version",), ("scan",)])
def test_reader_that_goes_away_is_no_failure(start, words):
    reading, writing = os.pipe()
    os.close(reading)
    process = start(*words, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    _, errors = process.communicate(timeout=60)
    assert b"Traceback" not in errors
    assert b"BrokenPipe" not in errors
    assert process.returncode == (3 if words == ("scan",) else 0)


def test_ctrl_c(start, root):
    fifo = root / "slow.toml"  # a configuration that never ends keeps the process busy
    os.mkfifo(fifo)
    process = start("scan", "--config", "slow.toml", stdout=-1, stderr=-1)
    writing = os.open(fifo, os.O_WRONLY)  # waits until the process reads
    process.send_signal(signal.SIGINT)
    output, errors = process.communicate(timeout=60)
    os.close(writing)
    assert (output, errors) == (b"", b"overgrant: interrupted\n")
    assert process.returncode == 130


def test_report_goes_to_stdout_alone(overgrant):
    result = overgrant("scan", "--format", "json")
    assert result.code == 3
    assert result.stdout.startswith("{\n")
    assert result.stderr == "overgrant: no Python Lambda function found in .\n"


def test_report_goes_to_a_file(overgrant, root):
    result = overgrant("scan", "--format", "json", "--output", "a.json", "--report", "text=b.txt")
    assert result.stdout == ""
    assert (root / "a.json").read_text().startswith("{\n")
    assert (root / "b.txt").read_text().startswith("0 functions: 0 errors, 0 warnings, 0 notes\n")


@pytest.mark.parametrize(
    ("env", "coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": ""}, True),
        ({"FORCE_COLOR": "1", "TERM": "dumb"}, True),
    ],
)
def test_colour(overgrant, env, coloured):
    assert ("\x1b[" in overgrant("scan", env=env).stdout) == coloured


def test_no_colour_in_a_file(overgrant, root):
    overgrant("scan", "--output", "report.txt", env={"FORCE_COLOR": "1"})
    assert "\x1b[" not in (root / "report.txt").read_text()


def read_all(descriptor):
    chunks = []
    try:
        while chunk := os.read(descriptor, 65536):
            chunks.append(chunk)
    except OSError:  # Linux says so when the last writer of a terminal is gone
        pass
    return b"".join(chunks)


@pytest.mark.usefixtures("project")
def test_progress_goes_to_a_terminal_alone(start, environment):
    environment["TERM"] = "xterm"
    reading, terminal = os.openpty()
    process = start("scan", "--no-cache", "--format", "json", stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    output, _ = process.communicate(timeout=60)
    shown = read_all(reading)
    os.close(reading)
    assert b"functions" in shown
    assert output.startswith(b"{\n")
    assert output.endswith(b"}\n")


@pytest.mark.usefixtures("project")
def test_no_progress_on_a_dumb_terminal(start, environment):
    environment["TERM"] = "dumb"
    reading, terminal = os.openpty()
    process = start("scan", "--no-cache", "--format", "json", stdout=subprocess.PIPE, stderr=terminal)
    os.close(terminal)
    process.communicate(timeout=60)
    assert read_all(reading) == b""
    os.close(reading)
