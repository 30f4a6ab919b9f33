"""Takes a folder under ``corpus/``, gives its case, the truths its comments state, and every way in which a report differs.

Never writes a comment: what the comments say was written by people, and only ``expected/`` is rendered.
"""

from casebook.cases import CORPUS, Case, Event, all_cases, read_case
from casebook.notes import Note, read_notes
from casebook.truth import disagreements

__all__ = ["CORPUS", "Case", "Event", "Note", "all_cases", "disagreements", "read_case", "read_notes"]
