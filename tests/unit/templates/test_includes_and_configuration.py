"""Files that a template is made of beside itself: ``AWS::Include``, ``samconfig``, Makefiles, archives."""

import io
import zipfile

import pytest

from analyzer.templates import ReadOptions

FUNCTION = "Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app.handler"
STATEMENT = "- {Effect: Allow, Action: s3:GetObject, Resource: '*'}\n"


def include(place):
    return f"Fn::Transform: {{Name: AWS::Include, Parameters: {{Location: {place}}}}}"


def inline(template):
    return [
        (grant.statement.actions, grant.span.path)
        for role in template.roles
        for grant in role.grants
        if grant.source == "inline"
    ]


def test_an_included_file_stands_where_it_is_included(read_template):
    template = read_template(
        f"Resources:\n  F: {{{FUNCTION}, Policies: [{{{include('parts/statement.yaml')}}}]}}}}\n  {include('parts/more.yaml')}\n",
        {
            "parts/statement.yaml": f"Statement:\n  {STATEMENT}",
            "parts/more.yaml": f"G: {{{FUNCTION}, Policies: [{{Statement: [{{Effect: Allow, Action: sqs:SendMessage, Resource: '*'}}]}}]}}}}\n",
        },
    )
    assert [one.id for one in template.functions] == ["F", "G"]
    assert all(role.complete for role in template.roles)
    assert inline(template) == [
        (("s3:GetObject",), "parts/statement.yaml"),
        (("sqs:SendMessage",), "parts/more.yaml"),
    ]


def test_a_file_may_be_included_at_the_top(read_template):
    template = read_template(
        "Transform: [AWS::Serverless-2016-10-31, {Name: AWS::Include, Parameters: {Location: !Ref Where}}]\n"
        "Parameters: {Where: {Type: String, Default: globals.yaml}}\n"
        f"Resources: {{F: {{{FUNCTION}}}}}}}\n",
        {"globals.yaml": "Globals: {Function: {Environment: {Variables: {A: b}}}}\n"},
        Where="globals.yaml",
    )
    assert template.functions[0].environment[0][0] == "A"
    assert template.dialect == "sam"
    assert template.roles[0].complete


@pytest.mark.parametrize("place", ["s3://bucket/part.yaml", "missing.yaml", "../outside.yaml", "template.yaml"])
def test_what_cannot_be_included_leaves_the_role_unknown(read_template, place):
    """A file that includes itself ends; one that is elsewhere may hold anything."""
    template = read_template(f"Resources:\n  F: {{{FUNCTION}, Policies: [{{{include(place)}}}]}}}}\n")
    assert [one.id for one in template.functions] == ["F"]
    assert not template.roles[0].complete


def test_a_loop_among_properties_is_written_out(read_template):
    template = read_template(
        "Transform: [AWS::LanguageExtensions, AWS::Serverless-2016-10-31]\nResources:\n"
        f"  F: {{{FUNCTION}, Environment: {{Variables: {{'Fn::ForEach::V': [N, [A, B], {{'${{N}}_TABLE': !Sub 't-${{N}}'}}], "
        "COUNT: {'Fn::Length': [x, y, z]}}}}}\n"
    )
    found = [(name, [str(text) for text in texts]) for name, texts in template.functions[0].environment]
    assert found == [("A_TABLE", ["t-A"]), ("B_TABLE", ["t-B"]), ("COUNT", ["3"])]


PARAMETERS = (
    "Transform: AWS::Serverless-2016-10-31\nParameters: {Name: {Type: String}, Folder: {Type: String, Default: a}}\n"
    f"Resources: {{F: {{{FUNCTION}, CodeUri: !Ref Folder}}}}}}\n"
)
TOML = '[default.deploy.parameters]\nparameter_overrides = "Name=\\"big orders\\" Folder=src"\n'


