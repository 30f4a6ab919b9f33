data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_iam_role" "role" {
  name = "read"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "read" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
}
