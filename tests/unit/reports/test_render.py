import pytest

from analyzer.reports import FORMATS, render


@pytest.mark.parametrize("kind", FORMATS)
def test_same_report_same_bytes(report, kind):
    assert render(report, kind) == render(report, kind)
    assert render(report, kind).endswith("\n")


@pytest.mark.parametrize("kind", FORMATS)
def test_every_format_says_what_it_does_not_see(report, kind):
    text = render(report, kind)
    for unseen in ("service and resource control policies", "session policies", "resource policies of other accounts"):
        assert unseen in text
