"""Our evaluator against @cloud-copilot/iam-simulate on random policies and requests."""

import json
from collections import Counter

import pytest
from simulator import REASON, allowed, outcomes
from simulator.generated import REQUESTS_PER_POLICY, generated
from simulator.ours import decisions, outcome

pytestmark = pytest.mark.skipif(bool(REASON), reason=REASON)

SEED = 20261122
POLICIES = 2_600


def test_both_evaluators_agree(record_property) -> None:
    cases = generated(SEED, POLICIES)
    theirs = outcomes("evaluate", cases)
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    for case, row in zip(cases, theirs, strict=True):
        for request, their, our in zip(case["requests"], row, map(outcome, decisions(case)), strict=True):
            seen[their] += 1
            if their != our:
                wrong.append(f"{their}, not {our}: {json.dumps({**case, 'requests': [request]})}")
    total = POLICIES * REQUESTS_PER_POLICY
    record_property(
        "score:iam-simulate", f"{total - len(wrong)} of {total} decisions agree: {dict(sorted(seen.items()))}"
    )
    assert total >= 20_000
    assert all(seen[name] > total // 20 for name in ("Allowed", "ImplicitlyDenied", "ExplicitlyDenied"))
    assert not wrong, f"{len(wrong)} of {total}\n" + "\n".join(wrong[:5])


def test_a_plain_policy_is_judged() -> None:
    document = {
        "Version": "2012-10-17",
        "Statement": [
            {"Sid": "Bucket", "Effect": "Allow", "Action": ["s3:GetObject"], "Resource": ["arn:aws:s3:::b/in/*"]},
            {"Sid": "Labels", "Effect": "Allow", "Action": ["rekognition:DetectLabels"], "Resource": ["*"]},
            {"Sid": "Key", "Effect": "Allow", "Action": ["kms:Decrypt"], "Resource": ["*"]},
        ],
    }
    requests = [
        {"action": "s3:GetObject", "resource": "arn:aws:s3:::b/in/a.csv"},
        {"action": "s3:GetObject", "resource": "arn:aws:s3:::b/out/a.csv"},
        {"action": "s3:PutObject", "resource": "arn:aws:s3:::b/in/a.csv"},
        {"action": "rekognition:DetectLabels", "resource": "*"},
        {"action": "kms:Decrypt", "resource": "arn:aws:kms:eu-west-1:123456789012:key/1"},
    ]
    assert allowed(document, requests) == [True, False, False, True, True]


def test_what_iam_would_reject_is_not_judged() -> None:
    document = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": ["s3:Nope"], "Resource": ["*"]}]}
    with pytest.raises(AssertionError, match=r"invalid\.action"):
        allowed(document, [{"action": "s3:Nope", "resource": "*"}])
