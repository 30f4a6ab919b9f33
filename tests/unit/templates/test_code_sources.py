"""Where the code of a function stands: folders, inline code, S3, images."""

import pytest

SAM = "Transform: AWS::Serverless-2016-10-31\n"


def function(read_template, properties, files=None, kind="AWS::Serverless::Function", head=SAM):
    text = (
        f"{head}Resources:\n  F: {{Type: {kind}, "
        f"Properties: {{Runtime: python3.12, Handler: app.handler, {properties}}}}}\n"
    )
    return read_template(text, files).functions[0]


FILES = {"src/app.py": "", "src/bundle.zip": "", "app.py": ""}


@pytest.mark.parametrize(
    ("properties", "kind", "path", "why"),
    [
        ("CodeUri: src/", "directory", "src", ""),
        ("CodeUri: ./src", "directory", "src", ""),
        ("Timeout: 3", "directory", "", ""),
        ("CodeUri: src/app.py", "directory", "src", ""),
        ("CodeUri: src/bundle.zip", "unknown", "", "archive"),
        ("CodeUri: missing", "unknown", "", "there is no folder missing"),
        ("CodeUri: ../other", "unknown", "", "outside the scanned folder"),
        ("CodeUri: /opt/code", "unknown", "", "outside the scanned folder"),
        ("CodeUri: s3://bucket/key.zip", "remote", "", "s3://bucket/key.zip"),
        ("CodeUri: {Bucket: b, Key: !Sub '${K}.zip'}", "remote", "", "s3://b/${K}.zip"),
        ("CodeUri: !Ref Folder", "directory", "src", ""),
        ("CodeUri: !Ref Unheard", "unknown", "", "expression"),
    ],
)
def test_code_of_a_sam_function(read_template, properties, kind, path, why):
    head = SAM + "Parameters: {Folder: {Type: String, Default: src}}\n"
    code = function(read_template, properties, FILES, head=head).code
    assert (code.kind, code.path) == (kind, path)
    assert why in code.why


@pytest.mark.parametrize(
    ("code", "kind", "why"),
    [
        ("{S3Bucket: b, S3Key: k}", "remote", "s3://b/k"),
        ("src", "directory", ""),
        ("{ZipFile: 'import boto3'}", "inline", ""),
        ("{ZipFile: !Ref Source}", "unknown", "expression"),
        ("{}", "remote", "no location"),
    ],
)
def test_code_of_a_cloudformation_function(read_template, code, kind, why):
    found = function(read_template, f"Code: {code}", FILES, kind="AWS::Lambda::Function", head="").code
    assert found.kind == kind
    assert why in found.why


@pytest.mark.parametrize(
    ("inline", "text", "line"),
    [
        ("|\n          import boto3\n          x = 1\n", "import boto3\nx = 1\n", 7),
        ("!Sub |\n          import boto3\n          x = '${R}'\n", "import boto3\nx = '${R}'\n", 7),
        ("!Sub\n          - |\n            import boto3\n          - {A: b}\n", "import boto3\n", 8),
        ("'import boto3'\n", "import boto3", 6),
        ('!Join\n          - "\\n"\n          - - import boto3\n            - !Ref X\n', "import boto3\nNone", 8),
    ],
)
def test_inline_code_has_the_line_of_its_first_line(read_template, inline, text, line):
    template = read_template(
        "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Runtime: python3.12\n"
        f"      InlineCode: {inline}      Handler: index.handler\n"
    )
    code = template.functions[0].code
    assert (code.kind, code.text, code.span.line) == ("inline", text, line)


DOCKER = """\
# comment
FROM public.ecr.aws/lambda/python:3.12 AS base
COPY requirements.txt ${LAMBDA_TASK_ROOT}
RUN pip install \\
    -r requirements.txt
FROM base
COPY src/ ${LAMBDA_TASK_ROOT}/
COPY shared ${LAMBDA_TASK_ROOT}/shared
CMD ["app.handler"]
"""


def image(
    read_template,
    dockerfile,
    files=None,
    properties="PackageType: Image",
    metadata="{DockerContext: ., Dockerfile: Dockerfile}",
):
    text = f"{SAM}Resources:\n  F: {{Type: AWS::Serverless::Function, Metadata: {metadata}, Properties: {{{properties}}}}}\n"
    base = {"src/app.py": "", "shared/util.py": ""} | ({"Dockerfile": dockerfile} if dockerfile else {})
    return read_template(text, base | (files or {})).functions


def test_an_image_is_read_through_its_dockerfile(read_template):
    (found,) = image(read_template, DOCKER)
    assert (found.runtime, found.handler) == ("python3.12", "app.handler")
    assert (found.code.kind, found.code.path, found.code.also, found.code.why) == ("image", "src", ("",), "")


def test_the_templates_command_wins_over_the_dockerfiles(read_template):
    (found,) = image(read_template, DOCKER, properties="PackageType: Image, ImageConfig: {Command: [other.main]}")
    assert found.handler == "other.main"


