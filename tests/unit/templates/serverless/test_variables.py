"""What variables become: texts, references with defaults, lists and mappings with their places."""

import pytest

from analyzer.core import Lit, Ref, Text


def test_the_document_itself(values):
    assert values(
        "custom: {a: {b: deep, list: [zero, one]}}\n", X="${self:custom.a.b}", Y="${self:custom.a.list.1}"
    ) == {
        "X": "deep",
        "Y": "one",
    }
    assert values(X="${self:service}-x", Y="${self:service.name}") == {"X": "svc-x", "Y": "svc"}


def test_a_stage_that_is_not_given_is_a_reference_with_a_default(read_function, read_service):
    function = read_function(function='handler: app.handler, environment: {T: "t-${sls:stage}"}')
    assert dict(function.environment)["T"] == (Text((Lit("t-"), Ref("sls:stage"))),)
    template = read_service(
        "service: s\nprovider: {name: aws, stage: test}\nfunctions: {f: {handler: a.b, runtime: python3.12}}"
    )
    assert {one.name: str(one.default) for one in template.parameters} == {"sls:stage": "test"}


@pytest.mark.parametrize(
    "spelling",
    [
        "${sls:stage}",
        "${opt:stage}",
        "${opt:stage, 'dev'}",
        "${self:provider.stage}",
        "${opt:stage, self:provider.stage}",
    ],
)
def test_all_spellings_of_the_stage_are_one_name(values, spelling):
    assert values(X=spelling) == {"X": "${sls:stage}"}
    assert values(X=spelling, options={"stage": "prod"})["X"] in {
        "prod",
        "dev" if "self" in spelling and "opt" not in spelling else "prod",
    }


def test_another_default_for_the_stage_is_another_name(values):
    found = values("custom: {s: \"${opt:stage, 'test'}\"}\n", A="${self:custom.s}", B="${sls:stage}")
    assert found == {"A": "${opt:stage, 'test'}", "B": "${sls:stage}"}


def test_a_given_stage_chooses(values):
    sections = "custom: {t: {dev: d-table, prod: p-table}}\n"
    assert values(sections, X="${self:custom.t.${sls:stage}}", options={"stage": "prod"}) == {"X": "p-table"}


def test_what_another_stage_has_differently_stays_a_variable(read_service):
    text = (
        "service: s\nprovider: {name: aws, runtime: python3.12}\ncustom: {t: {dev: d-table, prod: p-table}}\n"
        "functions: {f: {handler: a.b, environment: {X: \"${self:custom.t.${opt:stage, 'dev'}}\"}}}\n"
    )
    template = read_service(text)
    assert str(dict(template.functions[0].environment)["X"][0]) == "${self:custom.t.${sls:stage}}"
    defaults = {one.name: str(one.default) for one in template.parameters}
    assert defaults["self:custom.t.${sls:stage}"] == "d-table"


def test_the_region_and_the_account_are_cloudformations(values):
    provider = "  region: ${opt:region, 'eu-west-1'}\n"
    found = values(
        provider=provider, A="${aws:region}", B="${self:provider.region}", C="${aws:accountId}", D="${opt:region}"
    )
    assert found == {"A": "${AWS::Region}", "B": "${AWS::Region}", "C": "${AWS::AccountId}", "D": "${AWS::Region}"}


def test_a_provider_that_asks_for_options_is_no_cycle(read_service):
    text = (
        "service: s\nprovider:\n  name: aws\n  runtime: python3.12\n  region: ${opt:region, 'eu-west-1'}\n"
        "  stage: ${opt:stage, self:custom.stage}\ncustom: {stage: \"${opt:stage, 'test'}\"}\nfunctions: {f: {handler: a.b}}\n"
    )
    template = read_service(text)
    assert template.problems == ()
    assert {one.name: str(one.default) for one in template.parameters} == {"sls:stage": "test"}


def test_environment_variables(values):
    assert values(A="${env:A, 'fallback'}", B="${env:B}", C="${env:C, ''}") == {
        "A": "fallback",
        "B": "${env:B}",
        "C": "",
    }
    assert values(A="${env:A, 'fallback'}", options={"environment": (("A", "given"),)}) == {"A": "given"}


def test_parameters_by_stage(values):
    sections = "params:\n  default: {same: s, other: o}\n  dev: {other: d}\n"
    assert values(sections, A="${param:same}", B="${param:other}", C="${param:none, 'n'}") == {
        "A": "s",
        "B": "${param:other}",
        "C": "n",
    }
    assert values(sections, B="${param:other}", options={"stage": "prod"}) == {"B": "o"}
    assert values(sections, B="${param:other}", options={"parameters": (("other", "x"),)}) == {"B": "x"}


def test_parameters_below_stages(values):
    sections = "stages:\n  default: {params: {same: s}}\n  dev: {params: {other: d}}\n"
    assert values(sections, A="${param:same}", B="${param:other}") == {"A": "s", "B": "${param:other}"}
    assert values(sections, B="${param:other}", options={"stage": "dev"}) == {"B": "d"}


@pytest.mark.parametrize(
    "name",
    [
        "ssm:/a/b",
        "cf:stack.Output",
        "s3:bucket/key",
        "git:sha1",
        "file(run.js):key",
        "sls:instanceId",
        "ssm(eu-west-1):/x",
    ],
)
def test_what_only_a_deployment_knows_keeps_its_name(values, name):
    assert values(X=f"a-${{{name}}}") == {"X": f"a-${{{name}}}"}


