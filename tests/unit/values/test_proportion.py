"""Work is in proportion to what a handler reaches: counted in runs, rounds and trees, never in seconds."""

from collections import Counter
from typing import Any

import pytest
from test_termination import calls, kinds, solved

from analyzer.accesses import snapshot
from analyzer.modules import model as ir
from analyzer.values import calls as calling
from analyzer.values.machine import Machine
from analyzer.values.model import Value
from analyzer.values.solver import CLOSING_ROUNDS, MAX_ROUNDS

CONVERTER = """
def plain(data):
    if isinstance(data, dict):
        return {key: plain(value) for key, value in data.items()}
    if isinstance(data, list):
        return [plain(each) for each in data]
    return data
"""


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often each function was run."""
    found: Counter[str] = Counter()
    run = calling._run_once

    def counted(machine: Machine, context: calling.Context, definition: ir.FunctionIR) -> Any:
        found[definition.qualname] += 1
        return run(machine, context, definition)

    monkeypatch.setattr(calling, "_run_once", counted)
    return found


def test_what_was_read_is_converted_and_written_back_again_and_again(runs: Counter[str]) -> None:
    steps = "".join(
        f"    item = plain(table.get_item(Key={{'id': '{i}'}})['Item'])\n"
        f"    item['part{i}'] = plain(item)\n"
        f"    table.put_item(Item=plain(item))\n"
        f"    table.update_item(Key=plain(item), ExpressionAttributeValues=plain(item['part{i}']))\n"
        for i in range(12)
    )
    source = f"import boto3\ntable = boto3.resource('dynamodb').Table('t')\n{CONVERTER}\ndef handler(event, context):\n"
    solution = solved(source + steps)
    assert {each.partition(" ")[0] for each in calls(solution)} == {"GetItem", "PutItem", "UpdateItem"}
    assert "recursion-cap" not in kinds(solution)
    assert runs["plain"] < 1_000


def test_a_handler_reaches_its_own_function_behind_a_decorator_on_many(runs: Counter[str]) -> None:
    decorated = "".join(
        f"@guarded('{i}')\ndef f{i}(event):\n    return client.get_object(Bucket='b', Key='k{i}')\n" for i in range(60)
    )
    source = f"""
import boto3
client = boto3.client('s3')

class Guard:
    def __init__(self, inner):
        self.inner = inner
    def __call__(self, event):
        return self.inner(event)

def guarded(name):
    def around(inner):
        def wrapper(event):
            return Guard(inner)(event)
        return wrapper
    return around

{decorated}
def handler(event, context):
    return f7(event)
"""
    (only,) = calls(solved(source))
    assert "k7" in only
    assert runs["f7"] > 0
    assert not any(runs[f"f{i}"] for i in range(60) if i != 7)


def test_one_argument_for_many_tables_is_taken_down_once(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: Counter[Value] = Counter()
    of_value = snapshot.of_value

    def counted(machine: Machine, value: Value, depth: int = 0) -> Any:
        taken[value] += not depth
        return of_value(machine, value, depth)

    monkeypatch.setattr(snapshot, "of_value", counted)
    source = (
        "import boto3\ndb = boto3.resource('dynamodb')\n"
        "def save(name, item):\n    db.Table(name).put_item(Item=item)\n"
        "def handler(event, context):\n    item = {'id': 'x', 'inner': {'more': ['y', 'z']}}\n"
        + "".join(f"    save('t{i}', item)\n" for i in range(20))
    )
    assert len(calls(solved(source))) == 20
    assert max(taken.values()) == 1


def test_what_is_taken_down_again_after_a_change_has_the_change() -> None:
    source = (
        "import boto3\nclient = boto3.client('s3')\ndef handler(event, context):\n    tags = {'Name': 'first'}\n"
        "    client.put_object(Bucket='b', Key='k', Metadata=tags)\n    tags['More'] = 'second'\n"
        "    client.put_object(Bucket='c', Key='k', Metadata=tags)\n"
    )
    _, other = calls(solved(source))
    assert "second" in other


def test_what_a_function_leaves_for_its_next_call_comes_to_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    rounds: list[int] = []
    start = Machine.start_round

    def counted(machine: Machine) -> None:
        rounds.append(machine.steps)
        start(machine)

    monkeypatch.setattr(Machine, "start_round", counted)
    source = """
import boto3
client = boto3.client('s3')

class Document:
    def __init__(self):
        self.metering = {}

def merged(known, new):
    result = known.copy()
    for name, units in new.items():
        for unit, value in units.items():
            if name not in result:
                result[name] = {}
            result[name][unit] = result[name].get(unit, 0) + value
    return result

def step(document, new):
    document.metering = merged(document.metering, new)
    return document

def handler(event, context):
    document = Document()
    for part in event['parts']:
        document = step(document, {'read': {'pages': 1}})
        document = step(document, {'write': {'tokens': part}})
        client.put_object(Bucket='b', Key='k', Metadata=document.metering)
"""
    solution = solved(source)
    assert len(solution.effects) > 0
    assert kinds(solution) == []
    assert len(rounds) < MAX_ROUNDS + CLOSING_ROUNDS
