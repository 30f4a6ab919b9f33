"""Every finding's line, opened in the template, shows the grant that it speaks of.

The corpus is asked in full; ``OVERGRANT_CORPORA`` may name a checkout of public repositories, of which
a sample of 60 findings is opened.
"""

import json
import os
from pathlib import Path

import pytest
from casebook import all_cases
from finding_lines import sample, shown, told

REPORT = "expected/report.json"


def test_lines_of_the_corpus_show_what_their_findings_speak_of():
    """The rendered reports are those of the cases as they stand: other tests see to that."""
    opened, wrong = 0, []
    for case in all_cases():
        path = case.folder / REPORT
        for finding in told(json.loads(path.read_text())) if path.is_file() else ():
            opened += 1
            if not shown(finding, case.folder):
                wrong.append(f"{case.name}/{finding['file']}:{finding['line']} {finding['rule']} {finding['grant']}")
    assert opened > 100
    assert not wrong, "\n".join(wrong)


def test_a_line_beside_the_grant_is_told_from_the_grant(tmp_path):
    (tmp_path / "t.yaml").write_text("Action:\n  - s3:GetObject\n  - s3:PutObject\nResource: !GetAtt Files.Arn\n")
    finding = {"rule": "unused-action", "grant": "s3:PutObject", "file": "t.yaml", "line": 3, "end_line": 3}
    assert shown(finding, tmp_path)
    assert not shown({**finding, "line": 2, "end_line": 2}, tmp_path)
    wide = {**finding, "rule": "wide-resource", "resources": ["${Files.Arn}"]}
    assert shown({**wide, "line": 4, "end_line": 4}, tmp_path)
    assert not shown(wide, tmp_path)


@pytest.mark.skipif("OVERGRANT_CORPORA" not in os.environ, reason="OVERGRANT_CORPORA names no checkout")
def test_lines_in_public_repositories_show_what_their_findings_speak_of(record_property):
    found, _ = sample(Path(os.environ["OVERGRANT_CORPORA"]), 60)
    wrong = [f"{folder}: {finding}" for folder, finding, good in found if not good]
    record_property("score:finding lines", f"{len(found)} opened, {len(found) - len(wrong)} show their grant")
    assert len(found) == 60
    assert not wrong, "\n".join(wrong)
