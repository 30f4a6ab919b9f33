"""The rules' pages, as reports and the command line show them."""

from pathlib import Path

from msgspec import Struct

from analyzer.rulebook import rules_dir


class RulePage(Struct, frozen=True):
    """One rule: its name, the fields of its page's front matter, and the page in Markdown."""

    name: str
    fields: dict[str, str]
    body: str

    @property
    def summary(self) -> str:
        """What the rule says, in one sentence."""
        return self.fields.get("summary") or self._first_sentence()

    @property
    def level(self) -> str:
        """The level of its findings, empty where it is not fixed."""
        return self.fields.get("level", "")

    @property
    def category(self) -> str:
        """The category of its findings."""
        return self.fields.get("category", "")

    def _first_sentence(self) -> str:
        paragraphs = (line.strip() for line in self.body.splitlines())
        return next((line for line in paragraphs if line and not line.startswith(("#", "```"))), self.name)


def rule_pages(folder: Path | None = None) -> tuple[RulePage, ...]:
    """Every rule's page, sorted by name; ``folder`` is ``rules/findings`` unless told."""
    where = folder or rules_dir() / "findings"
    return tuple(_page(path) for path in sorted(where.glob("*.md")))


def rule_names() -> tuple[str, ...]:
    """The names of all rules, sorted, without reading their pages."""
    return tuple(sorted(path.stem for path in (rules_dir() / "findings").glob("*.md")))


def _page(path: Path) -> RulePage:
    text = path.read_text(encoding="utf-8")
    fence = text[:3]
    if fence not in ("---", "+++"):
        return RulePage(path.stem, {}, text)
    head, _, body = text[3:].partition(f"\n{fence}\n")
    pairs = (line.replace(" = ", ": ", 1).partition(":") for line in head.splitlines() if line.strip())
    return RulePage(path.stem, {key.strip(): value.strip().strip("\"'") for key, _, value in pairs}, body.lstrip("\n"))
