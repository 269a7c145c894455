"""A sentence’s marks in; whether it is fact, forecast, assessment or policy out."""

from __future__ import annotations

from brief.extract.claims.lexicon import Mark
from brief.extract.claims.standing import inverted
from brief.extract.claims.words import Words
from brief.model.items import ClaimSort

_MODALS = frozenset("will would could may might shall should must 'll coudl woudl shoudl mihgt".split())
_RELATIVES = frozenset(("which", "who", "that"))


def sort_of(words: Words, places: range, marks: list[Mark], text: str) -> ClaimSort:
    """The sort that the first telling word speaks for; an assessment needs no more than a word, a fact none."""
    lead: ClaimSort | None = None
    for mark in marks:
        if mark.sort == "forecasts" and _looks_ahead(words.word, mark, places):
            lead = lead or "forecast"
        elif mark.sort == "policies" and not inverted(words, mark.first, places, text):
            lead = lead or "policy"
    if lead:
        return lead
    return "assessment" if any(mark.sort == "assessments" for mark in marks) else "fact"


def _looks_ahead(word: list[str], mark: Mark, places: range) -> bool:
    """Whether a modal is the clause’s own and not about the past (`would have`) or in a relative clause (`that would`)."""
    if word[mark.first] not in _MODALS:
        return True
    if mark.first > places.start + 1 and word[mark.first - 1] in _RELATIVES:
        return False
    return word[mark.after : mark.after + 1] != ["have"] or word[mark.first] == "will"
