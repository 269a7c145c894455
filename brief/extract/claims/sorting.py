"""A sentence’s marks in; whether it is fact, forecast, assessment or policy out."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from brief.extract.claims.lexicon import Mark, entries, word_class
from brief.extract.claims.standing import inverted
from brief.extract.claims.words import Words
from brief.model.items import ClaimSort

_CONCEDING = frozenset(("although", "despite", "even", "though", "while"))
_RELATIVES = frozenset(("which", "who", "where", "whose"))
_REFUSING = word_class("refusing")
_LISTING = frozenset(("include", "includes", "included"))
_DETERMINERS = word_class("determiner") | {"long", "my", "your", "his"}
_SURVEYED = frozenset((("when", "told"), ("when", "asked")))


def sort_of(words: Words, places: range, marks: Sequence[Mark], text: str, *, counted: bool) -> ClaimSort:
    """The sort that the first telling mark of the main clause speaks for.

    A sentence without one is a fact; so is a list, and an assessing word beside a number or a date (`counted`), unless
    it is the verb with which somebody judges: `she argues that`.
    """
    begin = _main_clause(words, places, text)
    for mark in marks:
        if mark.first < begin:
            continue
        if mark.sort == "forecasts" and _looks_ahead(words, mark, places):
            return "forecast"
        if (
            mark.sort == "policies"
            and _is_own(words.word, mark, places, 3)
            and not _describes(words, mark, places, text)
            and not inverted(words, mark.first, places, text)
        ):
            return "policy"
    if any(_judges(words.word, mark) for mark in marks):
        return "assessment"
    if counted or not _LISTING.isdisjoint(words.word[places.start : places.start + 3]):
        return "fact"
    return "assessment" if any(mark.sort == "assessments" for mark in marks) else "fact"


def _main_clause(words: Words, places: range, text: str) -> int:
    """The place where the main clause begins: after the comma that ends an opening `although …,`."""
    if words.word[places.start] not in _CONCEDING:
        return places.start
    for place in places[2:-1]:
        if "," in text[words.end[place] : words.start[place + 1]]:
            return place + 1
    return places.start


def _looks_ahead(words: Words, mark: Mark, places: range) -> bool:
    """Whether a verb is the main clause’s own: not `would have`, `would not say`, or in a clause with `which`."""
    word = words.word
    if not _is_own(word, mark, places, 5) or _is_of_survey(word, mark, places):
        return False
    if word[mark.first] not in entries("modals"):
        return True
    if mark.first > places.start + 1 and word[mark.first - 1] == "that":
        return False
    following = word[mark.after : mark.after + 2]
    if following[:1] == ["not"] and not _REFUSING.isdisjoint(following):
        return False
    return following[:1] != ["have"] or following[1:] == ["to"] or word[mark.first] == "will"


def _is_of_survey(word: list[str], mark: Mark, places: range) -> bool:
    """Whether it is only what those asked were told: `backed it when told that it would`."""
    before = word[max(places.start, mark.first - 5) : mark.first]
    return not _SURVEYED.isdisjoint(pairwise(before))


def _describes(words: Words, mark: Mark, places: range, text: str) -> bool:
    """Whether a decision only names something: `the promised reform`, `a third reservoir, approved in January,`."""
    word = words.word
    if mark.first <= places.start:
        return False
    if word[mark.first] == "promised" and word[mark.first - 1] in _DETERMINERS:
        return True
    after_comma = "," in text[words.end[mark.first - 1] : words.start[mark.first]]
    return after_comma and word[mark.first].endswith("ed") and word[mark.after : mark.after + 1] != ["to"]


def _judges(word: list[str], mark: Mark) -> bool:
    """Whether a mark is a verb of judging: `warns`, or before `that`, as `caution` may be a noun, `warned` an act."""
    verb = word[mark.first]
    if mark.sort != "assessments" or verb not in entries("judging"):
        return False
    return verb.endswith("s") or "that" in word[mark.first + 1 : mark.first + 2]


def _is_own(word: list[str], mark: Mark, places: range, reach: int) -> bool:
    """Whether no relative clause opens in the few words before a mark."""
    return _RELATIVES.isdisjoint(word[max(places.start, mark.first - reach) : mark.first])
