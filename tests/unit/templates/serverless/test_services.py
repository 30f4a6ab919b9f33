"""Functions of a service: names, code, environment, settings, and the files a service may stand in."""

import json
import subprocess
import sys

from analyzer.core import Ref, Text

HEAD = "service: svc\nprovider: {name: aws, runtime: python3.12}\n"


def test_a_function_by_its_key(read_service):
    template = read_service(HEAD + "functions:\n  my-fn: {handler: src/app.handler}\n")
    (function,) = template.functions
    assert (function.id, function.dialect, function.runtime, function.handler) == (
        "my-fn",
        "serverless",
        "python3.12",
        "src/app.handler",
    )
    assert (function.span.path, function.span.line) == ("serverless.yml", 4)
    assert dict(function.extra) == {"function-name": "svc-${sls:stage}-my-fn", "logical-id": "MyDashfnLambdaFunction"}


def test_functions_in_other_languages_are_left_out(read_files):
    text = "service: s\nprovider: {name: aws, runtime: nodejs20.x}\nfunctions: {a: {handler: a.b}, b: {handler: a.b, runtime: python3.12}}\n"
    (template,) = read_files({"serverless.yml": text})
    assert [one.id for one in template.functions] == ["b"]
    assert read_files({"serverless.yml": "service: s\nprovider: {name: aws}\nfunctions: {a: {handler: a.b}}\n"}) == ()


def test_other_clouds_are_left_out(read_files):
    assert (
        read_files(
            {
                "serverless.yml": "service: s\nprovider: {name: google, runtime: python3.12}\nfunctions: {a: {handler: a.b}}\n"
            }
        )
        == ()
    )


def test_the_providers_settings_and_the_functions_own(read_service):
    text = (
        "service: s\nprovider:\n  name: aws\n  runtime: python3.11\n  environment: {A: a, B: b}\n  kmsKeyArn: arn:aws:kms:eu-west-1:1:key/1\n"
        "  tracing: {lambda: true}\n  vpc: {securityGroupIds: [sg-1], subnetIds: [subnet-1]}\n"
        "functions:\n  one: {handler: a.b}\n"
        "  two: {handler: a.b, runtime: python3.13, environment: {B: own}, tracing: false, vpc: null, onError: !Ref Dead}\n"
    )
    one, two = read_service(text).functions
    assert (one.runtime, one.tracing, one.vpc, str(one.kms_key)) == (
        "python3.11",
        True,
        True,
        "arn:aws:kms:eu-west-1:1:key/1",
    )
    assert {name: str(texts[0]) for name, texts in one.environment} == {"A": "a", "B": "b"}
    assert (two.runtime, two.vpc, two.dead_letter) == ("python3.13", False, Text((Ref("Dead"),)))
    assert {name: str(texts[0]) for name, texts in two.environment} == {"A": "a", "B": "own"}


def test_layers_of_the_service(read_service):
    text = (
        HEAD
        + "layers:\n  my-libs: {path: layer}\nfunctions:\n  f: {handler: a.b, layers: [!Ref MyDashlibsLambdaLayer, 'arn:aws:lambda:eu-west-1:1:layer:x:1']}\n"
    )
    (function,) = read_service(text, {"layer/python/lib.py": ""}).functions
    assert [layer.path for layer in function.layers] == ["layer"]
    assert [str(arn) for arn in function.layer_arns] == ["arn:aws:lambda:eu-west-1:1:layer:x:1"]


def test_code_of_a_service_below_the_root(read_files):
    files = {"services/a/serverless.yml": HEAD + "functions: {f: {handler: app.handler}}\n", "services/a/app.py": ""}
    (template,) = read_files(files)
    assert template.functions[0].code.path == "services/a"


def test_modules_packaged_individually(read_service):
    lines = "plugins: [serverless-python-requirements]\npackage: {individually: true}\nfunctions: {f: {handler: app.handler, module: one}}\n"
    assert read_service(HEAD + lines, {"one/app.py": ""}).functions[0].code.path == "one"
    assert read_service(HEAD + lines.replace("true", "false"), {"one/app.py": ""}).functions[0].code.path == ""


def test_an_archive_is_not_opened(read_service):
    text = HEAD + "functions: {f: {handler: app.handler, package: {artifact: build/f.zip}}}\n"
    code = read_service(text).functions[0].code
    assert (code.kind, "build/f.zip" in code.why) == ("unknown", True)
    assert read_service(text, {"app.py": ""}).functions[0].code.kind == "directory", "what it was built from is here"


