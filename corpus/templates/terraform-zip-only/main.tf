resource "aws_iam_role" "role" {
  name = "packed"
}

resource "aws_iam_role_policy" "wide" {
  role   = aws_iam_role.role.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = "s3:*", Resource = "*" }] }) # finding: wildcard-action s3:* (low)
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_lambda_function" "packed" {
  filename = "build/packed.zip" # gap: unlocated-code # problem: unlocated-code
  handler  = "packed.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
}
