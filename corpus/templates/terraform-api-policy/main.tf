data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}
resource "aws_api_gateway_rest_api" "api" {
  name = "orders"
}
resource "aws_api_gateway_rest_api_policy" "api" {
  rest_api_id = aws_api_gateway_rest_api.api.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "execute-api:Invoke", Resource = "execute-api:/*", Principal = { AWS = aws_iam_role.reads.arn } },
  ] })
}
resource "aws_iam_role" "reads" {
  name = "reads"
}
resource "aws_iam_role" "other" {
  name = "other"
}
resource "aws_iam_role_policy_attachment" "reads" {
  for_each   = toset([aws_iam_role.reads.name, aws_iam_role.other.name])
  role       = each.value
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}
resource "aws_iam_role_policy" "other" {
  role = aws_iam_role.other.id
  policy = jsonencode({ Statement = [
    { Effect = "Allow", Action = "execute-api:Invoke", Resource = "${aws_api_gateway_rest_api.api.execution_arn}/*/GET/*" },
  ] })
}
resource "aws_lambda_function" "reads" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.reads.arn
  environment {
    variables = { API = aws_api_gateway_rest_api.api.id }
  }
}
resource "aws_lambda_function" "other" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.other.arn
  environment {
    variables = { API = aws_api_gateway_rest_api.api.id }
  }
}
