variable "source_arn" {}
variable "feed_arn" {}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_iam_role" "role" {
  name = "work"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "poll" {
  role = aws_iam_role.role.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = var.source_arn },
      { Effect = "Allow", Action = ["kinesis:GetRecords", "kinesis:GetShardIterator", "kinesis:DescribeStream"], Resource = var.feed_arn },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = var.source_arn }, # finding: unused-action sqs:SendMessage
    ]
  })
}

# needs: sqs:ReceiveMessage @ {var.source_arn}; sqs:DeleteMessage @ {var.source_arn}; sqs:GetQueueAttributes @ {var.source_arn}
resource "aws_lambda_function" "work" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
}

resource "aws_lambda_event_source_mapping" "jobs" {
  function_name    = aws_lambda_function.work.arn
  event_source_arn = var.source_arn
  batch_size       = 10
}

resource "aws_lambda_event_source_mapping" "feed" {
  function_name     = aws_lambda_function.work.arn
  event_source_arn  = var.feed_arn
  starting_position = "LATEST"
}