def test_a_wsgi_application_behind_the_plugins_handler(read_service):
    text = (
        HEAD
        + "plugins: [serverless-wsgi]\ncustom: {wsgi: {app: api/web.app}}\nfunctions: {f: {handler: wsgi_handler.handler}}\n"
    )
    (function,) = read_service(text, {"api/web.py": ""}).functions
    assert (function.handler, function.code.path, function.code.also) == ("web.app", "api", ("",))
    without = read_service(text.replace("[serverless-wsgi]", "[]"), {"api/web.py": ""}).functions[0]
    assert without.handler == "wsgi_handler.handler"


def test_an_image_built_here(read_service):
    text = (
        "service: s\nprovider:\n  name: aws\n  ecr: {images: {own: {path: ./docker, file: Dockerfile.one}}}\n"
        "functions:\n  f: {image: {name: own, command: [app.other]}}\n  g: {image: own}\n"
    )
    dockerfile = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY app.py ${LAMBDA_TASK_ROOT}/\nCMD ["app.handler"]\n'
    one, two = read_service(text, {"docker/Dockerfile.one": dockerfile, "docker/app.py": ""}).functions
    assert (one.handler, one.code.path, one.runtime) == ("app.other", "docker", "python3.12")
    assert two.handler == "app.handler"


def test_resources_are_found_by_name_and_reference(read_service):
    template = read_service(
        HEAD
        + "functions: {f: {handler: a.b}}\nresources:\n  - Resources: {T: {Type: 'AWS::DynamoDB::Table'}}\n  - Resources: {T: {Properties: {TableName: orders}}}\n"
    )
    named = {one.id: (one.type, str(one.name)) for one in template.resources}
    assert named["T"] == ("AWS::DynamoDB::Table", "orders")
    assert named["FLambdaFunction"] == ("AWS::Lambda::Function", "svc-${sls:stage}-f")
    assert "FLogGroup" not in named, "it stands in no document, so nothing can refer to it by that name"


def test_functions_from_files_stand_at_the_line_that_includes_them(read_service):
    text = HEAD + "functions:\n  - ${file(one.yml)}\n  - two: {handler: a.b}\n"
    template = read_service(text, {"one.yml": "# first\none:\n  handler: a.b\n"})
    assert [(one.id, one.span.path, one.span.line) for one in template.functions] == [
        ("one", "serverless.yml", 4),
        ("two", "serverless.yml", 5),
    ]


def test_sections_that_a_program_gives_are_told(read_files):
    text = "service: s\nprovider: {name: aws, runtime: python3.12}\nfunctions: ${file(functions.js)}\n"
    (template,) = read_files({"serverless.yml": text, "functions.js": "module.exports = {}"})
    assert template.functions == ()
    assert [(one.code, one.span.line) for one in template.problems] == [("unresolved-variable", 3)]
    assert "file(functions.js)" in template.problems[0].message


def test_broken_documents_are_problems(read_files):
    assert [one.code for one in read_files({"serverless.yml": "a: [b\n"})[0].problems] == ["template-unreadable"]
    assert [one.code for one in read_files({"serverless.yml": "- a\n- b\n"})[0].problems] == ["template-unreadable"]


ODD = [
    "functions: 5", "functions: [a, b]", "functions: {f: 5}", "functions: {f: [a]}", "functions: {f: null}", "functions: {f: {events: 5}}",
    "functions: {f: {handler: [a], events: [5, null, {sqs: null}, {stream: {}}, {nope: {a: b}}]}}", "functions: {f: {role: [a], environment: x, layers: 5}}",
    "functions: {f: {handler: a.b, vpc: x, destinations: x, onError: [a], image: [a], package: x}}", "layers: 5", "layers: {a: 5}",
    "plugins: 5", "plugins: {modules: 5}", "plugins: [[a]]", "resources: 5", "resources: [5, {Resources: 5}]", "resources: {extensions: {X: 5}}",
    "resources: {Resources: {X: 5, Y: {Properties: a}}}", "custom: 5", "constructs: {a: 5}", "package: 5", "params: 5",
]  # fmt: skip


