data "archive_file" "code" {
  type        = "zip"
  source_dir  = "${path.module}/src"
  output_path = "${path.module}/code.zip"
}

resource "aws_secretsmanager_secret" "sign_in" {
  name = "orders/kafka"
}

resource "aws_iam_role" "role" {
  name = "work"
}

resource "aws_iam_role_policy_attachment" "logs" {
  role       = aws_iam_role.role.name
  policy_arn = "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole"
}

resource "aws_iam_role_policy" "poll" {
  role = aws_iam_role.role.id
  policy = jsonencode({
    Statement = [
      { Effect = "Allow", Action = ["secretsmanager:GetSecretValue"], Resource = "*" }, # finding: wide-resource secretsmanager:GetSecretValue
      { Effect = "Allow", Action = ["ec2:DescribeVpcs", "ec2:DescribeSecurityGroups"], Resource = "*" },
    ]
  })
}

resource "aws_lambda_function" "work" {
  filename = data.archive_file.code.output_path
  handler  = "app.handler"
  runtime  = "python3.13"
  role     = aws_iam_role.role.arn
}

resource "aws_lambda_event_source_mapping" "orders" {
  # needs: secretsmanager:GetSecretValue @ {aws_secretsmanager_secret.sign_in}
  # needs: ec2:CreateNetworkInterface @ *; ec2:DeleteNetworkInterface @ *; ec2:DescribeNetworkInterfaces @ *
  # needs: ec2:DescribeSecurityGroups @ *; ec2:DescribeSubnets @ *; ec2:DescribeVpcs @ *
  function_name     = aws_lambda_function.work.arn
  topics            = ["orders"]
  starting_position = "LATEST"
  self_managed_event_source {
    endpoints = { KAFKA_BOOTSTRAP_SERVERS = "kafka.example.com:9092" }
  }
  source_access_configuration {
    type = "SASL_SCRAM_256_AUTH"
    uri  = aws_secretsmanager_secret.sign_in.arn
  }
  dynamic "source_access_configuration" {
    for_each = { VPC_SUBNET = "subnet:subnet-0011001100", VPC_SECURITY_GROUP = "security_group:sg-0123456789" }
    content {
      type = source_access_configuration.key
      uri  = source_access_configuration.value
    }
  }
}
