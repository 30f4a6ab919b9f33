"""What an expression may be: references stay references, what decides them is opened."""

import pytest

from analyzer.core import Hole
from analyzer.templates.terraform.values import Choice, Const, Encoded, Many, Record, Unknown, texts

PARTS = """
variable "name" { default = "the-default" }
variable "on" { type = bool }
variable "names" { default = ["one", "two"] }
variable "table" { default = { name = "orders", size = 3 } }
variable "bare" {}
resource "aws_sqs_queue" "q" { name = "jobs" }
resource "aws_sqs_queue" "each" {
  for_each = { a = "x", b = "y" }
  name     = "jobs-${each.value}"
}
resource "aws_sqs_queue" "two" {
  count = 2
  name  = "jobs-${count.index}"
}
resource "random_pet" "pet" {}
resource "null_resource" "n" { triggers = { at = "noon" } }
data "aws_region" "current" {}
data "aws_caller_identity" "me" {}
"""


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ('"a"', ["a"]),
        ("3", ["3"]),
        ("1.50", ["1.5"]),
        ("true", ["true"]),
        ("null", []),
        ("var.name", ["${var.name}"]),
        ('"${var.name}-${var.bare}"', ["${var.name}-${var.bare}"]),
        ("var.names[1]", ["${var.names[1]}"]),
        ("var.table.name", ['${var.table["name"]}']),
        ('var.table["name"]', ['${var.table["name"]}']),
        ("aws_sqs_queue.q.arn", ["${aws_sqs_queue.q.arn}"]),
        ("aws_sqs_queue.q.name", ["${aws_sqs_queue.q.name}"]),
        ('aws_sqs_queue.each["a"].arn', ['${aws_sqs_queue.each["a"].arn}']),
        ("aws_sqs_queue.two[1].arn", ["${aws_sqs_queue.two[1].arn}"]),
        ("aws_sqs_queue.two.0.arn", ["${aws_sqs_queue.two[0].arn}"]),
        ("aws_sqs_queue.two[var.bare].arn", ["${aws_sqs_queue.two[0].arn}", "${aws_sqs_queue.two[1].arn}"]),
        ('join(",", aws_sqs_queue.two[*].arn)', ["${aws_sqs_queue.two[0].arn},${aws_sqs_queue.two[1].arn}"]),
        ('join(",", aws_sqs_queue.q[*].arn)', ["${aws_sqs_queue.q.arn}"]),
        ("one(aws_sqs_queue.q[*].arn)", ["${aws_sqs_queue.q.arn}"]),
        ("try(aws_sqs_queue.none[0].arn, aws_sqs_queue.q.arn)", ["${aws_sqs_queue.q.arn}"]),
        ('try(split(".", null)[0], "other")', ["other"]),
        ('try(basename(null), "other")', ["other"]),
        ('can(aws_sqs_queue.none.arn) ? "yes" : "no"', ["no"]),
        ('can(var.name) ? "yes" : "no"', ["yes"]),
        ('try([][0], "other")', ["other"]),
        ('try(["a"][1], "other")', ["other"]),
        ("try(3.x, 4)", ["4"]),
        ('{ the-default = "d", other = "o" }[var.name]', ["d", "o"]),
        ('lookup({ other = "o", the-default = "d" }, var.name)', ["d", "o"]),
        ('{ a = "x", b = "y" }["b"]', ["y"]),
        ("random_pet.pet.id", ["${random_pet.pet.id}"]),
        ("null_resource.n.triggers.at", ["noon"]),
        ("data.aws_region.current.name", ["${data.aws_region.current.name}"]),
        ("terraform.workspace", ["${terraform.workspace}"]),
        ("path.module", ["."]),
        ('var.on ? "a" : "b"', ["a", "b"]),
        ('1 == 1 ? "a" : "b"', ["a"]),
        ('var.on ? null : "b"', ["b"]),
        ('"x-${var.on ? "a" : "b"}-y"', ["x-a-y", "x-b-y"]),
        ('var.name != "" ? var.name : "b"', ["${var.name}", "b"]),
        ('format("%s-%d%%-%s", "a", 3, var.name)', ["a-3%-${var.name}"]),
        ('format("%[2]s%[1]s", "a", "b")', ["ba"]),
        ('join("-", ["a", var.name])', ["a-${var.name}"]),
        ('join("-", concat(["a"], var.names))', ["a-${var.names[0]}-${var.names[1]}"]),
        ('lower("ABC")', ["abc"]),
        ('replace("a.b", ".", "-")', ["a-b"]),
        ('trimprefix("arn:x", "arn:")', ["x"]),
        ('substr("abcdef", 1, 3)', ["bcd"]),
        ('split(",", "a,b")[1]', ["b"]),
        ('lookup({ a = "x" }, "a", "y")', ["x"]),
        ('lookup({ a = "x" }, "b", "y")', ["y"]),
        ('lookup({ a = "x" }, var.bare, "y")', ["x", "y"]),
        ('{ a = "x", b = "y" }[var.bare]', ["x", "y"]),
        ('merge({ a = "x" }, { a = "y" }).a', ["y"]),
        ('element(["a", "b"], 3)', ["b"]),
        ("length([1, 2, 3])", ["3"]),
        ('coalesce("", "b")', ["b"]),
        ('coalesce(null, var.name, "b")', ["${var.name}", "b"]),
        ('contains(["a"], "a") ? "yes" : "no"', ["yes"]),
        ('alltrue([true, true]) ? "yes" : "no"', ["yes"]),
        ("keys({ b = 1, a = 2 })[0]", ["a"]),
        ('join(",", values({ b = "y", a = "x" }))', ["x,y"]),
        ('join(",", sort(toset(["b", "a"])))', ["a,b"]),
        ('join(",", flatten([["a"], [["b"]]]))', ["a,b"]),
        ('join(",", compact(["a", "", null]))', ["a"]),
        ('zipmap(["a"], ["x"])["a"]', ["x"]),
        ('[for k, v in { a = "x" } : "${k}=${v}"][0]', ["a=x"]),
        ('[for v in ["a", "b"] : v if v != "a"][0]', ["b"]),
        ('{ for v in ["a"] : v => upper(v) }["a"]', ["A"]),
        ('{ for v in ["a", "a"] : v => v... }["a"][1]', ["a"]),
        ('join(",", [for k, q in aws_sqs_queue.each : q.name])', ['${aws_sqs_queue.each["a"].name},${aws_sqs_queue.each["b"].name}']),
        ("jsonencode({ a = [1, var.name], b = null })", ['{"a":[1,"${var.name}"],"b":null}']),
        ('jsonencode("say \\"x\\"")', ['"say \\"x\\""']),
        ('jsondecode("{\\"a\\": [\\"x\\"]}").a[0]', ["x"]),
        ('"%{ if var.on }a%{ else }b%{ endif }"', ["a", "b"]),
        ('"%{ if true }a%{ endif }c"', ["ac"]),
        ('"%{ for v in ["a", "b"] }${v};%{ endfor }"', ["a;b;"]),
        ("tostring(5)", ["5"]),
        ("sensitive(var.name)", ["${var.name}"]),
        ('startswith("abc", "ab") ? "yes" : "no"', ["yes"]),
        ("5 % 3 + 2 * 2 - 1", ["5"]),
        ('!(1 > 2) && 2 >= 2 ? "a" : "b"', ["a"]),
    ],
)  # fmt: skip
def test_texts_of_an_expression(shown, expression, expected):
    assert shown(expression, PARTS) == expected


