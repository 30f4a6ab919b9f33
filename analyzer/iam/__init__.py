"""Takes actions, ARN patterns with references and policy statements, gives who covers whom and what is allowed.

Answers are three-valued: ``yes`` and ``no`` hold whatever the references and unknown parts are,
``maybe`` depends on them.  Never reads a file, never knows a service.
"""

from analyzer.iam.actions import Action, action_covers, action_matches, expand
from analyzer.iam.arns import Arn
from analyzer.iam.conditions import holds
from analyzer.iam.coverage import covers, covers_any, matches, overlaps, strictly_smaller
from analyzer.iam.evaluation import evaluate
from analyzer.iam.model import Condition, Context, Decision, PolicyDocument, Statement
from analyzer.iam.verdicts import Verdict, every, negate, some, verdict

__all__ = [
    "Action",
    "Arn",
    "Condition",
    "Context",
    "Decision",
    "PolicyDocument",
    "Statement",
    "Verdict",
    "action_covers",
    "action_matches",
    "covers",
    "covers_any",
    "evaluate",
    "every",
    "expand",
    "holds",
    "matches",
    "negate",
    "overlaps",
    "some",
    "strictly_smaller",
    "verdict",
]