def test_nothing_odd_breaks_the_reading(read_files):
    for lines in ODD:
        for provider in (
            "{name: aws, runtime: python3.12}",
            "{name: aws, runtime: python3.12, iam: {role: [5]}, vpc: 5, environment: [1]}",
        ):
            text = f"service: s\nprovider: {provider}\n{lines}\n"
            more = (
                ""
                if "functions" in lines
                else "functions: {f: {handler: a.b, role: R}, g: {handler: a.b}}\nplugins: [serverless-lift]\n"
            )
            read_files(
                {
                    "serverless.yml": text
                    + (more if "plugins" not in lines else more.replace("plugins: [serverless-lift]\n", ""))
                }
            )


# ---------------------------------------------------------------- programs and compose files
STATE = {
    "service": {
        "service": "svc",
        "provider": {
            "name": "aws",
            "runtime": "python3.12",
            "stage": "test",
            "iam": {"role": {"statements": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "*"}]}},
        },
        "functions": {
            "f": {
                "handler": "app.handler",
                "name": "svc-test-f",
                "events": [{"$ref": '$["service"]["custom"]["event"]'}],
            }
        },
        "custom": {"event": {"sqs": "arn:aws:sqs:eu-west-1:1:jobs"}, "self": {"$ref": '$["service"]["custom"]'}},
    }
}


def test_a_program_through_its_state(read_files):
    (template,) = read_files(
        {"serverless.ts": "// python", ".serverless/serverless-state.json": json.dumps(STATE, indent=1)}
    )
    (function,) = template.functions
    assert (template.path, function.handler, function.code.path) == ("serverless.ts", "app.handler", "")
    assert [str(event.source) for event in function.events] == ["arn:aws:sqs:eu-west-1:1:jobs"]
    grant = template.roles[0].grants[0]
    assert (grant.source, grant.action_spans[0].path) == ("inline", ".serverless/serverless-state.json")
    assert template.roles[0].complete


def test_statements_of_unknown_plugins_are_known_once_packaged(read_files):
    role = {
        "Type": "AWS::IAM::Role",
        "Properties": {
            "Policies": [
                {"PolicyDocument": {"Statement": [{"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*"}]}}
            ]
        },
    }
    state = json.loads(json.dumps(STATE))
    state["service"]["plugins"] = ["some-plugin"]
    state["service"]["provider"]["compiledCloudFormationTemplate"] = {"Resources": {"IamRoleLambdaExecution": role}}
    (template,) = read_files({"serverless.ts": "// python", ".serverless/serverless-state.json": json.dumps(state)})
    assert template.roles[0].complete
    assert ("generated", ("sqs:SendMessage",)) in [
        (one.source, one.statement.actions) for one in template.roles[0].grants
    ]


def test_a_program_without_state(read_files):
    (template,) = read_files({"serverless.ts": "runtime: 'python3.12'"})
    assert [one.code for one in template.problems] == ["template-unreadable"]
    assert read_files({"serverless.ts": "runtime: 'nodejs'"}) == ()


def test_a_program_beside_a_document_does_not_count(read_files):
    found = read_files({"serverless.ts": "python", "serverless.yml": HEAD + "functions: {f: {handler: a.b}}\n"})
    assert [template.path for template in found] == ["serverless.yml"]


def test_parameters_of_a_compose_file(read_files):
    compose = "services:\n  api: {path: api, params: {table: orders, url: '${other.url}'}}\n  other: {path: other}\n"
    text = HEAD + "functions: {f: {handler: a.b, environment: {T: '${param:table}', U: '${param:url}'}}}\n"
    (template,) = read_files({"serverless-compose.yml": compose, "api/serverless.yml": text})
    assert {name: str(texts[0]) for name, texts in template.functions[0].environment} == {
        "T": "orders",
        "U": "${param:url}",
    }


def test_a_repository_without_services_imports_nothing_of_this_dialect(tmp_path):
    (tmp_path / "template.yaml").write_text(
        "Transform: AWS::Serverless-2016-10-31\nResources: {F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.12, Handler: a.b}}}\n"
    )
    script = (
        "import sys\nfrom analyzer.repository import discover\nfrom analyzer.rulebook import Rulebook\nfrom analyzer.templates import read\n"
        f"assert read(discover([{str(tmp_path)!r}]), Rulebook())\nprint([name for name in sys.modules if 'templates.serverless' in name])"
    )
    assert (
        subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout.strip()
        == "[]"
    )
