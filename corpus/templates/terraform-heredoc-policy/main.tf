data "aws_caller_identity" "current" {}

data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_dynamodb_table" "orders" {
  name         = "orders-${data.aws_caller_identity.current.account_id}"
  hash_key     = "id"
  billing_mode = "PAY_PER_REQUEST"
}

resource "aws_iam_role" "save" {
  assume_role_policy = <<EOF
{"Statement": [{"Effect": "Allow", "Principal": {"Service": "lambda.amazonaws.com"}, "Action": "sts:AssumeRole"}]}
EOF
}

resource "aws_iam_policy" "save" {
  policy = <<-EOF
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Effect": "Allow",
          "Action": ["logs:CreateLogGroup", "logs:CreateLogStream", "logs:PutLogEvents"],
          "Resource": "*"
        },
        {
          "Effect": "Allow",
          "Action": [
            "dynamodb:PutItem",
            "dynamodb:DeleteItem"
          ],
          "Resource": "${aws_dynamodb_table.orders.arn}"
        }
      ]
    }
  EOF
}

resource "aws_iam_role_policy_attachment" "save" {
  role       = aws_iam_role.save.name
  policy_arn = aws_iam_policy.save.arn
}

resource "aws_lambda_function" "save" {
  function_name = "save"
  filename      = data.archive_file.code.output_path
  handler       = "app.handler"
  runtime       = "python3.13"
  role          = aws_iam_role.save.arn
  environment {
    variables = { TABLE = aws_dynamodb_table.orders.name }
  }
}