@pytest.mark.parametrize(
    "expression",
    ["md5(var.name)", "var.none", "local.none", "aws_sqs_queue.none.arn", "uuid()", "x.y.z", '{ a = 1 }["b"]',
     "[][0]", "5 / 0", "aws_sqs_queue.two[7].arn", "var.on + 1", "each.key", 'file("../outside.txt")',
     "lower(var.name)", "split(var.name, var.name)[0]"],
)  # fmt: skip
def test_what_is_not_known_is_a_hole_that_says_why(evaluate, expression):
    (text,) = texts(evaluate(expression, PARTS))
    assert all(isinstance(part, Hole) and part.why for part in text.parts)


def test_the_command_line_fixes_region_and_account(shown):
    given = {"region": "eu-west-1", "account": "123456789012"}
    expression = '"${data.aws_region.current.name}:${data.aws_caller_identity.me.account_id}"'
    assert shown(expression, PARTS, **given) == ["eu-west-1:123456789012"]


def test_locals_that_depend_on_themselves_are_not_known(shown):
    assert shown("local.y", "locals {\n  y = local.z\n  z = local.y\n}") == ["*"]


def test_values_keep_the_place_where_they_were_written(evaluate):
    found = evaluate('concat(local.base, ["b"])', 'locals {\n  base = [\n    "a",\n  ]\n}\n')
    assert isinstance(found, Many)
    assert [(item.span.line, item.span.column) for item in found.items] == [(6, 5), (2, 27)]