def defaults(template):
    return {one.name: one.default.literal if one.default is not None else None for one in template.parameters}


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("samconfig.toml", TOML),
        (
            "samconfig.toml",
            "[default.global.parameters]\nparameter_overrides = [\"Name='big orders'\", 'Folder=src']\n",
        ),
        (
            "samconfig.yaml",
            "default: {deploy: {parameters: {parameter_overrides: ['Name=\"big orders\"', Folder=src]}}}\n",
        ),
        (
            "samconfig.toml",
            (
                "[default.deploy.parameters]\nparameter_overrides = "
                "\"ParameterKey=Name,ParameterValue='big orders' ParameterKey=Folder,ParameterValue=src\"\n"
            ),
        ),
    ],
)
def test_overrides_of_samconfig_are_as_good_as_defaults(read_template, name, text):
    """A reference stays a reference: the template may be deployed with other values."""
    template = read_template(PARAMETERS, {name: text, "src/app.py": ""})
    assert defaults(template) == {"Name": "big orders", "Folder": "src"}
    assert template.parameters[0].value is None
    assert template.functions[0].code.path == "src"


def test_the_stage_chooses_the_environment_of_samconfig(read_files):
    files = {
        "template.yaml": PARAMETERS,
        "samconfig.toml": TOML + TOML.replace("default", "prod").replace("big", "small"),
    }
    assert defaults(*read_files(files, ReadOptions(stage="prod")))["Name"] == "small orders"
    assert defaults(*read_files(files, ReadOptions(stage="test")))["Name"] == "big orders"


def test_samconfig_speaks_of_the_template_that_it_names(read_files):
    above = '[default.build.parameters]\ntemplate_file = "service/other.yaml"\n' + TOML
    templates = read_files({"samconfig.toml": above, "service/other.yaml": PARAMETERS, "service/more.yaml": PARAMETERS})
    assert [(one.path, defaults(one)["Name"]) for one in templates] == [
        ("service/more.yaml", None),
        ("service/other.yaml", "big orders"),
    ]


@pytest.mark.parametrize(
    "text", ["[", "default = 3", '[default.deploy.parameters]\nparameter_overrides = "\'"', "\xff"]
)
def test_a_broken_samconfig_says_nothing(read_template, text):
    assert defaults(read_template(PARAMETERS, {"samconfig.toml": text}))["Name"] is None


@pytest.mark.parametrize(
    ("recipe", "folders"),
    [
        ("cp -r src/. $(ARTIFACTS_DIR)/", ("code/src", "code")),
        ("mkdir -p $(ARTIFACTS_DIR) && cp -R src shared/*.py ${ARTIFACTS_DIR}", ("code", "code/shared", "code")),
        ("pip install -r requirements.txt -t $(ARTIFACTS_DIR)", ("code",)),
        ("cp -r ../../elsewhere/* $(ARTIFACTS_DIR)", ("code",)),
    ],
)
def test_a_makefile_says_what_it_copies(read_template, recipe, folders):
    template = read_template(
        f"Resources: {{F: {{{FUNCTION}, CodeUri: code/}}, Metadata: {{BuildMethod: makefile}}}}}}\n",
        {
            "code/Makefile": f"build-G:\n\tcp -r no $(ARTIFACTS_DIR)\nbuild-F: clean\n\t{recipe}\n",
            "code/src/app.py": "", "code/shared/x.py": "", "code/no/app.py": "",
        },
    )  # fmt: skip
    code = template.functions[0].code
    assert (code.path, *code.also) == folders


def packed(text):
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("app.py", text)
    return held.getvalue()


@pytest.mark.parametrize(("source", "kind", "path"), [("x = 1\n", "directory", "src"), ("x = 2\n", "inline", "app.py")])
def test_code_in_a_committed_archive(read_template, source, kind, path):
    """The file of the repository where the archive holds the same one, else what the archive holds."""
    template = read_template(
        f"Resources: {{F: {{{FUNCTION}, CodeUri: build/app.zip}}}}}}\n",
        {"build/app.zip": packed(source), "src/app.py": "x = 1\n"},
    )
    code = template.functions[0].code
    assert (code.kind, code.path) == (kind, path)
    assert code.text == (source if kind == "inline" else "")


def test_an_artifact_of_a_service_is_opened(read_files):
    service = (
        "service: s\nprovider: {name: aws, runtime: python3.13}\n"
        "functions: {f: {handler: app.handler, package: {artifact: build/app.zip}}}\n"
    )
    (template,) = read_files({"serverless.yml": service, "build/app.zip": packed("x = 1\n"), "src/app.py": "x = 1\n"})
    assert (template.functions[0].code.kind, template.functions[0].code.path) == ("directory", "src")
