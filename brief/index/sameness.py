"""Two rows of words in; whether one prints the words of the other, but for a word or so, out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

from brief.text.matching import words
from brief.text.shingles import RUN, Differences, differences

LEAST = 6
"""Words in a row that two texts do not share by chance; shorter ones (“according to the Ministry of”) they do."""

Between = Literal["one article", "one text", "speech", "articles", "days apart"]
"""Where two prints stand: in one article, in two of one text, in speech, in any two articles, in two of other days."""

_ONE_CHANGE: dict[Between, int | None] = {
    "one article": None,  # it does not say a sentence again with a word changed: these are two
    "one text": LEAST,
    "speech": 8,
    "articles": 8,
    "days apart": 8,
}
"""Words of which one may be another."""

_ONE_VALUE: dict[Between, int | None] = {
    "one article": None,
    "one text": 8,
    "speech": 10,
    "articles": 14,
    "days apart": None,
}
"""Words of which one that is a figure, a day or a name may be another.

None where that is news: of Monday’s 34 drones and Wednesday’s 21 the same sentence is printed.
"""

_EDGE = 4
"""More words where it is the first or last: “Love did not respond to requests for comment”."""

_SHARE = 0.15
"""Share of the words that may differ where more than one does: of 14 words two, of 20 three."""

_CUT_FROM = 12
"""Words that must be left before one is taken for a longer one with its middle cut out."""

_TIMES = frozenset(
    (
        *("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"),
        *("january", "february", "march", "april", "may", "june", "july", "august"),
        *("september", "october", "november", "december", "first", "second", "third", "fourth"),
        *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
        *("dozen", "hundred", "thousand", "million", "billion", "trillion", "half", "quarter", "twice"),
    )
)
_SMALL = frozenset(
    (
        *("a", "an", "the", "this", "that", "these", "those", "of", "in", "on", "at", "to", "for", "by", "with"),
        *("from", "and", "or", "but", "as", "is", "are", "was", "were", "be", "been", "has", "have", "had"),
        *("he", "she", "it", "they", "we", "i", "you", "his", "her", "its", "their", "our", "who", "which"),
        *("will", "would", "s", "u", "very", "also", "just", "there", "here"),
    )
)
# “ Beijing” but not the capital that opens a sentence
_NAME = re.compile(r"(?<=[^\W_.!?:…”\"]\s)[A-Z][\w’'-]{0,40}|(?<=,\s)[A-Z][\w’'-]{0,40}")


def runs_lost(size: int) -> int:
    """Runs of words that the changes allowed to a row of this size can break."""
    return RUN * max(1, int(size * _SHARE))


def same(short: Sequence[str], long: Sequence[str], text: str, between: Between) -> bool:
    """Whether the shorter row prints words of the longer; `text` is both as written."""
    found = differences(short, long)
    size = len(short)
    if found.cuts:
        return size >= _CUT_FROM and found.count <= 1
    if found.count == 0:
        return size >= LEAST or between in {"one article", "one text"}
    values, others = _swaps(found, text)
    least = _ONE_VALUE[between] if values else _ONE_CHANGE[between]
    # `rose 3 % in May` and `fell 2 % in June` are built alike and two statements.
    if least is None or values > 1 or (values and others):
        return False
    if found.count == 1:
        return size >= least + (_EDGE if found.at_edge and between != "one text" else 0)
    return found.count <= size * _SHARE


def _swaps(found: Differences, text: str) -> tuple[int, int]:
    """How many figures, days and names stand in place of others, and how many other words that say something."""
    names = {word for name in _NAME.findall(text) for word in words(name)}
    values = sum(any(_is_value(word, names) for word in (*a, *b)) for a, b in found.swapped)
    return values, sum(not _SMALL.issuperset((*a, *b)) for a, b in found.swapped) - values


def _is_value(word: str, names: set[str]) -> bool:
    return word in _TIMES or word in names or any(char.isdigit() for char in word)
