"""What a command imports decides how fast it answers."""

import pytest

HEAVY = ("libcst", "networkx", "yaml", "rich", "msgspec", "sqlite3", "concurrent.futures.process")
PROBE = f"""
import atexit, sys
from analyzer.cli import main
sys.argv[0] = "overgrant"
atexit.register(lambda: sys.stderr.write("loaded " + " ".join(n for n in {HEAVY!r} if n in sys.modules)))
main()
"""


@pytest.mark.parametrize("words", [("--help",), (), ("scan", "--help"), ("nonsense",)])
def test_nothing_heavy_to_show_help(overgrant, words):
    assert overgrant(*words, program=PROBE).stderr.endswith("loaded ")


def test_nothing_of_the_analysis_to_refuse_usage(overgrant):
    loaded = overgrant("scan", "--jobs", "0", program=PROBE).stderr.rpartition("loaded ")[2].split()
    assert "libcst" not in loaded
    assert "networkx" not in loaded
    assert "rich" not in loaded


DIALECTS = {
    "serverless": (
        "serverless.yml",
        "service: s\nprovider: {name: aws, runtime: python3.13}\nfunctions: {f: {handler: app.handler}}\n",
    ),
    "terraform": ("main.tf", 'variable "a" {}\n'),
    "cdk": ("cdk.json", '{"app": "python app.py"}\n'),
    "chalice": (".chalice/config.json", '{"version": "2.0"}\n'),
    "nesting": (
        "outer.yaml",
        "Resources:\n  Child: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: template.yaml}}\n",
    ),
}
IMPORTED = """
import atexit, sys
from analyzer.cli import main
sys.argv[0] = "overgrant"
named = lambda: {part for name in sys.modules if name.startswith("analyzer.templates.") for part in name.split(".")[2:3]}
parsers = lambda: {name for name in sys.modules if name.startswith("tree_sitter")}
atexit.register(lambda: sys.stderr.write("loaded " + " ".join(sorted(named() | parsers()))))
main()
"""


def imported(overgrant):
    ran = overgrant("scan", "--no-cache", "--jobs", "1", program=IMPORTED)
    return set(ran.stderr.rpartition("loaded ")[2].split())


def test_a_scan_of_sam_alone_imports_no_other_dialect(overgrant, project):
    (project / "events.json").write_text('{"Records": []}')
    loaded = imported(overgrant)
    assert "cloudformation" in loaded
    assert loaded & {*DIALECTS, "tree_sitter", "tree_sitter_hcl"} == set()


@pytest.mark.parametrize("name", DIALECTS)
def test_a_dialect_is_imported_where_it_is_used(overgrant, project, name):
    path, text = DIALECTS[name]
    (project / path).parent.mkdir(exist_ok=True)
    (project / path).write_text(text)
    assert imported(overgrant) & DIALECTS.keys() == {name, *(["nesting"] if name == "cdk" else [])}
