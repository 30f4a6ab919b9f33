"""Root modules, the modules they call, and what fixes their variables."""

import pytest
from msgspec.structs import asdict

from analyzer.templates import ReadOptions

CHILD = """
variable "name" { default = "child" }
variable "table" {}
variable "size" { default = 3 }
resource "aws_dynamodb_table" "own" { name = "own-${var.name}" }
resource "aws_iam_role" "r" { name = "role-${var.name}" }
resource "aws_lambda_function" "f" {
  function_name = "fn-${var.name}"
  filename      = "${path.module}/code.zip"
  handler       = "app.handler"
  runtime       = "python3.12"
  role          = aws_iam_role.r.arn
  environment {
    variables = {
      TABLE = var.table
      OWN   = aws_dynamodb_table.own.name
      SIZE  = var.size
    }
  }
}
output "own_arn" { value = aws_dynamodb_table.own.arn }
output "all" { value = { table = aws_dynamodb_table.own } }
"""


def environment(one):
    return {name: [str(text) for text in texts] for name, texts in one.environment}


def by_path(templates):
    return {template.path: template for template in templates}


def test_a_called_module_is_part_of_its_caller(read_files):
    (template,) = read_files(
        {
            "main.tf": 'resource "aws_dynamodb_table" "t" {}\nmodule "m" {\n  source = "./mod"\n  table = aws_dynamodb_table.t.name\n}\n',
            "mod/main.tf": CHILD,
        }
    )
    (one,) = template.functions
    assert (template.path, one.template, one.id) == ("main.tf", "mod/main.tf", "module.m.aws_lambda_function.f")
    assert one.role == template.roles[0].id == "module.m.aws_iam_role.r"
    assert environment(one) == {
        "TABLE": ["${aws_dynamodb_table.t.name}"],
        "OWN": ["${module.m.aws_dynamodb_table.own.name}"],
        "SIZE": ["3"],
    }
    names = {resource.id: resource.name for resource in template.resources}
    assert str(names["module.m.aws_dynamodb_table.own"]) == "own-child"


def test_outputs_lead_to_what_stands_inside(read_files):
    (template,) = read_files(
        {
            "main.tf": 'module "a" {\n  source = "./mod"\n  table = "x"\n}\n'
            'module "b" {\n  source = "./mod"\n  name = "b"\n  table = module.a.own_arn\n}\n'
            'module "c" {\n  source = "./mod"\n  name = "c"\n  table = module.a.all.table.name\n}\n',
            "mod/main.tf": CHILD,
        }
    )
    tables = {one.id.split(".")[1]: environment(one)["TABLE"] for one in template.functions}
    assert tables == {
        "a": ["x"],
        "b": ["${module.a.aws_dynamodb_table.own.arn}"],
        "c": ["${module.a.aws_dynamodb_table.own.name}"],
    }


def test_modules_with_keys_are_instances(read_files):
    (template,) = read_files(
        {
            "main.tf": 'module "m" {\n  for_each = toset(["x", "y"])\n  source = "./mod"\n  name = each.key\n  table = each.value\n}\n'
            'module "n" {\n  count = 1\n  source = "./mod"\n  table = module.m["x"].own_arn\n}\n',
            "mod/main.tf": CHILD,
        }
    )
    assert [(one.id, environment(one)["TABLE"]) for one in template.functions] == [
        ('module.m["x"].aws_lambda_function.f', ["x"]),
        ('module.m["y"].aws_lambda_function.f', ["y"]),
        ("module.n[0].aws_lambda_function.f", ['${module.m["x"].aws_dynamodb_table.own.arn}']),
    ]


def test_a_module_below_the_root_may_call_one_beside_it(read_files):
    (template,) = read_files(
        {
            "env/prod/main.tf": 'module "outer" {\n  source = "../../modules/outer"\n}\n',
            "modules/outer/main.tf": 'module "inner" {\n  source = "../inner"\n  table = "t"\n}\n',
            "modules/inner/main.tf": CHILD,
            "modules/inner/code/app.py": "x = 1\n",
        }
    )
    (one,) = template.functions
    assert template.path == "env/prod/main.tf"
    assert one.id == "module.outer.module.inner.aws_lambda_function.f"
    assert "modules/inner/code may be its source" in one.code.why


