data "archive_file" "code" {
  type        = "zip"
  output_path = "${path.module}/code.zip"
  source {
    filename = "notify.py"
    content  = <<-PYTHON
      import os

      import boto3


      def handler(event, context):
          boto3.client("sns").publish(TopicArn=os.environ["TOPIC"], Message="x")  # needs: sns:Publish @ {aws_sns_topic.news}
    PYTHON
  }
}

resource "aws_sns_topic" "news" {
  name = "news"
}

resource "aws_iam_role" "role" {
  name = "notify"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole"
}

resource "aws_iam_role_policy" "publish" {
  role   = aws_iam_role.role.id
  policy = jsonencode({ Statement = [{ Effect = "Allow", Action = ["sns:Publish"], Resource = aws_sns_topic.news.arn }] })
}

resource "aws_lambda_function" "notify" {
  filename = data.archive_file.code.output_path
  handler  = "notify.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
  environment {
    variables = { TOPIC = aws_sns_topic.news.arn }
  }
}
