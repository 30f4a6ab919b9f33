variable "prefix" {}

locals {
  names = ["orders", "customers"]
}

resource "aws_dynamodb_table" "table" {
  for_each     = toset(local.names)
  name         = "${var.prefix}-${each.key}"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
}

resource "aws_s3_bucket" "files" {
  bucket = "${var.prefix}-files"
}

module "audit" {
  count  = 1
  source = "../audit"
  bucket = aws_s3_bucket.files.id
}

output "tables" {
  value = { for key, one in aws_dynamodb_table.table : key => { name = one.name, arn = one.arn } }
}

output "bucket" {
  value = { name = "${var.prefix}-files" }
}
