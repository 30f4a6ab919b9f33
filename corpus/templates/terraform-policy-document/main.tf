data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

variable "archive" {
  type    = bool
  default = false
}

resource "aws_sqs_queue" "jobs" {
  name = "jobs"
}

data "aws_iam_policy_document" "base" {
  statement {
    sid       = "Jobs"
    actions   = ["sqs:SendMessage", "sqs:PurgeQueue"] # ok
    resources = [aws_sqs_queue.jobs.arn]
  }
  statement {
    actions   = ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["*"]
  }
}

data "aws_iam_policy_document" "stricter" {
  statement {
    sid       = "Jobs"
    actions   = ["sqs:SendMessage", "sqs:GetQueueUrl"] # finding: unused-action sqs:GetQueueUrl
    resources = [aws_sqs_queue.jobs.arn]
  }
}

data "aws_iam_policy_document" "all" {
  source_policy_documents   = [data.aws_iam_policy_document.base.json]
  override_policy_documents = [data.aws_iam_policy_document.stricter.json]

  dynamic "statement" {
    for_each = var.archive ? ["archive"] : []
    content {
      actions = [
        "s3:PutObject",
        "s3:DeleteObject", # finding: unused-action s3:DeleteObject
      ]
      resources = ["arn:aws:s3:::jobs-${statement.value}/*"]
    }
  }
}

resource "aws_iam_role" "role" {
  name = "send"
}

resource "aws_iam_role_policy" "all" {
  role   = aws_iam_role.role.id
  policy = data.aws_iam_policy_document.all.json
}

resource "aws_lambda_function" "send" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = merge(
      { QUEUE = aws_sqs_queue.jobs.url },
      var.archive ? { BUCKET = "jobs-archive" } : {},
    )
  }
}
