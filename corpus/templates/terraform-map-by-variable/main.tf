variable "stage" { default = "dev" }

locals {
  settings = {
    dev  = { table = "orders-dev" }
    prod = { table = "orders" }
  }
  table = local.settings[var.stage].table
}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_iam_role" "save" {
  name               = "save"
  assume_role_policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }] })
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.save.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "save" {
  role = aws_iam_role.save.id
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      Action = [
        "dynamodb:PutItem",
        "dynamodb:Scan" # finding: unused-action dynamodb:Scan
      ]
      Resource = [for one in values(local.settings) : "arn:aws:dynamodb:*:*:table/${one.table}"]  # finding: wide-resource dynamodb:PutItem (low)
    }]
  })
}

resource "aws_lambda_function" "save" {
  function_name = "save"
  role          = aws_iam_role.save.arn
  runtime       = "python3.13"
  handler       = "app.handler"
  filename      = data.archive_file.code.output_path
  environment {
    variables = { TABLE = local.table }
  }
}
