"""What is reported, and what comments, paths and rules leave out of it: as a user sees it."""

import json

import pytest


@pytest.fixture
def written(project):
    """Replaces words of the template."""

    def put(old, new):
        template = project / "template.yaml"
        text = template.read_text()
        assert old in text
        template.write_text(text.replace(old, new))

    return put


def problems(overgrant, *words):
    return json.loads(overgrant("scan", "--format", "json", *words).stdout)["problems"]


def test_a_suppressed_finding_is_listed_with_its_reason(overgrant, written):
    written("- dynamodb:DeleteItem", "- dynamodb:DeleteItem  # overgrant: ignore[unused-action] for the operators")
    result = overgrant("scan")
    assert result.code == 0
    assert (
        "Suppressed\n"
        "  template.yaml:23  SaveOrder never calls dynamodb:DeleteItem on Orders [unused-action]\n"
        "    because for the operators\n"
    ) in result.stdout
    document = json.loads(overgrant("scan", "--format", "json").stdout)
    assert [(one["rule"], one["reason"], one["line"]) for one in document["suppressions"]] == [
        ("unused-action", "for the operators", 23)
    ]
    assert (document["suppressed"], document["problems"]) == (1, [])


def test_a_comment_that_silences_nothing_is_told(overgrant, written):
    written("- dynamodb:PutItem", "- dynamodb:PutItem  # overgrant: ignore[unused-action] was needed once")
    result = overgrant("scan", "--strict", "--fail-on", "never")
    assert result.code == 0
    assert (
        "Comments that silence nothing\n"
        "  template.yaml:22  this comment silences nothing: line 22 has no unused-action finding [unused-suppression]\n"
    ) in result.stdout
    assert "Incomplete" not in result.stdout
    assert [(one["code"], one["line"]) for one in problems(overgrant)] == [("unused-suppression", 22)]
    assert "::warning file=template.yaml,line=22,endLine=22,col=1,title=overgrant%3A unused-suppression::" in (
        overgrant("scan", "--format", "github").stdout
    )
    assert "## Comments that silence nothing" in overgrant("scan", "--format", "markdown").stdout


def test_in_code_too(overgrant, project):
    (project / "src" / "store.py").write_text(
        "def save(table, order):\n    table.put_item(Item=order)  # overgrant: ignore[missing-action] granted elsewhere\n"
    )
    assert [(one["file"], one["line"]) for one in problems(overgrant)] == [("src/store.py", 2)]


def test_nothing_is_told_of_comments_where_only_a_part_is_looked_at(overgrant, written):
    written("- dynamodb:PutItem", "- dynamodb:PutItem  # overgrant: ignore[unused-action]")
    assert problems(overgrant, "--function", "SaveOrder") == []
    assert problems(overgrant, "--template", "template.yaml") == []


def test_a_used_comment_stays_used_when_its_rule_is_not_selected(overgrant, written):
    written("- dynamodb:DeleteItem", "- dynamodb:DeleteItem  # overgrant: ignore[unused-action]")
    assert problems(overgrant, "--select", "missing-action") == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("--select", "unused-action"), 1),
        (("--select", "missing-action"), 0),
        (("--select", "missing-action,unused-action"), 1),
        (("--ignore", "unused-action"), 0),
        (("--select", "unused-action", "--ignore", "unused-action"), 0),
        (("--fail-on", "warning", "--select", "missing-action"), 0),
        (("--fail-on", "never"), 0),
    ],
)
@pytest.mark.usefixtures("project")
def test_chosen_rules_decide_the_exit_code(overgrant, words, code):
    assert overgrant("scan", *words).code == code


@pytest.mark.parametrize(
    ("pattern", "code"),
    [("legacy", 0), ("legacy/", 0), ("legacy/**", 0), ("legacy/*.yaml", 0), ("template.yaml", 0), ("*.yaml", 0),
     ("**/template.yaml", 0), ("other/**", 1), ("leg", 1), ("*.py", 1)],
)  # fmt: skip
def test_rules_left_out_below_a_path(overgrant, project, pattern, code):
    (project / "legacy").mkdir()
    for name in ("template.yaml", "src"):
        (project / name).rename(project / "legacy" / name)
    (project / "overgrant.toml").write_text(f'[per-path-ignores]\n"{pattern}" = ["unused-action"]\n')
    assert overgrant("scan").code == code
    assert overgrant("scan", "legacy").code == code
    assert overgrant("scan", str(project / "legacy"), cwd=project.parent).code == code


