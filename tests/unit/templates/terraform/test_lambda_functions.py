"""What a function is: code, runtime, environment, triggers."""

import pytest

from analyzer.functions import link
from analyzer.repository import discover
from analyzer.templates import read


def test_a_function_with_everything(read_function):
    one = read_function(
        """
  kms_key_arn = aws_kms_key.k.arn
  layers      = ["arn:aws:lambda:eu-west-1:1:layer:x:1"]
  environment {
    variables = {
      TABLE = aws_dynamodb_table.t.name
      SIZE  = 3
      NAME  = var.name
    }
  }
  tracing_config { mode = "Active" }
  vpc_config {
    subnet_ids         = ["s"]
    security_group_ids = []
  }
  dead_letter_config { target_arn = aws_sqs_queue.q.arn }
  file_system_config {
    arn              = aws_efs_access_point.a.arn
    local_mount_path = "/mnt/x"
  }
  logging_config {
    log_format = "JSON"
    log_group  = "/mine"
  }
""",
        'resource "aws_kms_key" "k" {}\nresource "aws_sqs_queue" "q" {}\nresource "aws_efs_access_point" "a" {}\n'
        'resource "aws_dynamodb_table" "t" {}\nvariable "name" { default = "n" }\n',
    )
    assert (one.id, one.dialect, one.template) == ("aws_lambda_function.f", "terraform", "main.tf")
    assert (one.runtime, one.handler, one.role) == ("python3.13", "app.handler", "aws_iam_role.r")
    assert {name: [str(text) for text in texts] for name, texts in one.environment} == {
        "TABLE": ["${aws_dynamodb_table.t.name}"],
        "SIZE": ["3"],
        "NAME": ["${var.name}"],
    }
    assert (one.tracing, one.vpc, str(one.log_group)) == (True, True, "/mine")
    assert str(one.kms_key) == "${aws_kms_key.k.arn}"
    assert str(one.dead_letter) == "${aws_sqs_queue.q.arn}"
    assert [str(text) for text in one.file_systems] == ["${aws_efs_access_point.a.arn}"]
    assert [str(text) for text in one.layer_arns] == ["arn:aws:lambda:eu-west-1:1:layer:x:1"]
    assert one.handler_span is not None
    assert one.handler_span.line == 10


def test_no_vpc_and_no_tracing(read_function):
    one = read_function(
        'vpc_config {\n subnet_ids = []\n security_group_ids = []\n}\ntracing_config { mode = "PassThrough" }'
    )
    assert (one.vpc, one.tracing) == (False, False)


@pytest.mark.parametrize(
    ("archive", "filename", "folder"),
    [
        ('source_dir = "${path.module}/src"\n output_path = "x.zip"', "data.archive_file.z.output_path", "src"),
        ('source_dir = "./src"\n output_path = "x.zip"', '"./x.zip"', "src"),
        ('source_file = "src/app.py"\n output_path = "x.zip"', '"${path.module}/x.zip"', "src"),
        ('source {\n content = file("src/app.py")\n filename = "app.py"\n}\n output_path = "x.zip"', "data.archive_file.z.output_path", "src"),
        ('source {\n content = file("src/app.py")\n filename = "src/app.py"\n}\n output_path = "x.zip"', "data.archive_file.z.output_path", ""),
        ('source_dir = var.dir\n output_path = "x.zip"', "data.archive_file.z.output_path", "src"),
    ],
)  # fmt: skip
def test_code_is_what_an_archive_packs(read_root, archive, filename, folder):
    template = read_root(
        f'variable "dir" {{ default = "src" }}\ndata "archive_file" "z" {{\n type = "zip"\n {archive}\n}}\n'
        f'resource "aws_lambda_function" "f" {{\n filename = {filename}\n handler = "app.h"\n runtime = "python3.12"\n role = "r"\n}}\n',
        {"src/app.py": "x = 1\n"},
    )
    code = template.functions[0].code
    assert (code.kind, code.path) == ("directory", folder)


