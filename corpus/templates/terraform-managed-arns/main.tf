data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

data "aws_partition" "current" {}

locals {
  policies = {
    logs   = "service-role/AWSLambdaBasicExecutionRole"
    queues = "AmazonSQSFullAccess" # finding: managed-policy AmazonSQSFullAccess
  }
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

resource "aws_iam_role" "role" {
  name = "send"
}

resource "aws_iam_role_policy_attachment" "all" {
  for_each   = local.policies
  role       = aws_iam_role.role.name
  policy_arn = "arn:${data.aws_partition.current.partition}:iam::aws:policy/${each.value}"
}

resource "aws_lambda_function" "send" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = { QUEUE = aws_sqs_queue.jobs.id }
  }
}