def test_a_path_may_leave_out_the_rules_of_its_functions(overgrant, written):
    """A missing action stands in the code; a pattern for the template speaks of its functions too."""
    written("- dynamodb:PutItem", "- dynamodb:GetItem")
    words = ("--per-path-ignores", "template.yaml=missing-action,unused-action")
    assert overgrant("scan").code == 1
    assert overgrant("scan", *words).code == 0


def test_wrong_rules_of_paths_are_told(overgrant, project):
    (project / "overgrant.toml").write_text('[per-path-ignores]\n"legacy" = ["unused-acton"]\n"b" = [1]\n')
    result = overgrant("scan")
    assert result.code == 2
    assert "setting per-path-ignores.b must be a list of rules, not [1]" in result.stderr
    (project / "overgrant.toml").write_text('[per-path-ignores]\n"legacy" = ["unused-acton"]\n')
    assert "there is no rule 'unused-acton', did you mean unused-action?" in overgrant("scan").stderr
    assert "--per-path-ignores must be PATTERN=RULE,…, not 'legacy'" in (
        overgrant("scan", "--config", "pyproject.toml", "--per-path-ignores", "legacy").stderr
    )


def test_a_baseline_survives_edits_elsewhere(overgrant, written):
    assert overgrant("scan", "--write-baseline", "known.json").code == 0
    written("Resources:", "Resources:\n  # one\n  # two")
    assert overgrant("scan", "--baseline", "known.json").code == 0
    written("- dynamodb:DeleteItem", "- dynamodb:DeleteItem\n                - dynamodb:Scan")
    result = overgrant("scan", "--baseline", "known.json")
    assert result.code == 1
    assert "dynamodb:Scan" in result.stdout
    assert "never calls dynamodb:DeleteItem" not in result.stdout


def test_an_incomplete_analysis_fails_under_strict_only(overgrant, project):
    (project / "src" / "store.py").write_text("def save(table, order):\n    getattr(table, order['how'])(Item=order)\n")
    assert overgrant("scan").code == 0
    assert overgrant("scan", "--strict").code == 4


def test_a_sam_policy_template_alone_is_no_error(overgrant, project):
    template = (project / "template.yaml").read_text()
    before = template[: template.index("      Policies:")]
    (project / "template.yaml").write_text(
        before + "      Policies:\n        - DynamoDBCrudPolicy:\n            TableName: !Ref Orders\n"
    )
    assert overgrant("scan").code == 0
    result = overgrant("scan", "--fail-on", "warning")
    assert result.code == 1
    assert "warning  DynamoDBCrudPolicy  [managed-policy]" in result.stdout


NOT_USED = [
    (
        ("--param", "Stag=x"),
        "--param Stag has no effect: no template that was read has a parameter of this name; did you mean Stage?",
    ),
    (("--stage", "prod"), "--stage prod has no effect: nothing that was read knows a stage of this name"),
]


@pytest.mark.parametrize(("words", "message"), NOT_USED)
def test_an_option_that_nothing_has_a_use_for_is_told(overgrant, written, words, message):
    written("Resources:", "Parameters: {Stage: {Type: String}}\nResources:")
    result = overgrant("scan", *words, "--strict")
    assert result.code == overgrant("scan", "--strict").code
    assert f"Options without effect\n  template.yaml:1  {message} [unused-option]\n" in result.stdout
    told = json.loads(overgrant("scan", *words, "--format", "json").stdout)["problems"]
    assert [(one["code"], one["message"]) for one in told] == [("unused-option", message)]
    assert overgrant("policy", *words).stderr == f"overgrant: {message}\n"


def test_options_that_have_a_use_are_not_told(overgrant, project, written):
    written("Resources:", "Parameters: {Stage: {Type: String}}\nResources:")
    (project / "samconfig.toml").write_text('[prod.deploy.parameters]\nparameter_overrides = "Stage=prod"\n')
    assert problems(overgrant, "--param", "Stage=x", "--stage", "prod", "--template", "template.yaml") == []


@pytest.mark.usefixtures("project")
def test_a_template_that_is_none_is_told(overgrant):
    result = overgrant("scan", "--template", "temlpate.yaml")
    assert result.code == 3
    assert "--template temlpate.yaml is no template that was read; there are template.yaml" in result.stdout


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("main.tf", 'variable "env" { default = "x" }\n', ("--param", "env=y")),
        ("serverless.yml", "service: s\nprovider: {name: aws, x: '${param:env}'}\nfunctions: {}\n", ("--stage", "y")),
        (
            "serverless.yml",
            "service: s\nprovider: {name: aws, stage: '${opt:env}'}\nfunctions: {}\n",
            ("--param", "env=y"),
        ),
    ],
)
def test_options_of_other_dialects_have_a_use(overgrant, project, name, text, words):
    (project / name).write_text(text)
    assert problems(overgrant, *words) == []