def test_code_uploaded_by_the_same_configuration_is_found(read_root):
    template = read_root(
        'data "archive_file" "z" {\n type = "zip"\n source_dir = "src"\n output_path = "x.zip"\n}\n'
        'resource "aws_s3_object" "o" {\n bucket = "b"\n key = "code.zip"\n source = data.archive_file.z.output_path\n}\n'
        'resource "aws_lambda_function" "f" {\n s3_bucket = "b"\n s3_key = aws_s3_object.o.key\n handler = "app.h"\n'
        ' runtime = "python3.12"\n role = "r"\n}\n',
        {"src/app.py": "x = 1\n"},
    )
    assert template.functions[0].code.path == "src"


def test_code_written_in_the_configuration(read_root):
    template = read_root(
        'data "archive_file" "z" {\n type = "zip"\n output_path = "x.zip"\n source {\n  filename = "app.py"\n  content = <<-E\n'
        "    import boto3\n    x = 1\n  E\n }\n}\n"
        'resource "aws_lambda_function" "f" {\n filename = data.archive_file.z.output_path\n handler = "app.h"\n'
        ' runtime = "python3.12"\n role = "r"\n}\n'
    )
    code = template.functions[0].code
    assert (code.kind, code.path, code.text, code.span.line) == ("inline", "app.py", "import boto3\nx = 1\n", 7)


@pytest.mark.parametrize(
    ("given", "kind", "why"),
    [
        ('filename = "gone.zip"', "unknown", "something else than Terraform"),
        ('filename = "../up.zip"', "unknown", "outside the scanned folder"),
        ("filename = var.file", "unknown", "not known"),
        ('s3_bucket = "b"\n s3_key = "k.zip"', "remote", "s3://b/k.zip"),
        ("", "unknown", "neither"),
        ("filename = data.archive_file.z.output_path", "unknown", "no folder nowhere"),
    ],
)
def test_code_that_cannot_be_seen_says_why(read_root, given, kind, why):
    template = read_root(
        'variable "file" {}\ndata "archive_file" "z" {\n type = "zip"\n source_dir = "nowhere"\n output_path = "z.zip"\n}\n'
        f'resource "aws_lambda_function" "f" {{\n {given}\n handler = "app.h"\n runtime = "python3.12"\n role = "r"\n}}\n'
    )
    code = template.functions[0].code
    assert code.kind == kind
    assert why in code.why


@pytest.mark.parametrize(
    ("content", "expected"),
    [(b"x = 1\n", ("directory", "code", "")), (b"x = 2\n", ("inline", "app.py", "x = 1\n"))],
)
def test_a_committed_archive_is_the_file_that_it_holds_or_else_its_own_module(read_root, content, expected):
    import io
    import zipfile

    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("app.py", b"x = 1\n")
    template = read_root(
        'resource "aws_lambda_function" "f" {\n filename = "build/app.zip"\n handler = "app.h"\n runtime = "python3.12"\n role = "r"\n}\n',
        {"build/app.zip": data.getvalue(), "code/app.py": content},
    )
    code = template.functions[0].code
    assert (code.kind, code.path, code.text) == expected
    assert code.span.path == ("main.tf" if code.kind == "directory" else "build/app.zip/app.py")


def test_a_file_that_is_no_archive_is_not_opened(read_root):
    template = read_root(
        'resource "aws_lambda_function" "f" {\n filename = "app.zip"\n handler = "app.h"\n runtime = "python3.12"\n role = "r"\n}\n',
        {"app.zip": b"PK\x03\x04 broken"},
    )
    assert template.functions[0].code.kind == "unknown"


@pytest.mark.parametrize(
    ("runtime", "found"),
    [
        ('"python3.12"', ["python3.12"]),
        ('"nodejs20.x"', []),
        ("var.known", ["python3.11"]),
        ('var.on ? "python3.12" : "nodejs20.x"', ["python3.12"]),
        ('format("python%s", var.unknown)', ["python"]),
        ("var.unknown", []),
    ],
)
def test_only_python_functions_are_read(read_root, runtime, found):
    template = read_root(
        'variable "known" { default = "python3.11" }\nvariable "unknown" {}\nvariable "on" {}\n'
        f'resource "aws_lambda_function" "f" {{\n filename = "a.zip"\n handler = "app.h"\n runtime = {runtime}\n role = "r"\n}}\n'
    )
    assert [one.runtime for one in template.functions] == found


