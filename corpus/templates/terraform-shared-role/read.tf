resource "aws_lambda_function" "read" {
  filename = data.archive_file.code.output_path
  handler  = "app.read"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = { TABLE = aws_dynamodb_table.orders.id }
  }
}