def test_every_directory_that_nothing_calls_is_a_root(read_files):
    found = by_path(
        read_files(
            {
                "a/main.tf": 'module "m" {\n source = "../mod"\n table = "a"\n}\n',
                "b/main.tf": 'module "m" {\n source = "../mod"\n table = "b"\n}\n',
                "mod/main.tf": CHILD,
                "c/lonely.tf": CHILD,
            }
        )
    )
    assert sorted(found) == ["a/main.tf", "b/main.tf", "c/lonely.tf"]
    both = [(one.template, one.id) for path in ("a/main.tf", "b/main.tf") for one in found[path].functions]
    assert both == [("a/main.tf", "module.m.aws_lambda_function.f"), ("b/main.tf", "module.m.aws_lambda_function.f")]
    assert [one.template for one in found["c/lonely.tf"].functions] == ["c/lonely.tf"]


def test_modules_that_call_each_other_end(read_files):
    templates = read_files(
        {
            "a/main.tf": 'module "b" {\n source = "../b"\n}\nresource "aws_sqs_queue" "q" {}\n',
            "b/main.tf": 'module "a" {\n source = "../a"\n}\n',
            "c/main.tf": 'module "c" {\n source = "./"\n}\n',
        }
    )
    assert [template.path for template in templates] == ["a/main.tf", "c/main.tf"]
    assert len(templates[0].resources) <= 8


@pytest.mark.parametrize(("nullable", "size"), [("", None), ("nullable = true", None), ("nullable = false", ["3"])])
def test_null_is_a_value_of_its_own_where_a_variable_takes_it(read_files, nullable, size):
    child = CHILD.replace("default = 3", f"default = 3\n{nullable}")
    (template,) = read_files(
        {"main.tf": 'module "m" {\n source = "./mod"\n table = "t"\n size = null\n}\n', "mod/main.tf": child}
    )
    assert environment(template.functions[0]).get("SIZE") == size


def test_attributes_that_a_type_lets_an_object_leave_out(read_files):
    child = CHILD.replace(
        'variable "size" { default = 3 }',
        'variable "size" {\n type = map(object({ a = string, b = optional(string, "default"), c = optional(string) }))\n}\n',
    ).replace("var.size", 'coalesce(var.size["x"].c, var.size["x"].b)')
    (template,) = read_files(
        {
            "main.tf": 'module "m" {\n source = "./mod"\n table = "t"\n size = { x = { a = "given" } }\n}\n',
            "mod/main.tf": child,
        }
    )
    assert environment(template.functions[0])["SIZE"] == ["default"]


def test_an_override_replaces_attributes(read_files):
    (template,) = read_files(
        {
            "main.tf": 'resource "aws_lambda_function" "f" {\n runtime = "python3.11"\n handler = "a.b"\n role = "r"\n}\n',
            "main_override.tf": 'resource "aws_lambda_function" "f" {\n runtime = "python3.13"\n}\n',
        }
    )
    assert [(one.runtime, one.handler) for one in template.functions] == [("python3.13", "a.b")]


ROOT = """
variable "name" { default = "unset" }
variable "sizes" { default = { small = "s" } }
variable "needed" { type = string }
resource "aws_lambda_function" "f" {
  runtime = "python3.12"
  handler = "a.b"
  role    = "r"
  environment {
    variables = {
      NAME = var.name
      NEED = var.needed
    }
  }
}
"""


@pytest.mark.parametrize(
    ("files", "options", "name"),
    [
        ({}, {}, "${var.name}"),
        ({"terraform.tfvars": 'name = "auto"\n'}, {}, "auto"),
        ({"terraform.tfvars": 'name = "auto"\n', "z.auto.tfvars": 'name = "later"\n'}, {}, "later"),
        ({"terraform.tfvars.json": '{"name": "json"}'}, {}, "json"),
        ({"prod.tfvars": 'name = "prod"\n'}, {}, "${var.name}"),
        ({"prod.tfvars": 'name = "prod"\n'}, {"var_files": ("prod.tfvars",)}, "prod"),
        ({"terraform.tfvars": 'name = "auto"\n'}, {"parameters": (("name", "given"),)}, "given"),
        ({"terraform.tfvars": "name = aws_sqs_queue.q.arn\n"}, {}, "*"),
    ],
)
def test_what_fixes_a_variable(read_files, files, options, name):
    (template,) = read_files({"main.tf": ROOT, **files}, ReadOptions(**options))
    assert environment(template.functions[0])["NAME"] == [name]


def test_a_variable_that_nothing_fixes_is_a_parameter_with_its_default(read_files):
    (template,) = read_files({"main.tf": ROOT})
    found = {one.name: str(one.default) if one.default is not None else None for one in template.parameters}
    assert found == {"var.name": "unset", "var.needed": None}
    assert {name for one in template.parameters for name, value in asdict(one).items() if value == "value"} == set()