def test_a_list_with_an_unknown_part_keeps_the_known_one(evaluate):
    found = evaluate('concat(["a"], var.none)')
    assert isinstance(found, Many)
    assert [type(item) for item in found.items][1] is Unknown
    assert str(texts(found.items[0])[0]) == "a"


def test_a_merged_map_says_that_it_may_hold_more(evaluate):
    found = evaluate('merge({ a = "x" }, var.bare)', 'variable "bare" {}')
    assert isinstance(found, Record)
    assert [item.key for item in found.items] == ["a"]
    assert found.rest


def test_conditions_give_both_values_once(evaluate):
    found = evaluate("var.on ? [1] : [2]", 'variable "on" {}')
    assert isinstance(found, Choice)
    assert len(found.options) == 2
    assert evaluate("var.on ? 1 : 1", 'variable "on" {}') != found


def test_too_many_alternatives_are_one_unknown_string(shown):
    variables = "\n".join(f'variable "v{i}" {{}}' for i in range(8))
    expression = '"' + "".join(f'${{var.v{i} ? "a" : "b"}}' for i in range(8)) + '"'
    assert shown(expression, variables) == ["*"]


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f'  l{i} = "${{local.l{i + 1}}}${{local.l{i + 1}}}"' for i in range(60)) + '\n  l60 = "x"',
        "\n".join(f"  l{i} = [local.l{i + 1}, local.l{i + 1}]" for i in range(60)) + '\n  l60 = "x"',
        "\n".join(f"  l{i} = {{ a = local.l{i + 1}, b = local.l{i + 1} }}" for i in range(60)) + '\n  l60 = "x"',
        "\n".join(f"  l{i} = concat(local.l{i + 1}, local.l{i + 1})" for i in range(60)) + '\n  l60 = ["x"]',
        "\n".join(f"  l{i} = [for a in local.l{i + 1} : local.l{i + 1}]" for i in range(60)) + "\n  l60 = [1, 2, 3]",
        "\n".join(f"  l{i} = var.x ? local.l{i + 1} : [local.l{i + 1}]" for i in range(60)) + "\n  l60 = 1",
        "  l0 = [for a in range(500) : [for b in range(500) : [for c in range(500) : a]]]",
        "\n".join(f"  l{i} = local.l{i + 1}" for i in range(2000)) + "\n  l2000 = 1",
    ],
)
def test_growing_values_are_bounded(evaluate, text):
    found = evaluate("jsonencode(local.l0)", f'locals {{\n{text}\n}}\nvariable "x" {{}}\n')
    assert isinstance(found, Encoded)
    assert sum(len(str(one)) for one in texts(found)) < 3_000_000


def test_numbers_keep_their_kind(evaluate):
    assert evaluate("1 + 1") == Const(2, evaluate("1 + 1").span)
