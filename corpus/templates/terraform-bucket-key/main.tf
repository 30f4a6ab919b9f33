data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

variable "foreign_bucket" {
  type = string
}

variable "foreign_key_arn" {
  type = string
}

resource "aws_kms_key" "files" {}

resource "aws_s3_bucket" "files" {
  bucket = "files"
}

resource "aws_s3_bucket_server_side_encryption_configuration" "files" {
  bucket = aws_s3_bucket.files.id
  rule {
    apply_server_side_encryption_by_default {
      kms_master_key_id = aws_kms_key.files.arn
      sse_algorithm     = "aws:kms"
    }
  }
}

data "aws_partition" "current" {}

data "aws_iam_policy_document" "trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.${data.aws_partition.current.dns_suffix}"]
    }
  }
}

data "aws_iam_policy_document" "write" {
  statement {
    actions   = ["s3:PutObject"]
    resources = ["${aws_s3_bucket.files.arn}/a", "arn:${data.aws_partition.current.partition}:s3:::${var.foreign_bucket}/b"]
  }
  statement {
    actions = [
      "kms:GenerateDataKey",
      "kms:Decrypt",
      "kms:Encrypt", # finding: unused-action kms:Encrypt
    ]
    resources = [aws_kms_key.files.arn]
  }
  statement {
    actions   = ["kms:GenerateDataKey"]
    resources = [var.foreign_key_arn]
  }
  statement {
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["*"]
  }
}

resource "aws_iam_role" "role" {
  name               = "write"
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

resource "aws_iam_role_policy" "write" {
  role   = aws_iam_role.role.id
  policy = data.aws_iam_policy_document.write.json
}

resource "aws_lambda_function" "write" {
  function_name = "write"
  role          = aws_iam_role.role.arn
  handler       = "app.handler"
  runtime       = "python3.13"
  filename      = data.archive_file.code.output_path
  environment {
    variables = {
      BUCKET  = aws_s3_bucket.files.id
      FOREIGN = var.foreign_bucket
    }
  }
}
