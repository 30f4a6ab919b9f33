data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_sqs_queue" "jobs" {}
resource "aws_sqs_queue" "failed" {}

resource "aws_dynamodb_table" "orders" {
  name           = "orders"
  stream_enabled = true
}

resource "aws_s3_bucket" "uploads" {
  bucket_prefix = "uploads-"
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
      { Effect = "Allow", Action = ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"], Resource = aws_sqs_queue.jobs.arn },
      { Effect = "Allow", Action = ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"], Resource = aws_dynamodb_table.orders.stream_arn },
      { Effect = "Allow", Action = "dynamodb:ListStreams", Resource = "*" },
      { Effect = "Allow", Action = "sqs:SendMessage", Resource = aws_sqs_queue.failed.arn },
      { Effect = "Allow", Action = ["s3:GetObject", "s3:DeleteObject"], Resource = "${aws_s3_bucket.uploads.arn}/*" }, # finding: unused-action s3:DeleteObject
    ]
  })
}

# needs: sqs:ReceiveMessage @ {aws_sqs_queue.jobs}; sqs:DeleteMessage @ {aws_sqs_queue.jobs}; sqs:GetQueueAttributes @ {aws_sqs_queue.jobs}
# needs: dynamodb:DescribeStream @ {aws_dynamodb_table.orders}; dynamodb:GetRecords @ {aws_dynamodb_table.orders}; dynamodb:GetShardIterator @ {aws_dynamodb_table.orders}
# needs: dynamodb:ListStreams @ *; sqs:SendMessage @ {aws_sqs_queue.failed}
resource "aws_lambda_function" "work" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
}

resource "aws_lambda_event_source_mapping" "jobs" {
  function_name    = aws_lambda_function.work.arn
  event_source_arn = aws_sqs_queue.jobs.arn
}

resource "aws_lambda_event_source_mapping" "orders" {
  function_name     = aws_lambda_function.work.function_name
  event_source_arn  = aws_dynamodb_table.orders.stream_arn
  starting_position = "LATEST"
  destination_config {
    on_failure {
      destination_arn = aws_sqs_queue.failed.arn
    }
  }
}

resource "aws_s3_bucket_notification" "uploads" {
  bucket = aws_s3_bucket.uploads.id
  lambda_function {
    lambda_function_arn = aws_lambda_function.work.arn
    events              = ["s3:ObjectCreated:*"]
  }
}