@pytest.mark.parametrize(("runtime", "lines"), [("var.unknown", [5]), ('"nodejs20.x"', [])])
def test_a_function_that_is_left_out_because_its_runtime_is_not_known_is_told(read_root, runtime, lines):
    template = read_root(
        'variable "unknown" {}\n'
        f'resource "aws_lambda_function" "f" {{\n filename = "a.zip"\n handler = "app.h"\n runtime = {runtime}\n role = "r"\n}}\n'
    )
    assert [(one.code, one.span.line) for one in template.problems] == [("unresolved-variable", each) for each in lines]


@pytest.mark.parametrize(("files", "told"), [({"src/app.py": ""}, True), ({"src/app.js": ""}, False)])
@pytest.mark.parametrize(
    "function",
    [
        'resource "aws_lambda_function" "f" {\n package_type = "Image"\n image_uri = var.image\n role = "r"\n}\n',
        'module "f" {\n source = "terraform-aws-modules/lambda/aws"\n package_type = "Image"\n image_uri = var.image\n}\n',
    ],
)
def test_an_image_that_may_be_python_is_told_to_be_left_out(read_root, function, files, told):
    template = read_root(f'variable "image" {{}}\n{function}', files)
    assert not template.functions
    assert [one.code for one in template.problems] == (["unresolved-variable"] if told else [])


def test_an_unknown_runtime_with_python_code_is_python(read_root):
    template = read_root(
        'variable "runtime" {}\ndata "archive_file" "z" {\n type = "zip"\n source_dir = "src"\n output_path = "z.zip"\n}\n'
        'resource "aws_lambda_function" "f" {\n filename = "z.zip"\n handler = "app.h"\n runtime = var.runtime\n role = "r"\n}\n',
        {"src/app.py": "x = 1\n"},
    )
    assert [one.runtime for one in template.functions] == ["python"]


def test_layers_of_the_configuration_are_local_code(read_function):
    one = read_function(
        "layers = [aws_lambda_layer_version.l.arn]",
        'data "archive_file" "l" {\n type = "zip"\n source_dir = "layer"\n output_path = "l.zip"\n}\n'
        'resource "aws_lambda_layer_version" "l" {\n layer_name = "l"\n filename = data.archive_file.l.output_path\n}\n',
        {"layer/python/shared.py": "x = 1\n"},
    )
    assert [(layer.kind, layer.path) for layer in one.layers] == [("directory", "layer")]
    assert one.layer_arns == ()


