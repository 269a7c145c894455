"""A figure in its sentence in; the range that its wording and its rounding leave open out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from brief.model.article import Article, Span
from brief.model.items import Figure
from brief.text.matching import plain, stem

_AT_LEAST = ("at least", "more than", "over", "no fewer than", "not less than", "above", "minimum of", "exceed")
_AT_MOST = ("at most", "up to", "fewer than", "less than", "under", "no more than", "below", "almost", "nearly")
_ABOUT = ("about", "around", "roughly", "some", "approximately", "an estimated", "close to")
_MONEY = {"pounds": "£", "dollars": "$", "euros": "€", "US$": "$"}
_STRETCHES = frozenset(stem(word) for word in ("hours", "days", "weeks", "months", "quarters", "years", "decades"))
_SCALES = {"hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12}
# `£420 million`, `60%`, `12 per cent`, `4,500 jobs`
_SAID = re.compile(
    r"([$£€]?)(?<![\w.,])(\d{1,9}(?:,\d{3}){0,4}(?:\.\d{1,4})?)(?![\w,.]\d)( (?:hundred|thousand|[mbtr]{1,2}illion))?"
    r"(?: ?(%|per ?cent\b|[a-z]{3,20}))?"
)


class Measure(Struct, frozen=True):
    """From where to where a figure may lie, and of what."""

    unit: str
    low: float
    high: float

    @property
    def is_stretch(self) -> bool:
        """Whether it measures time: `over five years` says in what a sum is spent."""
        return self.unit in _STRETCHES

    def meets(self, other: Measure) -> bool:
        """Whether both may be one figure."""
        return self.low <= other.high and other.low <= self.high


def measure(article: Article, figure: Figure) -> Measure | None:
    """Half of the last written digit to either side, twice that for `about`, open where it says `at least`."""
    if not figure.unit:
        return None
    before = plain(article.text[max(0, figure.span.start - 24) : figure.span.start]).rstrip(" $€£")
    room = _rounding(figure.value) * (2 if before.endswith(_ABOUT) else 1)
    low, high = figure.value - room, figure.value + room
    stretch = stem(plain(figure.unit)) in _STRETCHES
    if before.endswith(_AT_MOST):
        low = 0.0
    elif before.endswith(_AT_LEAST) and not (stretch and before.endswith(" over")):  # `£420 million over five years`
        high = float("inf")
    level = " to" if before.endswith(" to") and not before.endswith((*_AT_MOST, *_ABOUT)) else ""
    return Measure(_unit(article, figure) + level, low, high)  # `rose to 3 percent` is not `rose by 3 percent`


def figures_said(article: Article, clause: Span) -> Iterator[Figure]:
    """The plain figures of direct speech, which no claim has read."""
    for match in _SAID.finditer(article.text, clause.start, clause.end):
        sign, number, scale, unit = match.groups()
        value = float(number.replace(",", "")) * _SCALES.get((scale or "").strip(), 1.0)
        unit = sign or ("percent" if unit in {"%", "per cent", "percent"} else unit)
        yield Figure(span=Span(article=article.id, start=match.start(), end=match.end()), value=value, unit=unit)


def _unit(article: Article, figure: Figure) -> str:
    """One word for what is counted; a pound `of` something is no money."""
    unit = figure.unit or ""
    if unit in _MONEY and not article.text.startswith(" of ", figure.span.end):
        return _MONEY[unit]
    return stem(plain(unit))


def _rounding(value: float) -> float:
    """Half of the last digit that is not nought: 30,000 may be 25,000 to 35,000; 14 may be 13.5 to 14.5."""
    whole = int(value)
    if whole != value:
        return 0.5 * 10.0 ** -len(f"{value:.6f}".rstrip("0").partition(".")[2])
    unit = 1.0
    while whole and whole % 10 == 0:
        whole //= 10
        unit *= 10
    return unit / 2