def test_broken_files_are_problems_and_the_rest_is_read(read_files):
    (template,) = read_files(
        {
            "main.tf": ROOT,
            "broken.tf": 'resource "aws_sqs_queue" "q" {\n  name = [\n',
            "odd.tf": b"\xff\xfe\x00",
            "terraform.tfvars": "name = \n",
        }
    )
    assert [(one.code, one.span.path) for one in template.problems] == [
        ("template-unreadable", "terraform.tfvars"),
        ("template-unreadable", "broken.tf"),
        ("template-unreadable", "odd.tf"),
    ]
    assert len(template.functions) == 1


def test_too_large_configurations_are_cut_and_say_so(read_files):
    deep = 'module "x" {\n  source = "../m7"\n  count = 200\n}\n'
    files = {
        f"m{i}/main.tf": deep.replace("m7", f"m{i + 1}") + 'resource "aws_sqs_queue" "q" {\n count = 200\n}\n'
        for i in range(7)
    }
    files["m7/main.tf"] = 'resource "aws_sqs_queue" "q" {}\n'
    (template,) = read_files(files)
    assert len(template.resources) <= 20_000
    assert any("too many" in problem.message for problem in template.problems)


@pytest.mark.parametrize(
    ("kind", "given", "expected"),
    [
        ("list(string)", '["a", "b"]', ["a"]),
        ("map(string)", '{ k = "v" }', []),
        ("string", "[x]", []),
        ("number", "3", []),
    ],
)
def test_a_value_of_the_command_line_is_read_by_its_type(read_files, kind, given, expected):
    text = ROOT.replace("{ type = string }", f"{{ type = {kind} }}").replace("var.needed", "try(var.needed[0], null)")
    (template,) = read_files({"main.tf": text}, ReadOptions(parameters=(("needed", given),)))
    assert environment(template.functions[0]).get("NEED", []) == expected


def test_module_that_init_downloaded(read_files):
    files = {
        "infra/main.tf": 'module "worker" {\n  source  = "acme/worker/aws"\n  version = "1.0.0"\n  name    = "w"\n}\n',
        "infra/.terraform/modules/modules.json": (
            '{"Modules": [{"Key": "", "Source": "", "Dir": "."}, {"Key": "worker", "Version": "1.0.0", '
            '"Source": "registry.terraform.io/acme/worker/aws", "Dir": ".terraform/modules/worker"}]}'
        ),
        "infra/.terraform/modules/worker/main.tf": (
            'variable "name" {}\nresource "aws_iam_role" "r" {}\n'
            'resource "aws_lambda_function" "f" {\n  function_name = var.name\n  runtime = "python3.13"\n'
            '  handler = "app.handler"\n  filename = "${path.module}/f.zip"\n  role = aws_iam_role.r.arn\n}\n'
        ),
        "infra/.terraform/modules/worker/examples/basic/main.tf": 'resource "aws_sqs_queue" "example" {}\n',
        "infra/.terraform/providers/big/main.tf": 'resource "aws_sqs_queue" "no" {}\n',
    }
    (template,) = read_files(files)
    assert [one.id for one in template.functions] == ["module.worker.aws_lambda_function.f"]
    assert [(role.id, role.kind) for role in template.roles] == [("module.worker.aws_iam_role.r", "template")]


@pytest.mark.parametrize(
    "text", ["", "[]", '{"Modules": 3}', '{"Modules": [{"Source": "acme/w/aws", "Dir": "../../.."}]}']
)
def test_manifest_of_modules_that_leads_nowhere(read_files, text):
    files = {"main.tf": 'module "w" {\n  source = "acme/w/aws"\n}\n', ".terraform/modules/modules.json": text}
    (template,) = read_files(files)
    assert template.functions == ()


def test_files_of_terragrunt_are_told_once_as_unread(read_files):
    function = 'resource "aws_lambda_function" "f" {\n filename = "a.zip"\n handler = "app.h"\n runtime = "python3.13"\n role = "r"\n}\n'
    files = {"one/main.tf": function, "two/main.tf": function, "live/a/terragrunt.hcl": "", "live/b/terragrunt.hcl": ""}
    told = [problem for template in read_files(files) for problem in template.problems]
    assert [(one.code, one.span.path) for one in told] == [("unresolved-variable", "live/a/terragrunt.hcl")]
    assert "and 1 file more" in told[0].message