def test_files(values):
    files = {
        "c.yml": "a:\n  b: ${self:service}-b\n",
        "c.json": '{"dev": {"x": "j"}}',
        "note.txt": "words",
        "sub/../up.yml": "",
    }
    found = values(
        files=files,
        A="${file(c.yml):a.b}",
        B="${file(./c.json):${sls:stage}.x}",
        C="${file(note.txt)}",
        D="${file(none.yml):a, 'd'}",
        E="${file(../outside.yml):a}",
    )
    assert found["A"] == "svc-b"
    assert found["B"] == "${file(./c.json):${sls:stage}.x}"
    assert found["C"] == "words"
    assert found["D"] == "d"
    assert found["E"] == "${file(../outside.yml):a}"


def test_types_of_values(values):
    sections = "custom: {n: 5, yes: true, t: 'false', nothing: null}\n"
    found = values(
        sections,
        A="${self:custom.n}",
        B="${self:custom.yes}",
        C="${strToBool(${self:custom.t})}",
        D="${self:custom.nothing, 'none'}",
    )
    assert found == {"A": "5", "B": "true", "C": "false", "D": "none"}


def test_only_true_and_false_are_booleans(values):
    assert values(A="yes", B="on", C="True") == {"A": "yes", "B": "on", "C": "true"}


def test_variables_in_a_function_of_cloudformation(read_service):
    text = (
        "service: s\nprovider: {name: aws, runtime: python3.12}\nfunctions:\n  f:\n    handler: a.b\n    environment:\n"
        '      A: !Sub "${self:service}-${AWS::Region}-${env:X}-${Table}"\n      B: !Join ["-", ["${self:service}", !Ref Table]]\n'
        "      C: ${self:service}-${AWS::Region}\n"
    )
    found = dict(read_service(text).functions[0].environment)
    assert str(found["A"][0]) == "s-${AWS::Region}-${env:X}-${Table}"
    assert found["A"][0].parts[1] == Ref("AWS::Region")
    assert found["B"][0] == Text((Lit("s-"), Ref("Table")))
    assert found["C"][0] == Text((Lit("s-${AWS::Region}"),)), "outside of Fn::Sub nothing replaces it"


def test_pseudo_parameters_of_a_plugin(values):
    found = values("plugins: [serverless-pseudo-parameters]\n", A="a-#{AWS::Region}")
    assert found == {"A": "a-${AWS::Region}"}
    assert values(A="a-#{AWS::Region}") == {"A": "a-#{AWS::Region}"}


@pytest.mark.parametrize(
    "custom",
    [
        "{a: '${self:custom.a}'}",
        "{a: '${self:custom.b}', b: '${self:custom.a}'}",
        "{a: {b: '${self:custom}'}}",
        "{a: {b: '${self:custom.a}'}}",
        "'${self:custom}'",
        "'${self:custom.a}'",
        "{a: 'x${self:custom.a}x'}",
    ],
)
def test_cycles_end(read_service, custom):
    text = f"service: s\nprovider: {{name: aws, runtime: python3.12}}\ncustom: {custom}\nfunctions: {{f: {{handler: a.b, environment: {{X: '${{self:custom.a}}'}}}}}}\n"
    template = read_service(text)
    assert template.functions[0].id == "f"


def test_growth_ends(read_service):
    lines = ["  a0: aaaaaaaaaa"] + [f"  a{n}: " + f"${{self:custom.a{n - 1}}}" * 10 for n in range(1, 30)]
    text = "service: s\nprovider: {name: aws, runtime: python3.12}\ncustom:\n" + "\n".join(lines)
    template = read_service(text + "\nfunctions: {f: {handler: a.b, environment: {X: '${self:custom.a29}'}}}\n")
    assert len(str(dict(template.functions[0].environment)["X"][0])) < 2_000_000


def test_trees_that_grow_end(read_service):
    lines = ["  a0: {x: y}"] + [
        f"  a{n}: [" + ", ".join([f"'${{self:custom.a{n - 1}}}'"] * 10) + "]" for n in range(1, 20)
    ]
    text = "service: s\nprovider: {name: aws, runtime: python3.12}\ncustom:\n" + "\n".join(lines)
    template = read_service(
        text + "\nresources: {Outputs: {A: '${self:custom.a19}'}}\nfunctions: {f: {handler: a.b}}\n"
    )
    assert "unresolved-variable" in {problem.code for problem in template.problems}


def test_a_chain_of_many_variables_does_not_break(read_service):
    lines = ["  a0: end"] + [f"  a{n}: ${{self:custom.a{n - 1}}}" for n in range(1, 2000)]
    text = "service: s\nprovider: {name: aws, runtime: python3.12}\ncustom:\n" + "\n".join(lines)
    template = read_service(text + "\nfunctions: {f: {handler: a.b, environment: {X: '${self:custom.a1999}'}}}\n")
    assert template.functions[0].id == "f"


def test_deep_documents_do_not_break(read_service):
    deep = "{a: " * 90 + "x" + "}" * 90
    text = f"service: s\nprovider: {{name: aws, runtime: python3.12}}\ncustom: {deep}\nresources: {{Outputs: '${{self:custom}}'}}\nfunctions: {{f: {{handler: a.b}}}}\n"
    assert read_service(text).functions[0].id == "f"
