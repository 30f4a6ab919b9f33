module "jobs" {
  source = "terraform-aws-modules/sqs/aws"
  name   = "jobs"
}

module "orders" {
  source = "terraform-aws-modules/dynamodb-table/aws"
  name   = "orders"
}

# needs: sqs:ReceiveMessage @ {module.jobs.aws_sqs_queue.this[0]}; sqs:DeleteMessage @ {module.jobs.aws_sqs_queue.this[0]}; sqs:GetQueueAttributes @ {module.jobs.aws_sqs_queue.this[0]}
module "worker" {
  source        = "terraform-aws-modules/lambda/aws"
  function_name = "worker"
  handler       = "app.handler"
  runtime       = "python3.13"
  source_path   = "${path.module}/src"

  environment_variables = {
    TABLE = module.orders.dynamodb_table_id
  }

  event_source_mapping = {
    jobs = {
      event_source_arn = module.jobs.queue_arn
    }
  }

  attach_policies    = true
  number_of_policies = 1
  policies           = ["arn:aws:iam::aws:policy/service-role/AWSLambdaSQSQueueExecutionRole"]

  attach_policy_statements = true
  policy_statements = {
    orders = {
      effect    = "Allow"
      actions   = ["dynamodb:PutItem", "dynamodb:DeleteTable"] # finding: unused-action dynamodb:DeleteTable
      resources = [module.orders.dynamodb_table_arn]
    }
  }
}