@pytest.mark.parametrize(
    ("copy", "path"),
    [
        ("COPY src/app.py ./", "src"),
        ("COPY src/*.py /var/task/", "src"),
        ("COPY . .", ""),
        ("COPY --chown=1 src ${FUNCTION_DIR}", "src"),
        ('COPY ["src", "/var/task"]', "src"),
        ("ADD data.bin /var/task/", ""),
        ("COPY --from=build /x /var/task", ""),
    ],
)
def test_what_a_dockerfile_copies_is_where_imports_look(read_template, copy, path):
    (found,) = image(read_template, f'FROM python:3.12\n{copy}\nCMD [ "app.handler" ]\n')
    assert found.code.path == path


def test_an_image_in_another_language_is_no_python_function(read_template):
    assert image(read_template, 'FROM public.ecr.aws/lambda/nodejs:20\nCMD ["app.handler"]\n') == ()


@pytest.mark.parametrize(
    ("dockerfile", "metadata", "why"),
    [
        ("", "{DockerContext: .}", "no Dockerfile"),
        ("", "{DockerContext: nowhere}", "no folder nowhere"),
        ("", "{}", "not built from this repository"),
    ],
)
def test_an_image_that_is_not_built_here_counts_where_a_python_file_has_its_handlers_name(
    read_template, dockerfile, metadata, why
):
    properties = "PackageType: Image, ImageUri: repo, ImageConfig: {Command: [app.handler]}"
    (found,) = image(read_template, dockerfile, properties=properties, metadata=metadata)
    assert found.code.kind == "image"
    assert why in found.code.why


BASE = "FROM public.ecr.aws/lambda/python:3.12\n"
CODE = "def handler(event, context): ...\n"


def opaque(read_files, files, *images, path="infra/template.yaml"):
    """The functions of a template that runs images by address."""
    rows = "".join(
        f"  F{n}: {{Type: AWS::Serverless::Function, Properties: {{PackageType: Image, ImageUri: {one}}}}}\n"
        for n, one in enumerate(images or ("host/name:1",))
    )
    text = f"Transform: AWS::Serverless-2016-10-31\nResources:\n{rows}"
    (template,) = read_files({path: text, **files})
    return [(one.id, one.handler, one.code.kind, one.code.path) for one in template.functions]


@pytest.mark.parametrize(
    ("files", "path"),
    [
        ({"Dockerfile": BASE + 'COPY src/ ./\nCMD ["app.handler"]\n', "src/app.py": CODE}, "src"),
        ({"docker/box.Dockerfile": BASE + 'COPY app.py ./\nCMD ["app.handler"]\n', "app.py": CODE}, ""),
        ({"a/dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n', "a/app.py": CODE}, "a"),
        (
            {
                "name/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n',
                "name/app.py": CODE,
                "b/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n',
                "b/app.py": CODE,
            },
            "name",
        ),
    ],
)
def test_an_image_from_elsewhere_is_taken_to_be_what_alone_fits(read_files, files, path):
    assert opaque(read_files, files) == [("F0", "app.handler", "directory", path)]


@pytest.mark.parametrize(
    "files",
    [
        {"Dockerfile": BASE + 'COPY src/ ./\nCMD ["app.handler"]\n', "src/app.py": "x = 1\n"},
        {"Dockerfile": BASE + "COPY . ./\n", "app.py": CODE},
        {
            "other/img/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n',
            "other/img/app.py": CODE,
            "other/samconfig.toml": "",
        },
        {"tests/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n', "tests/app.py": CODE},
        {
            "a/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n',
            "a/app.py": CODE,
            "b/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n',
            "b/app.py": CODE,
        },
    ],
)
def test_an_image_from_elsewhere_that_nothing_or_several_fit(read_files, files):
    assert opaque(read_files, files) == []


def test_one_dockerfile_is_not_two_images(read_files):
    files = {"f1/Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n', "f1/app.py": CODE}
    assert opaque(read_files, files, "host/x:1", "host/y:1") == [("F1", "app.handler", "directory", "f1")]
    assert [one[0] for one in opaque(read_files, files, "host/x:1", "host/x:1")] == ["F0", "F1"]


def test_a_folder_that_is_named_and_missing_is_not_guessed(read_files):
    text = """
Transform: AWS::Serverless-2016-10-31
Resources:
  F:
    Type: AWS::Serverless::Function
    Metadata: {DockerContext: gone}
    Properties: {PackageType: Image, ImageConfig: {Command: [app.handler]}}
"""
    files = {"Dockerfile": BASE + 'COPY . ./\nCMD ["app.handler"]\n', "app.py": CODE}
    (template,) = read_files({"template.yaml": text, **files})
    assert [(one.code.kind, one.code.why) for one in template.functions] == [
        ("image", "there is no folder gone to build its image from")
    ]
