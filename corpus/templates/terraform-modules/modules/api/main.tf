variable "table" {}
variable "other" {}
variable "bucket" {}

data "archive_file" "code" {
  type        = "zip"
  source_file = "${path.module}/code/app.py"
  output_path = "${path.module}/api.zip"
}

resource "aws_iam_role" "save" {
  name = "save"
  inline_policy {
    name = "save"
    policy = jsonencode({
      Statement = [{ # finding: wide-resource dynamodb:PutItem
        Effect   = "Allow"
        Action   = ["dynamodb:PutItem", "dynamodb:Scan"] # finding: unused-action dynamodb:Scan
        Resource = [var.table.arn, var.other.arn]
        }, {
        Effect   = "Allow"
        Action   = ["s3:GetObject"]
        Resource = "arn:aws:s3:::${var.bucket.name}/*"
      }]
    })
  }
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.save.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "save" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.save.arn
  environment {
    variables = {
      TABLE  = var.table.name
      BUCKET = var.bucket.name
    }
  }
}
