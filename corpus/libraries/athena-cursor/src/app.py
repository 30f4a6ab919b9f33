from pyathena import connect


def handler(event, context):
    cursor = connect(schema_name="orders", work_group="shop").cursor()
    # needs: athena:StartQueryExecution @ arn::athena:::workgroup/shop; athena:GetQueryExecution @ arn::athena:::workgroup/*; athena:GetQueryResults @ arn::athena:::workgroup/*
    # needs: possible glue:GetDatabase @ arn::glue:::catalog, arn::glue:::database/orders
    # needs: possible glue:GetTable @ arn::glue:::catalog, arn::glue:::database/orders, arn::glue:::table/orders/*
    # needs: possible glue:GetPartitions @ arn::glue:::catalog, arn::glue:::database/orders, arn::glue:::table/orders/*
    # needs: possible s3:GetBucketLocation @ arn::s3:::*; possible s3:ListBucket @ arn::s3:::*
    # needs: possible s3:GetObject @ arn::s3:::*/*; possible s3:PutObject @ arn::s3:::*/*
    return cursor.execute("SELECT 1").fetchall()
