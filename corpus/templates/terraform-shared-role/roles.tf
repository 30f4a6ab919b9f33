data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_dynamodb_table" "orders" {
  name = "orders"
}

resource "aws_iam_role" "role" {
  name = "both"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "both" {
  role = aws_iam_role.role.id
  policy = jsonencode({
    Statement = [{
      Effect = "Allow"
      Action = [
        "dynamodb:GetItem",    # finding[aws_lambda_function.write]: shared-role dynamodb:GetItem
        "dynamodb:PutItem",    # finding[aws_lambda_function.read]: shared-role dynamodb:PutItem
        "dynamodb:DeleteItem", # finding: unused-action dynamodb:DeleteItem
      ]
      Resource = aws_dynamodb_table.orders.arn
    }]
  })
}