def test_instances_are_named_as_terraform_prints_them(read_root):
    template = read_root(
        'locals {\n  fns = { one = "a.h", two = "b.h" }\n}\nresource "aws_lambda_function" "f" {\n  for_each = local.fns\n'
        '  function_name = each.key\n  handler = each.value\n  runtime = "python3.12"\n  role = aws_iam_role.r[each.key].arn\n}\n'
        'resource "aws_iam_role" "r" {\n  for_each = local.fns\n}\n'
        'resource "aws_lambda_function" "c" {\n  count = 2\n  handler = "c.h"\n  runtime = "python3.12"\n  role = "r"\n}\n'
    )
    assert [(one.id, one.handler, one.role) for one in template.functions] == [
        ('aws_lambda_function.f["one"]', "a.h", 'aws_iam_role.r["one"]'),
        ('aws_lambda_function.f["two"]', "b.h", 'aws_iam_role.r["two"]'),
        ("aws_lambda_function.c[0]", "c.h", "role/r"),
        ("aws_lambda_function.c[1]", "c.h", "role/r"),
    ]


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (
            'resource "aws_lambda_event_source_mapping" "m" {\n function_name = aws_lambda_function.f.arn\n event_source_arn = aws_sqs_queue.q.arn\n}',
            ("SQS", "${aws_sqs_queue.q.arn}", "aws_sqs_queue.q", True),
        ),
        (
            'resource "aws_lambda_event_source_mapping" "m" {\n function_name = "the-function"\n event_source_arn = aws_dynamodb_table.t.stream_arn\n}',
            ("DynamoDB", "${aws_dynamodb_table.t.stream_arn}", "aws_dynamodb_table.t", True),
        ),
        (
            'resource "aws_lambda_event_source_mapping" "m" {\n function_name = aws_lambda_alias.a.arn\n event_source_arn = "arn:aws:kinesis:eu-west-1:1:stream/s"\n}',
            ("Kinesis", "arn:aws:kinesis:eu-west-1:1:stream/s", None, True),
        ),
        (
            ('resource "aws_lambda_event_source_mapping" "m" {\n function_name = aws_lambda_function.f.arn\n topics = ["t"]\n'
            ' self_managed_event_source {\n  endpoints = {}\n }\n}'),
            ("SelfManagedKafka", "None", None, True),
        ),
        (
            'resource "aws_lambda_permission" "p" {\n function_name = aws_lambda_function.f.function_name\n principal = "s3.amazonaws.com"\n source_arn = aws_s3_bucket.b.arn\n}',
            ("S3", "${aws_s3_bucket.b.arn}", "aws_s3_bucket.b", False),
        ),
        (
            'resource "aws_s3_bucket_notification" "n" {\n bucket = aws_s3_bucket.b.id\n lambda_function {\n  lambda_function_arn = aws_lambda_function.f.arn\n  events = []\n }\n}',
            ("S3", "${aws_s3_bucket.b.id}", "aws_s3_bucket.b", False),
        ),
        (
            'resource "aws_sns_topic_subscription" "s" {\n topic_arn = aws_sns_topic.n.arn\n protocol = "lambda"\n endpoint = aws_lambda_function.f.arn\n}',
            ("SNS", "${aws_sns_topic.n.arn}", "aws_sns_topic.n", False),
        ),
    ],
)  # fmt: skip
def test_triggers(read_function, more, expected):
    one = read_function(
        "",
        'resource "aws_sqs_queue" "q" {}\nresource "aws_dynamodb_table" "t" {}\nresource "aws_s3_bucket" "b" {}\nresource "aws_sns_topic" "n" {}\n'
        'resource "aws_lambda_alias" "a" {\n function_name = aws_lambda_function.f.function_name\n}\n' + more,
    )  # fmt: skip
    assert [(event.kind, str(event.source), event.logical_id, event.polled) for event in one.events] == [expected]


def test_a_permission_and_its_notification_are_one_trigger(read_function):
    one = read_function(
        "",
        'resource "aws_s3_bucket" "b" {}\n'
        'resource "aws_lambda_permission" "p" {\n function_name = aws_lambda_function.f.arn\n principal = "s3.amazonaws.com"\n source_arn = aws_s3_bucket.b.arn\n}\n'
        'resource "aws_s3_bucket_notification" "n" {\n bucket = aws_s3_bucket.b.id\n lambda_function {\n  lambda_function_arn = aws_lambda_function.f.arn\n }\n}\n',
    )
    assert [(event.kind, event.logical_id) for event in one.events] == [("S3", "aws_s3_bucket.b")]


def test_destinations_and_failures(read_function):
    one = read_function(
        "",
        'resource "aws_sqs_queue" "q" {}\nresource "aws_sqs_queue" "d" {}\n'
        'resource "aws_lambda_function_event_invoke_config" "c" {\n function_name = aws_lambda_function.f.function_name\n'
        " destination_config {\n  on_success {\n   destination = aws_sqs_queue.q.arn\n  }\n }\n}\n"
        'resource "aws_lambda_event_source_mapping" "m" {\n function_name = aws_lambda_function.f.arn\n event_source_arn = aws_sqs_queue.q.arn\n'
        " destination_config {\n  on_failure {\n   destination_arn = aws_sqs_queue.d.arn\n  }\n }\n}\n",
    )
    assert [str(text) for text in one.destinations] == ["${aws_sqs_queue.q.arn}"]
    assert str(one.events[0].failure_destination) == "${aws_sqs_queue.d.arn}"


