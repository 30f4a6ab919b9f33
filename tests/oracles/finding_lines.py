"""Whether the lines that a finding points at show the grant it speaks of, for a report and for public repositories.

``python tests/oracles/finding_lines.py FOLDER COUNT`` scans folders of a checkout in a fixed order that follows
from their names alone, takes at most three findings from each, and prints a page that counts them.
"""

import hashlib
import json
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path

TEMPLATES = {"template.yaml", "template.yml", "serverless.yml", "serverless.yaml", "main.tf"}
EACH = 3


def told(report):
    """The findings of a report that speak of a grant; a CDK program's line makes the construct, and shows no grant."""
    return [
        finding
        for function in report["functions"]
        for finding in function["findings"]
        if finding["grant"] is not None and not (function["dialect"] == "cdk" and finding["file"].endswith(".py"))
    ]


def shown(finding, root):
    """Whether the lines of a finding hold its grant as written; of a resource that is too wide, the resource.

    A grant that the template writes by reference is shown where the name behind the reference is.
    """
    place = Path(root) / finding["file"]
    lines = re.split("\r\n|[\n\r]", place.read_bytes().decode("utf-8", "replace"))
    text = "\n".join(lines[finding["line"] - 1 : finding["end_line"]]).casefold()
    if finding["rule"] != "wide-resource":
        return finding["grant"].casefold() in text
    return any(named(resource, text) for resource in finding["resources"])


def named(resource, text):
    """Whether the words of a resource stand in a text: all that are no pseudo parameter and no part of every ARN."""
    if resource == "*":
        return "*" in text
    words = re.findall(r"[\w-]{2,}", re.sub(r"\$\{AWS::\w+\}|\$\{aws:\w+\}", "", resource.casefold()))
    kept = [word for word in words if word not in {"arn", "aws", "aws-cn"}]
    return any(word in text for word in kept)


def folders(root):
    """The folders with a template, in an order that no one chose: by the hash of their names."""
    found = {
        path.parent for path in Path(root).rglob("*") if path.name in TEMPLATES and "node_modules" not in path.parts
    }
    return sorted(found, key=lambda one: hashlib.sha256(one.relative_to(root).as_posix().encode()).hexdigest())


def scanned(folder):
    """The report on a folder."""
    command = [sys.executable, "-m", "analyzer.cli", "scan", str(folder), "--format", "json", "--fail-on", "never"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return json.loads(done.stdout) if done.stdout else {"functions": []}


def sample(root, count):
    """(folder, finding, whether it is shown) of so many findings, from as many folders as that takes."""
    found = []
    looked = 0
    for folder in folders(root):
        if len(found) >= count:
            break
        looked += 1
        seen = {}
        for finding in told(scanned(folder)):
            seen.setdefault((finding["rule"], finding["file"], finding["line"]), finding)
        name = folder.relative_to(root).as_posix()
        found += [(name, finding, shown(finding, folder)) for finding in list(seen.values())[:EACH]]
    return found[:count], looked


def page(found, looked):
    """The sample as a page of counts, with every finding whose lines do not show its grant."""
    right = Counter(finding["rule"] for _, finding, good in found if good)
    every = Counter(finding["rule"] for _, finding, _ in found)
    rows = [f"| {rule} | {every[rule]} | {right[rule]} |" for rule in sorted(every)]
    wrong = [
        f"- `{folder}/{finding['file']}:{finding['line']}` {finding['rule']} `{finding['grant']}`"
        for folder, finding, good in found
        if not good
    ]
    folders_told = len({folder for folder, _, _ in found})
    head = f"{len(found)} findings of {folders_told} projects ({looked} folders with a template looked at)"
    table = ["| rule | findings | shown by their lines |", "|---|---|---|", *rows]
    missed = ["", "Not shown:", "", *wrong] if wrong else []
    return "\n".join([f"{head}, {sum(right.values())} of them shown by their lines.", "", *table, *missed])


if __name__ == "__main__":
    sys.stdout.write(page(*sample(Path(sys.argv[1]), int(sys.argv[2]))) + "\n")
