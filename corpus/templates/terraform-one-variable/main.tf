data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_dynamodb_table" "orders" {
  name         = "${var.project}-orders"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
}

resource "aws_iam_role" "role" {
  name = "read"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "read" {
  role = aws_iam_role.role.id
  policy = jsonencode({
    Statement = [
      {
        Effect   = "Allow"
        Action   = "dynamodb:Query"
        Resource = "arn:aws:dynamodb:*:*:table/${var.project}-*" # finding: wide-resource dynamodb:Query
      },
      {
        Effect   = "Allow"
        Action   = ["sns:Publish", "sns:Subscribe"] # finding: unused-action sns:Subscribe
        Resource = var.topic_arn
      },
    ]
  })
}

resource "aws_lambda_function" "read" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = {
      TABLE = "${var.project}-orders"
      TOPIC = var.topic_arn
    }
  }
}
