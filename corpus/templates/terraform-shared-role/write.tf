resource "aws_lambda_function" "write" {
  filename = data.archive_file.code.output_path
  handler  = "app.write"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = { TABLE = aws_dynamodb_table.orders.id }
  }
}
