"""Every hand-written row of what a call or a configuration needs is applied: by a case, or by a handler that calls them all."""

import re
from pathlib import Path
from typing import Any

import pytest
from bulk import Call, calls, exercised, handler, rows
from bulk.handlers import BOOK, Row
from bulk.watching import Applied
from casebook import all_cases
from casebook.running import scan_case

from analyzer.pipeline import Options, scan
from analyzer.rulebook.rules_model import NeedRule

HEAD = "Transform: AWS::Serverless-2016-10-31\nGlobals: {Function: {Runtime: python3.13, CodeUri: src/}}\nResources:\n"
# Calls of libraries that no client has: their rows are applied by cases about the libraries.
OTHERS = ("http", "pynamodb", "s3-uri", "xray-daemon")
NOTHING = "Nothing"  # the path that no call has: the row asks for any such thing
GROUPS = ("libraries/", "templates/")


@pytest.fixture(scope="module")
def found() -> dict[Row, Call]:
    """A call for each row of an operation of the SDK."""
    made, lost = calls(rows())
    assert [(service, operation, row.action, row.when) for service, operation, row in lost] == []
    return made


@pytest.fixture(scope="module")
def applied(found: dict[Row, Call], tmp_path_factory: pytest.TempPathFactory) -> Applied:
    """What a scan of functions that make all the calls applies, one function a service."""
    root = tmp_path_factory.mktemp("bulk")
    (root / "src").mkdir()
    functions = []
    for service in sorted({one.service for one in found.values()}):
        name = service.replace("-", "_")
        text = handler(one for one in found.values() if one.service == service)
        (root / "src" / f"on_{name}.py").write_text(text)
        functions.append(f"  On{name.title().replace('_', '')}: {_function(name)}\n")
    (root / "template.yaml").write_text(HEAD + "".join(functions))
    with exercised() as done:
        scan((str(root),), Options(cache=False, jobs=1, debug=True))
    return done


def _function(name: str) -> str:
    return f"{{Type: AWS::Serverless::Function, Properties: {{Handler: on_{name}.handler}}}}"


def test_every_row_of_an_operation_is_applied_by_a_call_of_it(
    found: dict[Row, Call], applied: Applied, record_property: Any
) -> None:
    idle = [f"{service}.{operation}: {row.action}" for service, operation, row in found if (service, operation, row) not in applied]
    record_property("score:rows", f"{len(found) - len(idle)} of {len(found)} rows of operations applied by calls")
    assert idle == []


def test_what_a_call_names_stands_in_the_arn(found: dict[Row, Call], applied: Applied) -> None:
    wrong = []
    for (service, operation, row), call in found.items():
        texts = " ".join(str(one.text) for need in applied[service, operation, row] for one in need.resources)
        wrong += [f"{service}.{operation}: {word} not in {texts}" for word in _told(row, call) if word not in texts]
    assert wrong == []


def _told(row: NeedRule, call: Call) -> list[str]:
    """The words of the arguments that parts of the ARN are filled with; members in a language of their own aside."""
    parsed = [path for path, _ in row.parse]
    plain = [paths[0] for _, paths in row.fills if paths and not paths[0].startswith("=") and row.resource != ("*",)]
    own = [path for path in plain if not any(path.startswith(head) for head in parsed) and "@" not in path]
    leaves = (re.split(r"[.^]", path)[-1].removesuffix("[]") for path in own)
    return [f"told-{leaf}" for leaf in leaves if leaf != NOTHING and f"told-{leaf}" in repr(call.arguments)]


def test_every_row_of_a_configuration_and_of_a_library_is_applied_by_a_case() -> None:
    wanted = [("", cause, row) for cause, rule in BOOK.runtime().items() for row in rule.needs]
    for name in OTHERS:
        wanted += [(name, operation, row) for operation, rule in BOOK.operations(name).items() for row in rule.needs]
    with exercised() as done:
        for case in all_cases():
            if case.name.startswith(GROUPS):
                scan_case(case)
    # A layer's row is of all layers whose names begin as it says.
    idle = [
        f"{service} {cause}: {row.action} {row.when}"
        for service, cause, row in wanted
        if not any(one[0] == service and one[1].startswith(cause) and one[2] == row for one in done)
    ]
    assert idle == []


def test_the_files_of_rows_are_of_services_or_of_libraries() -> None:
    files = {path.stem for path in Path(BOOK.directory, "operations").glob("[!_]*.toml")}
    assert files - set(BOOK.service_names()) == set(OTHERS)