def test_an_image_is_read_where_a_dockerfile_tells_its_language(read_root):
    text = (
        'resource "aws_lambda_function" "f" {\n package_type = "Image"\n image_uri = "x"\n role = "r"\n}\n'
        'resource "aws_lambda_function" "g" {\n image_uri = "x"\n role = "r"\n image_config {\n  command = ["other.main"]\n }\n}\n'
    )
    code = {"app.py": "def handler(e, c): ...\n", "other.py": "main = print\n"}
    docker = 'FROM public.ecr.aws/lambda/python:3.12\nCOPY . ./\nCMD ["app.handler"]\n'
    why = "it runs a container image that nothing here builds from this repository; Dockerfile alone fits it"
    template = read_root(text, {"Dockerfile": docker, **code})
    assert [(one.runtime, one.handler, one.code.kind, one.code.why) for one in template.functions] == [
        ("python3.12", "app.handler", "directory", why),
        ("python3.12", "other.main", "directory", why),
    ]
    built = 'resource "docker_image" "i" {\n name = "x"\n build {\n  context = "."\n }\n}\n'
    template = read_root(text + built, {"Dockerfile": docker, **code})
    assert [(one.code.kind, one.code.why) for one in template.functions] == [("image", ""), ("image", "")]


def test_an_image_of_another_language_is_no_python_function(read_root):
    text = 'resource "aws_lambda_function" "f" {\n package_type = "Image"\n image_uri = "x"\n role = "r"\n}\n'
    assert read_root(text, {"Dockerfile": 'FROM node:20\nCMD ["app.handler"]\n', "app.py": ""}).functions == ()


def test_a_package_made_by_a_program_that_is_told_the_source(read_root):
    template = read_root(
        'variable "paths" { default = ["src"] }\n'
        'data "external" "pack" {\n  program = ["python3", "pack.py"]\n'
        "  query = {\n    source_path = try(tostring(var.paths), jsonencode(var.paths))\n  }\n}\n"
        'resource "aws_lambda_function" "f" {\n filename = data.external.pack.result.filename\n handler = "app.h"\n'
        ' runtime = "python3.12"\n role = "r"\n}\n',
        {"src/app.py": "x = 1\n"},
    )
    assert (template.functions[0].code.kind, template.functions[0].code.path) == ("directory", "src")


def test_attributes_that_are_null_are_not_set(read_function):
    one = read_function("image_uri = null\n  package_type = null\n  kms_key_arn = null\n  layers = null")
    assert (one.runtime, one.code.kind, one.kms_key, one.layer_arns) == ("python3.13", "unknown", None, ())


def test_a_source_with_the_account_in_it_is_no_resource(read_function):
    one = read_function(
        "",
        'data "aws_caller_identity" "me" {}\nresource "aws_lambda_permission" "p" {\n function_name = aws_lambda_function.f.arn\n'
        ' principal = "apigateway.amazonaws.com"\n source_arn = "arn:aws:execute-api:x:${data.aws_caller_identity.me.account_id}:y"\n}\n',
    )
    assert [(event.kind, event.logical_id) for event in one.events] == [("Api", None)]


def test_code_that_is_a_guess_is_a_gap_of_the_function(tmp_path, rulebook):
    (tmp_path / "main.tf").write_text(
        'resource "aws_lambda_function" "f" {\n filename = "build.zip"\n handler = "app.h"\n runtime = "python3.12"\n role = "r"\n}\n'
    )
    (tmp_path / "app.py").write_text("def h(event, context): pass\n")
    repository = discover([tmp_path])
    (template,) = read(repository, rulebook)
    (entry,) = link(template, repository)
    assert (entry.file, entry.module, entry.callable) == ("app.py", "app", "h")
    assert "unlocated-code" in {gap.kind for gap in entry.gaps}
    assert [problem.span.line for problem in entry.problems] == [2]
    assert "is taken to be .: build.zip is an archive" in entry.problems[0].message
