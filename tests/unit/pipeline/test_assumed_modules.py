"""Where a module is taken from that no import root has, in words."""

import pytest

from analyzer import scan

TEMPLATE = """
Transform: AWS::Serverless-2016-10-31
Resources:
  F: {Type: AWS::Serverless::Function, Properties: {Runtime: python3.13, Handler: app.handler, CodeUri: svc/}}
"""


@pytest.mark.parametrize(("place", "said"), [("", "the repository's root"), ("libs/", "libs")])
def test_the_folder_that_alone_has_a_module_is_named(tmp_path, place, said):
    (tmp_path / "svc").mkdir()
    (tmp_path / place).mkdir(exist_ok=True)
    (tmp_path / "template.yaml").write_text(TEMPLATE)
    (tmp_path / "svc" / "app.py").write_text("import shared\n\ndef handler(event, context):\n    shared.run()\n")
    (tmp_path / place / "shared.py").write_text("def run():\n    pass\n")
    (gap,) = scan(tmp_path).functions[0].gaps
    assert gap.detail == f"module shared is taken from {said}, which alone has it"
