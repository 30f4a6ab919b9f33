variable "bucket" {}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/code"
  output_path = "audit.zip"
}

resource "aws_iam_role" "log" {
  name = "audit"
}

resource "aws_iam_role_policy" "log" {
  role = aws_iam_role.log.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = "logs:*", Resource = "*" }, # finding: wildcard-action logs:*
      { Effect = "Allow", Action = "s3:PutObject", Resource = "arn:aws:s3:::${var.bucket}/audit/*" }, # finding: wide-resource s3:PutObject
    ]
  })
}

resource "aws_lambda_function" "log" {
  filename = "audit.zip"
  handler  = "audit.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.log.arn
  environment {
    variables = { BUCKET = var.bucket }
  }
}
