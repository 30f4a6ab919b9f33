data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

data "aws_iam_role" "shared" {
  name = "shared"
}

resource "aws_iam_role_policy" "more" {
  role   = data.aws_iam_role.shared.name
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["s3:GetObject", "s3:PutObject"], Resource = "arn:aws:s3:::files/*" }] }) # finding: unused-action s3:PutObject
}

resource "aws_lambda_function" "read" { # finding: missing-action sns:Publish (low)
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = data.aws_iam_role.shared.arn # gap: unknown-role
}
