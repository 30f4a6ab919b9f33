"""The logical ids that the framework gives to what it makes.

Source: https://www.serverless.com/framework/docs/providers/aws/guide/resources#aws-cloudformation-resource-reference
"""

SHARED_ROLE = "IamRoleLambdaExecution"


def normalized(name: str) -> str:
    """A name of serverless.yml as the beginning of a logical id: ``my-fn_1`` is ``MyDashfnUnderscore1``."""
    plain = name.replace("-", "Dash").replace("_", "Underscore")
    return plain[:1].upper() + plain[1:]


def function_id(key: str) -> str:
    """The logical id of a function."""
    return f"{normalized(key)}LambdaFunction"


def layer_id(key: str) -> str:
    """The logical id of a layer of this service."""
    return f"{normalized(key)}LambdaLayer"


def log_group_id(key: str) -> str:
    """The logical id of a function's log group."""
    return f"{normalized(key)}LogGroup"


def invoke_config_id(key: str) -> str:
    """The logical id of a function's settings for asynchronous calls."""
    return f"{normalized(key)}LambdaEvConf"


def consumer_id(key: str, stream: str, service: str) -> str:
    """The logical id of the consumer between a stream and a function; ``service`` where it is named after that too."""
    return f"{normalized(f'{key}{stream}{service}Consumer')}StreamConsumer"


def own_role_id(key: str) -> str:
    """The logical id of the role that serverless-iam-roles-per-function makes for one function."""
    return f"{normalized(key)}{SHARED_ROLE}"
